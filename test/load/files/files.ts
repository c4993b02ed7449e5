import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { crc32, deflateRawSync } from 'node:zlib';
import { afterAll } from 'vitest';
import type { Kind, RowOf } from '../../../src/load/files/formats.ts';
import { ImportError } from '../../../src/load/files/import-error.ts';
import { Member, openInput, SourceFile } from '../../../src/load/files/input.ts';
import { Report } from '../../../src/load/files/report.ts';
import { rowsOf, type Selection, select } from '../../../src/load/files/select.ts';

const folder = mkdtempSync(join(tmpdir(), 'codelattice-files-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Writes a file into a folder of this run and gives its path; names may have folders. */
export function written(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  return path;
}

/** A text of which only the chunks are given. */
export function memberOf(chunks: readonly Buffer[], name = 'sample.txt'): Member {
  const bytes = chunks.reduce((sum, { length }) => sum + length, 0);
  return new Member(new SourceFile(name, bytes), name, bytes, async function* () {
    yield* chunks;
  });
}

export async function collect<T>(batches: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const batch of batches) all.push(batch);
  return all;
}

/** All rows of all releases of an input, with the report. */
export async function imported<K extends Kind>(path: string, kind: K, release?: string) {
  const selections = await select(await openInput(path), {
    kind,
    ...(release === undefined ? {} : { release }),
  });
  const report = new Report();
  const rows: RowOf<K>[] = [];
  for (const selection of selections) {
    for await (const batch of rowsOf(selection as unknown as Selection<K>, report)) rows.push(...batch.rows);
  }
  return { selections, rows, report };
}

/** The ImportError that a promise ends with; anything else fails. */
export async function refusal(promise: Promise<unknown>): Promise<ImportError> {
  const error = await promise.then(
    () => new Error('it was not refused'),
    (one: unknown) => one,
  );
  if (error instanceof ImportError) return error;
  throw error;
}

export interface Packed {
  readonly name: string;
  readonly content: string | Buffer;
  /** What the headers say instead of the truth. */
  readonly claim?: {
    readonly bytes?: number;
    readonly crc?: number;
    readonly flags?: number;
    readonly method?: number;
  };
}

/** A zip archive written by hand, so that it can lie. */
export function zipped(...entries: readonly Packed[]): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, claim = {} } of entries) {
    const data = Buffer.from(content as Buffer);
    const packed = deflateRawSync(data);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(claim.flags ?? 0, 2);
    common.writeUInt16LE(claim.method ?? 8, 4);
    common.writeUInt32LE(claim.crc ?? crc32(data), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(claim.bytes ?? data.length, 18);
    common.writeUInt16LE(Buffer.byteLength(name), 22);
    const body = Buffer.concat([Buffer.from('PK\x03\x04'), common, Buffer.from(name), packed]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), common, rest, Buffer.from(name)]));
    bodies.push(body);
    offset += body.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...bodies, central, end]);
}
