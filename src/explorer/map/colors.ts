import { type MapAxis, type MapCode, termsOn } from './choice.ts';

/** How many values get a color of their own; more could not be told apart. */
const MOST_TINTS = 8;

export type Tint = `${number}` | 'rest';

export interface Colored {
  /** The terms of the codes of this color, each set being a value of its own; null: the rarer values together. */
  readonly names: readonly string[] | null;
  readonly tint: Tint;
  readonly codes: readonly string[];
}

/** Gives each set of terms on an axis a color, the most frequent first; codes that state nothing get none. */
export function colorsBy(axis: MapAxis, codes: readonly MapCode[]): Colored[] {
  const sets = new Map<string, { names: string[]; codes: string[] }>();
  for (const code of codes) {
    const terms = termsOn(code, axis);
    if (terms.length === 0) continue;
    const key = terms.map(({ id }) => id).join();
    const set = sets.get(key) ?? { names: terms.map(({ name }) => name), codes: [] };
    set.codes.push(code.code);
    sets.set(key, set);
  }
  const ordered = [...sets.values()].sort((a, b) => b.codes.length - a.codes.length);
  const own = ordered.slice(0, MOST_TINTS);
  const rest = ordered.slice(MOST_TINTS).flatMap((set) => set.codes);
  return [
    ...own.map((set, index): Colored => ({ ...set, tint: `${index}` })),
    ...(rest.length > 0 ? [{ names: null, tint: 'rest' as const, codes: rest }] : []),
  ];
}

/** The color of each code. */
export const tintsOf = (colored: readonly Colored[]): ReadonlyMap<string, Tint> =>
  new Map(colored.flatMap(({ codes, tint }) => codes.map((code) => [code, tint] as const)));
