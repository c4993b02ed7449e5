import type { Dataset } from '../../records.ts';
import type { Database } from '../driver.ts';
import { reattribute } from './reattribute.ts';
import { recount, setVersion } from './recount.ts';
import { rename } from './rename.ts';
import { insertSeed } from './seed-rows.ts';
import { touch } from './touch.ts';
import { vacateSeed } from './vacate.ts';

/** Puts another seed in the place of the one that is held; what was imported stays. Within a transaction of the caller. */
export function reseed(database: Database, dataset: Dataset): void {
  vacateSeed(database);
  insertSeed(database, dataset);
  touch(database, 'select code from seeded');
  rename(database, dataset.imported);
  reattribute(database, dataset.imported);
  recount(database);
  setVersion(database);
}
