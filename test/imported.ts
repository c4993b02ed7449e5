import { join } from 'node:path';
import { AXES, type Axis, type CodeSystem, POSITIONS } from '../src/lattice/axes.ts';
import { codeIn } from '../src/lattice/code.ts';
import type { Meaning } from '../src/lattice/meanings.ts';
import type { Term } from '../src/lattice/vocabulary.ts';
import { documents } from '../src/load/seed/search-documents.ts';
import type { Billing, Bundle, ImportKind, Listed, Named, Source } from '../src/store/records.ts';
import type { Batch, Import } from '../src/store/release.ts';
import { openSqlite } from '../src/store/sqlite/open.ts';
import { importSqlite } from '../src/store/sqlite/write/import.ts';
import { loadSqlite } from '../src/store/sqlite/write/load-seed.ts';
import type { Store } from '../src/store/store.ts';
import { dataset, temporaryFolder } from './seeded.ts';

/** Small releases, made by hand. Each has one source, whose lines the rows count from 1. */

export const sourceId = (kind: ImportKind, release: string) => `${kind}/${release}/rows.csv`;

/** What is taken in as one release. */
export function releaseOfRows(
  kind: ImportKind,
  release: string,
  starts: string,
  batches: (at: (line: number) => Billing['citation']) => readonly Batch[],
): Import {
  const id = sourceId(kind, release);
  const source: Source = {
    id,
    title: `${kind} ${release}`,
    publisher: 'Centers for Medicare & Medicaid Services',
    release,
    sha256: id,
    licence: 'CMS, US government work',
    rows: 1,
    importedAt: '2026-01-01T00:00:00.000Z',
    kind,
    starts,
    part: 'all',
    firstCode: null,
    lastCode: null,
  };
  return {
    kind,
    release,
    starts,
    sources: [source],
    documents,
    async *batches() {
      yield* batches((line) => ({ source: id, line, evidence: null }));
    },
  };
}

/** A row of the fee schedule that says what an open operation in the middle of the body says, but for what is given. */
export function billing(code: string, given: Partial<Billing>): Omit<Billing, 'citation'> {
  return {
    code: `CPT:${code}`,
    modifier: '',
    status: 'A',
    workRvu: 10,
    nonFacilityPeRvu: null,
    facilityPeRvu: 5,
    malpracticeRvu: 1.5,
    nonFacilityTotalRvu: 16.5,
    facilityTotalRvu: 16.5,
    globalDays: '090',
    nonFacilityNa: true,
    facilityNa: false,
    preOperative: 0.11,
    intraOperative: 0.76,
    postOperative: 0.13,
    pcTc: '0',
    multipleProcedure: '2',
    bilateral: '0',
    assistant: '2',
    coSurgeon: '1',
    teamSurgeon: '0',
    endoscopicBase: null,
    conversionFactor: 32.35,
    ...given,
  };
}

/** A code that a row names, by its id. */
export function named(id: string, citation: Billing['citation'], says: Partial<Named> = {}): Named {
  const [system, number = ''] = id.split(':');
  const code = codeIn(system as CodeSystem, number);
  if (code === null) throw new Error(`${id} is no code`);
  return { ...code, isValid: true, isAddOn: false, ...says, citation };
}

export const pfs = (release: string, starts: string, rows: readonly Omit<Billing, 'citation'>[]) =>
  releaseOfRows('pfs', release, starts, (at) => [
    {
      of: 'named',
      rows: rows.map(({ code, globalDays }, index) =>
        named(code, at(index + 1), { isAddOn: globalDays === 'ZZZ' }),
      ),
    },
    { of: 'billing', rows: rows.map((row, index) => ({ ...row, citation: at(index + 1) })) },
  ]);

type Pair = readonly [
  column1: string,
  column2: string,
  indicator: number,
  effective?: string,
  lastDay?: string | null,
];

export const ptp = (release: string, starts: string, pairs: readonly Pair[]) =>
  releaseOfRows('ncci-ptp', release, starts, (at) => [
    {
      of: 'named',
      rows: pairs.flatMap(([column1, column2, indicator, , lastDay = null], index) => {
        const isValid = indicator !== 9 && (lastDay === null || lastDay >= starts);
        return [column1, column2].map((code) => named(`CPT:${code}`, at(index + 1), { isValid }));
      }),
    },
    {
      of: 'bundles',
      rows: pairs.map(
        ([column1, column2, modifierIndicator, effective = '1996-01-01', lastDay = null], index): Bundle => ({
          column1: `CPT:${column1}`,
          column2: `CPT:${column2}`,
          modifierIndicator,
          effective,
          lastDay,
          rationale: 'Misuse of column two code with column one code',
          citation: at(index + 1),
        }),
      ),
    },
  ]);

