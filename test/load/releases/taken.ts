import { join } from 'node:path';
import { type ImportOptions, prepareImports } from '../../../src/load/releases/import.ts';
import { openDatabase } from '../../../src/store/sqlite/driver.ts';
import { importSqlite } from '../../../src/store/sqlite/write/import.ts';
import { loadSqlite } from '../../../src/store/sqlite/write/load-seed.ts';
import { dataset, temporaryFolder } from '../../seeded.ts';

/** A database file with the seed, into which files are imported. */
export function seededFile() {
  const { folder, remove } = temporaryFolder();
  const file = join(folder, 'test.db');
  loadSqlite(file, dataset);
  return {
    file,
    remove,
    /** Imports all releases of a file; the reports say what was read and refused. */
    async take(path: string | readonly string[], options: Omit<ImportOptions, 'importedAt'> = {}) {
      const prepared = await prepareImports(path, {
        ...options,
        importedAt: new Date('2026-01-02T00:00:00Z'),
      });
      for (const one of prepared) await importSqlite(file, one.import);
      return prepared.map(({ report }) => report);
    },
    /** The rows that a statement finds. */
    rows<Row>(sql: string): Row[] {
      const database = openDatabase(file, 'read');
      try {
        return database
          .prepare<Row>(sql)
          .all()
          .map((row) => ({ ...row }));
      } finally {
        database.close();
      }
    },
  };
}
