import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { ImportError, TAKE_AGAIN } from './import-error.ts';
import { isZip, zipEntries } from './zip.ts';

/** A file on disk as the user gave it: a text, or the archive it stands in. */
export class SourceFile {
  readonly path: string;
  readonly bytes: number;
  #sha256: Promise<string> | undefined;

  constructor(path: string, bytes: number) {
    this.path = path;
    this.bytes = bytes;
  }

  /** Of the file as given, in hexadecimal; read once, when first asked for. */
  sha256(): Promise<string> {
    return (this.#sha256 ??= sha256Of(fileChunks(this.path)));
  }
}

/** One text to read: a file, or an entry of an archive. */
export class Member {
  readonly file: SourceFile;
  /** The name without the folders before it on disk; with those inside an archive. */
  readonly name: string;
  /** The path for messages: `archive.zip!member.txt`. */
  readonly place: string;
  /** Uncompressed, as the archive states it. */
  readonly bytes: number;
  /** Bytes handed out by the newest `chunks()`, for a progress bar. */
  consumed = 0;
  readonly #open: () => AsyncIterable<Buffer>;

  constructor(file: SourceFile, name: string, bytes: number, open: () => AsyncIterable<Buffer>) {
    this.file = file;
    this.name = name;
    this.place = name === basename(file.path) ? file.path : `${file.path}!${name}`;
    this.bytes = bytes;
    this.#open = open;
  }

  /** The bytes from the start, streaming; may be called again. Throws ImportError where they cannot be read whole. */
  async *chunks(): AsyncGenerator<Buffer> {
    this.consumed = 0;
    for await (const chunk of this.#open()) {
      this.consumed += chunk.length;
      yield chunk;
    }
  }
}

/** What the user named: files, zips or folders (not their subfolders), each as texts in the order of their names. */
export interface Input {
  /** For messages; several paths with spaces between. */
  readonly path: string;
  readonly members: readonly Member[];
}

/** The most entries of a folder, subfolders included. */
const MOST_FILES = 1_000;

/** Opens a file, a zip or a folder; nothing stays open. Throws ImportError where there is nothing that could be read. */
export async function openInput(path: string): Promise<Input> {
  const found = await statOf(path);
  if (found.isDirectory()) return { path, members: await folderMembers(path) };
  if (!found.isFile()) throw noFile(path, 'it is neither a file nor a folder');
  if (found.size === 0) {
    throw new ImportError({
      file: path,
      found: 'the file is empty',
      expected: 'a text or a zip',
      remedy: TAKE_AGAIN,
    });
  }
  return { path, members: await fileMembers(path, found.size) };
}

/** Several files, zips or folders as one, in the order given: the parts of a release may come apart. */
export function joinInputs(inputs: readonly Input[]): Input {
  return {
    path: inputs.map(({ path }) => path).join(' '),
    members: inputs.flatMap(({ members }) => members),
  };
}

async function folderMembers(folder: string): Promise<Member[]> {
  const names = await reading(folder, () => readdir(folder));
  if (names.length > MOST_FILES) {
    throw new ImportError({
      file: folder,
      found: `the folder holds ${names.length} files`,
      expected: `at most ${MOST_FILES}`,
      remedy: 'Put the files to import into a folder of their own.',
    });
  }
  const members: Member[] = [];
  for (const name of names.sort()) {
    const path = join(folder, name);
    const found = await statOf(path);
    if (found.isFile() && found.size > 0) members.push(...(await fileMembers(path, found.size)));
  }
  if (members.length === 0) throw noFile(folder, 'the folder holds no file (folders in it are not read)');
  return members;
}

async function fileMembers(path: string, bytes: number): Promise<Member[]> {
  const file = new SourceFile(path, bytes);
  const start = await firstBytes(path);
  if (!isZip(start)) {
    if (!/\.zip$/i.test(path)) return [new Member(file, basename(path), bytes, () => fileChunks(path))];
    throw new ImportError({
      file: path,
      found: 'the file is named .zip and is no zip archive',
      expected: 'a zip archive',
      remedy: TAKE_AGAIN,
    });
  }
  const entries = await zipEntries(path);
  return entries.map((entry) => new Member(file, entry.name, entry.bytes, entry.chunks));
}

async function* fileChunks(path: string): AsyncGenerator<Buffer> {
  const stream = createReadStream(path, { highWaterMark: 256 * 1024 });
  try {
    for await (const chunk of stream) yield chunk as Buffer;
  } catch (error) {
    throw readError(path, error);
  }
}

async function firstBytes(path: string): Promise<Buffer> {
  return reading(path, async () => {
    const handle = await open(path);
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(4), 0, 4, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await handle.close();
    }
  });
}

/** The SHA-256 of bytes, in hexadecimal. */
export async function sha256Of(chunks: AsyncIterable<Buffer>): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of chunks) hash.update(chunk);
  return hash.digest('hex');
}

const statOf = (path: string) => reading(path, () => stat(path));

async function reading<T>(path: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    throw readError(path, error);
  }
}

function readError(path: string, error: unknown): unknown {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ENOENT' || code === 'ENOTDIR') return noFile(path, 'there is no such file or folder');
  if (code === 'EACCES' || code === 'EPERM') {
    return new ImportError({
      file: path,
      found: 'it may not be read by this user',
      expected: 'a file that can be read',
      remedy: 'Give this user the right to read it.',
    });
  }
  if (code === undefined) return error;
  return new ImportError(
    {
      file: path,
      found: `it cannot be read (${code})`,
      expected: 'a file that can be read',
      remedy: 'Copy the file to a local disk and import it from there.',
    },
    { cause: error },
  );
}

function noFile(path: string, found: string): ImportError {
  return new ImportError({
    file: path,
    found,
    expected: 'a file, a zip or a folder with files',
    remedy: 'Look at the path.',
  });
}
