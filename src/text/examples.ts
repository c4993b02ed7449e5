import { type Axis, COMPARED_AXES } from '../lattice/axes.ts';
import { type Code, termsOn } from '../lattice/code.ts';

/** What an invented case says, before it is put into words. */
export interface ExampleFacts {
  readonly number: 1 | 2 | 3;
  /** Years. */
  readonly age: number;
  /** For how long the trouble has lasted. */
  readonly weeks: number;
  /** The same where it came suddenly: blood, pus, an injury. */
  readonly days: number;
  /** The operation that the course of the case turns on: a biopsy makes it a diagnosis, a biopsy and then a removal, a debulking. */
  readonly course: string | null;
  /** One term of every axis that the code states, so that the case fits the code. */
  readonly terms: Readonly<Partial<Record<Axis, readonly [string]>>>;
}

/** Wear comes late; a cord is freed and stiffness is treated in children too, a bend from youth on; a new disc suits neither child nor elder. */
const AGES = {
  any: [34, 52, 71],
  worn: [58, 66, 75],
  children: [10, 34, 52],
  growing: [10, 13, 16],
  youth: [15, 44, 66],
  middle: [36, 46, 56],
} as const;
/** By how many years the ages of siblings differ; a tether needs a spine that still grows. */
const SPREAD = { any: 13, worn: 13, children: 13, growing: 3, youth: 5, middle: 9 } as const;
const IN_GROWTH = 'device:vertebral-tether';
const ARTIFICIAL_DISC = 'device:artificial-disc';
const DEFORMITY = 'lesion:spinal-deformity';
const WORN = /^lesion:(spinal-stenosis|osteophyte|degenerative)$/;
const IN_CHILDREN = /^operation:(rhizotomy|untethering|kyphectomy)$/;
/** Where care without surgery comes first, it takes its time; a bend grows slowly. */
const WEEKS = { any: 3, tried: 8, bent: 30 };
const DECOMPRESSION = /^family:decompression/;
const STIFFENED = /^family:(fusion|sacroiliac-fusion|disc-replacement|interspinous)/;
const BENT = /^family:(deformity|osteotomy|tethering)/;
const BIOPSY = 'operation:biopsy';

/**
 * Three cases of a code: one diagnosed for the first time, one treated before, and one that gets worse or, of a cancer, wants
 * relief. Ages and weeks follow from the code's number, so that siblings do not read alike.
 */
export function exampleFacts(code: Code): ExampleFacts[] {
  const seed = [...code.code].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 9_973, 7);
  const first = firstWeeks(code.family ?? '');
  const group = agesOf(code);
  return AGES[group].map((middle, index) => ({
    number: (index + 1) as ExampleFacts['number'],
    age: middle - Math.floor(SPREAD[group] / 2) + ((seed >> (index + 1)) % SPREAD[group]),
    weeks: first + 5 * index + ((seed >> (index + 3)) % 5),
    days: 3 + ((seed >> index) % 4),
    course: termsOn(code, 'OPERATION')[0] ?? null,
    terms: Object.fromEntries(
      COMPARED_AXES.flatMap((axis) => {
        const term = chosen(axis, termsOn(code, axis), index);
        return term === undefined ? [] : [[axis, [term]]];
      }),
    ),
  }));
}

const firstWeeks = (family: string): number => {
  if (BENT.test(family)) return WEEKS.bent;
  return DECOMPRESSION.test(family) || STIFFENED.test(family) ? WEEKS.tried : WEEKS.any;
};

/** Whether worn or bent spines are treated, which comes after care without surgery. */
export const isAfterCare = ({ family }: Pick<Code, 'family'>): boolean =>
  STIFFENED.test(family ?? '') || BENT.test(family ?? '');

function agesOf(code: Code): keyof typeof AGES {
  if (termsOn(code, 'DEVICE').includes(IN_GROWTH)) return 'growing';
  if (termsOn(code, 'DEVICE').includes(ARTIFICIAL_DISC)) return 'middle';
  if (code.family === 'family:deformity-fusion' && termsOn(code, 'LESION').includes(DEFORMITY))
    return 'youth';
  if (termsOn(code, 'OPERATION').some((term) => IN_CHILDREN.test(term))) return 'children';
  return termsOn(code, 'LESION').some((term) => WORN.test(term)) ? 'worn' : 'any';
}

/** Each case takes another of the alternatives; who was diagnosed by a biopsy is treated in the other cases. */
function chosen(axis: Axis, terms: readonly string[], index: number): string | undefined {
  if (axis === 'OPERATION' && index > 0 && terms.includes(BIOPSY)) {
    const treating = terms.filter((term) => term !== BIOPSY);
    return treating[(index - 1) % Math.max(1, treating.length)] ?? BIOPSY;
  }
  return terms[index % Math.max(1, terms.length)];
}
