import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { imported, refusal, written } from './files.ts';
import { PFS_CELLS, type PfsCells, pfsCsv, pfsTxt } from './samples.ts';

let files = 0;
/** What a csv of these rows is imported as. */
const fromCsv = (rows: readonly PfsCells[], year = 2025, change = (text: string) => text) => {
  files += 1;
  return imported(written(`${files}/nonQPP.csv`, change(pfsCsv(rows, year))), 'pfs');
};
const fromTxt = (rows: readonly PfsCells[], change = (text: string) => text) => {
  files += 1;
  return imported(written(`${files}/PPRRVU25_OCT.txt`, change(pfsTxt(rows))), 'pfs');
};

describe('a row of the fee schedule', () => {
  const expected = {
    code: { id: 'CPT:00100', system: 'CPT', code: '00100' },
    modifier: '',
    descriptor: 'sample',
    status: 'A',
    notUsedForPayment: false,
    workRvu: 12.34,
    nonFacilityPeRvu: 5.6,
    nonFacilityNa: true,
    facilityPeRvu: 4.5,
    facilityNa: false,
    malpracticeRvu: 1.2,
    nonFacilityTotalRvu: 19.14,
    facilityTotalRvu: 18.04,
    pcTc: '0',
    globalDays: '090',
    preOperative: 0.1,
    intraOperative: 0.8,
    postOperative: 0.1,
    multipleProcedure: '2',
    bilateral: '1',
    assistant: '2',
    coSurgeon: '1',
    teamSurgeon: '9',
    endoscopicBase: null,
    conversionFactor: 32.3465,
  };

  it.each([
    ['csv of 2025', () => fromCsv([PFS_CELLS]), 11],
    ['csv of 2026, with one column more', () => fromCsv([PFS_CELLS], 2026), 11],
    [
      'csv with a blanked title of the descriptor',
      () => fromCsv([PFS_CELLS], 2025, (text) => text.replace('DESCRIPTION', '')),
      11,
    ],
    ['txt', () => fromTxt([PFS_CELLS]), 3],
  ])('is the same from a %s', async (_, read, line) => {
    expect((await read()).rows).toEqual([{ ...expected, line }]);
  });

  it('stands apart for each modifier, and has no number where the file has none', async () => {
    const cells = {
      ...PFS_CELLS,
      workRvu: '',
      malpracticeRvu: 'NA',
      endoscopicBase: '0075T',
      notUsedForPayment: '+',
    };
    const rows = ['', '26', 'TC', '53'].map((modifier) => ({ ...cells, modifier }));
    for (const read of [await fromCsv(rows), await fromTxt(rows)]) {
      expect(read.rows.map(({ modifier }) => modifier)).toEqual(['', '26', 'TC', '53']);
      expect(read.rows[3]).toMatchObject({
        workRvu: null,
        malpracticeRvu: null,
        endoscopicBase: { id: 'CPT:0075T' },
        notUsedForPayment: true,
      });
    }
  });

  it('is the same from csv and txt whatever its values', async () => {
    const digit = fc.constantFrom(...'0123456789');
    const rvu = fc.oneof(
      fc.integer({ min: 0, max: 9_999 }).map((cents) => (cents / 100).toFixed(2)),
      fc.constant(''),
    );
    const share = fc.integer({ min: 0, max: 99 }).map((cents) => (cents / 100).toFixed(2));
    const code = fc.stringMatching(/^(\d{4}[0-9FTUMA]|[A-Z]\d{4})$/);
    const row: fc.Arbitrary<PfsCells> = fc.record({
      code,
      modifier: fc.constantFrom('', '26', 'TC', '53'),
      descriptor: fc.stringMatching(/^[A-Za-z0-9/()-]{0,50}$/),
      status: fc.stringMatching(/^[A-Z]$/),
      notUsedForPayment: fc.constantFrom('', '+'),
      workRvu: rvu,
      nonFacilityPeRvu: rvu,
      nonFacilityNa: fc.constantFrom('', 'NA'),
      facilityPeRvu: rvu,
      facilityNa: fc.constantFrom('', 'NA'),
      malpracticeRvu: rvu,
      nonFacilityTotalRvu: rvu,
      facilityTotalRvu: rvu,
      pcTc: digit,
      globalDays: fc.constantFrom('000', '010', '090', 'XXX', 'YYY', 'ZZZ', 'MMM'),
      preOperative: share,
      intraOperative: share,
      postOperative: share,
      multipleProcedure: digit,
      bilateral: digit,
      assistant: digit,
      coSurgeon: digit,
      teamSurgeon: digit,
      endoscopicBase: fc.oneof(code, fc.constant('')),
      conversionFactor: fc.constantFrom('32.3465', '33.4009'),
    });
    const rows = fc.uniqueArray(row, {
      minLength: 1,
      maxLength: 20,
      selector: (one) => one.code + one.modifier,
    });
    await fc.assert(
      fc.asyncProperty(rows, async (some) => {
        const all = [PFS_CELLS, ...some.filter((one) => one.code !== PFS_CELLS.code)];
        const [csv, newer, txt] = [await fromCsv(all), await fromCsv(all, 2026), await fromTxt(all)];
        const withoutLine = (read: typeof csv) => read.rows.map((one) => ({ ...one, line: 0 }));
        expect(csv.rows).toHaveLength(all.length);
        expect(withoutLine(newer)).toEqual(withoutLine(csv));
        expect(withoutLine(txt)).toEqual(withoutLine(csv));
        expect(csv.rows[0]).toEqual({ ...expected, line: 11 });
      }),
      { numRuns: 40 },
    );
  });
});

