import { describe, expect, it } from 'vitest';
import { imported, refusal, written } from './files.ts';
import { aocCsv, aocRecord, aocTable, MUE_ROW, mueCsv, PTP_ROW, ptpTxt } from './samples.ts';

const message = async (read: Promise<unknown>) => (await refusal(read)).message;
const many = <T>(row: T) => Array.from({ length: 100 }, () => row);

describe('pairs', () => {
  let files = 0;
  const read = (text: string) => {
    files += 1;
    return imported(written(`pairs/${files}/ccipra-v302r0-f1.txt`, text), 'ncci-ptp');
  };
  const row = (effective: string, deletion: string, indicator = '1') => [
    ...PTP_ROW.slice(0, 3),
    effective,
    deletion,
    indicator,
    'Sample reason',
  ];

  it('are their lines; the same pair recurs', async () => {
    const { rows } = await read(
      ptpTxt([row('20200101', '20200630', '0'), row('20210401', '*'), row('20210101', '20210101', '9')]),
    );
    const pair = { column1: { id: 'CPT:00100' }, column2: { id: 'CPT:0075T' }, rationale: 'Sample reason' };
    expect(rows).toMatchObject([
      { ...pair, effective: '2020-01-01', lastDay: '2020-06-30', modifierIndicator: 0, line: 7 },
      { ...pair, effective: '2021-04-01', lastDay: null, modifierIndicator: 1, line: 8 },
      { ...pair, effective: '2021-01-01', lastDay: '2021-01-01', modifierIndicator: 9, line: 9 },
    ]);
  });

  it('have no effective day where the file has a placeholder', async () => {
    const { rows } = await read(
      ptpTxt([row('19960101', '*'), row('19950401', '19950401'), row('19960102', '19960102')]),
    );
    expect(rows.map(({ effective, lastDay }) => [effective, lastDay])).toEqual([
      [null, null],
      [null, '1995-04-01'],
      ['1996-01-02', '1996-01-02'],
    ]);
  });

  it('are refused where columns are missing, reordered or without a header', async () => {
    const text = ptpTxt([PTP_ROW]);
    const moved = text.replace('Effective\tDeletion', 'Deletion\tEffective');
    expect(await message(read(moved))).toMatch(
      /txt:3: columns are missing, added or in another order; expected the seven/,
    );
    expect(await message(read(text.replace('*=in existence\t', '')))).toContain('columns are missing');
    expect(await message(read(text.replace(/^Column 1\t.+\r\n/m, '')))).toContain(
      'no file that can be imported',
    );
    expect(await message(read(ptpTxt([])))).toContain('there is no row');
  });

  it.each([
    ['a code that is none', 0, '10-00', 'Column 1'],
    ['a code in small letters', 1, '0075t', 'Column 2'],
    ['a day that is none', 3, '20240230', 'Effective Date'],
    ['no effective day', 3, '*', 'Effective Date'],
    ['a deletion that is none', 4, '', 'Deletion Date'],
    ['another indicator', 5, '2', 'Modifier'],
    ['a field too many', 6, 'a\tb', 'row'],
  ])('are refused row by row: %s', async (_, field, value, column) => {
    const bad = PTP_ROW.map((cell, index) => (index === field ? value : cell));
    const { rows, report } = await read(ptpTxt([...many(PTP_ROW), bad]));
    expect(rows).toHaveLength(100);
    expect(report.rows).toMatchObject([{ line: 107, column }]);
    expect(await message(read(ptpTxt([...many(PTP_ROW), bad, bad])))).toContain(
      '2 of 102 rows so far are refused',
    );
  });

  it('are refused where a field is of 10 MB', async () => {
    const bad = [...PTP_ROW.slice(0, 6), 'x'.repeat(10_000_000)];
    expect(await message(read(ptpTxt([PTP_ROW, bad])))).toContain(
      ':8: the line is longer than 1000000 bytes',
    );
  });
});

describe('unit limits', () => {
  let files = 0;
  const read = (content: Buffer) => {
    files += 1;
    return imported(written(`units/${files}/MUE_2024Q3.csv`, content), 'ncci-mue');
  };

  it('are read below a notice of several lines; the adjudication is its first digit', async () => {
    const { rows } = await read(
      mueCsv([MUE_ROW, 'A0001,12,3 Date of Service Edit: Clinical,"Other, reason"', '0075T,0,1 Line Edit,x']),
    );
    expect(rows).toEqual([
      {
        code: { id: 'CPT:00100', system: 'CPT', code: '00100' },
        units: 1,
        adjudication: 2,
        rationale: 'Sample reason',
        line: 6,
      },
      {
        code: { id: 'HCPCS:A0001', system: 'HCPCS', code: 'A0001' },
        units: 12,
        adjudication: 3,
        rationale: 'Other, reason',
        line: 7,
      },
      {
        code: { id: 'CPT:0075T', system: 'CPT', code: '0075T' },
        units: 0,
        adjudication: 1,
        rationale: 'x',
        line: 8,
      },
    ]);
  });

  it('are refused where a column is missing', async () => {
    const without = Buffer.from(mueCsv([MUE_ROW]).toString('latin1').replace(',MUE Rationale', ''), 'latin1');
    expect(await message(read(without))).toContain('the header lacks "MUE Rationale"');
  });

  it.each([
    ['10-00,1,2 Policy,x', 'HCPCS/ CPT Code'],
    ['00100,1.5,2 Policy,x', 'Practitioner Services MUE Values'],
    ['00100,1,4 Policy,x', 'MUE Adjudication Indicator'],
    ['00100,1,23,x', 'MUE Adjudication Indicator'],
    ['00100,1,2 Policy', 'row'],
  ])('are refused row by row: %s', async (bad, column) => {
    const { report } = await read(mueCsv([...many(MUE_ROW), bad]));
    expect(report.rows).toMatchObject([{ line: 106, column }]);
  });
});

