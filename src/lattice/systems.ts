import type { CodeSystem } from './axes.ts';

/** The order in which a text is read as a code of each system. */
export const SYSTEM_ORDER: readonly CodeSystem[] = ['CPT', 'HCPCS', 'ICD10PCS', 'ICD10CM'];

/** The system of a code, by its id: CPT of `CPT:63278`. */
export const systemOf = (id: string): CodeSystem => id.slice(0, id.indexOf(':')) as CodeSystem;

/** How each is printed. */
export const SYSTEM_NAMES: Readonly<Record<CodeSystem, string>> = {
  CPT: 'CPT',
  HCPCS: 'HCPCS',
  ICD10PCS: 'ICD-10-PCS',
  ICD10CM: 'ICD-10-CM',
};

/** Names of code systems, capitals and digits alone; of several systems the shape of the code decides. HC is what claims write. */
const NAMES: ReadonlyMap<string, readonly CodeSystem[]> = new Map([
  ['CPT', ['CPT']],
  ['CPT4', ['CPT']],
  ['HCPCS', ['HCPCS']],
  ['HCPCSII', ['HCPCS']],
  ['HCPCSLEVELII', ['HCPCS']],
  ['CPTHCPCS', ['CPT', 'HCPCS']],
  ['HCPCSCPT', ['CPT', 'HCPCS']],
  ['HC', ['CPT', 'HCPCS']],
  ['ICD10', ['ICD10PCS', 'ICD10CM']],
  ['ICD10PCS', ['ICD10PCS']],
  ['ICD10CM', ['ICD10CM']],
]);

/** The systems that people and files call so, in any spelling: "CPT-4", "icd 10 cm"; none where no system is called so. */
export function systemsNamed(name: string): readonly CodeSystem[] {
  return NAMES.get(name.toUpperCase().replace(/[^A-Z0-9]/g, '')) ?? [];
}

/** A pattern for such names, the longest first. */
export const NAMED_SYSTEM = [...NAMES.keys()]
  .sort((a, b) => b.length - a.length)
  .map((name) => [...name].join('[ /-]*'))
  .join('|');
