import { AXES, type Axis } from '../../../lattice/axes.ts';
import type { Code } from '../../../lattice/code.ts';
import { grouped } from '../../../lattice/grouped.ts';
import type { Related } from '../../../lattice/related.ts';
import type { Family, Term } from '../../../lattice/vocabulary.ts';
import { type CitedRow, includedText } from '../../cited.ts';
import type { StatementRunner } from '../driver.ts';
import { type JoinRow, join, type LabelOf } from './join.ts';

/** What the nodes of the graph hold of a row; what joins it to others becomes relationships. */

/** A code, and the words that search finds it by. */
export type FoundCode = Code & { readonly tokens: string };

export function codeProperties({
  family,
  broader,
  facts,
  specialties,
  successors,
  citation,
  ...code
}: FoundCode) {
  const inherited = facts.filter((fact) => fact.inherited);
  const [first] = inherited;
  return {
    ...code,
    ...citation,
    inherited: first ? inherited.map(({ axis }) => axis) : null,
    inheritedEvidence: first ? first.citation.evidence : null,
  };
}

export function termProperties({ broader, overlaps, citation, counts, ...term }: Term) {
  return { ...term, includes: includedText(term), ...counts, ...citation };
}

export function familyProperties({ broader, citation, ...family }: Family) {
  return { ...family, includes: includedText(family), ...citation };
}

/** A term that a code states. Source, line and evidence are null where they are those of the code itself. */
export interface StatedFact {
  readonly axis: Axis;
  readonly term: string;
  readonly basis: string;
  readonly source: string | null;
  readonly line: number | null;
  readonly evidence: string | null;
}

/** What a code states. */
export function factsOf({ facts, citation }: Code): StatedFact[] {
  return facts.flatMap(({ axis, basis, terms, citation: own }) =>
    terms.map((term) => statedBy(citation, { axis, term, basis, ...own })),
  );
}

/** Where a fact stands at the very line of its code, only the code says so. */
export function statedBy(code: CitedRow, fact: StatedFact): StatedFact {
  const same =
    fact.source === code.source &&
    fact.line === code.line &&
    (fact.evidence ?? null) === (code.evidence ?? null);
  return same ? { ...fact, source: null, line: null, evidence: null } : fact;
}

/** Joins codes to what they state. */
export async function joinFacts(run: StatementRunner, codes: readonly Code[], labelOf?: LabelOf) {
  const stated = codes.flatMap((code) => factsOf(code).map((fact) => ({ ...fact, from: code.id })));
  for (const [axis, some] of grouped(stated, (fact) => fact.axis)) {
    const rows = some.map(({ from, term: to, basis, source, line, evidence }) => ({
      from,
      to,
      basis,
      source,
      line,
      evidence,
    }));
    await join(run, `Code ${AXES[axis].relationship} Term`, rows, labelOf);
  }
}

/** Puts codes under their family, and under the diagnosis above them. */
export async function joinPlaces(run: StatementRunner, codes: readonly Code[], labelOf?: LabelOf) {
  await join(run, 'Code IN_FAMILY Family', above(codes, 'family'), labelOf);
  await join(run, 'Code BROADER Code', above(codes, 'broader'), labelOf);
}

/** From each row to the one node that it is under, if any. */
export function above<What extends string>(
  rows: readonly ({ readonly id: string } & Readonly<Record<What, string | null>>)[],
  what: What,
): JoinRow[] {
  return rows.flatMap((row): JoinRow[] => {
    const to: string | null = row[what];
    return to === null ? [] : [{ from: row.id, to }];
  });
}

export const pairRow = ({ from, to, axes, distance }: Related): JoinRow => ({
  from,
  to,
  axes,
  count: axes.length,
  distance,
});
