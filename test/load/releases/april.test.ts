import { afterAll, describe, expect, it } from 'vitest';
import { openSqlite } from '../../../src/store/sqlite/open.ts';
import { run } from '../../documents.ts';
import { written } from '../files/files.ts';
import { orderLine } from '../files/samples.ts';
import { seededFile } from './taken.ts';

const seeded = seededFile();
afterAll(() => seeded.remove());

const order = (...titles: readonly (readonly [code: string, title: string])[]) =>
  titles.map(([code, title], index) => orderLine(index + 1, code, true, title)).join('');

const EDITIONS = {
  'icd10cm_order_2025.txt': order(['A001', 'Sample one'], ['A002', 'Sample two']),
  'icd10cm-order-April-2025.txt': order(['A001', 'Sample one, reworded'], ['A003', 'Sample three']),
  'icd10cm_order_2026.txt': order(
    ['A001', 'Sample one, reworded'],
    ['A003', 'Sample three'],
    ['A004', 'Sample four'],
  ),
};
type Name = keyof typeof EDITIONS;
const NAMES = Object.keys(EDITIONS) as Name[];

const CODES = `select code, edition, status, last_valid_day as last, label from code
  where system = 'ICD10CM' and code like 'A00.%' order by code`;

describe('the ICD-10 editions of October and April', () => {
  it.each([
    ['as published', NAMES],
    ['turned round', [...NAMES].reverse()],
  ])('stand side by side: %s', async (_, names) => {
    const own = seededFile();
    for (const name of names) await own.take(written(`editions/${name}`, EDITIONS[name]));
    expect(own.rows(CODES)).toEqual([
      { code: 'A00.1', edition: '2026', status: 'ACTIVE', last: null, label: 'Sample one, reworded' },
      { code: 'A00.2', edition: '2025', status: 'DELETED', last: '2025-03-31', label: 'Sample two' },
      { code: 'A00.3', edition: '2026', status: 'ACTIVE', last: null, label: 'Sample three' },
      { code: 'A00.4', edition: '2026', status: 'ACTIVE', last: null, label: 'Sample four' },
    ]);
    const store = openSqlite(own.file);
    const changes = async (from: string, to: string) => {
      const asked = `{ changes(system: ICD10CM, from: "${from}", to: "${to}") { edges { node { kind code { code } } } } }`;
      // biome-ignore lint/suspicious/noExplicitAny: answers of every shape
      const { data } = (await run(store, asked)) as any;
      return data.changes.edges.map(({ node }: { node: { kind: string; code: { code: string } } }) => [
        node.kind,
        node.code.code,
      ]);
    };
    expect(await changes('2025', '2025-04')).toEqual([
      ['RELABELLED', 'A00.1'],
      ['DELETED', 'A00.2'],
      ['ADDED', 'A00.3'],
    ]);
    expect(await changes('2025-04', '2026')).toEqual([['ADDED', 'A00.4']]);
    await store.close();
    own.remove();
  });

  it('are told apart by --release where the name is the same', async () => {
    const path = written('same/icd10cm_order_2025.txt', EDITIONS['icd10cm_order_2025.txt']);
    await seeded.take(path);
    await seeded.take(
      written('same/april/icd10cm_order_2025.txt', EDITIONS['icd10cm-order-April-2025.txt']),
      {
        release: '2025-04',
      },
    );
    expect(seeded.rows('select release, starts from release order by starts')).toEqual([
      { release: '2025', starts: '2024-10-01' },
      { release: '2025-04', starts: '2025-04-01' },
    ]);
  });
});
