import { type Axis, comparedAxes } from './axes.ts';
import { type Code, type Fact, factOn } from './code.ts';
import { finish, phraseOf, sameClause, type Wording } from './sentence.ts';
import type { Vocabulary } from './vocabulary.ts';

export interface ComparedValue {
  readonly code: Code;
  readonly fact: Fact | null;
}

export interface ComparedAxis {
  readonly axis: Axis;
  readonly differs: boolean;
  readonly values: readonly ComparedValue[];
}

export interface SideBySide {
  readonly codes: readonly Code[];
  /** The axes that at least one of the codes states or inherits. */
  readonly axes: readonly ComparedAxis[];
  readonly summary: string;
}

/** Codes side by side. An axis that a code inherits from its primary code is shown, but does not make a difference. */
export function compareCodes(codes: readonly Code[], vocabulary: Vocabulary, wording: Wording): SideBySide {
  const axes: ComparedAxis[] = [];
  for (const axis of comparedAxes(codes)) {
    const values = codes.map((code) => ({ code, fact: factOn(code, axis) ?? null }));
    if (values.every(({ fact }) => fact === null)) continue;
    const own = values.filter(({ fact }) => !fact?.inherited);
    const sets = new Set(own.map(({ fact }) => [...(fact?.terms ?? [])].sort().join(' ')));
    axes.push({ axis, differs: sets.size > 1, values });
  }
  return { codes, axes, summary: summaryOf(axes, vocabulary, wording) };
}

function summaryOf(axes: readonly ComparedAxis[], vocabulary: Vocabulary, wording: Wording): string {
  const name = (axis: Axis) => wording.say(`axis.${axis}`);
  const same = axes.filter(({ differs }) => !differs).map(({ axis }) => axis);
  const clauses = axes
    .filter(({ differs }) => differs)
    .map(({ axis, values }) => {
      const said = values.map(({ code, fact }) =>
        wording.say('compare.value', { code: code.code, value: wordsOf(fact, vocabulary, wording) }),
      );
      return wording.say('compare.axis', {
        axis: name(axis),
        values: said.join(wording.say('list.comma')),
      });
    });
  return finish([...sameClause(same, wording), ...clauses], wording);
}

function wordsOf(fact: Fact | null, vocabulary: Vocabulary, wording: Wording): string {
  if (fact?.inherited) return wording.say('fact.inherited');
  if (fact === null || fact.terms.length === 0) return wording.say('grid.notStated');
  return phraseOf(fact.terms, fact.basis, vocabulary, wording);
}
