import { closeSync, openSync, readSync, statSync, writeSync } from 'node:fs';
import { type FileHandle, open, stat as statAside } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { PublicError } from '../../errors.ts';

/** "CLAT" in the header of every file that this project writes. */
export const APPLICATION_ID = 0x434c4154;
/** The make of the tables in seed/sqlite.sql, and of the seal; files of another make are built again. */
export const SCHEMA_VERSION = 7;

export const REBUILD = 'Delete it and run `npm run seed` to build it again.';

/** Where the header has bytes that SQLite does not use: a checksum of all other bytes of the file. */
const SEAL_AT = 72;
const SEAL_BYTES = 4;
const CHUNK = 1 << 20;
const HEADER = 100;

const MAGIC = 'SQLite format 3\0';

export type FileState = 'missing' | 'ours' | 'older' | 'newer' | 'damaged' | 'foreign';

/** What stands at the path. Every byte is read, so that no damage reaches the driver, which ends the process over some. */
export function inspectFile(path: string): FileState {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return 'missing';
  // Opening a pipe would wait for who writes into it.
  if (!stat.isFile()) return 'foreign';
  const file = openSync(path, 'r');
  try {
    const header = Buffer.alloc(HEADER);
    const read = readSync(file, header, 0, HEADER, 0);
    return stateByHeader(header.subarray(0, read), stat.size) ?? stateBySeal(header, sealOf(file));
  } finally {
    closeSync(file);
  }
}

/** The same without holding up the event loop: a file may have hundreds of megabytes. */
export async function inspectFileAside(path: string): Promise<FileState> {
  let file: FileHandle;
  try {
    if (!(await statAside(path)).isFile()) return 'foreign';
    file = await open(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 'missing';
    throw error;
  }
  try {
    const stat = await file.stat();
    const header = Buffer.alloc(HEADER);
    const { bytesRead } = await file.read(header, 0, HEADER, 0);
    const state = stateByHeader(header.subarray(0, bytesRead), stat.size);
    if (state !== null) return state;
    const seal = createSeal();
    const chunk = Buffer.alloc(CHUNK);
    for (let at = 0, read = 0; (read = (await file.read(chunk, 0, CHUNK, at)).bytesRead) > 0; at += read) {
      seal.add(chunk.subarray(0, read), at);
    }
    return stateBySeal(header, seal.end());
  } finally {
    await file.close();
  }
}

/** What the header alone tells; null where the seal decides. */
function stateByHeader(header: Buffer, size: number): FileState | null {
  if (header.length < HEADER) return 'foreign';
  if (header.toString('latin1', 0, 16) !== MAGIC) return 'foreign';
  if (header.readUInt32BE(68) !== APPLICATION_ID) return 'foreign';
  const version = header.readUInt32BE(60);
  if (version !== SCHEMA_VERSION) return version < SCHEMA_VERSION ? 'older' : 'newer';
  const pageSize = header.readUInt16BE(16) === 1 ? 65_536 : header.readUInt16BE(16);
  return header.readUInt32BE(28) * pageSize === size ? null : 'damaged';
}

const stateBySeal = (header: Buffer, seal: Buffer): FileState =>
  seal.equals(header.subarray(SEAL_AT, SEAL_AT + SEAL_BYTES)) ? 'ours' : 'damaged';

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
  const seal = createSeal();
  const chunk = Buffer.alloc(CHUNK);
  for (let at = 0, read = 0; (read = readSync(file, chunk, 0, CHUNK, at)) > 0; at += read) {
    seal.add(chunk.subarray(0, read), at);
  }
  return seal.end();
}

/** A checksum: it is against damage, not against forgery, and every start waits for it. */
function createSeal() {
  let sum = 0;
  return {
    add(chunk: Buffer, at: number) {
      if (at === 0) chunk.fill(0, SEAL_AT, SEAL_AT + SEAL_BYTES);
      sum = crc32(chunk, sum);
    },
    end() {
      const seal = Buffer.alloc(SEAL_BYTES);
      seal.writeUInt32BE(sum);
      return seal;
    },
  };
}

/** Throws a PublicError with the remedy unless the file is one of ours, of this make and of full length. */
export function checkFile(path: string): void {
  refuseUnlessOurs(path, inspectFile(path));
}

/** Throws a PublicError with the remedy for every state but `ours`. */
export function refuseUnlessOurs(path: string, state: FileState): void {
  if (state === 'ours') return;
  const problem: Record<Exclude<FileState, 'ours'>, string> = {
    missing: `There is no database file ${path}. Run \`npm run seed\` to build it.`,
    older: `The database file ${path} was made by an older version. Run \`npm run seed\`: it builds the file again, or names what must be imported again.`,
    newer: `The database file ${path} was made by a newer version. Update codelattice, or: ${REBUILD}`,
    damaged: `The database file ${path} is damaged: it is not as it was written. ${REBUILD}`,
    foreign: `What stands at ${path} is not a codelattice database. Name another one in CODELATTICE_DB, or move it away.`,
  };
  throw new PublicError('STORE_UNAVAILABLE', problem[state]);
}

/** Tells one file from the one that takes its place, and whether it was written over; null while there is none. */
export interface Identity {
  readonly file: string;
  readonly content: string;
}

export function identityOf(path: string): Identity | null {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat ? { file: `${stat.dev}:${stat.ino}`, content: `${stat.mtimeMs}:${stat.size}` } : null;
}

export const isSame = (a: Identity | null, b: Identity | null) =>
  a?.file === b?.file && a?.content === b?.content;
