import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSqlite } from '../../../src/store/sqlite/open.ts';
import { at, has } from '../../public.ts';
import { written } from '../files/files.ts';
import { aocCsv, hcpcsRecord, hcpcsTxt } from '../files/samples.ts';
import { seededFile } from './taken.ts';

describe('HCPCS in the graph', () => {
  let graph: ReturnType<typeof seededFile>;
  beforeEach(() => {
    graph = seededFile();
  });
  afterEach(() => graph.remove());

  const first = (code: string, long: string, end = '') =>
    hcpcsRecord(code, '00100', '3', long, 'Short word', end);
  const edition = (year: number, ...records: string[]) =>
    graph.take(written(`hcpcs/HCPC${year}_CONTR_ANWEB.txt`, hcpcsTxt(records)));
  const codes = async (...numbers: string[]) => {
    const store = openSqlite(graph.file);
    const found = await (await store.at()).codes(numbers.map((number) => `HCPCS:${number}`));
    await store.close();
    return found.map((code) =>
      code === null ? null : [code.label, code.labelKind, code.status, code.lastValidDay, code.edition],
    );
  };
  const found = (word: string) =>
    graph
      .rows<{ id: string }>(
        `select id from search s join document d on d.n = s.rowid where search match '"${word}"'`,
      )
      .map(({ id }) => id);

  it('has official descriptions, with the end where the file tells one, found by both texts', async () => {
    await edition(
      2019,
      first('J1100', 'Dexamethasone sample'),
      hcpcsRecord('J1100', '00200', '4', 'of two parts'),
      first('J1200', 'Gone', '20181231'),
      first('J1300', 'Ends with the year', '20191231'),
    );
    expect(await codes('J1100', 'J1200', 'J1300')).toEqual([
      ['Dexamethasone sample of two parts', 'OFFICIAL', 'ACTIVE', null, '2019'],
      ['Gone', 'OFFICIAL', 'DELETED', '2018-12-31', '2019'],
      ['Ends with the year', 'OFFICIAL', 'ACTIVE', null, '2019'],
    ]);
    expect(graph.rows('select label, status from listed order by code')).toEqual([
      { label: 'Dexamethasone sample of two parts', status: 'ACTIVE' },
      { label: 'Gone', status: 'DELETED' },
      { label: 'Ends with the year', status: 'ACTIVE' },
    ]);
    expect(found('short')).toEqual(['HCPCS:J1100', 'HCPCS:J1200', 'HCPCS:J1300']);
  });

  it('gives its description to a code that was known by its number alone, and to no D code', async () => {
    await graph.take(written('hcpcs/aoc_2024-06.csv', aocCsv(['"J1100","D0120",1', '"J1100","G0001",1'])));
    expect(await codes('J1100')).toEqual([['HCPCS J1100', 'CODE_ONLY', 'ACTIVE', null, '2024']]);
    await edition(2019, first('D0120', 'Text of others'), first('J1100', 'Sample'));
    expect(await codes('D0120', 'J1100', 'G0001')).toEqual([
      ['HCPCS D0120', 'CODE_ONLY', 'ACTIVE', null, '2019'],
      ['Sample', 'OFFICIAL', 'ACTIVE', null, '2019'],
      ['HCPCS G0001', 'CODE_ONLY', 'ACTIVE', null, '2024'],
    ]);
    expect(graph.rows(`select label from listed where label like '%others%'`)).toEqual([]);
    expect(found('others')).toEqual([]);
  });

  it.each([
    ['older first', [2018, 2019]],
    ['newer first', [2019, 2018]],
  ])('says what the newest edition says, whichever came first: %s', async (_, years) => {
    for (const year of years) {
      await (year === 2018
        ? edition(
            2018,
            first('J1100', 'Former words'),
            first('J1200', 'Dropped'),
            first('J1300', 'Gone', '20171231'),
          )
        : edition(2019, first('J1100', 'New words')));
    }
    expect(await codes('J1100', 'J1200', 'J1300')).toEqual([
      ['New words', 'OFFICIAL', 'ACTIVE', null, '2019'],
      ['Dropped', 'OFFICIAL', 'DELETED', '2018-12-31', '2018'],
      ['Gone', 'OFFICIAL', 'DELETED', '2017-12-31', '2018'],
    ]);
  });

  const HCPCS = 'hcpcs/2019-Alpha-Numeric-HCPCS-File.zip';

  it.skipIf(!has(HCPCS))('takes in the whole file of 2019', async () => {
    const [report] = await graph.take(at(HCPCS));
    expect([report?.read, report?.refused]).toEqual([6_440, 0]);
    expect(
      graph.rows(
        `select status, label_kind as kind, count(*) as count from code where system = 'HCPCS' group by 1, 2 order by 1`,
      ),
    ).toEqual([
      { status: 'ACTIVE', kind: 'OFFICIAL', count: 5_934 },
      { status: 'DELETED', kind: 'OFFICIAL', count: 506 },
    ]);
    expect(found('transportation')).toContain('HCPCS:A0080');
  });
});