/** One part of a release: its file goes from the first to the last of column 1. */
export function ptpPart(part: string, release: string, starts: string, pairs: readonly Pair[]): Import {
  const { sources, ...whole } = ptp(release, starts, pairs);
  const columns = pairs.map(([column1]) => column1).sort();
  const id = (text: string) => text.replace('rows.csv', `${part}.csv`);
  return {
    ...whole,
    sources: sources.map((one) => ({
      ...one,
      id: id(one.id),
      sha256: JSON.stringify(pairs),
      part,
      firstCode: columns[0] ?? null,
      lastCode: columns.at(-1) ?? null,
    })),
    async *batches(held) {
      for await (const batch of whole.batches(held)) {
        const { of, rows } = batch as { of: 'bundles'; rows: readonly Bundle[] };
        yield {
          of,
          rows: rows.map(({ citation, ...row }) => ({
            ...row,
            citation: { ...citation, source: id(citation.source) },
          })),
        };
      }
    },
  };
}

export const mue = (release: string, starts: string, rows: readonly (readonly [string, number, number])[]) =>
  releaseOfRows('ncci-mue', release, starts, (at) => [
    { of: 'named', rows: rows.map(([code], index) => named(`CPT:${code}`, at(index + 1))) },
    {
      of: 'unitsPerDay',
      rows: rows.map(([code, units, adjudication], index) => ({
        code: `CPT:${code}`,
        units,
        adjudication,
        rationale: 'Nature of Service/Procedure',
        citation: at(index + 1),
      })),
    },
  ]);

/** What the tables say of the values of some codes of 0QB: by position, then by character. */
const VALUES: readonly Readonly<Record<string, string>>[] = [
  { 0: 'Medical and Surgical' },
  { Q: 'Lower Bones' },
  { B: 'Excision' },
  { 0: 'Lumbar Vertebra', 1: 'Sacrum' },
  { 0: 'Open', 3: 'Percutaneous' },
  { Z: 'No Device' },
  { X: 'Diagnostic', Z: 'No Qualifier' },
];

const termId = (axis: Axis, label: string) =>
  `${AXES[axis].prefix}:${axis === 'OPERATION' ? 'pcs-' : ''}${label.toLowerCase().replaceAll(' ', '-')}`;

/** An edition of ICD-10-PCS: its codes with their titles and the terms of their first three characters; with `tables`, of all. */
export const pcs = (
  edition: string,
  starts: string,
  titles: Readonly<Record<string, string>>,
  tables = false,
) =>
  releaseOfRows('icd10pcs', edition, starts, (at) => {
    const told = tables ? VALUES : VALUES.slice(0, 3);
    const terms = told.flatMap((values, position) =>
      Object.values(values).map((name, index): Term => {
        const axis = POSITIONS[position] ?? 'SECTION';
        return {
          id: termId(axis, name),
          axis,
          name,
          phrase: name,
          short: name,
          participle: null,
          synonyms: [],
          definition: null,
          rank: null,
          notation: null,
          title: axis === 'BODY_PART' ? 'Body Part' : null,
          broader: null,
          overlaps: [],
          position: 1_000 + 10 * position + index,
          codeCount: 0,
          citation: at(1),
        };
      }),
    );
    const meanings = told.flatMap((values, position) =>
      [...new Set(Object.keys(titles).map((code) => code.slice(0, Math.min(position + 1, 3))))].flatMap(
        (table) =>
          Object.entries(values).flatMap(([value, label]): Meaning[] => {
            const axis = POSITIONS[position] ?? 'SECTION';
            const isThere = position > 2 || table.endsWith(value);
            const meaning = {
              table,
              position: position + 1,
              value,
              axis,
              term: termId(axis, label),
              citation: at(1),
            };
            return isThere ? [meaning] : [];
          }),
      ),
    );
    const codes = Object.entries(titles).map(
      ([code, label], index): Listed => ({
        id: `ICD10PCS:${code}`,
        system: 'ICD10PCS',
        code,
        status: 'ACTIVE',
        lastValidDay: null,
        label,
        short: null,
        family: `family:icd10pcs-${code.slice(0, 3)}`,
        broader: null,
        citation: at(index + 1),
      }),
    );
    const family = {
      rows: 'BODY_PART',
      columns: 'APPROACH',
      position: 0,
      codeCount: 0,
      citation: at(1),
    } as const;
    const under = (id: string, broader: string | null) => ({ ...family, id, name: id, broader });
    const tableIds = [...new Set(codes.map(({ family: id }) => id ?? ''))];
    const pairs = codes.flatMap((from) =>
      codes
        .filter(({ family: id, code }) => id === from.family && from.code < code)
        .flatMap((to) => {
          const axes = POSITIONS.filter((_, index) => from.code[index] !== to.code[index]);
          return axes.length === 1 ? [{ from: from.id, to: to.id, axes, distance: 2 }] : [];
        }),
    );
    return [
      { of: 'terms', rows: terms },
      {
        of: 'families',
        rows: [
          under('family:icd10pcs', null),
          under('family:icd10pcs-0', 'family:icd10pcs'),
          ...tableIds.map((id) => under(id, 'family:icd10pcs-0')),
        ],
      },
      { of: 'meanings', rows: meanings },
      { of: 'listed', rows: codes },
      { of: 'related', rows: pairs },
    ];
  });

