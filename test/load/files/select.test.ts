import { dirname } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KINDS } from '../../../src/load/files/formats.ts';
import { openInput } from '../../../src/load/files/input.ts';
import { Report, RowFault } from '../../../src/load/files/report.ts';
import { rowsOf, select } from '../../../src/load/files/select.ts';
import { imported, memberOf, refusal, written, zipped } from './files.ts';
import {
  aocCsv,
  HCPCS_RECORD,
  hcpcsTxt,
  MUE_ROW,
  mueCsv,
  orderLine,
  ownCsv,
  PFS_CELLS,
  PTP_ROW,
  pfsCsv,
  pfsTxt,
  ptpTxt,
} from './samples.ts';

const samples = {
  pfs: { name: 'PPRRVU2025_Oct.csv', content: pfsCsv([PFS_CELLS]) },
  'ncci-ptp': { name: 'ccipra-v302r0-f1.txt', content: ptpTxt([PTP_ROW]) },
  'ncci-mue': { name: 'MCR_MUE_PractitionerServices_2024Q3.csv', content: mueCsv([MUE_ROW]) },
  'ncci-aoc': { name: 'aoc_2024-06.csv', content: aocCsv(['"00100","0075T",1']) },
  icd10pcs: { name: 'icd10pcs_order_2025.txt', content: orderLine(1, '001', false, 'Sample table') },
  icd10cm: { name: 'icd10cm_order_2025.txt', content: orderLine(1, 'A00', false, 'Sample heading') },
  hcpcs: { name: 'HCPC2019_CONTR_ANWEB.txt', content: hcpcsTxt([HCPCS_RECORD]) },
  crosswalk: {
    name: 'map.csv',
    content: ownCsv('source,target,relationship', 'CPT:63278,ICD10PCS:00BT0ZZ,EXACT'),
  },
  'licensed-text': { name: 'own.csv', content: ownCsv('code,short', '63278,Own sample') },
} as const;

const selected = async (path: string, wanted: Parameters<typeof select>[1] = {}) =>
  (await select(await openInput(path), wanted)).map(({ kind, release, files }) => ({
    kind,
    release: release.name,
    parts: files.map(({ part }) => part),
  }));
const message = async (path: string, wanted?: Parameters<typeof select>[1]) =>
  (await refusal(selected(path, wanted))).message;

