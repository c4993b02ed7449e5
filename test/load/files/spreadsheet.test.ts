import { describe, expect, it } from 'vitest';
import type { Kind } from '../../../src/load/files/formats.ts';
import { imported, refusal, written } from './files.ts';
import { aocCsv, MUE_ROW, mueCsv, orderLine, ownCsv, PFS_CELLS, PTP_ROW, pfsCsv, ptpTxt } from './samples.ts';

/** A file of each kind whose second row has this for a code. */
const WITH: Partial<Record<Kind, (code: string) => readonly [name: string, content: string | Buffer]>> = {
  pfs: (code) => ['PPRRVU2025_Oct.csv', pfsCsv([PFS_CELLS, { ...PFS_CELLS, code }])],
  'ncci-ptp': (code) => ['ccipra-v302r0-f1.txt', ptpTxt([PTP_ROW, [code, ...PTP_ROW.slice(1)]])],
  'ncci-mue': (code) => ['MUE_2024Q3.csv', mueCsv([MUE_ROW, `${code},1,2 Policy,x`])],
  'ncci-aoc': (code) => ['aoc_2024-06.csv', aocCsv(['00100,0075T,1', `${code},0075T,1`])],
  crosswalk: (code) => [
    'map.csv',
    ownCsv(
      'source,target,relationship',
      'CPT:00100,ICD10PCS:00BT0ZZ,EXACT',
      `CPT:${code},ICD10PCS:00BT0ZZ,EXACT`,
    ),
  ],
  'licensed-text': (code) => ['own.csv', ownCsv('code,short', '00100,Own', '00102,Own', `${code},Own`)],
};

let files = 0;
const message = async (kind: Kind, name: string, content: string | Buffer) => {
  files += 1;
  return (await refusal(imported(written(`spoilt/${files}/${name}`, content), kind))).message;
};

describe('what a spreadsheet has spoilt', () => {
  it.each([
    ['1996', '01996', 'dropped leading zeros'],
    ['63278.0', '63278', 'made a number of it'],
    ['9.9E+04', 'what was published', 'rounded it as a number'],
    ['1-Mar', 'what was published', 'made a date of it'],
    ['3/1/2024', 'what was published', 'made a date of it'],
  ])('is refused by place and with the remedy, in every kind: %s', async (value, was, how) => {
    for (const [kind, made] of Object.entries(WITH) as [Kind, NonNullable<(typeof WITH)[Kind]>][]) {
      expect(await message(kind, ...made(value)), kind).toMatch(
        new RegExp(
          `:\\d+ \\(.+\\): there is "${value.replace(/[+.]/g, '\\$&')}" for ${was}: a spreadsheet has opened and saved the file and ${how}; ` +
            'expected .+Take the csv or txt anew',
        ),
      );
    }
  });

  it('is told from the days of pairs, the numbers of order files and codes of ICD-10-PCS', async () => {
    const day = (effective: string) => ptpTxt([[...PTP_ROW.slice(0, 3), effective, ...PTP_ROW.slice(4)]]);
    expect(await message('ncci-ptp', 'ccipra-v302r0-f1.txt', day('2.02E+07'))).toContain(
      ':7 (Effective Date): there is "2.02E+07" for what was published',
    );
    expect(await message('ncci-ptp', 'ccipra-v302r0-f1.txt', day('1/1/2020'))).toContain('made a date of it');
    const order = orderLine(1, 'A00', false, 'Sample heading').replace('00001', '1');
    expect(await message('icd10cm', 'icd10cm_order_2025.txt', order)).toContain(
      ':1 (1-5): there is "1" for 00001: a spreadsheet',
    );
    const map = ownCsv('source,target,relationship', 'CPT:63278,ICD10PCS:16070,EXACT');
    expect(await message('crosswalk', 'map.csv', map)).toContain('there is "16070" for 0016070');
  });
});
