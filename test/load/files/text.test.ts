import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { records } from '../../../src/load/files/csv.ts';
import { type Encoding, lines } from '../../../src/load/files/text.ts';
import { collect, memberOf, refusal } from './files.ts';

const linesOf = async (bytes: Buffer | string, encoding: Encoding = 'utf-8') =>
  (await collect(lines(memberOf([Buffer.from(bytes as Buffer)]), encoding))).flatMap(({ texts }) => texts);
const message = async (bytes: Buffer | string, encoding?: Encoding) =>
  (await refusal(linesOf(bytes, encoding))).message;

/** Bytes cut into chunks of the given sizes, over and over. */
function chunked(bytes: Buffer, sizes: readonly number[]): Buffer[] {
  const chunks: Buffer[] = [];
  for (let start = 0, turn = 0; start < bytes.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1;
    chunks.push(bytes.subarray(start, start + size));
    start += size;
  }
  return chunks;
}

describe('lines', () => {
  it('end in LF or CRLF, the last one also in nothing, and are counted from 1', async () => {
    expect(await linesOf('a\r\n\nb\r\r\nc')).toEqual(['a', '', 'b\r', 'c']);
    expect(await linesOf('a\n')).toEqual(['a']);
    expect(await linesOf('')).toEqual([]);
  });

  it('are the same however the bytes arrive', async () => {
    const text = fc.array(
      fc.string({ unit: 'grapheme', maxLength: 40 }).map((one) => one.replace(/\p{Cc}/gu, 'ä')),
    );
    const sizes = fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1 });
    await fc.assert(
      fc.asyncProperty(text, sizes, fc.integer({ min: 1, max: 4_000 }), async (some, cuts, times) => {
        const all = Array.from({ length: times }, () => some).flat();
        const whole = Buffer.from(all.map((one) => `${one}\r\n`).join(''));
        const scale = Math.max(1, Math.ceil(whole.length / 5_000));
        const chunks = chunked(
          whole,
          cuts.map((size) => size * scale),
        );
        const batches = await collect(lines(memberOf(chunks)));
        expect(batches.flatMap(({ texts }) => texts)).toEqual(all.length === 0 ? [] : all);
        let next = 1;
        for (const { first, texts } of batches) {
          expect(first).toBe(next);
          next += texts.length;
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('encodings', () => {
  it('are UTF-8 with or without a mark, and Windows-1252 where the format has it', async () => {
    expect(await linesOf(Buffer.from('\ufeffä\n'))).toEqual(['ä']);
    expect(await linesOf(Buffer.from('\ufeffa\n'))).toEqual(['a']);
    expect(await linesOf(Buffer.from('\u00e4\u0093\n', 'latin1'), 'cp1252')).toEqual(['ä“']);
    expect(await linesOf('ä\n', 'cp1252')).toEqual(['ä']);
  });

  it('are refused by line and byte where they are wrong', async () => {
    const latin = Buffer.concat([Buffer.from('aä\nbc'), Buffer.from([0xe4]), Buffer.from('d\n')]);
    expect(await message(latin)).toMatch(/^sample\.txt:2:3: byte 0xe4 is not UTF-8; expected UTF-8/);
    const cut = Buffer.concat([Buffer.from('a\nbc'), Buffer.from([0xe2, 0x82])]);
    expect(await message(cut)).toContain('sample.txt:2:3: byte 0xe2');
    const marked = Buffer.concat([Buffer.from('\ufeff'), latin]);
    expect(await message(marked, 'cp1252')).toContain('sample.txt:2:3');
    for (const text of ['\ufeffab', 'ab']) {
      expect(await message(Buffer.from(text, 'utf16le'))).toContain('sample.txt:1:1: the text is UTF-16');
      expect(await message(Buffer.from(text, 'utf16le').swap16())).toContain('the text is UTF-16');
    }
  });
});

describe('what is no text', () => {
  it('is refused by line and byte: NUL and Ctrl-Z', async () => {
    expect(await message('abcd\nef\0')).toContain('sample.txt:2:3: there is a NUL byte');
    expect(await message('abcd\n\x1a,,\n')).toContain('sample.txt:2:1: there is a Ctrl-Z');
    const far = `${'a line\n'.repeat(100_000)}x\x1a`;
    expect(await message(far)).toContain('sample.txt:100001:2');
  });

  it('is refused by line: more than 1 MB without an end', async () => {
    const bytes = Buffer.concat([Buffer.from('a\nb\n'), Buffer.alloc(10_000_000, 'x')]);
    const error = await refusal(collect(lines(memberOf(chunked(bytes, [65_536])))));
    expect(error.message).toContain('sample.txt:3: the line is longer than 1000000 bytes');
  });
});

describe('records', () => {
  const recordsOf = async (text: string, options = {}) =>
    (await collect(records(memberOf([Buffer.from(text)]), options))).flat();

  it('have the line they start on, with line ends inside quotes', async () => {
    expect(await recordsOf('"a\n""b""",c\r\n\r\nd\n')).toEqual([
      { line: 1, cells: ['a\n"b"', 'c'] },
      { line: 3, cells: [''] },
      { line: 4, cells: ['d'] },
    ]);
    expect(await recordsOf('a\tb,c\n', { delimiter: '\t' })).toEqual([{ line: 1, cells: ['a', 'b,c'] }]);
  });

  it('are refused where quotes do not pair, naming where the record starts', async () => {
    expect((await refusal(recordsOf('a\nb,"c\nd\n'))).message).toContain(
      'sample.txt:2: the record that starts',
    );
    expect((await refusal(recordsOf('a\nb"c",d\n'))).message).toContain('sample.txt:2');
    const endless = `a\n"${'x\n'.repeat(2_000_000)}`;
    expect((await refusal(recordsOf(endless))).message).toContain('sample.txt:2');
  });

  it('pass on what the text is refused for', async () => {
    expect((await refusal(recordsOf('a\n\0b\n'))).message).toContain('sample.txt:2:1: there is a NUL byte');
  });
});
