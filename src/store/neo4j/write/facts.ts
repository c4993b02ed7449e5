import { AXES, type Axis } from '../../../lattice/axes.ts';
import type { Code } from '../../../lattice/code.ts';
import type { JoinRow } from './join.ts';

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
export function statedBy(
  code: { readonly source?: unknown; readonly line?: unknown; readonly evidence?: unknown },
  fact: StatedFact,
): StatedFact {
  const same =
    fact.source === code.source &&
    fact.line === code.line &&
    (fact.evidence ?? null) === (code.evidence ?? null);
  return same ? { ...fact, source: null, line: null, evidence: null } : fact;
}

/** Whether the same is stated, in whatever order. */
export const sameFacts = (some: readonly StatedFact[], others: readonly StatedFact[]) =>
  keyOf(some) === keyOf(others);

const keyOf = (facts: readonly StatedFact[]) =>
  facts
    .map(({ axis, term, basis, source, line, evidence }) =>
      JSON.stringify([axis, term, basis, source, line, evidence]),
    )
    .sort()
    .join();

const PROPERTIES = ['basis', 'source', 'line', 'evidence'] as const;

/** The relationships that facts on an axis become. */
export const factJoining = (axis: Axis) =>
  ({ from: 'Code', type: AXES[axis].relationship, to: 'Term', says: PROPERTIES, shared: 'to' }) as const;

export const factRow = (fact: StatedFact & { readonly code: string }): JoinRow => ({
  from: fact.code,
  to: fact.term,
  says: PROPERTIES.map((name) => fact[name]),
});
