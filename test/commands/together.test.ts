import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { written } from '../load/files/files.ts';
import { importer } from './importing.ts';

let own: ReturnType<typeof importer>;
let database: string;
const folder = mkdtempSync(join(tmpdir(), 'codelattice-claims-'));
beforeAll(async () => {
  own = importer();
  database = own.fresh();
  expect((await own.run(database, 'seed')).code).toBe(0);
});
afterAll(() => {
  own.remove();
  rmSync(folder, { recursive: true });
});

const judge = (...given: readonly string[]) => own.run(database, 'together', ...given);
const rowsOf = (text: string): string[][] => parse(text, { bom: true });
/** The claim, codes, units and verdict of each row below the header. */
const told = (text: string) =>
  rowsOf(text)
    .slice(1)
    .map((row) => row.slice(0, 4).join(' | '));

describe('together', () => {
  it('judges the codes of a claim, and says what it holds for and who answers', async () => {
    const { code, out, err } = await judge('63295', '63047', '63180', '--as-of', '2024-07-01');
    expect(code).toBe(0);
    const lines = out.split('\n').map((line) => line.replace(/ {2,}/g, ' | '));
    expect(lines[0]).toBe('codes | units | verdict | modifiers | reasons | rows');
    expect(lines[1]).toMatch(
      /^63180 \| 1 \| NOT_VALID \| 63180 is no longer valid: its last day was 31 December 2020\./,
    );
    expect(lines[2]).toMatch(/^63295 \| 1 \| ADD_ON_ALONE \| .* \| seed\/cpt\/add-ons\.csv:\d+$/);
    expect(lines[3]).toMatch(/^63047 \| 1 \| OK \| /);
    expect(err).toMatch(/^This holds for Medicare .*\nNo loaded release answers for the day\.\n$/);
  });

  it('says by its exit code whether all lines were read, and judges the rest', async () => {
    const { code, out, err } = await judge('63278-59 x2', '99999', 'zzz', '--format', 'json', '--lang', 'de');
    expect(code).toBe(1);
    const [{ judged }] = JSON.parse(out);
    expect(judged.lines.map(({ input }: { input: string }) => input)).toEqual([
      '63278-59 x2',
      '99999',
      'zzz',
    ]);
    expect(judged.lines[0]).toMatchObject({ units: 2, modifiers: ['59'], verdict: 'UNKNOWN' });
    expect(judged.notice).toMatch(/^Das gilt für Medicare/);
    expect(err).toContain('Not read: 2 of 3 lines, and 0 of 1 claims; each says why.');
  });

  it('judges a file with a claim a line', async () => {
    const file = written('claims.txt', '# two claims\n63278, 63295-59\n\n63047 63180 x\n');
    const { code, out } = await judge('--file', file, '--format', 'csv');
    expect(code).toBe(1);
    expect(told(out)).toEqual([
      'line 2 | 63278 | 1 | OK',
      'line 2 | 63295 | 1 | OK',
      'line 2 | 63278 63295 |  | ADD_ON',
      'line 4 | 63180 | 1 | NOT_VALID',
      'line 4 | x | 1 | UNKNOWN',
      'line 4 | 63047 | 1 | OK',
      'line 4 | 63047 63180 |  | UNKNOWN',
    ]);
  });

  it('judges a table with columns for claim and code, with modifiers and units, into a file', async () => {
    const table =
      'Claim ID,CPT,Modifiers,Units\nA,63278,59,1\nB,63295,,1\nA,63295,"59, XS",2\nB,63047,,\nD,,,\nE,63047,,0\n';
    const out = join(folder, 'out.csv');
    const { code } = await judge('--file', written('claims.csv', table), '--out', out);
    expect(code).toBe(1);
    const rows = rowsOf(readFileSync(out, 'utf8'));
    expect(told(readFileSync(out, 'utf8'))).toEqual([
      'A | 63295 | 2 | UNKNOWN',
      'A | 63278 | 1 | OK',
      'A | 63278 63295 |  | ADD_ON',
      'B | 63295 | 1 | ADD_ON_ALONE',
      'B | 63047 | 1 | OK',
      'B | 63047 63295 |  | UNKNOWN',
      'D |  |  | ',
      'E | 63047 x0 | 0 | UNKNOWN',
    ]);
    expect(rows.at(-2)?.[5]).toBe('No code stands in this claim.');
    expect(rows[1]?.[4]).toBe('59 XS');
  });

  it('says of a claim with too many codes why it is not judged, in its place', async () => {
    const many = Array.from({ length: 21 }, (_, index) => 63265 + index).join(' ');
    const { code, out } = await judge('--file', written('many.txt', `63278\n${many}\n`), '--format', 'csv');
    expect(code).toBe(1);
    expect(rowsOf(out)[2]?.[5]).toContain('LIMIT_TOGETHER');
    expect(told(out)[0]).toBe('line 1 | 63278 | 1 | OK');
  });

  it.each([
    [[], 'Name the codes of a claim'],
    [['63278', '--file', 'x'], 'Name codes or a --file of claims, not both.'],
    [['--file', '/nowhere/claims.csv'], 'the file of claims /nowhere/claims.csv cannot be read'],
    [['63278', '--as-of', '2024-02-30'], '2024-02-30'],
    [['63278', '--format', 'xml'], '--format is json, csv, table, not "xml".'],
  ])('refuses %j, and says what is right', async (given, message) => {
    const { code, err } = await judge(...given);
    expect([code, err]).toEqual([2, expect.stringContaining(message)]);
  });
});
