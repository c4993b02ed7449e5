import { termsOn } from '../lattice/code.ts';
import type { Family, Term } from '../lattice/vocabulary.ts';
import type { Making } from './making.ts';
import type { Visited } from './walk.ts';

/** The terms and families that an export tells of: those that its codes name, with all above them, or all. */
export interface Named {
  visit(visited: readonly Visited[]): void;
  /** By their places in the two forests. */
  terms(): Term[];
  families(): Family[];
}

/** Gathers what the codes of an export name; at most as much as the vocabulary holds. */
export function createNamed({ snapshot: { vocabulary } }: Making, all: boolean): Named {
  const ids = new Set<string>();
  const add = (id: string) => {
    if (ids.has(id)) return;
    ids.add(id);
    for (const above of vocabulary.ancestors(id)) ids.add(above);
  };
  const those = <One extends { readonly id: string; readonly position: number }>(nodes: Iterable<One>) =>
    [...nodes]
      .filter(({ id }) => all || ids.has(id))
      .sort((a, b) => a.position - b.position || (a.id < b.id ? -1 : 1));
  return {
    visit(visited) {
      for (const { code } of visited) {
        for (const { terms } of code.facts) for (const term of terms) add(term);
        for (const term of termsOn(code, 'SPECIALTY')) add(term);
        if (code.family !== null) add(code.family);
      }
    },
    terms: () => those(vocabulary.terms.values()),
    families: () => those(vocabulary.families.values()),
  };
}
