import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { openDatabase } from '../../src/store/sqlite/driver.ts';
import { loadSqlite } from '../../src/store/sqlite/write/load-seed.ts';
import { dataset } from '../seeded.ts';
import { installedCopy, run } from './installed.ts';

/** An installed command for the tests of one file; each test finds a good database at `path`, to spoil it. */
export function spoiltDatabase() {
  let installed: ReturnType<typeof installedCopy>;
  const own = {
    folder: '',
    /** The file that is copied to `path` before each test. */
    good: '',
    path: '',
    /** Runs the command on the database at `path`, unless the variables name another. */
    run: (options: readonly string[], variables: Readonly<Record<string, string>> = {}) =>
      run(own.folder, options, { CODELATTICE_DB: own.path, ...variables }),
    /** Where the first page of a table or an index begins, in bytes. */
    pageOf(name: string): number {
      const database = openDatabase(own.good, 'read');
      try {
        const [found] = database
          .prepare<{ rootpage: number }>('select rootpage from sqlite_schema where name = @name')
          .all({ name });
        if (found === undefined) throw new Error(`there is no ${name}`);
        return (found.rootpage - 1) * 4_096;
      } finally {
        database.close();
      }
    },
  };
  beforeAll(() => {
    installed = installedCopy();
    own.folder = installed.folder;
    own.good = join(own.folder, 'good.db');
    own.path = join(own.folder, 'x.db');
    loadSqlite(own.good, dataset);
  });
  afterAll(() => installed.remove());
  beforeEach(() => {
    rmSync(own.path, { recursive: true, force: true });
    copyFileSync(own.good, own.path);
  });
  return own;
}
