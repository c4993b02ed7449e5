import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync, statSync, writeSync } from 'node:fs';
import { Refusal } from '../errors.ts';

/** "CLAT" in the header of every file that this project writes. */
export const APPLICATION_ID = 0x434c4154;
/** The make of the tables in seed/sqlite.sql; files of another make are built again. */
export const SCHEMA_VERSION = 4;

export const REBUILD = 'Delete it and run `npm run seed` to build it again.';

/** Where the header has 20 bytes that SQLite does not use: a hash of all other bytes of the file. */
const SEAL_AT = 72;
const SEAL_BYTES = 20;
const CHUNK = 1 << 20;

const MAGIC = 'SQLite format 3\0';

export type FileState = 'missing' | 'ours' | 'older' | 'newer' | 'damaged' | 'foreign';

/** What stands at the path. Every byte is read, so that no damage reaches the driver, which ends the process over some. */
export function inspectFile(path: string): FileState {
  const size = statSync(path, { throwIfNoEntry: false })?.size;
  if (size === undefined) return 'missing';
  const file = openSync(path, 'r');
  try {
    return stateOf(file, size);
  } finally {
    closeSync(file);
  }
}

function stateOf(file: number, size: number): FileState {
  const header = Buffer.alloc(100);
  if (readSync(file, header, 0, 100, 0) < 100) return 'foreign';
  if (header.toString('latin1', 0, 16) !== MAGIC) return 'foreign';
  if (header.readUInt32BE(68) !== APPLICATION_ID) return 'foreign';
  const version = header.readUInt32BE(60);
  if (version !== SCHEMA_VERSION) return version < SCHEMA_VERSION ? 'older' : 'newer';
  const pageSize = header.readUInt16BE(16) === 1 ? 65_536 : header.readUInt16BE(16);
  const isWhole = header.readUInt32BE(28) * pageSize === size;
  return isWhole && sealOf(file).equals(header.subarray(SEAL_AT, SEAL_AT + SEAL_BYTES)) ? 'ours' : 'damaged';
}

/** Marks a file that is built as whole; any change after that is damage. */
export function sealFile(path: string): void {
  const file = openSync(path, 'r+');
  try {
    writeSync(file, sealOf(file), 0, SEAL_BYTES, SEAL_AT);
  } finally {
    closeSync(file);
  }
}

function sealOf(file: number): Buffer {
  const hash = createHash('sha256');
  const chunk = Buffer.alloc(CHUNK);
  for (let at = 0, read = 0; (read = readSync(file, chunk, 0, CHUNK, at)) > 0; at += read) {
    if (at === 0) chunk.fill(0, SEAL_AT, SEAL_AT + SEAL_BYTES);
    hash.update(chunk.subarray(0, read));
  }
  return hash.digest().subarray(0, SEAL_BYTES);
}

/** Throws a Refusal with the remedy unless the file is one of ours, of this make and of full length. */
export function checkFile(path: string): void {
  const state = inspectFile(path);
  if (state === 'ours') return;
  const problem: Record<Exclude<FileState, 'ours'>, string> = {
    missing: `There is no database file ${path}. Run \`npm run seed\` to build it.`,
    older: `The database file ${path} was made by an older version. ${REBUILD}`,
    newer: `The database file ${path} was made by a newer version. Update codelattice, or: ${REBUILD}`,
    damaged: `The database file ${path} is damaged: it is not as it was written. ${REBUILD}`,
    foreign: `The file ${path} is not a codelattice database. Name another one in CODELATTICE_DB, or move it away.`,
  };
  throw new Refusal('STORE_UNAVAILABLE', problem[state]);
}
