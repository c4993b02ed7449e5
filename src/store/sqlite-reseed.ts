import type { CodeSystem } from '../lattice/code.ts';
import type { Database } from './libsql.ts';
import { recount, setVersion } from './sqlite-recount.ts';
import { insertSeed } from './sqlite-seed.ts';
import { settle } from './sqlite-settle.ts';
import { vacateSeed } from './sqlite-vacate.ts';
import type { Dataset, ImportKind } from './store.ts';

/** The kinds of files that list all codes of a system. */
export const SYSTEMS: Readonly<Partial<Record<ImportKind, CodeSystem>>> = {
  icd10pcs: 'ICD10PCS',
  icd10cm: 'ICD10CM',
  hcpcs: 'HCPCS',
};

/** Puts another seed in the place of the one that is held; what was imported stays. Within a transaction of the caller. */
export function reseed(database: Database, dataset: Dataset): void {
  vacateSeed(database);
  insertSeed(database, dataset);
  settle(database, dataset.documentOf);
  endUnlisted(database);
  recount(database);
  setVersion(database);
}

/** A code that the newest edition of its system does not list is no longer valid. */
function endUnlisted(database: Database): void {
  for (const [kind, system] of Object.entries(SYSTEMS)) {
    database.exec(`update code set status = 'DELETED', last_valid_day = date(r.starts, '-1 day')
      from (select n, starts from release where kind = '${kind}' order by starts desc limit 1) r
      where code.system = '${system}' and code.status <> 'DELETED' and code.label_kind = 'OFFICIAL'
        and not exists (select 1 from listed l where l.release = r.n and l.code = code.n)`);
  }
}
