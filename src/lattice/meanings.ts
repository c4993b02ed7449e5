import type { Axis } from './axes.ts';
import type { Citation, Code, Fact } from './code.ts';
import { compareIds } from './edges.ts';
import type { Edition } from './standing.ts';

/**
 * What a value at a position (1 to 7) of a table of ICD-10-PCS means on an axis. `table` holds the first characters of the
 * code up to this position, at most three. Where the rows of a table give a value several meanings, `value` holds the last two
 * characters of the code, which tell them apart: in XW0, G stands for sarilumab in G5 alone.
 */
export interface Meaning {
  readonly table: string;
  readonly position: number;
  readonly value: string;
  readonly axis: Axis;
  readonly term: string;
  /** Null where the code itself says it. */
  readonly citation: Citation | null;
}

/** The facts of a code of an edition of ICD-10-PCS. */
export type FactsOf = (edition: string, code: Pick<Code, 'code' | 'citation'>) => Fact[];

/**
 * Reads codes by what loaded editions say of their values: each by its own edition; what that says nothing of, by the newest
 * that does.
 */
export function readsValues(meanings: Iterable<Meaning & Edition>): FactsOf {
  const said = new Map<string, Map<string, { starts: string; meant: (Meaning & { terms: [string] })[] }>>();
  for (const { release, starts, ...meaning } of meanings) {
    const key = `${meaning.table} ${meaning.position} ${meaning.value}`;
    const editions = said.get(key) ?? new Map();
    said.set(key, editions);
    const own = editions.get(release) ?? { starts, meant: [] };
    editions.set(release, own);
    own.meant.push({ ...meaning, terms: [meaning.term] });
  }
  const newest = new Map(
    [...said].map(([key, editions]) => {
      const [last] = [...editions].sort(
        ([a, one], [b, other]) => compareIds(other.starts, one.starts) || compareIds(b, a),
      );
      return [key, last?.[1].meant ?? []];
    }),
  );
  return (edition, { code, citation }) =>
    [...code].flatMap((value, index) => {
      const place = `${code.slice(0, Math.min(index + 1, 3))} ${index + 1}`;
      const alone = `${place} ${value}`;
      const ending = `${place} ${code.slice(-2)}`;
      const own = said.get(alone)?.get(edition) ?? said.get(ending)?.get(edition);
      const meant = own?.meant ?? newest.get(alone) ?? newest.get(ending) ?? [];
      return meant.map(
        ({ axis, terms, citation: cited }): Fact => ({
          axis,
          basis: 'STATED',
          inherited: false,
          terms,
          citation: cited ?? citation,
        }),
      );
    });
}
