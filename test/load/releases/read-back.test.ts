import { stringify } from 'csv-stringify/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Code } from '../../../src/lattice/code.ts';
import { addressOf, divide, readingsOf } from '../../../src/lattice/code-ids.ts';
import { settled } from '../../../src/lattice/settled.ts';
import { openDatabase } from '../../../src/store/sqlite/driver.ts';
import { at, has } from '../../public.ts';
import { dataset } from '../../seeded.ts';
import { seededFile } from './taken.ts';

/** What is printed of a code: it reads as this code and as no other. */
const PRINTED: Readonly<Record<string, (code: Code) => string>> = {
  id: ({ id }) => id,
  'path of its page': ({ code }) => addressOf(code),
  'label of its number': ({ system, code }) => `${system} ${code}`,
  'cell of a CSV file': ({ id }) => stringify([[id]], { escape_formulas: true }),
  'id in small letters': ({ id }) => id.toLowerCase(),
};
/** What is printed as well: it reads as this code before any other. */
const NUMBER: typeof PRINTED = {
  number: ({ code }) => code,
  'number in quotes': ({ code }) => `"${code}"`,
  'number in a list': ({ code }) => divide(`63278 ${code}, 63277`)[1] ?? '',
};

function readBack(codes: readonly Code[]) {
  const loaded = new Map(codes.map((code) => [code.id, code]));
  const settle = (text: string) => settled(readingsOf(text), loaded);
  const wrong: string[] = [];
  const ambiguous = new Map<string, string>();
  let forms = 0;
  for (const code of codes) {
    for (const [form, print] of Object.entries(PRINTED)) {
      forms++;
      const { status, code: read } = settle(print(code));
      if (status !== 'FOUND' || read !== code) wrong.push(`${form} of ${code.id}: ${print(code)}`);
    }
    for (const [form, print] of Object.entries(NUMBER)) {
      forms++;
      if (settle(print(code)).code !== code) wrong.push(`${form} of ${code.id}: ${print(code)}`);
    }
    forms++;
    const bare = code.code.replace('.', '');
    const { code: first, also } = settle(bare);
    if (![first, ...also].includes(code)) wrong.push(`${bare} of ${code.id}`);
    if (also.length > 0) ambiguous.set(bare, [first, ...also].map((one) => one?.id).join(' '));
  }
  return { wrong, forms, ambiguous };
}

describe('what is printed of a code is read back as that code', () => {
  it('on the seed', () => {
    const { wrong, forms } = readBack(dataset.codes);
    expect(wrong).toEqual([]);
    expect(forms).toBe(9 * dataset.codes.length);
  });

  const FILES = [
    ['pfs/PPRRVU2025_Oct.csv'],
    ['ncci/MCR_MUE_PractitionerServices_2024Q3.csv'],
    ['ncci/aoc_2024-06.decoded.csv'],
    ['icd10pcs/cms_2025_pr.zip'],
    ['icd10cm/cms_2025_dx.zip'],
    ['hcpcs/2019-Alpha-Numeric-HCPCS-File.zip'],
  ];
  describe.skipIf(!has(...FILES.flat()))('on the public files', () => {
    const file = seededFile();
    let codes: Code[];
    beforeAll(async () => {
      for (const paths of FILES) await file.take(paths.map(at));
      const database = openDatabase(file.file, 'read');
      codes = database.prepare<Code>('select id, system, code from code order by id').all();
      database.close();
    }, 900_000);
    afterAll(file.remove);

    it('all of them', () => {
      const { wrong, forms, ambiguous } = readBack(codes);
      console.log(`${codes.length} codes, ${forms} forms, ${ambiguous.size} numbers of several codes`);
      console.log(
        [...ambiguous]
          .slice(0, 20)
          .map(([bare, ids]) => `${bare}: ${ids}`)
          .join('\n'),
      );
      expect(wrong).toEqual([]);
      expect(codes.length).toBeGreaterThan(180_000);
    }, 900_000);

    it('all diagnoses of three characters, bare', () => {
      const categories = codes.filter(({ system, code }) => system === 'ICD10CM' && code.length === 3);
      expect(categories).toHaveLength(1_917);
      const loaded = new Map(codes.map((code) => [code.id, code]));
      const read = categories.map(({ code }) => settled(readingsOf(code), loaded));
      expect(read.filter(({ status }) => status !== 'FOUND')).toEqual([]);
    });
  });
});
