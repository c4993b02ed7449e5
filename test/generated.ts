import fc from 'fast-check';
import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isAbstractType,
  isEnumType,
  isLeafType,
  isListType,
  isObjectType,
} from 'graphql';
import { LANGUAGE_CODES } from '../src/text/languages.ts';
import { IMPORTED } from './imported.ts';
import { dataset, speaker, vocabulary } from './seeded.ts';

type Draw = fc.GeneratorValue;

/** Diagnoses say little beside their title: a few are enough. */
const codeIds = [
  ...new Set([
    ...dataset.codes.filter(({ system }, index) => system === 'CPT' || index % 5 === 0).map(({ id }) => id),
    ...IMPORTED.codes,
  ]),
];
const termIds = [...vocabulary.terms.keys(), ...IMPORTED.terms];
const familyIds = [...vocabulary.families.keys(), ...IMPORTED.families];
/** Releases that differ, by code system. */
const RELEASES = [
  { system: 'CPT', from: '2025A', to: '2025D' },
  { system: 'ICD10PCS', from: '2025', to: '2026' },
] as const;
/** What is searched for: names in all languages, and some with a letter left out. */
const words = [
  ...LANGUAGE_CODES.map((language) => speaker(language, vocabulary).vocabulary).flatMap(
    ({ terms, families }) => [
      ...[...terms.values()].flatMap(({ name, synonyms }) => [name, ...synonyms]),
      ...[...families.values()].map(({ name }) => name),
    ],
  ),
  ...dataset.terms.map(({ name }) => name.slice(0, 4) + name.slice(5)),
  ...dataset.codes.map(({ code }) => code),
  ...IMPORTED.codes.map((id) => id.slice(id.indexOf(':') + 1)),
];

/** Every field of every object type that the queries can reach, with the way to it from Query. */
export function targetsOf(schema: GraphQLSchema): { type: string; field: string; way: Step[] }[] {
  const query = schema.getQueryType();
  if (!query) return [];
  const ways = new Map<string, Step[]>([[query.name, []]]);
  const open: GraphQLObjectType[] = [query];
  for (let type = open.shift(); type !== undefined; type = open.shift()) {
    for (const field of Object.values(type.getFields())) {
      for (const next of objectsOf(schema, getNamedType(field.type))) {
        if (ways.has(next.name)) continue;
        ways.set(next.name, [
          ...(ways.get(type.name) ?? []),
          { type: type.name, field: field.name, on: next.name },
        ]);
        open.push(next);
      }
    }
  }
  return [...ways].flatMap(([type, way]) =>
    Object.keys((schema.getType(type) as GraphQLObjectType).getFields()).map((field) => ({
      type,
      field,
      way,
    })),
  );
}

export interface Step {
  readonly type: string;
  readonly field: string;
  readonly on: string;
}

function objectsOf(schema: GraphQLSchema, type: GraphQLNamedType): readonly GraphQLObjectType[] {
  if (isObjectType(type)) return [type];
  return isAbstractType(type) ? schema.getPossibleTypes(type) : [];
}

/**
 * A document that asks for one field by way of its path, with all its arguments, and for other things beside it at
 * random. Ids, terms and words are drawn from the seed and from small imported files.
 */