/** Text that stands for what a user holds a licence for. */
export const licensed = (texts: readonly (readonly [string, 'SHORT' | 'MEDIUM' | 'LONG', string])[]) =>
  releaseOfRows('licensed-text', 'mine', '0001-01-01', (at) => [
    { of: 'named', rows: texts.map(([code], index) => named(`CPT:${code}`, at(index + 1))) },
    {
      of: 'texts',
      rows: texts.map(([code, kind, text], index) => ({
        code: `CPT:${code}`,
        kind,
        text,
        citation: at(index + 1),
      })),
    },
  ]);

/** Add-ons with a primary code; and 63308, or another, whose primaries the contractor decides. */
export const aoc = (
  release: string,
  starts: string,
  rows: readonly (readonly [addOn: string, primary: string, type: number])[],
  contractors = '63308',
) =>
  releaseOfRows('ncci-aoc', release, starts, (at) => [
    {
      of: 'named',
      rows: [
        ...rows.flatMap(([addOn, primary], index) => [
          named(`CPT:${primary}`, at(index + 1)),
          named(`CPT:${addOn}`, at(index + 1), { isAddOn: true }),
        ]),
        named(`CPT:${contractors}`, at(rows.length + 1), { isAddOn: true }),
      ],
    },
    {
      of: 'addOns',
      rows: rows.map(([addOn, primary, type], index) => ({
        addOn: `CPT:${addOn}`,
        primary: `CPT:${primary}`,
        type,
        citation: at(index + 1),
      })),
    },
    {
      of: 'contractorAddOns',
      rows: [{ addOn: `CPT:${contractors}`, type: 2, citation: at(rows.length + 1) }],
    },
  ]);

/** Two releases of the add-on file, of which the newer ends pairs and add-ons of the older; and what clients see of them. */
export const ADD_ON_FILES = {
  older: aoc('2024Q3', '2024-07-01', [
    ['22614', '22600', 1],
    ['63295', '63278', 1],
    ['99354', '99213', 1],
    ['22630', '63278', 1],
  ]),
  newer: aoc('2025Q1', '2025-01-01', [['99355', '99213', 2]], '99356'),
  document: `{ counts: dataset { counts { edges { kind count } } }
    pairs: code(id: "22600") { guidance { codingGuidelines mentions { code } } addOns { totalCount edges { node { code } type } } }
    of: code(id: "22614") { addOn addOnTo(first: 500) { totalCount edges { node { code } type } } }
    seeds: code(id: "63295") { addOnTo(first: 500) { totalCount edges { node { code } source { file { id } } } } }
    primary: code(id: "99213") { addOns { totalCount edges { node { code } } } }
    together(ids: ["22614", "22600", "63295", "63278"]) { pairs {
      a { code } b { code } verdict reasons { kind source { file { id } } } } }
    subgraph(roots: ["22600"], depth: 1, kinds: [ADD_ON]) { nodes { node { id } } }
    ended: nodes(ids: ["99354", "99355", "22630"]) { ... on Code { code addOn addOnTo { totalCount } } }
    contractors: nodes(ids: ["63308", "99356"]) { ... on Code { code addOn
      contractorDefinedPrimaries { file { id } } } }
    codes(filter: { addOn: true }, first: 0) { totalCount } }`,
};

