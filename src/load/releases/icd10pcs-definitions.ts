import type { Citation } from '../../lattice/code.ts';
import { grouped } from '../../lattice/grouped.ts';
import type { Term } from '../../lattice/vocabulary.ts';
import type { Definition } from '../files/pcs-definitions.ts';
import type { TableLabel } from '../files/pcs-tables.ts';

/** A definition, and what cites a line of its file. */
export type CitedDefinition = Definition & { readonly cite: (line: number) => Citation };

/** What the definitions say of a label. */
export type Told = Pick<Term, 'definition' | 'explanation' | 'includes'>;

const NOTHING: Told = { definition: null, explanation: null, includes: [] };

/**
 * What definitions say of the label at a position (1 to 7) of a table. They name some labels with the body system or the
 * operation that has them ("Spacer in Lower Joints", "Pedicle-Based for Insertion in Upper Joints"), or with what a test
 * is for ("Bed Mobility (Treatment)"); and a few at a position where no table has them: those are said of the label
 * wherever it stands in the section.
 */
export function definitionsOf(
  definitions: readonly CitedDefinition[],
  labels: readonly Pick<TableLabel, 'table' | 'position' | 'label'>[],
): (table: string, position: number, label: string) => Told {
  const known = new Set(labels.map(({ table, position, label }) => `${table[0]} ${position} ${label}`));
  const stems = (one: CitedDefinition) =>
    [one.label, ...STEMS.map((ending) => one.label.replace(ending, ''))].find((label) =>
      known.has(`${one.section} ${one.position} ${label}`),
    );
  const placed = definitions.map((one) => {
    const label = stems(one);
    return label === undefined
      ? { ...one, place: `${one.section} ${one.label}` }
      : { ...one, place: `${one.section} ${one.position} ${label}` };
  });
  const byPlace = new Map(
    [...grouped(placed, ({ place }) => place)].map(([place, some]) => [place, toldBy(some)]),
  );
  return (table, position, label) =>
    byPlace.get(`${table[0]} ${position} ${label}`) ?? byPlace.get(`${table[0]} ${label}`) ?? NOTHING;
}

const STEMS = [/ for [A-Z][A-Za-z]+ in .+$/, / in [A-Z].+$/, / \((Assessment|Treatment)\)$/];

/** Together: the first text of each sort, and everything that is included, once. */
function toldBy(definitions: readonly CitedDefinition[]): Told {
  const includes = definitions.flatMap((one) =>
    one.includes.map(({ text, line }) => ({ text, citation: one.cite(line) })),
  );
  return {
    definition: definitions.flatMap(({ text }) => text ?? [])[0] ?? null,
    explanation: definitions.flatMap(({ explanation }) => explanation ?? [])[0] ?? null,
    includes: [...new Map(includes.reverse().map((one) => [one.text, one])).values()].reverse(),
  };
}
