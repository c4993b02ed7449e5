import { describe, expect, it } from 'vitest';
import { openInput } from '../../../src/load/files/input.ts';
import { select } from '../../../src/load/files/select.ts';
import { imported, refusal, written } from './files.ts';
import { ownCsv } from './samples.ts';

let files = 0;
const path = (text: string | Buffer) => {
  files += 1;
  return written(`own/${files}/own.csv`, text);
};
const read = (text: string | Buffer) => imported(path(text), 'licensed-text');
const message = async (text: string) => (await refusal(read(text))).message;

describe("a user's own descriptors", () => {
  it.each([
    ['CSV', 'code,short,medium,long\n63278,"Own, short",,Own long\n'],
    ['tabs', 'CPT Code\tShort Description\tMEDIUM\tLong\n63278\tOwn, short\t\tOwn long\n'],
    [
      'other names, in another order',
      'Id,LongDescriptor,CPT_SHORT,CPT\r\n1,Own long,"Own, short", 63278 \r\n',
    ],
    [
      'a byte order mark and a remark',
      '\ufeff# mine\ncode,short,full description\n63278,"Own, short",Own long\n',
    ],
  ])('are read from %s', async (_, text) => {
    const { selections, rows } = await read(text);
    expect(selections.map(({ release }) => release)).toEqual([
      { name: 'own.csv', asOf: '0001-01-01', lastDay: null },
    ]);
    expect(rows).toEqual([
      {
        code: { id: 'CPT:63278', system: 'CPT', code: '63278' },
        texts: [
          { kind: 'SHORT', text: 'Own, short' },
          { kind: 'LONG', text: 'Own long' },
        ],
        line: text.startsWith('\ufeff') ? 3 : 2,
      },
    ]);
  });

  it('are read in the encoding of Windows too', async () => {
    const { rows } = await read(Buffer.from('code,short\n63278,Own caf\xe9\n', 'latin1'));
    expect(rows[0]?.texts).toEqual([{ kind: 'SHORT', text: 'Own café' }]);
  });

  it.each([
    ['code,description\n63278,Own\n', 'its header has the columns "code", "description"'],
    ['63278,Own,Own\n63277,Own,Own\n', 'its header has the columns "63278", "Own", "Own"'],
    ['code,short,short\n63278,Own,Own\n', 'its header has the columns "code", "short", "short"'],
    ['a text\nof two lines\n', 'its first line is no header'],
  ])('are refused with the header that is there: %j', async (text, found) => {
    expect(await message(text)).toContain(`this is no file of the kind licensed-text: ${found}`);
    expect(await message(text)).toContain('with the columns code and at least one of short, medium, long');
  });

  it.each([
    ['diagnoses', 'code,short,long\nA00,Cholera,Cholera\nC7951,Bone,Bone\n'],
    ['places', 'zip,short,long\n10001,New York,New York\n'],
    ['coordinates', 'code,lat,long\n10001,40.7,-74.0\n'],
    ['HCPCS', 'HCPC,SEQNUM,LONG DESCRIPTION,SHORT DESCRIPTION\nJ1100,100,Own,Own\n'],
    ['supplies', 'code,short,long\nJ1100,Own,Own\n63278,Own,Own\n'],
  ])('are not taken for: %s', async (_, text) => {
    const error = await refusal(openInput(path(text)).then((input) => select(input)));
    expect(error.message).toContain('this is no file that can be imported');
  });

  it.each([
    ['a code that is none', '10-00,Own', 'code'],
    ['a code twice', '00099,Own', 'code'],
    ['no text', '63278,', 'short, medium, long'],
    ['a cell too many', '63278,Own,more', 'row'],
  ])('are refused row by row: %s', async (_, bad, column) => {
    const good = Array.from({ length: 100 }, (_, index) => `${String(index).padStart(5, '0')},Own`);
    const { rows, report } = await read(ownCsv('code,short', ...good, '', bad));
    expect(rows).toHaveLength(100);
    expect(report.rows).toMatchObject([{ line: 103, column }]);
  });

  it('keep the name of the file as their release', async () => {
    const error = await refusal(imported(path(ownCsv('code,short', '63278,Own')), 'licensed-text', '2025'));
    expect(error.message).toMatch(
      /this looks like licensed-text own\.csv \(.+\), not 2025; .+ Leave --release out/,
    );
  });
});