/** A user's own map from CPT to ICD-10-PCS. */
export const map = (name: string, rows: readonly (readonly [code: string, other: string])[]) =>
  releaseOfRows('crosswalk', name, '0001-01-01', (at) => [
    {
      of: 'named',
      rows: rows.flatMap(([code, other], index) => [
        named(`CPT:${code}`, at(index + 1)),
        named(`ICD10PCS:${other}`, at(index + 1)),
      ]),
    },
    {
      of: 'crosswalks',
      rows: rows.map(([code, other], index) => ({
        from: `CPT:${code}`,
        to: `ICD10PCS:${other}`,
        relationship: 'BROADER',
        confidence: null,
        justification: null,
        citation: at(index + 1),
      })),
    },
  ]);

/** A SQLite store with the seed and these releases, in a file of its own. */
export async function storeWith(
  releases: readonly Import[],
): Promise<{ store: Store; path: string; close(): Promise<void> }> {
  const { folder, remove } = temporaryFolder();
  const path = join(folder, 'imported.db');
  loadSqlite(path, dataset);
  for (const release of releases) await importSqlite(path, release);
  const store = openSqlite(path);
  return {
    store,
    path,
    async close() {
      await store.close();
      remove();
    },
  };
}

/** What two editions of ICD-10-PCS have in common. */
const PCS_TITLES = {
  '0QB00ZX': 'Excision of Lumbar Vertebra, Open Approach, Diagnostic',
  '0QB00ZZ': 'Excision of Lumbar Vertebra, Open Approach',
  '0QB03ZX': 'Excision of Lumbar Vertebra, Percutaneous Approach, Diagnostic',
  '0QB03ZZ': 'Excision of Lumbar Vertebra, Percutaneous Approach',
  '0QB10ZX': 'Excision of Sacrum, Open Approach, Diagnostic',
  '0QB13ZX': 'Excision of Sacrum, Percutaneous Approach, Diagnostic',
};

/** What those releases bring beside the seed. */
export const IMPORTED = {
  codes: [...Object.keys(PCS_TITLES), '0QB10ZZ', '0QB13ZZ'].map((code) => `ICD10PCS:${code}`),
  terms: VALUES.flatMap((values, position) =>
    Object.values(values).map((label) => termId(POSITIONS[position] ?? 'SECTION', label)),
  ),
  families: ['family:icd10pcs', 'family:icd10pcs-0', 'family:icd10pcs-0QB'],
};

/** A row of every kind of file for every code of the seed. */
export function releasesForSeed(): Import[] {
  const codes = dataset.codes.filter(({ system }) => system === 'CPT').map(({ code }) => code);
  const texts = codes.flatMap((code) =>
    (['SHORT', 'MEDIUM', 'LONG'] as const).map((kind) => [code, kind, `text of ${code}`] as const),
  );
  return [
    pfs(
      '2025A',
      '2025-01-01',
      codes.map((code) => billing(code, { workRvu: 9, endoscopicBase: 'CPT:63278' })),
    ),
    pfs(
      '2025D',
      '2025-10-01',
      codes.map((code) => billing(code, { endoscopicBase: 'CPT:63278' })),
    ),
    ...(['nonQPP', 'QPP'] as const).map((variant) =>
      pfs(
        `2026A-${variant}`,
        '2026-01-01',
        codes.map((code) => billing(code, { conversionFactor: variant === 'QPP' ? 33.5675 : 33.4009 })),
      ),
    ),
    ptp(
      '2024Q3',
      '2024-07-01',
      codes.flatMap((one) => codes.filter((other) => other !== one).map((other) => [one, other, 1] as const)),
    ),
    mue(
      '2024Q3',
      '2024-07-01',
      codes.map((code) => [code, 1, 3] as const),
    ),
    pcs(
      '2025',
      '2024-10-01',
      { ...PCS_TITLES, '0QB13ZZ': 'Excision of Sacrum, Percutaneous Approach' },
      true,
    ),
    pcs(
      '2026',
      '2025-10-01',
      {
        ...PCS_TITLES,
        '0QB10ZX': 'Excision of Sacrum, Open, Diagnostic',
        '0QB10ZZ': 'Excision of Sacrum, Open',
      },
      true,
    ),
    aoc('2024-06', '2024-04-01', [
      ['63295', '63278', 1],
      ['63295', '63275', 3],
    ]),
    licensed(texts),
    map('mine', [['63278', '0QB10ZX']]),
  ];
}

/** The seed with a row of every kind of file for every code of its own. */
export const importedStore = () => storeWith(releasesForSeed());
