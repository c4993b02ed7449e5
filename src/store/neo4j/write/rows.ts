import type { Code } from '../../../lattice/code.ts';
import type { Family, Term } from '../../../lattice/vocabulary.ts';

/** What the nodes of the graph hold of a row; what joins it to others becomes relationships. */

export function codeProperties({ family, broader, facts, specialties, citation, ...code }: Code) {
  const inherited = facts.filter((fact) => fact.inherited);
  const [first] = inherited;
  return {
    ...code,
    ...citation,
    inherited: first ? inherited.map(({ axis }) => axis) : null,
    inheritedEvidence: first ? first.citation.evidence : null,
  };
}

export function termProperties({ broader, overlaps, citation, ...term }: Term) {
  return { ...term, ...citation };
}

export function familyProperties({ broader, citation, ...family }: Family) {
  return { ...family, ...citation };
}
