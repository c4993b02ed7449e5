import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../../../src/commands/root.ts';
import { readPcsRegions } from '../../../src/load/seed/pcs-regions.ts';
import { readSeed } from '../../../src/load/seed/seed.ts';
import { Problems } from '../../../src/load/seed/table.ts';
import { at, has } from '../../public.ts';
import { dataset, temporaryFolder, vocabulary } from '../../seeded.ts';
import { imported } from '../files/files.ts';

const FILE = 'seed/icd10pcs/regions.csv';
const { regions, table } = readPcsRegions(root, vocabulary, new Problems());

describe('regions of body parts of ICD-10-PCS', () => {
  it('are given to cord, roots and bones of the spine, with the reason, and can be cited', () => {
    const of = (region: string) =>
      [...regions].filter(([, one]) => one.region === region).map(([place]) => place);
    expect(of('region:cervical')).toEqual(['00W', '011', '0P3', 'XN3']);
    expect(of('region:thoracic')).toEqual(['00X', '018', '0P4', 'XN4']);
    expect(of('region:lumbar')).toEqual(['00Y', '01B', '0Q0', 'XN0']);
    expect(of('region:sacral')).toEqual(['01R', '0Q1']);
    expect(regions.size).toBe(14);
    expect(regions.get('00Y')).toEqual({
      label: 'Lumbar Spinal Cord',
      region: 'region:lumbar',
      justification:
        'the title names the level of the cord; the cauda equina, the conus and dorsal root ganglia are counted to it',
      citation: { source: FILE, line: 4, evidence: 'codelattice-icd10pcs-map' },
    });
    expect(dataset.sources.find(({ id }) => id === FILE)).toMatchObject({ rows: table.rows.length });
  });

  it.each([
    ['0Q,1,', '0Q,0,', '0Q0 stands already at line 11; keep one'],
    ['0Q,1,', '0O,1,', '"0O" is no section with its body system; write two characters such as 0Q'],
    ['0Q,1,', '0Q,11,', '"11" is no body part; write one character such as 1'],
    ['0Q,1,', '0Q,,', '"" is no body part; write one character such as 1'],
    ['00,W,', '0Z,W,', 'this row belongs before line 2; the order is body_system, value'],
    [
      'region:sacral',
      'region:coccyx',
      'the region "region:coccyx" does not exist; name one of seed/terms/region.csv',
    ],
    ['Sacrum', '', '0Q1 has no label; fill it in'],
    ['the sacrum is the bone of this region', '', '0Q1 has no justification; fill it in'],
  ])('are refused where they are damaged: %s as %s', (from, to, message) => {
    const { folder, remove } = temporaryFolder();
    cpSync(join(root, 'seed'), join(folder, 'seed'), { recursive: true });
    const text = readFileSync(join(folder, FILE), 'utf8');
    expect(text).toContain(from);
    writeFileSync(join(folder, FILE), text.replace(from, to));
    try {
      expect(() => readSeed(folder, new Date())).toThrow(message);
    } finally {
      remove();
    }
  });
});

const TABLES = 'icd10pcs/icd10pcs_tables_2025.xml';

describe.skipIf(!has(TABLES))('the tables of 2025', () => {
  it('call every body part as the seed does, in all tables of its body system', async () => {
    const { rows } = await imported(at(TABLES), 'icd10pcs');
    const labels = new Map<string, Set<string>>();
    for (const row of rows) {
      if (row.of !== 'label' || row.position !== 4) continue;
      const place = row.table.slice(0, 2) + row.value;
      labels.set(place, (labels.get(place) ?? new Set()).add(row.label));
    }
    for (const [place, { label }] of regions) expect([...(labels.get(place) ?? [])], place).toEqual([label]);
    expect([...(labels.get('00T') ?? [])]).toEqual(['Spinal Meninges']);
    expect(regions.has('00T')).toBe(false);
  });
});
