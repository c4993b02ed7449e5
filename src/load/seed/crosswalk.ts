import type { Code } from '../../lattice/code.ts';
import type { Crosswalk, Never } from '../../store/records.ts';
import { readDiagnoses } from './diagnoses.ts';
import { readProcedures } from './procedures.ts';
import type { Problems, Table } from './table.ts';

export interface CrosswalkTables {
  /** The codes of other systems that the edges lead to. */
  readonly codes: readonly Code[];
  readonly crosswalk: readonly Crosswalk[];
  readonly never: readonly Never[];
  readonly tables: readonly Table[];
}

/**
 * Reads what other code systems have for operations: the diagnoses of ICD-10-CM, and the procedures of ICD-10-PCS;
 * `operations` are the codes that the tables can name.
 */
export function readCrosswalk(
  folder: string,
  operations: readonly Pick<Code, 'id' | 'code'>[],
  problems: Problems,
): CrosswalkTables {
  const diagnoses = readDiagnoses(folder, operations, problems);
  const procedures = readProcedures(folder, operations, problems);
  return {
    codes: [...diagnoses.codes, ...procedures.codes],
    crosswalk: [...diagnoses.crosswalk, ...procedures.crosswalk],
    never: diagnoses.never,
    tables: [...diagnoses.tables, ...procedures.tables],
  };
}