describe('a fee schedule is refused', () => {
  const message = async (read: Promise<unknown>) => (await refusal(read)).message;
  const good = (count: number) =>
    Array.from({ length: count }, (_, index) => ({
      ...PFS_CELLS,
      code: `A${String(index).padStart(4, '0')}`,
    }));

  it('at the first trace of a spreadsheet', async () => {
    const why = 'a spreadsheet has opened and saved the file and dropped leading zeros';
    const lost = await message(fromCsv([...good(3), { ...PFS_CELLS, code: '100' }]));
    expect(lost).toMatch(/csv:14 \(HCPCS\): there is "100" for 00100/);
    expect(lost).toContain(why);
    for (const [globalDays, was] of [
      ['0', '000'],
      ['10', '010'],
      ['90', '090'],
    ] as const) {
      expect(await message(fromCsv([...good(1), { ...PFS_CELLS, globalDays }]))).toContain(
        `:12 (GLOB DAYS): there is "${globalDays}" for ${was}: ${why}`,
      );
    }
    const ctrlZ = fromCsv(good(2), 2025, (text) => `${text}\x1a${','.repeat(30)}\r\n`);
    expect(await message(ctrlZ)).toContain(':13:1: there is a Ctrl-Z');
  });

  it('where columns are missing or stand twice, by their names', async () => {
    const without = (text: string) => text.replace('MULT,', '');
    expect(await message(fromCsv(good(1), 2025, without))).toContain('csv:10: the header lacks "MULT PROC"');
    const twice = (text: string) => text.replace('BILAT,', 'MULT,').replace('PROC,SURG', 'PROC,PROC');
    expect(await message(fromCsv(good(1), 2025, twice))).toContain('the header lacks "BILAT SURG"');
    const moved = (text: string) =>
      text.replace('CALCULATION', 'CONV').replace('PROCEDURES,FLAG', 'PROCEDURES,FACTOR');
    expect(await message(fromCsv(good(1), 2025, moved))).toContain('the header has twice "CONV FACTOR"');
  });

  it('where a code and modifier stand twice', async () => {
    expect(await message(fromCsv([...good(2), ...good(1)]))).toMatch(
      /:13: HCPCS:A0000 stands here and in line 11/,
    );
  });

  it('where more than 1 % of the rows are wrong; below, they are counted and named', async () => {
    const bad = (code: string) => ({ ...PFS_CELLS, code, status: '7' });
    const { rows, report } = await fromTxt([...good(200), bad('00100'), bad('00102')]);
    expect([rows.length, report.read, report.refused]).toEqual([200, 200, 2]);
    expect(report.rows[0]).toMatchObject({
      line: 203,
      column: 'STATUS CODE',
      value: '7',
      expected: 'one capital letter',
    });
    expect(await message(fromTxt([...good(100), bad('00100'), bad('00102')]))).toMatch(
      /:103 \(STATUS CODE\): 2 of 102 rows so far are refused, more than 1 %.+"7"; expected one capital letter/,
    );
  });

  it.each([
    ['code', '001000', 'HCPCS'],
    ['code', 'a0100', 'HCPCS'],
    ['modifier', '27', 'MOD'],
    ['status', '', 'STATUS CODE'],
    ['workRvu', '1,5', 'row'],
    ['workRvu', '-1.5', 'WORK RVU'],
    ['nonFacilityNa', 'N', 'NON-FAC NA INDICATOR'],
    ['pcTc', '', 'PCTC IND'],
    ['globalDays', 'ABC', 'GLOB DAYS'],
    ['assistant', 'X', 'ASST SURG'],
    ['endoscopicBase', '5200-', 'ENDO BASE'],
    ['conversionFactor', '$32', 'CONV FACTOR'],
  ] as const)('row by row: %s %j', async (field, value, column) => {
    const { report } = await fromCsv([...good(100), { ...PFS_CELLS, [field]: value }]);
    expect(report.rows).toMatchObject([{ line: 111, column }]);
  });

  it('row by row: a record that is cut off', async () => {
    const { report } = await fromTxt(good(100), (text) => `${text}${text.split('\r\n')[3]?.slice(0, 100)}`);
    expect(report.rows).toMatchObject([
      { line: 103, column: 'record', expected: 'at least 140 characters, not 100' },
    ]);
  });
});
