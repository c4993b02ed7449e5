import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { readConfig } from '../../../src/commands/config.ts';
import { loadSqlite } from '../../../src/store/sqlite/write/load-seed.ts';
import { dataset, temporaryFolder } from '../../seeded.ts';
import { forgetContract } from '../forget.contract.ts';

const { folder, remove } = temporaryFolder();
afterAll(remove);
const path = join(folder, 'forget.db');

forgetContract(
  'sqlite',
  () => ({ ...readConfig({}), databasePath: path }),
  async () => {
    rmSync(path, { force: true });
    loadSqlite(path, dataset);
  },
);
