import { closeSync, openSync, readSync, statSync, writeSync } from 'node:fs';
import { type FileHandle, open, stat as statAside } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { PublicError } from '../../errors.ts';

/** "CLAT" in the header of every file that this project writes. */
export const APPLICATION_ID = 0x434c4154;
/** The version of the tables in seed/sqlite.sql and of the seal; files of another version are built again. */
export const SCHEMA_VERSION = 10;

export const REBUILD = 'Delete it and run `npm run seed` to build it again.';

/** Where the header has bytes that SQLite does not use: a checksum of all other bytes of the file. */
const SEAL_AT = 72;
const SEAL_BYTES = 4;
const CHUNK = 1 << 20;
const HEADER = 100;

const MAGIC = 'SQLite format 3\0';

export type FileState = 'missing' | 'ours' | 'older' | 'newer' | 'damaged' | 'foreign';

/** The state of the file at the path. Reads every byte, since some damage would make the driver crash the process. */
export function inspectFile(path: string): FileState {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return 'missing';
  // Opening a pipe would block until something writes to it.
  if (!stat.isFile()) return 'foreign';
  const file = openSync(path, 'r');
  try {
    return reading(file, inspecting(stat.size));
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
    const steps = inspecting((await file.stat()).size);
    let step = steps.next();
    while (!step.done) {
      const { into, at } = step.value;
      step = steps.next((await file.read(into, 0, into.length, at)).bytesRead);
    }
    return step.value;
  } finally {
    await file.close();
  }
}

/** Work on the bytes of a file: yields which to read, is given how many were read, and returns its result. */
type Steps<Found> = Generator<{ readonly into: Buffer; readonly at: number }, Found, number>;

function reading<Found>(file: number, steps: Steps<Found>): Found {
  let step = steps.next();
  while (!step.done) {
    const { into, at } = step.value;
    step = steps.next(readSync(file, into, 0, into.length, at));
  }
  return step.value;
}

function* inspecting(size: number): Steps<FileState> {
  const header = Buffer.alloc(HEADER);
  const length = yield { into: header, at: 0 };
  const state = stateByHeader(header.subarray(0, length), size);
  if (state !== null) return state;
  const seal = yield* sealing();
  return seal.equals(header.subarray(SEAL_AT, SEAL_AT + SEAL_BYTES)) ? 'ours' : 'damaged';
}

/** A checksum and no hash: it guards against damage, not forgery, and must be fast, since every start waits for it. */
function* sealing(): Steps<Buffer> {
  const chunk = Buffer.alloc(CHUNK);
  let sum = 0;
  for (let at = 0, length = 0; (length = yield { into: chunk, at }) > 0; at += length) {
    if (at === 0) chunk.fill(0, SEAL_AT, SEAL_AT + SEAL_BYTES);
    sum = crc32(chunk.subarray(0, length), sum);
  }
  const seal = Buffer.alloc(SEAL_BYTES);
  seal.writeUInt32BE(sum);
  return seal;
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

/** Marks a file that is built as whole; any change after that is damage. */
export function sealFile(path: string): void {
  const file = openSync(path, 'r+');
  try {
    writeSync(file, reading(file, sealing()), 0, SEAL_BYTES, SEAL_AT);
  } finally {
    closeSync(file);
  }
}

/** Throws a PublicError with the remedy unless the file is one of ours, of this version and undamaged. */
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
