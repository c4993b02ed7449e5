import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { written } from '../load/files/files.ts';
import { importer, order, PCS_2025 } from './importing.ts';

describe('the command `changes`', () => {
  let own: ReturnType<typeof importer>;
  let database: string;
  const changes = (...options: string[]) => own.run(database, 'changes', ...options);
  beforeAll(async () => {
    own = importer();
    database = own.fresh();
    const [, ...kept] = PCS_2025;
    const later = order(['0016072', 'Bypass | sample *three*'], ...kept);
    for (const file of [
      written('changes/icd10pcs_order_2025.txt', order(...PCS_2025)),
      written('changes/icd10pcs_order_2026.txt', later),
    ]) {
      expect((await own.run(database, 'import', file)).code).toBe(0);
    }
  });
  afterAll(() => own.remove());

  test('writes a heading and a table for each release', async () => {
    const { code, out } = await changes('ICD10PCS');
    expect(code).toBe(0);
    expect(out.split('\n').slice(4)).toEqual([
      '## 2026, from 2025-10-01',
      '',
      '1 added, 1 deleted since 2025.',
      '',
      '| code | change | before | now |',
      '|---|---|---|---|',
      '| 0016070 | deleted | Bypass sample one, open |  |',
      '| 0016072 | added |  | Bypass \\| sample \\*three\\* |',
      '',
    ]);
  });

  test('writes a file as a whole, of a family alone', async () => {
    const path = join(own.folder, 'changes.md');
    expect(await changes('icd-10-pcs', '--family', 'family:lesion-neoplasm', '--out', path)).toMatchObject({
      code: 0,
      out: '',
    });
    expect(readFileSync(path, 'utf8')).toContain('No change since 2025.');
  });

  test.each([
    [['SNOMED'], 'There is no "SNOMED"; there are CPT, HCPCS, ICD10PCS, ICD10CM.'],
    [['HCPCS'], 'No file with a release of HCPCS is loaded; `import` takes them in.'],
    [
      ['ICD10PCS', '--family', 'family:nose'],
      '--family: there is no "family:nose"; there are family:spine, ',
    ],
    [['ICD10PCS', '--out', 'nowhere/changes.md'], '--out nowhere/changes.md cannot be written'],
  ])('says what is wrong with %j', async (options, message) => {
    const { code, err } = await changes(...options);
    expect([code, err]).toEqual([2, expect.stringContaining(message)]);
    expect(existsSync(join(own.folder, 'nowhere'))).toBe(false);
  });
});
