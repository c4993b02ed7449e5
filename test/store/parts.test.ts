import { describe, expect, it } from 'vitest';
import type { Bundle } from '../../src/store/records.ts';
import type { Import } from '../../src/store/release.ts';
import { openSqlite } from '../../src/store/sqlite/open.ts';
import { importSqlite } from '../../src/store/sqlite/write/import.ts';
import { answer } from '../documents.ts';
import { storeWith } from '../imported.ts';
import { ptp } from '../small-releases.ts';

/** One part of a release: its file goes from the first to the last of column 1. */
function ptpPart(part: string, release: string, starts: string, pairs: Parameters<typeof ptp>[2]): Import {
  const { sources, ...whole } = ptp(release, starts, pairs);
  const columns = pairs.map(([column1]) => column1).sort();
  const id = (text: string) => text.replace('rows.csv', `${part}.csv`);
  return {
    ...whole,
    sources: sources.map((one) => ({
      ...one,
      id: id(one.id),
      sha256: JSON.stringify(pairs),
      part,
      firstCode: columns[0] ?? null,
      lastCode: columns.at(-1) ?? null,
    })),
    async *batches(held) {
      for await (const batch of whole.batches(held)) {
        const { of, rows } = batch as { of: 'bundles'; rows: readonly Bundle[] };
        yield {
          of,
          rows: rows.map(({ citation, ...row }) => ({
            ...row,
            citation: { ...citation, source: id(citation.source) },
          })),
        };
      }
    },
  };
}

const of = (part: string, column1: string, column2: string, indicator = 1) =>
  ptpPart(part, '2024Q3', '2024-07-01', [[column1, column2, indicator]]);
const f1 = of('f1', '63001', '63003');
const f2 = of('f2', '63275', '63276');
const f3 = of('f3', '63277', '63278', 0);
const f4 = of('f4', '63295', '63301');

/** What a client reads of a store with these imports. */
// biome-ignore lint/suspicious/noExplicitAny: tests read answers of every shape
async function read(imports: readonly Import[]): Promise<any> {
  const { path, close } = await storeWith([]);
  const outcomes = [];
  for (const one of imports) outcomes.push(await importSqlite(path, one));
  const store = openSqlite(path);
  try {
    const data = await answer(
      store,
      `{ dataset { version incomplete { kind release missing } sources { id } }
        together(ids: ["63277", "63278", "63290", "63001", "63003"]) { pairs { a { code } b { code } verdict reasons { kind text } } }
        out: code(id: "63277") { bundles { missing totalCount } } in: code(id: "63277") { bundles(direction: IN) { missing totalCount } } }`,
    );
    return { outcomes, ...data };
  } finally {
    await store.close();
    await close();
  }
}

// biome-ignore lint/suspicious/noExplicitAny: tests read answers of every shape
const verdicts = ({ together }: any) =>
  // biome-ignore lint/suspicious/noExplicitAny: tests read answers of every shape
  Object.fromEntries(together.pairs.map(({ a, b, verdict }: any) => [`${a.code} ${b.code}`, verdict]));

describe('a release in parts', () => {
  it('of which some are missing says so, and that what they may hold is unknown', async () => {
    const answers = await read([f1, f3]);
    expect(answers.dataset.incomplete).toEqual([
      { kind: 'NCCI_PTP', release: '2024Q3', missing: ['f2', 'f4'] },
    ]);
    expect(verdicts(answers)).toMatchObject({
      '63277 63278': 'NOT_TOGETHER',
      '63277 63290': 'UNKNOWN',
      '63001 63277': 'UNKNOWN',
      '63001 63003': 'ALLOWED_WITH_MODIFIER',
    });
    // biome-ignore lint/suspicious/noExplicitAny: tests read answers of every shape
    const pair = answers.together.pairs.find(({ a, b }: any) => a.code === '63277' && b.code === '63290');
    expect(pair.reasons).toEqual([
      {
        kind: 'UNKNOWN',
        text: 'The loaded NCCI file (2024Q3) lacks parts that may hold a pair of 63277 and 63290: f2, f4.',
      },
    ]);
    expect(answers.out.bundles).toEqual({ missing: ['f2', 'f4'], totalCount: 1 });
    expect(answers.in.bundles.missing).toEqual(['f2', 'f4']);
  });

  it('is completed by the others, in whatever order and however often they come', async () => {
    const whole = await read([f1, f2, f3, f4]);
    expect(whole.dataset.incomplete).toEqual([]);
    expect(verdicts(whole)).toMatchObject({ '63277 63290': 'NO_EDIT', '63277 63278': 'NOT_TOGETHER' });
    expect(whole.out.bundles.missing).toEqual([]);
    for (const order of [
      [f4, f3, f2, f1],
      [f2, f4, f2, f1, f3],
    ]) {
      const { outcomes, ...answers } = await read(order);
      expect(answers).toEqual({ ...whole, outcomes: undefined });
    }
    const { outcomes } = await read([f2, f2]);
    expect(outcomes[1]).toEqual({ outcome: 'unchanged' });
  });

  it('takes a part anew in the place of the same part alone', async () => {
    const anew = of('f3', '63277', '63278', 1);
    const { outcomes, ...answers } = await read([f1, f3, anew]);
    expect(outcomes[2]).toEqual({ outcome: 'imported', added: 0, changed: 1, unchanged: 0, removed: 0 });
    expect(verdicts(answers)).toMatchObject({
      '63277 63278': 'ALLOWED_WITH_MODIFIER',
      '63001 63003': 'ALLOWED_WITH_MODIFIER',
    });
    expect(answers.dataset.incomplete).toMatchObject([{ missing: ['f2', 'f4'] }]);
  });
});