describe('add-ons', () => {
  let files = 0;
  const read = (content: string) => {
    files += 1;
    return imported(written(`add-ons/${files}/aoc_2024-06-03.csv`, content), 'ncci-aoc');
  };

  it('have a type, and a primary unless the contractor decides', async () => {
    const { rows, selections } = await read(
      aocCsv(['"00100","0075T",1', '"CCCCC","A0001",2', '00100,A0001,3']),
    );
    expect(selections[0]?.release).toEqual({ name: '2024-06-03', asOf: '2024-06-03', lastDay: null });
    expect(rows).toMatchObject([
      { primary: { id: 'CPT:00100' }, addOn: { id: 'CPT:0075T' }, type: 1, line: 2 },
      { primary: null, addOn: { id: 'HCPCS:A0001' }, type: 2, line: 3 },
      { primary: { id: 'CPT:00100' }, addOn: { id: 'HCPCS:A0001' }, type: 3, line: 4 },
    ]);
  });

  it.each([
    ['"10-00","0075T",1', 'primary_code'],
    ['"00100","CCCCC",1', 'add_on_code'],
    ['"00100","0075T",4', 'aoc_edit_type'],
    ['"00100","0075T"', 'row'],
  ])('are refused row by row: %s', async (bad, column) => {
    const { report } = await read(aocCsv([...many('"00100","0075T",1'), bad]));
    expect(report.rows).toMatchObject([{ line: 102, column }]);
  });

  const published = [
    '1,0075T,,00100,,2020001,,',
    '1,0075T,,00102,,2020001,2023365,',
    '1,0076T,2021365,00100,,2020001,,',
    '1,0077T,,00103,2022090,2020001,2024366,',
    '2,A0001,,CCCCC,,2024183,,Contractor Defined Primary Codes',
  ];
  const days = [
    { addOn: { code: '0075T' }, primary: { code: '00100' }, type: 1, effective: '2020-01-01', lastDay: null },
    { addOn: { code: '0075T' }, primary: { code: '00102' }, lastDay: '2023-12-31' },
    { addOn: { code: '0076T' }, lastDay: '2021-12-31' },
    { addOn: { code: '0077T' }, lastDay: '2022-03-31' },
    { addOn: { code: 'A0001' }, primary: null, type: 2, effective: '2024-07-01', lastDay: null },
  ];

  it.each([
    ['AOC_V2024Q3-MCR.csv', aocTable(published), 3],
    ['AOC_V2024Q3-MCR.tsv', aocTable(published, '\t'), 3],
    [
      'AOC_V2024Q3-MCR.csv',
      aocTable(published).replace('Add-On_Code', 'add on code').replace('Primary_Code,', 'PRIMARY CODE,'),
      3,
    ],
    ['AOC_V2024Q3-MCR.csv', aocTable(published).replaceAll('DT,', 'Dt (Julian),'), 3],
    [
      'AOC_V2024Q3-F-MCR.txt',
      published
        .map((row) => aocRecord(...(row.split(',').slice(0, 7) as Parameters<typeof aocRecord>)))
        .join('\r\n'),
      1,
    ],
  ])('are read as CMS publishes them, by the meaning of their titles: %s', async (name, content, line) => {
    files += 1;
    const path = written(`published/${files}/${name}`, content);
    const { rows, selections, report } = await imported(path, 'ncci-aoc');
    expect(selections[0]?.release).toEqual({ name: '2024Q3', asOf: '2024-07-01', lastDay: null });
    expect([rows.length, report.refused]).toEqual([5, 0]);
    expect(rows).toMatchObject(days.map((row, index) => ({ ...row, line: line + index })));
  });

  it('have days in any of the ways that files write them', async () => {
    const days = ['2024183', '20240701', '2024-07-01', '9999365', '', '0000000'];
    const { rows } = await read(aocTable(days.map((day) => `1,0075T,,00100,,,${day},`)));
    expect(rows.map(({ lastDay }) => lastDay)).toEqual([...Array(3).fill('2024-07-01'), null, null, null]);
    const { report } = await read(aocTable([...many('1,0075T,,00100,,,,'), '1,0075T,,00100,,,2024367,']));
    expect(report.rows).toMatchObject([{ line: 103, column: 'aoc_edit_del_dt', value: '2024367' }]);
  });

  it('are not those of Medicaid', async () => {
    const path = written('published/AOC_V2024Q3-MCD.csv', aocTable(published));
    expect(await message(imported(path, 'ncci-aoc'))).toContain('its name says that it is of Medicaid');
  });

  it('are refused where a column is missing or a quote does not pair', async () => {
    const twice = aocTable(published).replace('AOC_Edit_DelDT', 'AOC_Edit_EffDT');
    expect(await message(read(twice))).toContain('the header has twice "aoc_edit_eff_dt"');
    expect(await message(read(aocCsv(['x,y']).replace(',"aoc_edit_type"', '')))).toContain(
      'lacks "aoc_edit_type"',
    );
    expect(await message(read(aocCsv(['"00100","0075T,1'])))).toContain('aoc_2024-06-03.csv:2: the record');
  });
});
