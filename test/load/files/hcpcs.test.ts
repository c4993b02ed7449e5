import { describe, expect, it } from 'vitest';
import { at, has } from '../../public.ts';
import { imported, refusal, written } from './files.ts';
import { HCPCS_RECORD, hcpcsRecord, hcpcsTxt } from './samples.ts';

let files = 0;
const read = (records: readonly string[], name = 'HCPC2019_CONTR_ANWEB.txt') => {
  files += 1;
  return imported(written(`hcpcs/${files}/${name}`, hcpcsTxt(records)), 'hcpcs');
};
const many = Array.from({ length: 100 }, () => HCPCS_RECORD);

describe('a code of HCPCS', () => {
  it('has its records joined; modifiers are passed over', async () => {
    const { rows, report } = await read([
      hcpcsRecord('A0080', '00100', '3', 'Sample, driven by a', 'Sample ride'),
      hcpcsRecord('A0080', '00200', '4', ' neighbour (or a  friend),'),
      hcpcsRecord('A0080', '00300', '4', 'per mile'),
      hcpcsRecord('A4466', '00100', '3', 'Garment', 'Garment', '20161231'),
    ]);
    expect(rows).toEqual([
      {
        code: 'A0080',
        long: 'Sample, driven by a neighbour (or a  friend), per mile',
        short: 'Sample ride',
        lastDay: null,
        line: 5,
      },
      { code: 'A4466', long: 'Garment', short: 'Garment', lastDay: '2016-12-31', line: 8 },
    ]);
    expect([report.read, report.refused, report.notes]).toEqual([
      2,
      0,
      ['1 modifiers are passed over: they are no codes'],
    ]);
  });

  it.each([
    ['a code that starts late', hcpcsRecord('A0080', '00200', '3', 'Sample'), '6-10'],
    ['a day that is none', hcpcsRecord('A0080', '00100', '3', 'Sample', '', '20190230'), '285-292'],
    ['no text', hcpcsRecord('A0080', '00100', '3', ''), '12-91'],
  ])('is left out for %s', async (_, bad, column) => {
    const { rows, report } = await read([...many, bad]);
    expect(rows).toHaveLength(100);
    expect(report.rows).toMatchObject([{ line: 105, column }]);
    expect((await refusal(read([...many, bad, bad]))).message).toContain('2 of 102 rows so far are refused');
  });

  it.each([
    ['a part of another code', hcpcsRecord('A0080', '00200', '4', 'more'), '1-5'],
    ['a record that is cut off', hcpcsRecord('A0080', '00100', '3', 'Sample').slice(0, 200), '1-11'],
    ['a line that is no record', 'Sample', '1-11'],
  ])('is left out where what follows it may be its own and cannot be read: %s', async (_, bad, column) => {
    const { rows, report } = await read([...many, bad]);
    expect(rows).toHaveLength(99);
    expect(report.rows).toMatchObject([{ line: 105, column }]);
  });

  it('is left out where a part in its middle is missing', async () => {
    const { rows, report } = await read([
      ...many,
      hcpcsRecord('A0080', '00100', '3', 'Sample'),
      hcpcsRecord('A0080', '00300', '4', 'more'),
    ]);
    expect(rows).toHaveLength(100);
    expect(report.rows).toMatchObject([{ line: 106, column: '6-10', expected: '00200' }]);
  });

  it.each([
    ['HCPC2019_CONTR_ANWEB.txt', '2019', '2019-01-01'],
    ['HCPC2024_APR_ANWEB.txt', '2024Q2', '2024-04-01'],
    ['HCPC2025_OCT_ANWEB_v2.txt', '2025Q4', '2025-10-01'],
  ])('is of the release that the name tells: %s', async (name, release, asOf) => {
    const { selections } = await read([HCPCS_RECORD], name);
    expect(selections.map((one) => [one.release.name, one.release.asOf])).toEqual([[release, asOf]]);
    expect((await refusal(read([HCPCS_RECORD], 'hcpcs.txt'))).message).toContain(
      'neither name nor content tells the release',
    );
  });
});

const HCPCS = 'hcpcs/2019-Alpha-Numeric-HCPCS-File.zip';

describe.skipIf(!has(HCPCS))('HCPCS of 2019', () => {
  it('has 6,440 codes, of which 506 have ended, and no D code', async () => {
    const { selections, rows, report } = await imported(at(HCPCS), 'hcpcs');
    expect(selections.map(({ release, files: parts }) => [release.name, parts.length])).toEqual([
      ['2019', 1],
    ]);
    expect([rows.length, report.read, report.refused]).toEqual([6_440, 6_440, 0]);
    expect(report.notes).toEqual(['360 modifiers are passed over: they are no codes']);
    expect(rows.filter(({ lastDay }) => lastDay !== null)).toHaveLength(506);
    expect(rows.filter(({ code }) => code.startsWith('D'))).toEqual([]);
    expect(rows.find(({ code }) => code === 'A0080')).toMatchObject({
      long:
        'Non-emergency transportation, per mile - vehicle provided by volunteer (individual or organization), ' +
        'with no vested interest',
      short: 'Noninterest escort in non er',
    });
  });
});
