import type { FindQuery, SpineQuery } from '../../generated/explorer.ts';
import { changed, go } from '../router.ts';

export type Found = NonNullable<FindQuery['find']>;
type Listed = NonNullable<SpineQuery['codes']>;
type Axis = Listed['facets'][number]['axis'];

/** A fact that can be asked for, and how many codes would fit. */
interface Offered {
  readonly id: string;
  readonly name: string;
  /** The language of the name, where it may be another than that of the page. */
  readonly nameLanguage?: string;
  readonly codes: number;
}

/** The facts of an axis that can be asked for. */
export interface OfferedAxis {
  readonly axis: Axis;
  readonly terms: readonly Offered[];
}

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

/** How many codes fit if a term is chosen in place of others of its axis. */
type CountOf = (term: string) => number;

/** Counts, as the server finds them, the codes of which each axis that is asked says a term at, under or above one of those that are asked. */
export function counting({ edges, facets }: Listed, asked: readonly string[]): CountOf {
  const parents = new Map(
    facets.flatMap(({ terms }) => terms.map(({ term }) => [term.id, term.parent?.id] as const)),
  );
  const isUnder = (term: string, broader: string): boolean => {
    for (let at: string | undefined = term; at; at = parents.get(at)) if (at === broader) return true;
    return false;
  };
  const meets = (said: readonly string[], terms: readonly string[]) =>
    terms.some((term) => said.some((one) => isUnder(one, term) || isUnder(term, one)));
  const codes = edges.map(({ node }) => node.axes.flatMap(({ terms }) => terms.map(({ id }) => id)));
  return (term) => {
    const axes = new Set(asked.map(axisOf).filter((axis) => axis !== axisOf(term)));
    const groups = [...[...axes].map((axis) => asked.filter((one) => axisOf(one) === axis)), [term]];
    return codes.filter((said) => groups.every((group) => meets(said, group))).length;
  };
}

/** Every term that codes of the spine state, by axis; those of the picture in its order. */
export function offeredIn({ facets }: Listed, countOf: CountOf): readonly OfferedAxis[] {
  const drawn: readonly string[] = Object.values(PARTS);
  const place = (id: string) => (drawn.includes(id) ? drawn.indexOf(id) : drawn.length);
  return facets
    .map(({ axis, terms }) => ({
      axis,
      terms: terms
        .map(({ term: { id, name } }) => ({ id, name, codes: countOf(id) }))
        .sort((a, b) => place(a.id) - place(b.id)),
    }))
    .filter(({ terms }) => terms.length > 0);
}

/** Asks for these terms, by the address. */
export const askFor = (terms: readonly string[]) => go(changed({ terms: terms.join(',') || null }));

/** Chooses a term in place of others of its axis, or takes it back. */
export function choose(term: string, terms: readonly string[]): void {
  const others = terms.filter((one) => axisOf(one) !== axisOf(term));
  const back = terms.includes(term) && terms.length - others.length === 1;
  askFor(back ? others : [...others, term]);
}
