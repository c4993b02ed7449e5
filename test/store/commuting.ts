import fc from 'fast-check';
import { prepareImports } from '../../src/load/releases/import.ts';
import type { Import } from '../../src/store/release.ts';
import { written } from '../load/files/files.ts';
import {
  aocCsv,
  hcpcsRecord,
  hcpcsTxt,
  mueCsv,
  orderLine,
  ownCsv,
  PFS_CELLS,
  type PfsCells,
  PTP_ROW,
  pfsCsv,
  ptpTxt,
} from '../load/files/samples.ts';

/**
 * Small releases of all kinds that speak of the same codes and contradict one another: what comes of them must not depend
 * on which came first.
 */

const fees = (name: string, year: number, month: string, ...rows: readonly Partial<PfsCells>[]) =>
  written(
    `${name}/PPRRVU${year}_${month.slice(0, 3)}.csv`,
    pfsCsv(
      rows.map((row) => ({ ...PFS_CELLS, ...row })),
      year,
      month,
    ),
  );

/** Pairs as [column 1, column 2, last day, indicator]. */
const edits = (name: string, ...pairs: readonly (readonly [string, string, string?, string?])[]) =>
  written(
    name,
    ptpTxt(
      pairs.map(([one, other, end = '*', indicator = '1']) => [
        one,
        other,
        '',
        '20000101',
        end,
        indicator,
        PTP_ROW[6] ?? '',
      ]),
    ),
  );

const order = (name: string, ...rows: readonly (readonly [code: string, title: string, valid?: boolean])[]) =>
  written(
    name,
    rows.map(([code, title, valid = true], at) => orderLine(at + 1, code, valid, title)).join(''),
  );

const words = (code: string, long: string, short = '', end = '') =>
  hcpcsRecord(code, '00100', '3', long, short, end);

/** The tables of two body parts of the lower bones, by three approaches. */
const tables = (year: number, sacrum: string) => {
  const axis = (position: number, title: string, labels: Readonly<Record<string, string>>) =>
    `<axis pos="${position}"><title>${title}</title>${Object.entries(labels)
      .map(([value, label]) => `<label code="${value}">${label}</label>`)
      .join('')}</axis>`;
  return `<?xml version="1.0" encoding="utf-8"?><ICD10PCS.tabular><version>${year}</version><pcsTable>
${axis(1, 'Section', { 0: 'Medical and Surgical' })}${axis(2, 'Body System', { Q: 'Lower Bones' })}${axis(3, 'Operation', { B: 'Excision' })}
<pcsRow codes="4">${axis(4, 'Body Part', { 0: 'Lumbar Vertebra', 1: sacrum })}${axis(5, 'Approach', { 0: 'Open', 3: 'Percutaneous' })}
${axis(6, 'Device', { Z: 'No Device' })}${axis(7, 'Qualifier', { Z: 'No Qualifier' })}</pcsRow></pcsTable></ICD10PCS.tabular>`;
};
const definitions = (year: number, text: string) => `<?xml version="1.0" encoding="utf-8"?>
<ICD10PCS.definitions><version>${year}</version><section code="0"><axis pos="3"><terms><title>Excision</title>
<definition>${text}</definition></terms></axis></section></ICD10PCS.definitions>`;

const HEADING = ['0QB', 'Lower Bones, Excision', false] as const;

