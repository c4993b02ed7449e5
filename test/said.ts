import {
  type GraphQLNamedType,
  getNamedType,
  isAbstractType,
  isLeafType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { expect } from 'vitest';
import type { Store } from '../src/store/store.ts';
import { run, schema } from './documents.ts';

/** What the examples of the schema speak of. */
const SUBJECTS = [
  ...['63278', '63277', '63295', '63180', '63303', '63287', '63308', '63047', 'C79.51', '0QB10ZX'].map(
    (id) => `code(id: "${id}")`,
  ),
  ...[
    'region:sacral',
    'region:thoracic',
    'region:lower-thoracic',
    'region:thoracolumbar',
    'region:lumbar',
    'compartment:extradural',
    'compartment:intradural',
    'lesion:neoplasm',
    'lesion:cyst',
    'operation:excision',
    'operation:corpectomy',
    'approach:posterolateral',
    'approach:open',
    'extent:one-or-two-segments',
    'extent:two-or-more-segments',
    'approach:posterior-laminectomy',
    'extent:one-segment',
    'specialty:neurosurgery',
    'section:medical-and-surgical',
    'body-system:lower-bones',
    'body-part:sacrum',
    'device:no-device',
    'qualifier:diagnostic',
  ].map((id) => `term(id: "${id}")`),
  'family(id: "family:lesion-neoplasm")',
  'dataset',
  'terms(axis: REGION)',
  'codes(filter: { system: [CPT], status: [ACTIVE], family: "family:spine" })',
  'codes(filter: { terms: ["region:lumbar"], near: true })',
  'lookup(ids: ["63278", "63278-59", "63278 x2", "99999", "banana"])',
  'compare(ids: ["63278", "63277"])',
  'find(terms: ["region:sacral", "compartment:extradural", "lesion:neoplasm"])',
  'search(text: "sacral tumor")',
  'search(text: "sacrum")',
  'paths(from: "63278", to: "63286")',
  'subgraph(roots: ["63278"])',
  'together(ids: ["63278", "63295"])',
  'cite(ids: ["63278"])',
  'node(id: "CPT:63278")',
];

/** All that is said of a thing without being told more; other things are named by their ids. */
function selection(type: GraphQLNamedType, isSubject = true): string {
  if (isAbstractType(type) && isSubject) {
    const each = schema.getPossibleTypes(type).map((one) => `... on ${one.name} ${selection(one)}`);
    return `{ __typename ${each.join(' ')} }`;
  }
  if (!isObjectType(type) || (!isSubject && type.getInterfaces().length > 0))
    return '{ __typename ... on Node { id } }';
  const fields = Object.values(type.getFields()).flatMap((field) => {
    const isAsked = field.args.some(
      ({ type, defaultValue }) => isNonNullType(type) && defaultValue === undefined,
    );
    if (isAsked) return [];
    const below = getNamedType(field.type);
    const page = field.args.some(({ name }) => name === 'first') ? '(first: 20)' : '';
    return [isLeafType(below) ? field.name : `${field.name}${page} ${selection(below, false)}`];
  });
  return `{ __typename ${fields.join(' ')} }`;
}

/** What is asked for with arguments of its own. */
const QUESTIONS = [
  `{ code(id: "63278") { __typename guidance(lang: ES) { __typename language direction translation }
    arabic: guidance(lang: AR) { __typename direction }
    crosswalk(to: ICD10CM) { __typename relationship confidence justification node { __typename id } source { __typename id } } } }`,
  '{ compare(ids: ["63278", "63295"]) { __typename axes { __typename values { __typename inherited } } } }',
  `{ find(terms: ["region:lumbar", "compartment:intramedullary", "lesion:neoplasm"], near: true) { __typename
    matches { __typename code { __typename id } overlapping { __typename id } } partial { __typename code { __typename id } conflicting { __typename id } } } }`,
  `{ find(terms: ["region:lumbar", "compartment:intramedullary", "lesion:neoplasm"]) { __typename
    partial { __typename code { __typename id } missing { __typename id } conflicting { __typename id } } } }`,
  '{ find(terms: ["region:lumbar", "lesion:neoplasm"]) { __typename matches { __typename code { __typename id } example { __typename id } } } }',
  `{ code(id: "63278") { __typename related(within: ["compartment:intradural"], near: true, first: 50) { __typename
    edges { __typename overlapping { __typename id } } } } }`,
  '{ subgraph(roots: ["region:sacral"], depth: 0) { __typename nodes { __typename kind label } } }',
];

/** What the graph says at each field: values of leaves, and the ids of things and of lines. */
export const values = new Map<string, Set<string>>();

function note(value: unknown, place: string): void {
  if (Array.isArray(value)) for (const one of value) note(one, place);
  else if (typeof value === 'object' && value !== null) {
    const { __typename, ...fields } = value as Record<string, unknown>;
    if (typeof fields.id === 'string') add(place, fields.id);
    for (const [name, one] of Object.entries(fields)) note(one, `${__typename}.${name}`);
  } else add(place, String(value));
}

function add(place: string, value: string): void {
  values.set(place, (values.get(place) ?? new Set()).add(value));
}

/** Notes what a store says of them. */
export async function gather(store: Store): Promise<void> {
  for (const subject of SUBJECTS) {
    const name = subject.replace(/\(.*/, '');
    const field = schema.getQueryType()?.getFields()[name];
    if (field === undefined) throw new Error(`no ${name}`);
    const { data, errors } = await run(store, `{ ${subject} ${selection(getNamedType(field.type))} }`);
    expect(errors, subject).toBeUndefined();
    note(data?.[name], `Query.${name}`);
  }
  for (const question of QUESTIONS) {
    const { data, errors } = await run(store, question);
    expect(errors, question).toBeUndefined();
    note(Object.values(data ?? {}), 'Query');
  }
}
