import { remembered } from '../lattice/remembered.ts';
import type { Vocabulary } from '../lattice/vocabulary.ts';

/** Vertebrae are counted from the skull down: C1 is 1, T1 is 8, L1 is 20, S1 is 25. */
const PARTS = { C: [0, 7], T: [7, 12], L: [19, 5], S: [24, 5] } as const;
type Part = keyof typeof PARTS;

/**
 * The letters of a part as people write them: D and Th for T, German HWK to SWK, the Cyrillic letters that look alike, and
 * Chinese and Korean words. Longer ones stand first.
 */
const WRITTEN: readonly (readonly [string, Part])[] = [
  ['hwk ?', 'C'],
  ['bwk ?', 'T'],
  ['lwk ?', 'L'],
  ['swk ?', 'S'],
  ['th', 'T'],
  ['颈椎?', 'C'],
  ['胸椎?', 'T'],
  ['腰椎?', 'L'],
  ['骶椎?', 'S'],
  ['경추 ?', 'C'],
  ['흉추 ?', 'T'],
  ['요추 ?', 'L'],
  ['천추 ?', 'S'],
  ['[cс]', 'C'],
  ['[tdт]', 'T'],
  ['l', 'L'],
  ['s', 'S'],
];
const LETTERS = WRITTEN.map(([letters]) => letters).join('|');
const PART_OF = WRITTEN.map(([letters, part]) => [new RegExp(`^(?:${letters})$`, 'u'), part] as const);
const FIRST = `(?<![\\p{L}\\p{N}](?<![\\p{Script=Han}\\p{Script=Hangul}]))(${LETTERS})(1?\\d)(?!\\d|\\.\\d)`;
const NEXT = `(?:번?[-–—‑/~, ]{0,3}(${LETTERS})|번?[-–—‑/~]|번 )(1?\\d)(?!\\d|\\.\\d)`;
/** L4, L4-L5, L4/5, L4 L5, L4L5; not behind or before other letters. */
const LEVELS = new RegExp(
  `${FIRST}((?:${NEXT})*)(?:번|节段|节)?(?![\\p{Script=Latin}\\p{Script=Cyrillic}])`,
  'gu',
);
const EACH_NEXT = new RegExp(NEXT, 'gu');

/** Levels that a text names, as one span from the highest to the lowest of each place, and how they are written. */
export interface Levels {
  readonly spans: readonly (readonly [number, number])[];
  readonly written: readonly string[];
}

/** A text in small letters without the vertebral levels that it names, and these; null where it names none. */
export function takeLevels(text: string): { rest: string; levels: Levels | null } {
  const spans: [number, number][] = [];
  const written: string[] = [];
  const rest = text.replace(LEVELS, (whole, letters: string, digits: string, more: string) => {
    const numbers: (number | null)[] = [numberOf(letters, digits)];
    let last = letters;
    for (const [, next, more_] of more.matchAll(EACH_NEXT)) {
      last = next ?? last;
      numbers.push(numberOf(last, more_ ?? ''));
    }
    const known = numbers.filter((one) => one !== null);
    if (known.length < numbers.length) return whole;
    spans.push([Math.min(...known), Math.max(...known)]);
    written.push(...(whole.match(/\p{L}+\d+/gu) ?? []));
    return ' ';
  });
  return { rest, levels: spans.length === 0 ? null : { spans, written } };
}

function numberOf(letters: string, digits: string): number | null {
  const part = PART_OF.find(([written]) => written.test(letters))?.[1];
  const [above, most] = part === undefined ? [0, 0] : PARTS[part];
  const number = Number(digits);
  return number >= 1 && number <= most ? above + number : null;
}

interface Holding {
  readonly id: string;
  readonly broader: string | null;
  readonly span: readonly [number, number];
}

/** Which levels each region holds: the span that stands among its English synonyms ("T12-L1"). */
const heldBy = remembered(
  ({ terms }: Vocabulary): readonly Holding[] =>
    [...terms.values()]
      .filter(({ axis }) => axis === 'REGION')
      .flatMap(({ id, broader, synonyms }) =>
        synonyms
          .filter((one) => /^[CTLS]\d+-[CTLS]\d+$/.test(one))
          .flatMap((one) => takeLevels(one.toLowerCase()).levels?.spans ?? [])
          .map((span) => ({ id, broader, span })),
      ),
  new WeakMap<Vocabulary, readonly Holding[]>(),
);

/**
 * The regions that hold one of these levels: first those that hold all of them, then from the top down, the larger first, each
 * before its narrower ones. A narrower region of two vertebrae is what lies between them, so that both must be named: L4-L5 is
 * lumbar, L5-S1 is lumbar, lumbosacral, then sacral. T12-L1 is the junction, then thoracic and lumbar.
 */
export function regionsAt({ spans }: Levels, vocabulary: Vocabulary): string[] {
  const top = Math.min(...spans.map(([from]) => from));
  const held = heldBy(vocabulary);
  const within = (id: string | null) => held.filter(({ broader }) => broader === id && id !== null);
  const isNarrower = ({ broader }: Holding) => held.some(({ id }) => id === broader);
  const holdsAll = ({ span: [from, to] }: Holding) => spans.every(([a, b]) => from <= a && b <= to);
  const isNamed = (region: Holding) => {
    const [from, to] = region.span;
    return spans.some(([a, b]) =>
      isNarrower(region) && to === from + 1 ? a <= from && to <= b : a <= to && b >= from,
    );
  };
  const ordered = (regions: readonly Holding[]): string[] =>
    regions
      .filter(isNamed)
      .map((region) => {
        const [from, to] = region.span;
        return { id: region.id, order: [holdsAll(region) ? 0 : 1, Math.max(top, from), from - to] as const };
      })
      .sort((a, b) => a.order[0] - b.order[0] || a.order[1] - b.order[1] || a.order[2] - b.order[2])
      .flatMap(({ id }) => [id, ...ordered(within(id))]);
  return ordered(held.filter((region) => !isNarrower(region)));
}