/** Each is what one command imports. */
const commands = (): readonly (readonly string[])[] => [
  [
    fees(
      'fees',
      2024,
      'October',
      { code: '99211' },
      { code: '99212' },
      { code: '63278' },
      { code: '00100', status: 'X' },
    ),
  ],
  [
    fees(
      'fees',
      2025,
      'October',
      { code: '99213' },
      { code: '22614', globalDays: 'ZZZ' },
      { code: '63278' },
      { code: 'J1100' },
    ),
  ],
  [written('fees/PPRRVU2026_Jan_nonQPP.csv', pfsCsv([{ ...PFS_CELLS, code: '99213' }], 2026, 'January'))],
  [
    written(
      'fees/PPRRVU2026_Jan_QPP.csv',
      pfsCsv([{ ...PFS_CELLS, code: '99213', conversionFactor: '33.57' }], 2026, 'January'),
    ),
  ],
  // What only ended pairs name, in a file before and in one behind those that know better.
  [edits('edits/ccipra-v302r0-f1.txt', ['22614', '22630', '20200101'], ['30000', '99213', '20230101'])],
  [edits('edits/ccipra-v302r0-f2.txt', ['30000', '30001'], ['30002', '99212', '20230101'])],
  [edits('edits/ccipra-v302r0-f3.txt', ['63278', '63277'], ['63278', '99214', '20230101'])],
  [edits('edits/ccipra-v302r0-f4.txt', ['63295', 'J1100', '20230101', '9'], ['99215', 'A4550', '20230101'])],
  [
    edits(
      'edits/ccipra-v310r0-all.txt',
      ['30001', '30003', '20230101'],
      ['99212', '99216', '20230101'],
      ['99214', '99217'],
    ),
  ],
  [
    written(
      'units/MCR_MUE_PractitionerServices_2024Q3.csv',
      mueCsv([
        '99215,1,2 Date of Service Edit: Policy,Sample',
        '63295,2,3 Date of Service Edit: Clinical: Data,Sample',
      ]),
    ),
  ],
  [
    written(
      'units/MCR_MUE_PractitionerServices_2025Q1.csv',
      mueCsv([
        '99217,1,2 Date of Service Edit: Policy,Sample',
        '63295,1,3 Date of Service Edit: Clinical: Data,Sample',
      ]),
    ),
  ],
  [
    written(
      'add-ons/aoc_2024-06.csv',
      aocCsv(['"22612","22614",1', '"63278","63295",1', '"CCCCC","99217",2', '"63278","99354",3']),
    ),
  ],
  [
    written(
      'add-ons/aoc_2025-01.csv',
      aocCsv(['"22612","22614",3', '"63278","63295",1', '"22630","99217",1', '"CCCCC","99355",2']),
    ),
  ],
  [
    order(
      'pcs/icd10pcs_order_2024.txt',
      HEADING,
      ['0QB00ZZ', 'Excision of Lumbar, Open'],
      ['0QB0XZZ', 'Dropped in 2025'],
      ['0QB1XZZ', 'Dropped in 2026, of 2024'],
    ),
  ],
  [
    order(
      'pcs/icd10pcs_order_2025.txt',
      HEADING,
      ['0QB00ZZ', 'Excision of Lumbar Vertebra, Open'],
      ['0QB03ZZ', 'Percutaneous'],
      ['0QB10ZZ', 'Sacrum, Open'],
      ['0QB13ZZ', 'Sacrum, Percutaneous'],
    ),
    written('pcs/tables_2025.xml', tables(2025, 'Sacrum')),
    written('pcs/definitions_2025.xml', definitions(2025, 'Cutting out a portion')),
  ],
  [
    order(
      'pcs/icd10pcs_order_2026.txt',
      ['0QB', 'Lower bones, Excision', false],
      ['0QB00ZZ', 'Excision of Lumbar Vertebra, Open Approach'],
      ['0QB04ZZ', 'New'],
      ['0QB10ZZ', 'Sacrum, Open'],
      ['00B', 'Central Nervous System and Cranial Nerves, Excision', false],
      ['00BT0ZX', 'Of the seed, too'],
    ),
  ],
  [
    order(
      'cm/icd10cm_order_2024.txt',
      ['C79', 'Former heading', false],
      ['C7951', 'Former title'],
      ['C7952', 'Dropped'],
      ['A000', 'Sample'],
    ),
  ],
  [
    order(
      'cm/icd10cm_order_2025.txt',
      ['C79', 'Heading', false],
      ['C7951', 'Title'],
      ['A00', 'A heading', false],
      ['A000', 'Sample'],
    ),
  ],
  [
    order(
      'cm/icd10cm_order_2026.txt',
      ['C795', 'Heading between', false],
      ['C7951', 'Newest title'],
      ['A00', 'A code now'],
    ),
  ],
  [
    written(
      'hcpcs/HCPC2023.txt',
      hcpcsTxt([words('J1100', 'Oldest', 'Old short'), words('A4550', 'Dropped'), words('D0120', 'x')]),
    ),
  ],
  [
    written(
      'hcpcs/HCPC2024.txt',
      hcpcsTxt([
        words('J1100', 'Same words', 'One short'),
        words('D0120', 'x'),
        words('G0001', 'Gone', '', '20231231'),
      ]),
    ),
  ],
  [
    written(
      'hcpcs/HCPC2025.txt',
      hcpcsTxt([words('J1100', 'Same words', 'Other short'), words('G0002', 'New')]),
    ),
  ],
  [
    written(
      'own/map.csv',
      ownCsv(
        'source,target,relationship,confidence,justification',
        'CPT:63278,ICD10PCS:0QB00ZZ,BROADER,0.5,sample',
        'CPT:99214,ICD10CM:C79.52,RELATED,,',
        'CPT:99218,HCPCS:G0002,EXACT,,',
      ),
    ),
  ],
  [
    written(
      'own/other-map.csv',
      ownCsv('source,target,relationship,confidence,justification', 'CPT:63278,ICD10PCS:0QB00ZZ,EXACT,,'),
    ),
  ],
  [
    written(
      'own/a.csv',
      ownCsv('code,short,long', '63278,Own words,', '99218,Own words,Longer', '99216,Own words,'),
    ),
  ],
  [written('own/b.csv', ownCsv('code,short', '63278,Other words', 'G0001,Own words', '99212,Own words'))],
];

