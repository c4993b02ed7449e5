import { createHash, randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openInput } from '../../../src/load/files/input.ts';
import { lines } from '../../../src/load/files/text.ts';
import { collect, imported, type Packed, refusal, written, zipped } from './files.ts';
import { PTP_ROW, ptpTxt } from './samples.ts';

const content = 'one\r\ntwo\r\n';
const textsOf = async (path: string) =>
  Promise.all(
    (await openInput(path)).members.map(async (member) => ({
      name: member.name,
      place: member.place,
      bytes: member.bytes,
      lines: (await collect(lines(member))).flatMap(({ texts }) => texts),
      consumed: member.consumed,
    })),
  );

describe('an input', () => {
  it('is a file, known by its hash', async () => {
    const path = written('plain/a.txt', content);
    const [member] = (await openInput(path)).members;
    expect(await member?.file.sha256()).toBe(createHash('sha256').update(content).digest('hex'));
    expect(await textsOf(path)).toEqual([
      { name: 'a.txt', place: path, bytes: 10, lines: ['one', 'two'], consumed: 10 },
    ]);
  });

  it('is a zip, known by its content and not by its name', async () => {
    const path = written('zip/a.bin', zipped({ name: 'b.txt', content }, { name: 'in/a.txt', content: 'x' }));
    expect(await textsOf(path)).toEqual([
      { name: 'b.txt', place: `${path}!b.txt`, bytes: 10, lines: ['one', 'two'], consumed: 10 },
      { name: 'in/a.txt', place: `${path}!in/a.txt`, bytes: 1, lines: ['x'], consumed: 1 },
    ]);
  });

  it('is a folder of files and zips, by name, without those below it', async () => {
    written('folder/b.txt', 'b');
    written('folder/a.zip', zipped({ name: 'c.txt', content }));
    written('folder/empty.txt', '');
    const path = dirname(written('folder/below/d.txt', 'd').replace('below/', ''));
    expect((await textsOf(path)).map(({ name }) => name)).toEqual(['c.txt', 'b.txt']);
  });
});

describe('an input is refused', () => {
  const message = async (path: string) => (await refusal(textsOf(path))).message;
  const ofZip = (name: string, ...entries: Packed[]) =>
    message(written(`refused/${name}.zip`, zipped(...entries)));

  it('where there is nothing to read', async () => {
    expect(await message('nowhere/a.txt')).toMatch(
      /^nowhere\/a\.txt: there is no such file or folder; expected /,
    );
    expect(await message(written('refused/empty.txt', ''))).toContain('the file is empty');
    const folder = join(dirname(written('refused/x', 'x')), 'hollow');
    mkdirSync(folder);
    expect(await message(folder)).toContain('the folder holds no file');
  });

  it.skipIf(process.getuid?.() === 0)('where this user may not read', async () => {
    const path = written('refused/secret.txt', 'x');
    chmodSync(path, 0);
    expect(await message(path)).toContain('it may not be read by this user');
  });

  it('where a folder holds too many files', async () => {
    let path = '';
    for (let index = 0; index <= 1_000; index += 1) path = written(`many/${index}.txt`, 'x');
    expect(await message(dirname(path))).toContain('the folder holds 1001 files; expected at most 1000');
  });

  it('where a zip is none, or is cut off anywhere', async () => {
    expect(await message(written('refused/none.zip', 'text'))).toContain('is no zip archive');
    const whole = zipped({ name: 'a.txt', content: 'some text '.repeat(9) });
    for (let length = 1; length < whole.length; length += 1) {
      const path = written('refused/cut.zip', whole.subarray(0, length));
      expect(await message(path), String(length)).toContain(path);
    }
  });

  it('where an entry would leave the folder, or is encrypted, or an archive, or packed in an unknown way', async () => {
    for (const name of ['../a.txt', '/a.txt', 'C:/a.txt', 'a\\..\\b.txt', 'b/../../a.txt']) {
      expect(await ofZip('names', { name, content })).toContain('whose names stay inside it');
    }
    expect(await ofZip('secret', { name: 'a.txt', content, claim: { flags: 1 } })).toContain('encrypted');
    expect(await ofZip('nested', { name: 'b.ZIP', content: zipped({ name: 'a', content }) })).toMatch(
      /nested\.zip!b\.ZIP: there is an archive inside the archive/,
    );
    expect(await ofZip('method', { name: 'a.txt', content, claim: { method: 12 } })).toContain(
      'by method 12',
    );
    expect(await ofZip('xlsx', { name: '[Content_Types].xml', content })).toContain('a workbook');
  });

  it('where it unpacks to too much', async () => {
    expect(await ofZip('ratio', { name: 'a.txt', content: Buffer.alloc(2_000_000) })).toMatch(
      /unpack to 2000000: this looks like a zip bomb; expected a ratio of at most 200/,
    );
    const entries = Array.from({ length: 1_001 }, (_, index) => ({ name: `${index}.txt`, content: 'x' }));
    expect(await ofZip('entries', ...entries)).toContain('holds 1001 entries; expected at most 1000');
    const large = { content: randomBytes(2_100_000), claim: { bytes: 400_000_000 } };
    const many = Array.from({ length: 6 }, (_, index) => ({ ...large, name: `${index}.txt` }));
    expect(await ofZip('total', ...many)).toContain('unpacks to more than 2000000000 bytes');
  });

  it('where it lies about size or checksum', async () => {
    expect(await ofZip('less', { name: 'a.txt', content, claim: { bytes: 9 } })).toContain(
      'cannot be unpacked',
    );
    expect(await ofZip('more', { name: 'a.txt', content, claim: { bytes: 11 } })).toContain(
      'cannot be unpacked',
    );
    expect(await ofZip('sum', { name: 'a.txt', content, claim: { crc: 1 } })).toContain(
      'its checksum differs',
    );
  });

  it('without obeying control characters in names', async () => {
    const path = written(
      'refused/name.zip',
      zipped({ name: 'a\x1b[2J.txt', content, claim: { crc: 1, flags: 0x800 } }),
    );
    expect(await message(path)).toContain('a?[2J.txt');
  });
});

describe('any damage to a zip', () => {
  const whole = zipped({ name: 'ccipra-v302r0-f1.txt', content: ptpTxt([PTP_ROW, [...PTP_ROW].reverse()]) });

  it('is refused, or changes no row', async () => {
    const rowsIn = async (bytes: Buffer) =>
      (await imported(written('damage/a.zip', bytes), 'ncci-ptp', '2024Q3')).rows;
    const rows = await rowsIn(whole);
    expect(rows).toHaveLength(1);
    const change = fc.record({ at: fc.nat(whole.length - 1), byte: fc.integer({ min: 0, max: 255 }) });
    await fc.assert(
      fc.asyncProperty(change, async ({ at, byte }) => {
        const bytes = Buffer.from(whole);
        bytes[at] = byte;
        const outcome = await rowsIn(bytes).catch((error: unknown) => error);
        if (Array.isArray(outcome)) expect(outcome).toEqual(rows);
        else expect(outcome).toMatchObject({ name: 'ImportError' });
      }),
      { numRuns: 500 },
    );
  });
});
