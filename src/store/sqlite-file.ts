import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { Refusal } from '../errors.ts';

/** "CLAT" in the header of every file that this project writes. */
export const APPLICATION_ID = 0x434c4154;
/** The make of the tables in seed/sqlite.sql; files of another make are built again. */
export const SCHEMA_VERSION = 2;

export const REBUILD = 'Delete it and run `npm run seed` to build it again.';

const MAGIC = 'SQLite format 3\0';

export type FileState = 'missing' | 'ours' | 'older' | 'newer' | 'damaged' | 'foreign';

/** What stands at the path, from the first 100 bytes and the length of the file alone. */
export function inspectFile(path: string): FileState {
  const size = statSync(path, { throwIfNoEntry: false })?.size;
  if (size === undefined) return 'missing';
  const header = Buffer.alloc(100);
  const file = openSync(path, 'r');
  try {
    if (readSync(file, header, 0, 100, 0) < 100) return 'foreign';
  } finally {
    closeSync(file);
  }
  if (header.toString('latin1', 0, 16) !== MAGIC) return 'foreign';
  if (header.readUInt32BE(68) !== APPLICATION_ID) return 'foreign';
  const version = header.readUInt32BE(60);
  if (version !== SCHEMA_VERSION) return version < SCHEMA_VERSION ? 'older' : 'newer';
  const pageSize = header.readUInt16BE(16) === 1 ? 65_536 : header.readUInt16BE(16);
  return header.readUInt32BE(28) * pageSize === size ? 'ours' : 'damaged';
}

/** Throws a Refusal with the remedy unless the file is one of ours, of this make and of full length. */
export function checkFile(path: string): void {
  const state = inspectFile(path);
  if (state === 'ours') return;
  const problem: Record<Exclude<FileState, 'ours'>, string> = {
    missing: `There is no database file ${path}. Run \`npm run seed\` to build it.`,
    older: `The database file ${path} was made by an older version. ${REBUILD}`,
    newer: `The database file ${path} was made by a newer version. Update codelattice, or: ${REBUILD}`,
    damaged: `The database file ${path} is damaged: its length is not what its header says. ${REBUILD}`,
    foreign: `The file ${path} is not a codelattice database. Name another one in CODELATTICE_DB, or move it away.`,
  };
  throw new Refusal('STORE_UNAVAILABLE', problem[state]);
}
