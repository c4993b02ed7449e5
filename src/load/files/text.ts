import { isAscii, isUtf8 } from 'node:buffer';
import { ImportError, TAKE_AGAIN } from './import-error.ts';
import type { Member } from './input.ts';

/** `cp1252` takes Windows-1252 and Latin-1, and UTF-8 as well where the bytes are such. */
export type Encoding = 'utf-8' | 'cp1252';

/** Successive lines without their ends; `texts[i]` is line `first + i`, counted from 1. */
export interface Lines {
  readonly first: number;
  readonly texts: readonly string[];
}

/** The longest line, in bytes. */
const LONGEST_LINE = 1_000_000;
/** Bytes gathered before they are decoded: large enough that calls cost nothing, small enough for the cache. */
const BLOCK = 128 * 1024;

/** The lines of a text in batches. Ends are LF or CRLF; what follows the last end is a line only if it is not empty. */
export async function* lines(member: Member, encoding: Encoding = 'utf-8'): AsyncGenerator<Lines> {
  let first = 1;
  for await (const block of blocks(member, encoding)) {
    const texts = split(block);
    yield { first, texts };
    first += texts.length;
  }
}

const HEAD = 64 * 1024;

/** The first 64 kB of a member, undecoded. */
export async function startOf(member: Member): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of member.chunks()) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes >= HEAD) break;
  }
  return Buffer.concat(chunks).subarray(0, HEAD);
}

function split(block: string): string[] {
  const texts: string[] = [];
  let start = 0;
  while (start < block.length) {
    const found = block.indexOf('\n', start);
    const end = found < 0 ? block.length : found;
    texts.push(block.slice(start, end > start && block.charCodeAt(end - 1) === 13 ? end - 1 : end));
    start = end + 1;
  }
  return texts;
}

/**
 * A text in blocks of whole lines, decoded, without a byte order mark. Throws ImportError, naming line and byte, for
 * UTF-16, bytes that are not of the encoding, NUL, Ctrl-Z and lines of more than 1 MB.
 */
export async function* blocks(member: Member, encoding: Encoding = 'utf-8'): AsyncGenerator<string> {
  let held: Buffer[] = [];
  let bytes = 0;
  let unended = 0;
  let offset = 0;
  let marked = false;
  const decoded = async (block: Buffer) => {
    const mark = offset === 0 ? byteOrderMark(member, block) : 0;
    marked ||= mark > 0;
    const text = await decode(member, offset, block, marked ? 'utf-8' : encoding);
    offset += block.length;
    return mark > 0 ? text.slice(1) : text;
  };
  for await (const chunk of member.chunks()) {
    const end = chunk.indexOf(0x0a);
    if (unended + (end < 0 ? chunk.length : end) > LONGEST_LINE)
      throw await tooLong(member, offset + bytes - unended);
    held.push(chunk);
    bytes += chunk.length;
    const last = end < 0 ? -1 : chunk.lastIndexOf(0x0a);
    unended = last < 0 ? unended + chunk.length : chunk.length - last - 1;
    if (bytes < BLOCK || bytes === unended) continue;
    const all = held.length === 1 ? chunk : Buffer.concat(held, bytes);
    held = unended === 0 ? [] : [all.subarray(bytes - unended)];
    const block = all.subarray(0, bytes - unended);
    bytes = unended;
    yield await decoded(block);
  }
  if (bytes > 0) yield await decoded(Buffer.concat(held, bytes));
}

function byteOrderMark(member: Member, start: Buffer): number {
  if (start[0] === 0xef && start[1] === 0xbb && start[2] === 0xbf) return 3;
  if (isUtf16(start)) throw utf16(member);
  return 0;
}

/** By its byte order mark, or by every second byte of the first four being zero. */
export function isUtf16(start: Buffer): boolean {
  const [a, b, c, d] = start;
  if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff)) return true;
  return (a === 0 && c === 0 && b !== 0) || (b === 0 && d === 0 && a !== 0);
}

export function utf16(member: Member): ImportError {
  return new ImportError({
    file: member.place,
    line: 1,
    column: 1,
    found: 'the text is UTF-16',
    expected: 'UTF-8 or the encoding its publisher uses',
    remedy: 'Take the file as it was published, or save it as UTF-8.',
  });
}

async function decode(member: Member, offset: number, block: Buffer, encoding: Encoding): Promise<string> {
  for (const byte of [0x00, 0x1a]) {
    const at = block.indexOf(byte);
    if (at >= 0) throw await forbidden(member, offset + at, byte);
  }
  if (isAscii(block)) return block.toString('latin1');
  if (isUtf8(block)) return block.toString('utf8');
  if (encoding === 'cp1252') return windows1252(block);
  const at = firstInvalid(block);
  throw new ImportError({
    file: member.place,
    ...(await placeAt(member, offset + at)),
    found: `byte 0x${(block[at] ?? 0).toString(16)} is not UTF-8`,
    expected: 'UTF-8',
    remedy: 'Take the file as it was published, or save it as UTF-8.',
  });
}

const ABOVE_80 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** By hand, for the decoder of Node 20 takes Windows-1252 for Latin-1. */
function windows1252(block: Buffer): string {
  return block
    .toString('latin1')
    .replace(/[\x80-\x9f]/g, (character) => ABOVE_80[character.charCodeAt(0) - 0x80] ?? character);
}

/** Where the first character starts that is not UTF-8. */
function firstInvalid(block: Buffer): number {
  let good = 0;
  let bad = block.length;
  while (good < bad) {
    const middle = (good + bad) >> 1;
    if (isUtf8Start(block.subarray(0, middle + 1))) good = middle + 1;
    else bad = middle;
  }
  while (!isUtf8(block.subarray(0, good))) good -= 1;
  return good;
}

/** Whether bytes are UTF-8 but for a last character that is cut off. */
function isUtf8Start(bytes: Buffer): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

async function forbidden(member: Member, at: number, byte: number): Promise<ImportError> {
  const ctrlZ = byte === 0x1a;
  return new ImportError({
    file: member.place,
    ...(await placeAt(member, at)),
    found: ctrlZ ? 'there is a Ctrl-Z (0x1A), as spreadsheets leave behind' : 'there is a NUL byte (0x00)',
    expected: 'text',
    remedy: ctrlZ
      ? 'Take the file as it was published, and do not save it from a spreadsheet.'
      : 'This is no text, or it is damaged: download it again from its publisher.',
  });
}

async function tooLong(member: Member, at: number): Promise<ImportError> {
  return new ImportError({
    file: member.place,
    line: (await placeAt(member, at)).line,
    found: `the line is longer than ${LONGEST_LINE} bytes`,
    expected: 'lines that end in LF or CRLF',
    remedy: TAKE_AGAIN,
  });
}

/** Line and byte of an offset. Reads the text again, so that reading without a fault need not count. */
async function placeAt(member: Member, offset: number): Promise<{ line: number; column: number }> {
  let line = 1;
  let lineStart = 0;
  let start = 0;
  for await (const chunk of member.chunks()) {
    for (let at = chunk.indexOf(0x0a); at >= 0 && start + at < offset; at = chunk.indexOf(0x0a, at + 1)) {
      line += 1;
      lineStart = start + at + 1;
    }
    start += chunk.length;
    if (start > offset) break;
  }
  return { line, column: offset - lineStart + 1 };
}