describe('a kind', () => {
  it.each(KINDS)('is recognised from the content: %s', async (kind) => {
    const { name, content } = samples[kind];
    const path = written(`kind/${name}`, content);
    const [only, ...others] = await selected(path);
    expect(only?.kind).toBe(kind);
    expect(others).toEqual([]);
    expect(await selected(written(`kind/${name}.zip`, zipped({ name, content })))).toEqual([only]);
    expect((await imported(path, kind)).rows).toHaveLength(1);
  });

  it.each(KINDS)('is refused with what it looks like where it is another: %s', async (kind) => {
    const other = kind === 'pfs' ? 'ncci-aoc' : 'pfs';
    const { name, content } = samples[kind];
    const path = written(`wrong/${name}`, content);
    expect(await message(path, { kind: other })).toMatch(
      new RegExp(`this looks like ${kind} \\(.+\\), not ${other}; expected .+codelattice import ${kind}`),
    );
  });

  it('must be named in a folder of several; files of others are passed over', async () => {
    for (const { name, content } of Object.values(samples)) written(`several/${name}`, content);
    const folder = dirname(written('several/readme.txt', 'A text.'));
    expect(await message(folder)).toContain('it holds files of several kinds: ');
    for (const kind of KINDS) expect(await selected(folder, { kind })).toMatchObject([{ kind }]);
  });

  it('is none of any other text', async () => {
    expect(await message(written('other/a.txt', 'A text.'))).toMatch(
      /this is no file that can be imported; expected one of pfs \(/,
    );
    expect(await message(written('other/b.txt', Buffer.from('A text.', 'utf16le')))).toContain('UTF-16');
    written('others/a.txt', 'A text.');
    const folder = dirname(written('others/b.bin', Buffer.alloc(100)));
    expect(await message(folder)).toContain('no file in it can be imported');
  });

  it('is refused for services that are none of practitioners', async () => {
    const hospital = written('hospital/ccioph-v302r0-f1.txt', ptpTxt([PTP_ROW]));
    expect(await message(hospital)).toContain('but these are the edits for outpatient hospital services');
    const supplier = written('hospital/mue_2024Q3.csv', mueCsv([MUE_ROW], 'DME Supplier'));
    expect(await message(supplier)).toContain('but these are the limits for DME Supplier services');
  });
});

describe('a release', () => {
  it.each([
    ['PPRRVU25_JAN.txt', '2025A', '2025-01-01'],
    ['PPRRVU2026_Apr_nonQPP.txt', '2026B-nonQPP', '2026-04-01'],
    ['PPRRVU2026_Apr_QPP.txt', '2026B-QPP', '2026-04-01'],
    ['rvu24c.zip', '2024C', '2024-07-01'],
  ])('of the fee schedule is told by the name of a txt: %s', async (name, release, asOf) => {
    const content = pfsTxt([PFS_CELLS]);
    const path = written(`pfs/${name}`, name.endsWith('zip') ? zipped({ name: 'a.txt', content }) : content);
    const [one] = await select(await openInput(path));
    expect(one?.release).toEqual({ name: release, asOf, lastDay: null });
  });

  it('of the fee schedule is told by the title of a csv, whatever its name', async () => {
    const path = written('pfs/PPRRVU2024_Jan.csv', pfsCsv([PFS_CELLS], 2025, 'July'));
    expect(await selected(path)).toEqual([{ kind: 'pfs', release: '2025C', parts: ['csv'] }]);
  });

  it('of the fee schedule has two variants from 2026 on, which the name tells or the user', async () => {
    const content = pfsCsv([PFS_CELLS], 2026, 'January');
    const two = ['PPRRVU2026_Jan_QPP.csv', 'PPRRVU2026_Jan_nonQPP.csv'].map((name) => ({ name, content }));
    const zip = written('pfs/RVU26A.zip', zipped(...two));
    const releases = async (release?: string) =>
      (await selected(zip, release === undefined ? {} : { release })).map((one) => one.release);
    expect(await releases()).toEqual(['2026A-QPP', '2026A-nonQPP']);
    expect(await releases('2026A')).toEqual(['2026A-QPP', '2026A-nonQPP']);
    expect(await releases('2026a-qpp')).toEqual(['2026A-QPP']);
    const untold = written('pfs/mine.csv', content);
    expect(await message(untold)).toMatch(/neither name nor content tells .+ 2026A-nonQPP or 2026A-QPP/);
    expect(await selected(untold, { release: '2026A-QPP' })).toMatchObject([{ release: '2026A-QPP' }]);
  });

  it('of the edits is a quarter', async () => {
    const quarters = await Promise.all(
      ['ccipra-v300r1-f1.txt', 'ccipra-v313r0-f1.txt'].map(async (name) => {
        const [one] = await select(await openInput(written(`quarter/${name}`, ptpTxt([PTP_ROW]))));
        return one?.release;
      }),
    );
    expect(quarters).toEqual([
      { name: '2024Q1', asOf: '2024-01-01', lastDay: '2024-03-31' },
      { name: '2025Q4', asOf: '2025-10-01', lastDay: '2025-12-31' },
    ]);
    const mue = written('quarter/MCR_MUE_PractitionerServices_Eff_04-01-2025.csv', mueCsv([MUE_ROW]));
    expect((await select(await openInput(mue)))[0]?.release).toEqual({
      name: '2025Q2',
      asOf: '2025-04-01',
      lastDay: '2025-06-30',
    });
  });

  it('must be named where nothing tells it, and be one', async () => {
    const path = written('untold/pairs.txt', ptpTxt([PTP_ROW]));
    expect(await message(path)).toMatch(
      /neither name nor content tells the release.+a quarter such as 2024Q3/,
    );
    expect(await message(path, { release: '2024' })).toContain('the release named is "2024"');
    expect(await selected(path, { release: '2024q3' })).toMatchObject([{ release: '2024Q3' }]);
  });

  it('is refused with what it looks like where it is another', async () => {
    const path = written('other-year/a.csv', pfsCsv([PFS_CELLS]));
    expect(await message(path, { kind: 'pfs', release: '2026A' })).toMatch(
      /this looks like pfs 2025D \(its title is "2025 National .+\), not 2026A/,
    );
  });

  it('is read from all its parts, the oldest release first; of csv and txt the csv', async () => {
    written('parts/ccipra-v302r0-f2.txt', ptpTxt([PTP_ROW]));
    written('parts/ccipra-v302r0-f1.zip', zipped(samples['ncci-ptp']));
    const pairs = dirname(written('parts/ccipra-v301r0-f1.txt', ptpTxt([PTP_ROW])));
    expect(await selected(pairs)).toEqual([
      { kind: 'ncci-ptp', release: '2024Q2', parts: ['f1'] },
      { kind: 'ncci-ptp', release: '2024Q3', parts: ['f1', 'f2'] },
    ]);
    expect(await selected(pairs, { release: '2024Q3' })).toMatchObject([{ release: '2024Q3' }]);
    const both = [samples.pfs, { name: 'PPRRVU2025_Oct.txt', content: pfsTxt([PFS_CELLS]) }];
    expect(await selected(written('parts-pfs.zip', zipped(...both)))).toMatchObject([{ parts: ['csv'] }]);
  });

  it('is refused where two files of a part differ; a copy and a twin in another format are passed over', async () => {
    const { name, content } = samples['ncci-ptp'];
    written(`twice/${name}`, content);
    const folder = dirname(written('twice/a.zip', zipped({ name, content })));
    expect(await selected(folder)).toMatchObject([{ parts: ['f1'] }]);
    written('twice/a.zip', zipped({ name, content: ptpTxt([PTP_ROW, PTP_ROW]) }));
    expect(await message(folder)).toMatch(
      /part f1 of ncci-ptp stands here and in .+a\.zip!ccipra.+, and they differ.+Unpack the archive, and name the one/,
    );
    const twin = { name: name.replace('txt', 'prn'), content: ptpTxt([PTP_ROW, PTP_ROW]) };
    const zip = written('twins.zip', zipped(twin, { name, content }));
    expect(await selected(zip)).toMatchObject([{ parts: ['f1'] }]);
  });

  it.each([
    ['icd10cm-order-April-1-2026.txt', '2026-04', '2026-04-01'],
    ['icd10cm-Code Descriptions-April-2025.zip!icd10cm-order-April-2025.txt', '2025-04', '2025-04-01'],
    ['april-1-2025-code-descriptions-tabular-order.zip!icd10cm_order_2025.txt', '2025-04', '2025-04-01'],
    ['2025-code-descriptions-april/icd10cm_order_2025.txt', '2025-04', '2025-04-01'],
    ['april/icd10cm_order_2025.txt', '2025', '2024-10-01'],
    ['2025 aprikose.zip!icd10cm_order_2025.txt', '2025', '2024-10-01'],
  ])(
    'of ICD-10 is a fiscal year, or its half from April where a name says so: %s',
    async (name, release, asOf) => {
      const [file = '', inside] = name.split('!');
      const { content } = samples.icd10cm;
      const path = written(
        `edition-${release}/${file}`,
        inside === undefined ? content : zipped({ name: inside, content }),
      );
      const [one] = await select(await openInput(path));
      expect(one?.release).toEqual({ name: release, asOf, lastDay: `${release.slice(0, 4)}-09-30` });
    },
  );

  it('of April may be named where the file tells its year alone, and no other year', async () => {
    for (const kind of ['icd10cm', 'icd10pcs'] as const) {
      const path = written(`half/${samples[kind].name}`, samples[kind].content);
      expect(await selected(path, { release: '2025-04' })).toMatchObject([{ release: '2025-04' }]);
      expect(await message(path, { release: '2026-04' })).toContain(`this looks like ${kind} 2025`);
      expect(await message(path, { release: '2025-05' })).toContain(
        'or 2025-04 for its edition of April 2025',
      );
    }
  });
});

describe('refused rows', () => {
  const member = memberOf([]);
  const fault = new RowFault('status', '?', 'a letter');

  it('are let pass up to 1 %, or one', () => {
    const report = new Report();
    report.read = 99;
    report.refuse(member, 5, fault);
    report.finish('a');
    expect(report.rows).toEqual([
      { file: 'sample.txt', line: 5, column: 'status', value: '?', expected: 'a letter' },
    ]);
    report.refuse(member, 6, fault);
    expect(() => report.finish('a')).toThrow(
      /^sample\.txt:5 \(status\): 2 of 101 rows so far are refused, more than 1 %/,
    );
  });

  it('stop the import before the end once there are 100 of them', () => {
    const report = new Report();
    report.read = 5_000;
    for (let line = 1; line < 100; line += 1) report.refuse(member, line, fault);
    expect(() => report.refuse(member, 100, fault)).toThrow('100 of 5100 rows so far are refused');
  });

  it('are not errors of another kind', () => {
    expect(() => new Report().refuse(member, 1, new Error('mine'))).toThrow('mine');
  });

  it('are no reason to accept a file without rows', () => {
    expect(() => new Report().finish('a.txt')).toThrow('a.txt: there is no row');
    const report = new Report();
    report.refuse(member, 1, fault);
    expect(() => report.finish('a.txt')).toThrow('a.txt: no row could be read');
  });
});

describe('any bytes', () => {
  const starts = [
    ...Object.values(samples).map(({ content }) => Buffer.from(content as Buffer)),
    Buffer.from('PK\x03\x04'),
    Buffer.from('\ufeff'),
    Buffer.alloc(0),
  ];

  it('are read or refused, and never crash', async () => {
    const bytes = fc.record({
      start: fc.constantFrom(...starts),
      keep: fc.double({ min: 0, max: 1, noNaN: true }),
      rest: fc.uint8Array({ maxLength: 200 }),
      repeat: fc.integer({ min: 1, max: 3 }),
    });
    await fc.assert(
      fc.asyncProperty(bytes, fc.constantFrom('a.txt', 'a.csv', 'a.zip'), async (one, name) => {
        const start = one.start.subarray(0, Math.round(one.keep * one.start.length));
        const rest = Array.from({ length: one.repeat }, () => one.rest);
        const path = written(`any/${name}`, Buffer.concat([start, ...rest]));
        const read = async () => {
          for (const selection of await select(await openInput(path), { release: '2025A' })) {
            for await (const { rows } of rowsOf(selection, new Report()))
              expect(Array.isArray(rows)).toBe(true);
          }
        };
        await read().catch((error: unknown) => expect(error).toMatchObject({ name: 'ImportError' }));
      }),
      { numRuns: 400 },
    );
  });
});
