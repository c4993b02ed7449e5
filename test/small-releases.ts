import type { CodeSystem } from '../src/lattice/axes.ts';
import { codeIn } from '../src/lattice/code.ts';
import { documents } from '../src/load/seed/search-documents.ts';
import type { Billing, Bundle, ImportKind, Named, Source } from '../src/store/records.ts';
import type { Batch, Import } from '../src/store/release.ts';

/** Small releases, made by hand. Each has one source, whose lines the rows count from 1. */

const sourceId = (kind: ImportKind, release: string) => `${kind}/${release}/rows.csv`;

/** What is taken in as one release. */
export function releaseOfRows(
  kind: ImportKind,
  release: string,
  starts: string,
  batches: (at: (line: number) => Billing['citation']) => readonly Batch[],
  rows = 1,
): Import {
  const id = sourceId(kind, release);
  const source: Source = {
    id,
    title: `${kind} ${release}`,
    publisher: 'Centers for Medicare & Medicaid Services',
    release,
    sha256: id,
    licence: 'CMS, US government work',
    rows,
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
  releaseOfRows(
    'ncci-ptp',
    release,
    starts,
    (at) => [
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
          (
            [column1, column2, modifierIndicator, effective = '1996-01-01', lastDay = null],
            index,
          ): Bundle => ({
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
    ],
    pairs.length,
  );

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