/** The releases that those commands take in, ready to be imported again and again. */
export async function releases(): Promise<Import[]> {
  const all: Import[] = [];
  for (const paths of commands()) {
    const prepared = await prepareImports(paths, { importedAt: new Date('2026-01-02T00:00:00Z') });
    all.push(...prepared.map((one) => one.import));
  }
  return all;
}

/** Some of the releases in an order, some of them twice; and the same releases in the order in which they stand. */
export const anyOrders = (all: readonly Import[]) =>
  fc
    .shuffledSubarray(
      all.map((_, index) => index),
      { minLength: 3, maxLength: 8 },
    )
    .chain((order) =>
      fc.tuple(fc.constant(order), fc.shuffledSubarray(order, { maxLength: 2 })).map(([once, again]) => ({
        drawn: [...once, ...again],
        sorted: [...once].sort((a, b) => a - b),
      })),
    );

const SPOKEN_OF = [
  ...[
    '00100',
    '22612',
    '22614',
    '22630',
    '30000',
    '30001',
    '30002',
    '30003',
    '63277',
    '63278',
    '63295',
    '99211',
    '99212',
  ],
  ...[
    '99213',
    '99214',
    '99215',
    '99216',
    '99217',
    '99218',
    '99354',
    '99355',
    'A4550',
    'D0120',
    'G0001',
    'G0002',
    'J1100',
  ],
  ...['00BT0ZX', '0QB00ZZ', '0QB03ZZ', '0QB04ZZ', '0QB0XZZ', '0QB10ZZ', '0QB13ZZ', '0QB1XZZ'],
  ...['A00', 'A00.0', 'C79', 'C79.5', 'C79.51', 'C79.52'].map((code) => `ICD10CM:${code}`),
];

/** What clients ask of the codes that those releases speak of. */
export const DOCUMENTS = [
  `{ dataset { version counts { codes terms families edges { kind count } } editions { system edition codes }
    incomplete { release missing } sources { id rows sha256 } } }`,
  `{ nodes(ids: ${JSON.stringify(SPOKEN_OF)}) { ... on Code { id label labelKind edition status lastValidDay addOn
    family { id name } axes { axis terms { id name title definition } basis source { id } } source { id }
    addOns(first: 3) { totalCount edges { node { id } type source { id } } }
    addOnTo(first: 3) { totalCount edges { node { id } type source { id } } } contractorDefinedPrimaries { id }
    related(first: 3) { edges { node { id } } } billing { release variant globalDays source { id } }
    unitsPerDay { units source { id } } descriptor(kind: SHORT) { text source { id } }
    bundles(first: 3) { totalCount missing edges { node { id } source { id } } } } } }`,
  '{ addOns: codes(filter: { addOn: true }, first: 500) { totalCount edges { node { id } } } }',
  `{ code(id: "63278") { crosswalk(to: ICD10PCS) { node { id } relationship source { id } } }
    search(text: "excision", first: 50) { totalCount edges { node { __typename ... on Code { id } } } } }`,
  ...[null, '2024-07-01', '2024-10-01', '2030-01-01'].map(
    (day) => `{ together(ids: ["63278", "63277", "63295", "22614", "22612", "99213", "99212"]
      ${day === null ? '' : `asOf: "${day}"`}) { releases { kind release starts ends whole }
      lines { input code { id } units verdict reasons { kind text stale source { id } } }
      pairs { a { id } b { id } verdict modifiers { code on { id } reason } reasons { kind text stale source { id } } } } }`,
  ),
  `{ terms(axis: BODY_PART, first: 100) { edges { node { id name title codeCount source { id } } } }
    operations: terms(axis: OPERATION, first: 100) { edges { node { id name definition codeCount source { id } } } }
    families { id name codeCount } }`,
];
