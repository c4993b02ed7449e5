import { crc32 } from 'node:zlib';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { ImportError, quoted, TAKE_AGAIN } from './import-error.ts';

/** What one archive may hold; real public files stay below 50 MB an entry, at a ratio below 30. */
const MOST_ENTRIES = 1_000;
const MOST_BYTES = 2_000_000_000;
const HIGHEST_RATIO = 200;
/** Entries below this size may be packed as tightly as they like. */
const SMALL = 1_000_000;

/** An entry of an archive; `chunks` opens the archive anew, so that nothing stays open between. */
export interface ZipEntry {
  readonly name: string;
  readonly bytes: number;
  readonly chunks: () => AsyncIterable<Buffer>;
}

/** By its first bytes: an entry, or the end of an empty archive. */
export function isZip(start: Buffer): boolean {
  const signature = start.toString('latin1', 0, 4);
  return signature === 'PK\x03\x04' || signature === 'PK\x05\x06';
}

/** The files of an archive by name. Throws ImportError for one that is damaged, encrypted, nested or a bomb. */
export async function zipEntries(path: string): Promise<ZipEntry[]> {
  const entries: Entry[] = [];
  const zip = await openZip(path);
  try {
    if (zip.entryCount > MOST_ENTRIES) {
      throw refused(path, `the archive holds ${zip.entryCount} entries`, `at most ${MOST_ENTRIES}`, UNPACK);
    }
    for await (const entry of zip.eachEntry()) if (!entry.fileName.endsWith('/')) entries.push(entry);
  } catch (error) {
    throw zipError(path, error);
  } finally {
    zip.close();
  }
  if (entries.some(({ fileName }) => fileName === '[Content_Types].xml')) {
    throw refused(path, 'this is a workbook of an office program', 'the text of the table', TAKE_TEXT);
  }
  let total = 0;
  for (const entry of entries) {
    checkEntry(path, entry);
    total += entry.uncompressedSize;
    if (total > MOST_BYTES) {
      throw refused(path, `the archive unpacks to more than ${MOST_BYTES} bytes`, 'less', UNPACK);
    }
  }
  return entries
    .sort((a, b) => (a.fileName < b.fileName ? -1 : 1))
    .map((entry) => ({
      name: entry.fileName,
      bytes: entry.uncompressedSize,
      chunks: () => entryChunks(path, entry),
    }));
}

const UNPACK = 'Unpack it and import the file you need.';
const TAKE_TEXT = 'Take the csv or txt that the publisher ships beside it.';

function checkEntry(path: string, entry: Entry): void {
  const file = `${path}!${entry.fileName}`;
  if (entry.isEncrypted()) {
    throw refused(file, 'the entry is encrypted', 'an archive without a password', UNPACK);
  }
  if (/\.zip$/i.test(entry.fileName)) {
    throw refused(file, 'there is an archive inside the archive', 'texts', UNPACK);
  }
  if (![0, 8].includes(entry.compressionMethod)) {
    throw refused(
      file,
      `the entry is packed by method ${entry.compressionMethod}`,
      'stored or deflated',
      UNPACK,
    );
  }
  if (entry.uncompressedSize > SMALL && entry.uncompressedSize > entry.compressedSize * HIGHEST_RATIO) {
    throw refused(
      file,
      `${entry.compressedSize} bytes unpack to ${entry.uncompressedSize}: this looks like a zip bomb`,
      `a ratio of at most ${HIGHEST_RATIO}`,
      TAKE_AGAIN,
    );
  }
}

async function* entryChunks(path: string, entry: Entry): AsyncGenerator<Buffer> {
  const file = `${path}!${entry.fileName}`;
  const zip = await openZip(path);
  let sum = 0;
  try {
    for await (const chunk of await zip.openReadStreamPromise(entry)) {
      sum = crc32(chunk as Buffer, sum);
      yield chunk as Buffer;
    }
  } catch (error) {
    throw zipError(file, error);
  } finally {
    zip.close();
  }
  if (sum !== entry.crc32) {
    throw refused(
      file,
      'the entry is damaged: its checksum differs',
      'the checksum of the archive',
      TAKE_AGAIN,
    );
  }
}

async function openZip(path: string): Promise<ZipFile> {
  try {
    return await openPromise(path, {
      autoClose: false,
      lazyEntries: true,
      validateEntrySizes: true,
      strictFileNames: true,
    });
  } catch (error) {
    throw zipError(path, error);
  }
}

function zipError(file: string, error: unknown): Error {
  if (error instanceof ImportError) return error;
  const said = error instanceof Error ? error.message : String(error);
  return new ImportError(
    {
      file,
      found: `the archive cannot be unpacked: ${quoted(said)}`,
      expected: 'a whole zip archive whose names stay inside it',
      remedy: TAKE_AGAIN,
    },
    { cause: error },
  );
}

function refused(file: string, found: string, expected: string, remedy: string): ImportError {
  return new ImportError({ file, found, expected, remedy });
}
