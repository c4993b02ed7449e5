import { describe, expect, it } from 'vitest';
import { storeWith } from '../imported.ts';
import { storeForTests } from '../opened.ts';
import { EDITS } from './releases.ts';

const opened = storeForTests(() => storeWith(EDITS));
const { ask } = opened;

describe('unitsPerDay', () => {
  it('is the row of the release for the day', async () => {
    const { a, b, c } = await ask(
      `query { a: code(id: "63278") { ...F } b: code(id: "63277") { ...F }
        c: code(id: "63278") { unitsPerDay(asOf: "2024-06-30") { units } } }
      fragment F on Code { unitsPerDay { release units adjudication rationale source { line file { id } } } }`,
    );
    expect(a.unitsPerDay).toEqual({
      release: '2024Q3',
      units: 1,
      adjudication: 3,
      rationale: 'Nature of Service/Procedure',
      source: { line: 1, file: { id: 'ncci-mue/2024Q3/rows.csv' } },
    });
    expect([b.unitsPerDay, c.unitsPerDay]).toEqual([null, null]);
  });
});

describe('bundles', () => {
  const of = async (code: string, given: string) =>
    (
      await ask(
        `{ code(id: "${code}") { bundles${given} { release asOf totalCount pageInfo { hasNextPage endCursor }
          edges { node { code } modifierIndicator effective lastDay rationale source { line } } } } }`,
      )
    ).code.bundles;
  // biome-ignore lint/suspicious/noExplicitAny: tests read answers of every shape
  const seen = ({ edges }: any) =>
    // biome-ignore lint/suspicious/noExplicitAny: tests read answers of every shape
    edges.map((edge: any) => `${edge.node.code} ${edge.modifierIndicator} L${edge.source.line}`);

  it('are those in force on the first day of the newest release: last days count, indicator 9 never', async () => {
    const found = await of('63278', '');
    expect(found).toMatchObject({ release: '2024Q3', asOf: '2024-07-01', totalCount: 3 });
    expect(seen(found)).toEqual(['22630 1 L4', '63277 0 L1', '63277 1 L6']);
    expect(found.edges[0]).toMatchObject({ effective: '2000-01-01', lastDay: '2024-07-01' });
  });

  it('follow the day, and the direction', async () => {
    expect(seen(await of('63278', '(asOf: "2024-07-02")'))).toEqual(['63277 0 L1', '63277 1 L6']);
    expect(seen(await of('63295', '(direction: IN)'))).toEqual([]);
    expect(seen(await of('63295', '(direction: IN, asOf: "2024-07-02")'))).toEqual(['22630 1 L5']);
    expect(seen(await of('63277', '(direction: IN)'))).toEqual(['63278 0 L1', '63278 1 L6']);
  });

  it('page through rows of the same pair', async () => {
    const all: string[] = [];
    for (let after: string | null = null; ; ) {
      const page = await of('63278', `(first: 1, after: ${JSON.stringify(after)})`);
      all.push(...seen(page));
      expect(page.totalCount).toBe(3);
      if (!page.pageInfo.hasNextPage) break;
      after = page.pageInfo.endCursor;
    }
    expect(all).toEqual(['22630 1 L4', '63277 0 L1', '63277 1 L6']);
  });

  it('are null where no file is loaded for the day, empty where it has none', async () => {
    expect(await of('63278', '(asOf: "2024-06-30")')).toBeNull();
    expect(await of('63278', '(asOf: "2024-09-30")')).toMatchObject({ release: '2024Q3', totalCount: 2 });
    expect(await of('63278', '(asOf: "2024-10-01")')).toBeNull();
    expect(await of('63303', '')).toMatchObject({ totalCount: 0, edges: [] });
  });
});
