import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { prepareImports } from '../../../src/load/releases/import.ts';
import { at, has } from '../../public.ts';
import { type Packed, written, zipped } from './files.ts';
import {
  HCPCS_RECORD,
  hcpcsTxt,
  MUE_ROW,
  mueCsv,
  orderLine,
  PFS_CELLS,
  PTP_ROW,
  pfsCsv,
  pfsTxt,
  ptpTxt,
} from './samples.ts';

/** Neighbours whose content is of no kind. */
const other = (name: string): Packed => ({ name, content: Buffer.from(`%PDF-1.7 ${name}`) });

/** The caps on imaging: its header begins as that of PPRRVU ends. */
const OPPSCAP: Packed = {
  name: 'OPPSCAP_Oct.csv',
  content: [
    'HCPCS,MOD,PROCSTAT,CARRIER,LOCALITY,FACILITY PRICE,NON-FACILITY PRICE',
    '0633T,TC,C,01112,05,154.09,154.09',
    '70015,26,A,01112,05,63.11,63.11',
    '',
  ].join('\r\n'),
};
const OPPSCAP_TXT: Packed = {
  name: 'OPPSCAP_Oct.txt',
  content: '0633TTCC01112  05     154.09    154.09\r\n',
};

/** What an import of a zip reads, and what it says of the rest. */
async function taken(name: string, entries: readonly Packed[]) {
  const prepared = await prepareImports(written(name, zipped(...entries)), { importedAt: new Date() });
  return {
    read: prepared.map(({ import: { kind, release }, selection }) => [
      kind,
      release,
      ...selection.files.map(({ member }) => member.name),
    ]),
    notes: prepared.flatMap(({ warnings }) => warnings),
  };
}

describe('a zip as CMS serves it', () => {
  it('of the fee schedule: PPRRVU is taken out of its neighbours, which are named', async () => {
    const { read, notes } = await taken('RVU25D.zip', [
      {
        name: '25LOCCO.csv',
        content: 'COUNTIES INCLUDED IN 2025 LOCALITIES,,,,\r\n10112,0,ALABAMA ,STATEWIDE ,ALL COUNTIES \r\n',
      },
      {
        name: 'ANES2025.csv',
        content: 'Contractor,Locality,Locality name,Anesthesia CF\r\n10112,00,Alabama,19.31\r\n',
      },
      { name: 'GPCI2025.csv', content: 'ADDENDUM E.,,\r\n10112,AL,00,ALABAMA,1,0.869,0.575\r\n' },
      OPPSCAP,
      OPPSCAP_TXT,
      other('OPPSCAP_Oct.xlsx'),
      { name: 'PPRRVU2025_Oct.csv', content: pfsCsv([PFS_CELLS]) },
      { name: 'PPRRVU2025_Oct.txt', content: pfsTxt([PFS_CELLS]) },
      other('PPRRVU2025_Oct.xlsx'),
      other('RVU25D.pdf'),
    ]);
    expect(read).toEqual([['pfs', '2025D', 'PPRRVU2025_Oct.csv']]);
    expect(notes).toEqual([
      expect.stringMatching(
        /RVU25D\.zip: 25LOCCO\.csv, ANES2025\.csv, GPCI2025\.csv, OPPSCAP_Oct\.csv, OPPSCAP_Oct\.txt, OPPSCAP_Oct\.xlsx, PPRRVU2025_Oct\.txt, PPRRVU2025_Oct\.xlsx, RVU25D\.pdf are left out: they are of another kind or release, or another file says the same\.$/,
      ),
    ]);
  });

  it('of the fee schedule from 2026 on: both variants', async () => {
    const names = ['PPRRVU2026_Jan_QPP', 'PPRRVU2026_Jan_nonQPP'];
    const { read } = await taken('RVU26A.zip', [
      OPPSCAP,
      ...names.flatMap((name) => [
        { name: `${name}.csv`, content: pfsCsv([PFS_CELLS], 2026, 'January') },
        { name: `${name}.txt`, content: pfsTxt([PFS_CELLS]) },
        other(`${name}.xlsx`),
      ]),
    ]);
    expect(read).toEqual([
      ['pfs', '2026A-QPP', 'PPRRVU2026_Jan_QPP.csv'],
      ['pfs', '2026A-nonQPP', 'PPRRVU2026_Jan_nonQPP.csv'],
    ]);
  });

  it('of edits, of orders and of HCPCS: the text is taken, its twins and neighbours are named', async () => {
    const cases: readonly (readonly [string, Packed, readonly Packed[]])[] = [
      [
        'ccipra-v302r0-f1.zip',
        { name: 'ccipra-v302r0-f1.TXT', content: ptpTxt([PTP_ROW]) },
        [other('ccipra-v302r0-f1.xlsx'), { name: 'ccipra-v302r0-f1.csv', content: PTP_ROW.join() }],
      ],
      [
        'MCR_MUE_PractitionerServices_Eff_07-01-2024.zip',
        { name: 'MCR_MUE_PractitionerServices_Eff_07-01-2024.csv', content: mueCsv([MUE_ROW]) },
        [other('MCR_MUE_PractitionerServices_Eff_07-01-2024.xlsx')],
      ],
      [
        '2025-code-descriptions.zip',
        { name: 'icd10cm_order_2025.txt', content: orderLine(1, 'A00', false, 'Sample heading') },
        [
          { name: 'icd10cm_codes_2025.txt', content: 'A000    Sample\r\n' },
          {
            name: 'icd10cm_order_addenda_2025.txt',
            content: `Add:     ${orderLine(1, 'A000', true, 'Sample')}`,
          },
          other('icd10OrderFiles.pdf'),
        ],
      ],
      [
        '2024-alpha-numeric.zip',
        { name: 'HCPC2024_JAN_ANWEB.txt', content: hcpcsTxt([HCPCS_RECORD]) },
        [
          other('HCPC2024_JAN_ANWEB.xlsx'),
          { name: 'HCPC2024_recordlayout.txt', content: 'Sample layout: 1-5 code\r\n' },
          { name: 'proc_notes_JAN2024.txt', content: '0001\r\nSample note\r\n' },
        ],
      ],
    ];
    for (const [name, own, neighbours] of cases) {
      const { read, notes } = await taken(name, [own, ...neighbours]);
      expect(read.map(([, , ...members]) => members)).toEqual([[own.name]]);
      for (const { name: left } of neighbours) expect(notes[0], name).toContain(left);
    }
  });
});

const REAL = [
  'pfs/PPRRVU2025_Oct.csv',
  'pfs/PPRRVU2025_Oct.txt',
  'pfs/GPCI2025.csv',
  'pfs/25LOCCO.csv',
] as const;

describe.skipIf(!has(...REAL))('the real files in one zip', () => {
  it('are told from each other', async () => {
    const entries = REAL.map((file) => ({ name: file.slice(4), content: readFileSync(at(file)) }));
    const { read, notes } = await taken('real/RVU25D.zip', [...entries, OPPSCAP, OPPSCAP_TXT]);
    expect(read).toEqual([['pfs', '2025D', 'PPRRVU2025_Oct.csv']]);
    expect(notes[0]).toContain(
      'GPCI2025.csv, OPPSCAP_Oct.csv, OPPSCAP_Oct.txt, PPRRVU2025_Oct.txt are left out',
    );
  });
});
