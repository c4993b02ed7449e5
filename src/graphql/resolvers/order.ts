import type { CodeSort } from '../../generated/graphql.ts';
import type { CodeQuery, Measure } from '../../store/store.ts';
import type { Context } from '../context.ts';
import { releaseFor } from './billing.ts';
import { idOf, type PageRequest, type PlacedCode } from './page.ts';

/** In which order codes are listed: by id, or by a number of a release of the fee schedule. */
export interface CodeOrder {
  /** What a cursor holds of it; empty for the usual order. */
  readonly name: readonly unknown[];
  /** Null for the order of ids, also where no release has the number. */
  readonly measure: Measure | null;
  readonly descending: boolean;
}

export const BY_ID: CodeOrder = { name: [], measure: null, descending: false };

const MEASURES = { WORK_RVU: 'workRvu', FACILITY_TOTAL_RVU: 'facilityTotalRvu' } as const;

/** The order that is asked for; numbers are those of the release that `billing` of a code answers from. */
export function orderOf(sort: CodeSort, descending: boolean, context: Context): CodeOrder {
  if (sort === 'ID') return descending ? { name: [sort, descending], measure: null, descending } : BY_ID;
  const release = releaseFor('pfs', null, context)?.release ?? null;
  const measure = release === null ? null : { of: MEASURES[sort], release };
  return { name: [sort, descending, release], measure, descending: measure !== null && descending };
}

/** How a page of codes is read in an order. Codes without the number stand last, by id, whatever the direction. */
export function rowsInOrder(
  query: CodeQuery,
  { name, measure, descending }: CodeOrder,
  { loaders }: Context,
): Pick<PageRequest<PlacedCode, PlacedCode>, 'list' | 'shape' | 'keyOf' | 'load'> {
  const list = ['codes', query, ...name];
  const keyOf = (row: PlacedCode) => row;
  if (measure === null) {
    const load = async (first: number, key: PlacedCode | null): Promise<PlacedCode[]> => {
      const ids = await loaders.browse.load({ ...query, first, after: key && idOf(key), descending });
      return ids.map((id) => [id]);
    };
    return { list, shape: [''], keyOf, load };
  }
  const load = async (first: number, key: PlacedCode | null): Promise<PlacedCode[]> => {
    const [none = 0, value = 0] = key === null ? [] : (key as readonly [number, number, string]);
    const id = key && idOf(key);
    const rows: PlacedCode[] = [];
    if (none === 0) {
      const after = id === null ? null : { id, value };
      const found = await loaders.measured.load({ ...query, measure, descending, first, after });
      for (const row of found) rows.push([0, row.value, row.id]);
    }
    if (rows.length === first) return rows;
    const after = none === 0 ? null : id;
    const ids = await loaders.browse.load({ ...query, first: first - rows.length, after, without: measure });
    return [...rows, ...ids.map((one): PlacedCode => [1, 0, one])];
  };
  return { list, shape: [0, 0, ''], keyOf, load };
}
