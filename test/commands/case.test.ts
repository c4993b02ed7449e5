import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { written } from '../load/files/files.ts';
import { importer } from './importing.ts';

let own: ReturnType<typeof importer>;
let database: string;
beforeAll(async () => {
  own = importer();
  database = own.fresh();
  expect((await own.run(database, 'seed')).code).toBe(0);
});
afterAll(() => own.remove());

const say = (...given: readonly string[]) => own.run(database, 'case', ...given);
const rowsOf = (text: string): string[][] => parse(text, { bom: true });

describe('case', () => {
  it('prints name, lines, levels and remarks of one claim, and who answers', async () => {
    const { code, out, err } = await say('22551', '22552', '22845');
    expect(code).toBe(0);
    const lines = out.split('\n').map((line) => line.replace(/ {2,}/g, ' | '));
    expect(lines[0]).toBe('what | kind | codes | units | value | text | rows');
    expect(lines[1]).toMatch(/^name \| CLEAR \| .*, two interspaces; with fixation in the anterior column, /);
    expect(out).toMatch(/^line +GOES_ON 22551 +22552 +1 /m);
    expect(out).toMatch(/^level +INTERSPACE +22551 22552 +2$/m);
    expect(out.match(/^note +NOT_CHECKED/gm)).toHaveLength(3);
    expect(err).toBe('No loaded release answers for the day.\n');
  });

  it('says by its exit code that an input names no code, and answers the rest', async () => {
    const { code, out, err } = await say('22551', '99999', '--format', 'json', '--lang', 'fr');
    expect(code).toBe(1);
    const [{ judged }] = JSON.parse(out);
    expect(judged).toMatchObject({
      verdict: 'INCOMPLETE',
      problems: [{ kind: 'UNKNOWN', inputs: ['99999'], text: '99999 n’est pas connu ici.' }],
    });
    expect(err).toContain('Not read: 1 of 2 lines, and 0 of 1 claims; each says why.');
  });

  it('answers the claims of a file, and says of one that is too long why it does not', async () => {
    const long = Array.from({ length: 31 }, (_, at) => 63001 + at).join(' ');
    const file = written('cases.txt', `22612 22614x2\n${long}\n`);
    const { code, out } = await say('--file', file, '--format', 'csv');
    expect(code).toBe(1);
    const rows = rowsOf(out);
    expect(rows[0]?.[0]).toBe('claim');
    expect(rows[1]?.slice(0, 3)).toEqual(['line 1', 'name', 'CLEAR']);
    expect(rows.at(-1)?.slice(0, 2)).toEqual(['line 2', 'refused']);
    expect(rows.at(-1)?.join()).toContain('31 entries');
  });

  it('refuses to be asked nothing', async () => {
    const { code, err } = await say();
    expect(code).toBe(2);
    expect(err).toContain('Name the codes of a claim');
  });
});
