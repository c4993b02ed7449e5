import type { Axis } from '../../lattice/axes.ts';
import type { Code } from '../../lattice/code.ts';
import { type Comparison, compareRelated } from '../../lattice/differences.ts';
import { describe } from '../../lattice/sentence.ts';
import type { Vocabulary } from '../../lattice/vocabulary.ts';
import type { Words } from '../../text/words.ts';

/** Two related codes compared: the first with the second. */
export interface Pair {
  readonly comparison: Comparison;
  sentence(words: Words): string;
}

/** How many pairs are kept: some 20 MB. */
const KEPT_PAIRS = 20_000;

let kept = new WeakMap<Code, WeakMap<Code, Pair>>();
let count = 0;

/**
 * Compares two codes of one state of the dataset that differ on these axes. A pair is kept as long as the store keeps
 * its two code objects; each dataset state has its own. When too many pairs are kept, all are forgotten.
 */
export function pairOf(from: Code, to: Code, axes: readonly Axis[], vocabulary: Vocabulary): Pair {
  let pairs = kept.get(from);
  const known = pairs?.get(to);
  if (known !== undefined) return known;
  if (++count > KEPT_PAIRS) {
    kept = new WeakMap();
    count = 1;
    pairs = undefined;
  }
  if (pairs === undefined) kept.set(from, (pairs = new WeakMap()));
  const pair = compare(from, to, axes, vocabulary);
  pairs.set(to, pair);
  return pair;
}

function compare(from: Code, to: Code, axes: readonly Axis[], vocabulary: Vocabulary): Pair {
  const comparison = compareRelated(from, to, axes, vocabulary);
  const sentences = new Map<Words, string>();
  return {
    comparison,
    sentence(words) {
      let sentence = sentences.get(words);
      if (sentence === undefined) {
        sentences.set(words, (sentence = describe(from, to, comparison, words.vocabulary, words)));
      }
      return sentence;
    },
  };
}
