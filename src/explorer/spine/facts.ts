import type { SpineQuery, SpineQueryVariables } from '../../generated/explorer.ts';
import { changed, go } from '../router.ts';

export type Offered = NonNullable<SpineQuery['regions']>['edges'][number]['node'];
export type Found = NonNullable<SpineQuery['find']>;

/** The parts of the picture, each standing for a term. */
export const PARTS = {
  cervical: 'region:cervical',
  thoracic: 'region:thoracic',
  thoracolumbar: 'region:thoracolumbar',
  lumbar: 'region:lumbar',
  sacral: 'region:sacral',
  craniocervical: 'region:craniocervical',
  atlantoaxial: 'region:atlantoaxial',
  subaxial: 'region:subaxial',
  lumbosacral: 'region:lumbosacral',
  pelvis: 'region:pelvis',
  sacroiliacJoint: 'region:sacroiliac-joint',
  extradural: 'compartment:extradural',
  intradural: 'compartment:intradural',
  extramedullary: 'compartment:intradural-extramedullary',
  intramedullary: 'compartment:intramedullary',
  combined: 'compartment:combined',
  anterior: 'column:anterior',
  discSpace: 'column:disc-space',
  vertebralBody: 'column:vertebral-body',
  bodyGap: 'column:body-gap',
  posterior: 'column:posterior',
  bothColumns: 'column:both',
  allThree: 'column:all-three',
} as const;

export type Part = keyof typeof PARTS;

const axisOf = (term: string) => term.slice(0, term.indexOf(':') + 1);

/** The terms that an address asks for, each once. */
export const askedTerms = (query: URLSearchParams): string[] => [
  ...new Set((query.get('terms') ?? '').split(',').filter(Boolean)),
];

/** What to ask for these terms: for each part, the terms of the other axes together with it. */
export function variablesFor(terms: readonly string[]): SpineQueryVariables {
  const parts = Object.entries(PARTS).map(([part, term]) => [
    part,
    [...terms.filter((one) => axisOf(one) !== axisOf(term)), term],
  ]);
  return { asks: terms.length > 0, terms, ...(Object.fromEntries(parts) as Record<Part, string[]>) };
}

/** Every term that can be asked for, by axis. */
export function offeredIn(data: SpineQuery): readonly (readonly Offered[])[] {
  const { regions, compartments, columns, lesions, operations, devices, approaches, extents, sides } = data;
  return [regions, compartments, columns, lesions, operations, devices, approaches, extents, sides].map(
    (terms) => terms?.edges.map(({ node }) => node).filter(({ codeCount }) => codeCount > 0) ?? [],
  );
}

/** Asks for these terms, by the address. */
export const askFor = (terms: readonly string[]) => go(changed({ terms: terms.join(',') || null }));

/** Chooses a term in place of others of its axis, or takes it back. */
export function choose(term: string, terms: readonly string[]): void {
  const others = terms.filter((one) => axisOf(one) !== axisOf(term));
  const back = terms.includes(term) && terms.length - others.length === 1;
  askFor(back ? others : [...others, term]);
}
