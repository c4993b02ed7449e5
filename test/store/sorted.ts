import fc from 'fast-check';
import { expect } from 'vitest';
import { compareIds } from '../../src/lattice/edges.ts';
import type { Store } from '../../src/store/store.ts';
import { answer } from '../documents.ts';

const SORTED = `query ($filter: CodeFilter, $sort: CodeSort, $descending: Boolean, $first: Int, $after: String) {
  codes(filter: $filter, sort: $sort, descending: $descending, first: $first, after: $after) {
    totalCount edges { node { id billing { workRvu facilityTotalRvu } } } pageInfo { hasNextPage endCursor } } }`;

const FILTERS = [
  null,
  {},
  { system: ['CPT'] },
  { system: ['ICD10PCS', 'CPT'], status: ['ACTIVE'] },
  { family: 'family:lesion-neoplasm' },
  { terms: ['region:lumbar'] },
  { terms: ['region:lumbar', 'compartment:intradural'], near: true },
  { text: 'lumbar', addOn: false },
  { text: 'no such words anywhere' },
];

interface Row {
  readonly id: string;
  readonly billing: { readonly workRvu: number | null; readonly facilityTotalRvu: number | null } | null;
}

const VALUE_OF = {
  ID: () => null,
  WORK_RVU: ({ billing }: Row) => billing?.workRvu ?? null,
  FACILITY_TOTAL_RVU: ({ billing }: Row) => billing?.facilityTotalRvu ?? null,
} as const;

/** All pages, one after the other, hold every code once, in the order of what `billing` of each says. */
export async function pagesAreSorted(store: Store): Promise<void> {
  const asked = fc.record({
    filter: fc.constantFrom(...FILTERS),
    sort: fc.constantFrom('ID' as const, 'WORK_RVU' as const, 'FACILITY_TOTAL_RVU' as const),
    descending: fc.boolean(),
    first: fc.constantFrom(7, 50, 500),
  });
  const holds = fc.asyncProperty(asked, async ({ first, ...order }) => {
    const pages = async (size: number) => {
      const rows: Row[] = [];
      let after: string | null = null;
      for (;;) {
        const { codes } = await answer(store, SORTED, { ...order, first: size, after });
        rows.push(...codes.edges.map(({ node }: { node: Row }) => node));
        if (!codes.pageInfo.hasNextPage) return { rows, count: codes.totalCount };
        after = codes.pageInfo.endCursor;
      }
    };
    const { rows, count } = await pages(first === 7 && !order.filter?.terms ? 50 : first);
    expect(rows).toHaveLength(count);
    const sign = order.descending ? -1 : 1;
    const numberOf = VALUE_OF[order.sort];
    const sorted = [...rows].sort((a, b) => {
      const [one, other] = [numberOf(a), numberOf(b)];
      if (order.sort === 'ID') return sign * compareIds(a.id, b.id);
      if (one === null || other === null)
        return Number(one === null) - Number(other === null) || compareIds(a.id, b.id);
      return sign * (one - other) || compareIds(a.id, b.id);
    });
    expect(rows.map(({ id }) => id)).toEqual(sorted.map(({ id }) => id));
    expect(new Set(rows.map(({ id }) => id)).size).toBe(count);
  });
  await fc.assert(holds, { numRuns: 16 });
}
