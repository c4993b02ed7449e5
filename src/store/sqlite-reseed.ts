import type { Database } from './libsql.ts';
import { recount, setVersion } from './sqlite-recount.ts';
import { rename } from './sqlite-rename.ts';
import { restate } from './sqlite-restate.ts';
import { insertSeed } from './sqlite-seed.ts';
import { touch } from './sqlite-touch.ts';
import { vacateSeed } from './sqlite-vacate.ts';
import type { Dataset } from './store.ts';

/** Puts another seed in the place of the one that is held; what was imported stays. Within a transaction of the caller. */
export function reseed(database: Database, dataset: Dataset): void {
  vacateSeed(database);
  insertSeed(database, dataset);
  touch(database, 'select code from seeded');
  rename(database, dataset.imported);
  restate(database, dataset.imported);
  recount(database);
  setVersion(database);
}