export function generatedDocument(
  schema: GraphQLSchema,
  target: { type: string; field: string; way: readonly Step[] },
  draw: Draw,
): string {
  const selection = (type: GraphQLNamedType, way: readonly Step[], depth: number): string => {
    const [step, ...rest] = way;
    const parts: string[] = ['__typename'];
    if (isAbstractType(type)) {
      for (const member of schema.getPossibleTypes(type)) {
        const wanted =
          step?.type === member.name || (step === undefined && target.type === member.name && way === end);
        if (wanted || draw(fc.nat, { max: 5 }) === 0) {
          parts.push(`... on ${member.name} { ${selection(member, wanted ? way : none, depth)} }`);
        }
      }
      return parts.join(' ');
    }
    if (!isObjectType(type)) return parts.join(' ');
    const fields = Object.values(type.getFields());
    const forced =
      step?.type === type.name ? step.field : way === end && target.type === type.name ? target.field : null;
    for (const field of fields) {
      const named = getNamedType(field.type);
      const isForced = field.name === forced;
      if (!isForced && (isLeafType(named) ? draw(fc.boolean) : depth <= 0 || draw(fc.nat, { max: 7 }) > 0))
        continue;
      const aliased = isForced ? '' : `${field.name}_: `;
      const below = isForced ? (step ? (rest.length > 0 ? rest : end) : none) : none;
      const inner = isLeafType(named) ? '' : ` { ${selection(named, below, depth - 1)} }`;
      parts.push(`${aliased}${field.name}${argumentsOf(field, isForced)}${inner}`);
    }
    return parts.join(' ');
  };

  const argumentsOf = (field: GraphQLField<unknown, unknown>, all: boolean): string => {
    const given = field.args.flatMap((argument) => {
      if (argument.name === 'after') return [];
      const isNeeded = argument.type.toString().endsWith('!');
      if (!isNeeded && !all && draw(fc.nat, { max: 2 }) === 0 && argument.name !== 'first') return [];
      return [`${argument.name}: ${literalFor(field, argument)}`];
    });
    return given.length > 0 ? `(${given.join(', ')})` : '';
  };

  const one = <T>(values: readonly T[]): T => draw(fc.constantFrom, ...values) as T;
  const some = <T>(values: readonly T[], least = 1, most = 4): string =>
    `[${draw(fc.shuffledSubarray<T>, [...values], {
      minLength: least,
      maxLength: Math.min(most, values.length),
    })
      .map((value) => JSON.stringify(value))
      .join(', ')}]`;
  const enums = (list: string) => list.replaceAll('"', '');
  const releases = one(RELEASES);

  const literalFor = (field: GraphQLField<unknown, unknown>, { name, type }: GraphQLArgument): string => {
    const named = getNamedType(type);
    const isList = isListType(getNullableType(type));
    // Two axes are compared in every code system.
    if (name === 'differsBy') return enums(some(['OPERATION', 'APPROACH'], 1, 2));
    if (isEnumType(named)) {
      const values = named.getValues().map((value) => value.name);
      if (field.name === 'crosswalk') return one(['ICD10CM', 'ICD10PCS', 'CPT']);
      if (field.name === 'changes') return releases.system;
      if (named.name === 'CodeSystem') {
        return isList ? enums(some(['CPT', 'ICD10PCS'], 1, 2)) : one(['CPT', 'CPT', 'ICD10PCS']);
      }
      return isList ? enums(some(values, 1, values.length)) : one(values);
    }
    if (name === 'first') return String(draw(fc.nat, { max: 6 }));
    if (name === 'depth') return String(draw(fc.nat, { max: 2 }));
    if (name === 'maxHops') return String(1 + draw(fc.nat, { max: 2 }));
    if (name === 'asOf') return `"${one(['2025-10-01', '2025-03-01', '2024-07-01', '2024-10-02'])}"`;
    if (name === 'modifier') return '""';
    if (name === 'near' || name === 'descending') return String(draw(fc.boolean));
    if (name === 'text') return JSON.stringify(one(words));
    if (name === 'terms' || name === 'within') return some(termIds, 1, 2);
    if (name === 'roots') return some([...codeIds, ...termIds, ...familyIds]);
    if (name === 'ids') {
      return field.name === 'nodes' ? some([...codeIds, ...termIds, 'nothing']) : some(codeIds, 2, 5);
    }
    if (name === 'filter') return filter();
    if (name === 'family') return JSON.stringify(one(familyIds));
    if (field.name === 'changes') return JSON.stringify(name === 'from' ? releases.from : releases.to);
    if (field.name === 'term') return JSON.stringify(one(termIds));
    if (field.name === 'family') return JSON.stringify(one(familyIds));
    if (field.name === 'node') return JSON.stringify(one([...codeIds, ...termIds, ...familyIds]));
    if (['id', 'from', 'to'].includes(name)) return JSON.stringify(one(codeIds));
    throw new Error(`no values are known for ${field.name}(${name}: ${type.toString()})`);
  };

  const filter = (): string => {
    const conditions = [
      () => `system: ${enums(some(['CPT', 'ICD10PCS'], 1, 2))}`,
      () => `terms: ${some(termIds, 1, 1)}`,
      () => `family: ${JSON.stringify(one(familyIds))}`,
      () => `text: ${JSON.stringify(one(words))}`,
      () => `addOn: ${draw(fc.boolean)}`,
      () => `status: ${enums(some(['ACTIVE', 'DELETED'], 1, 2))}`,
      () => `near: ${draw(fc.boolean)}`,
    ];
    const chosen = draw(fc.shuffledSubarray<() => string>, conditions, { maxLength: 2 });
    return `{ ${chosen.map((condition) => condition()).join(', ')} }`;
  };

  const query = schema.getQueryType();
  if (!query) throw new Error('the schema has no queries');
  return `{ ${selection(query, target.way.length > 0 ? target.way : end, 3)} }`;
}

/** The way has been gone: the field itself is next. */
const end: readonly Step[] = [];
/** No way to go: everything at random. */
const none: readonly Step[] = [{ type: '', field: '', on: '' }];

/** Whether an answer holds anything but nulls, empty lists and type names. */
export function saysSomething(value: unknown, key = ''): boolean {
  if (value === null || value === undefined || key === '__typename') return false;
  if (Array.isArray(value)) return value.some((one) => saysSomething(one));
  if (typeof value === 'object') return Object.entries(value).some(([name, one]) => saysSomething(one, name));
  return true;
}
