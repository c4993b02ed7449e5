import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../src/commands/root.ts';
import { runCommand, type Usage } from './usage.ts';

/** The folder of the public files, which are no part of the project. */
const data = join(process.env.CODELATTICE_SHARED ?? join(root, '../shared'), 'data');

/** One release of public files, taken in by one command. */
export interface Release {
  readonly name: string;
  readonly files: readonly string[];
}

export const PCS = {
  name: 'ICD-10-PCS 2025 with tables and definitions',
  files: ['cms_2025_pr.zip', 'icd10pcs_tables_2025.xml', 'icd10pcs_definitions_2025.xml'].map(
    (file) => `icd10pcs/${file}`,
  ),
};
export const PAIRS = {
  name: 'NCCI pairs 2024 Q3',
  files: [1, 2, 3, 4].map((part) => `ncci/ccipra-v302r0-f${part}.zip`),
};

/** All of them, in the order in which docs/speed.md shows what each costs. */
export const RELEASES: readonly Release[] = [
  { name: 'Medicare fee schedule 2025', files: ['pfs/PPRRVU2025_Oct.csv'] },
  PCS,
  PAIRS,
  { name: 'NCCI units of a day 2024 Q3', files: ['ncci/MCR_MUE_PractitionerServices_2024Q3.csv'] },
  { name: 'NCCI add-on codes 2024', files: ['ncci/aoc_2024-06.decoded.csv'] },
  { name: 'ICD-10-CM 2025', files: ['icd10cm/cms_2025_dx.zip'] },
  { name: 'HCPCS Level II 2019', files: ['hcpcs/2019-Alpha-Numeric-HCPCS-File.zip'] },
  { name: 'ICD-10-PCS 2026, beside 2025', files: ['icd10pcs/cms_2026_pr.zip'] },
];

/** Where the public files are missing: which, and what to do; else null. */
export function missingFile(): string | null {
  const absent = RELEASES.flatMap(({ files }) => files).find((file) => !existsSync(join(data, file)));
  if (absent === undefined) return null;
  return `${join(data, absent)} is not there. Name the folder above data in CODELATTICE_SHARED.`;
}

/** Imports a release by the built command: its rows, and what it took. */
export function importRelease(
  { files }: Release,
  environment: Readonly<Record<string, string>>,
  usageFile: string,
): { rows: number; seconds: number; usage: Usage } {
  const paths = files.map((file) => join(data, file));
  const { out, ...took } = runCommand(['import', ...paths], environment, usageFile);
  const [, read = ''] = /^\S+ +\S+ +([\d,]+) /m.exec(out.slice(out.indexOf('\n') + 1)) ?? [];
  return { rows: Number(read.replaceAll(',', '')), ...took };
}
