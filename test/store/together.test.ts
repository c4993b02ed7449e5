import { describe, expect, it } from 'vitest';
import { run } from '../documents.ts';
import { storeWith } from '../imported.ts';
import { storeForTests } from '../opened.ts';
import { dataset } from '../seeded.ts';
import { aoc } from '../small-releases.ts';
import { EDITS } from './releases.ts';

const opened = storeForTests(() => storeWith(EDITS));
const { ask } = opened;

describe('together', () => {
  const of = async (ids: readonly string[], asOf: string | null = null) => {
    const { together } = await ask(
      `query ($ids: [ID!]!, $asOf: Date) { together(ids: $ids, asOf: $asOf) { asOf pairs { a { code } b { code } verdict
        reasons { kind text rationale source { line file { id } } } } } }`,
      { ids, asOf },
    );
    // biome-ignore lint/suspicious/noExplicitAny: tests read answers of every shape
    const pairs = together.pairs.map((pair: any) => ({
      codes: `${pair.a.code} ${pair.b.code} ${pair.verdict}`,
      // biome-ignore lint/suspicious/noExplicitAny: tests read answers of every shape
      rows: pair.reasons.map((one: any) => `${one.kind} ${one.source ? one.source.file.id : '-'}`),
      // biome-ignore lint/suspicious/noExplicitAny: tests read answers of every shape
      texts: pair.reasons.map((one: any) => one.text),
    }));
    return { asOf: together.asOf, pairs };
  };

  it('tells every pair with all the rows that decide', async () => {
    const { asOf, pairs } = await of(['63278', '63295', '63283', '63277', '22630']);
    expect(asOf).toBe('2024-07-01');
    const file = 'ncci-ptp/2024Q3/rows.csv';
    expect(pairs).toHaveLength(10);
    expect(pairs.slice(0, 4)).toEqual([
      {
        codes: '63278 63295 ADD_ON',
        rows: ['ADD_ON seed/cpt/add-ons.csv'],
        texts: ['63295 is an add-on to 63278.'],
      },
      {
        codes: '63278 63283 NO_EDIT',
        rows: ['NO_EDIT -'],
        texts: [
          'In the loaded NCCI file (2024Q3) no pair of 63278 and 63283 is in force on 2024-07-01; CPT rules and payers may still forbid the two together.',
        ],
      },
      {
        codes: '63278 63277 NOT_TOGETHER',
        rows: [`BUNDLE ${file}`, `BUNDLE ${file}`],
        texts: [
          'Where 63277 is reported beside 63278, NCCI pays 63278 alone; no modifier changes that.',
          expect.stringContaining('unless a modifier says why'),
        ],
      },
      {
        codes: '63278 22630 ALLOWED_WITH_MODIFIER',
        rows: [`BUNDLE ${file}`],
        texts: [expect.stringContaining('NCCI pays 63278 alone')],
      },
    ]);
  });

  it('tells an add-on of the seed and of the file once, by the file, as the code itself does', async () => {
    const both = await storeWith([aoc('2024-06', '2024-04-01', [['63295', '63278', 1]])]);
    const { data } = await run(
      both.store,
      `{ together(ids: ["63278", "63295"]) { pairs { verdict reasons { kind source { file { id } } } } }
        code(id: "63278") { addOns { edges { node { code } type source { file { id } } } } } }`,
    );
    await both.close();
    const source = { file: { id: 'ncci-aoc/2024-06/rows.csv' } };
    expect(data).toEqual({
      together: {
        pairs: [
          {
            verdict: 'ADD_ON',
            reasons: [
              { kind: 'ADD_ON', source },
              { kind: 'UNKNOWN', source: null },
            ],
          },
        ],
      },
      code: { addOns: { edges: [{ node: { code: '63295' }, type: 1, source }] } },
    });
  });

  it('finds a pair whichever of its codes is asked first', async () => {
    const verdicts = async (ids: string[]) => (await of(ids, '2024-07-02')).pairs;
    expect(await verdicts(['63295', '22630'])).toMatchObject([
      { codes: '63295 22630 ALLOWED_WITH_MODIFIER', texts: [expect.stringContaining('pays 22630 alone')] },
    ]);
    expect((await of(['63295', '22630'])).pairs).toMatchObject([{ codes: '63295 22630 NO_EDIT' }]);
  });

  it('counts a repeated code as units', async () => {
    const { pairs } = await of(['63278', '63308', '63278', '63308', '63277', '63277']);
    expect(pairs.map(({ codes }: { codes: string }) => codes)).toEqual([
      '63278 63278 NOT_TOGETHER',
      '63278 63308 NO_EDIT',
      '63278 63277 NOT_TOGETHER',
      '63308 63308 NO_EDIT',
      '63308 63277 NO_EDIT',
      '63277 63277 NO_EDIT',
    ]);
    expect(pairs[0]).toMatchObject({
      rows: ['UNITS_PER_DAY ncci-mue/2024Q3/rows.csv'],
      texts: [
        '63278 is asked for 2 times; the limit for one patient and day is 1. The limit counts for the whole day; more may be paid after review, where the record shows the need.',
      ],
    });
    expect(pairs[5]).toMatchObject({ rows: ['NO_EDIT -'] });
  });

  it('is unknown where no file is loaded for the day, or could tell of such codes', async () => {
    const { asOf, pairs } = await of(['63278', '63277', '63278', '63295'], '2024-06-30');
    expect(asOf).toBe('2024-06-30');
    expect(pairs).toMatchObject([
      { codes: '63278 63278 UNKNOWN' },
      { codes: '63278 63277 UNKNOWN', rows: ['UNKNOWN -'] },
      { codes: '63278 63295 ADD_ON', rows: ['ADD_ON seed/cpt/add-ons.csv', 'UNKNOWN -'] },
      { codes: '63277 63295 ADD_ON' },
    ]);
    expect((await of(['63278', '00BT0ZX'])).pairs).toMatchObject([{ codes: '63278 00BT0ZX UNKNOWN' }]);
  });

  it('refuses too many codes by the name of the limit, and what is not in the graph', async () => {
    const many = dataset.codes.slice(0, 21).map(({ id }) => id);
    const refused = async (ids: readonly string[]) => {
      const { data, errors } = await run(
        opened.store,
        'query ($ids: [ID!]!) { together(ids: $ids) { pairs { verdict } } }',
        { ids },
      );
      expect(data?.together ?? null).toBeNull();
      return errors?.[0];
    };
    expect((await of(many.slice(0, 20))).pairs).toHaveLength(190);
    expect(await refused(many)).toMatchObject({
      message: expect.stringContaining('LIMIT_TOGETHER'),
      extensions: { code: 'LIMIT_EXCEEDED' },
    });
    expect(await refused(['63278', '99999'])).toMatchObject({
      message: 'The code CPT:99999 is not in the graph.',
      extensions: { code: 'BAD_USER_INPUT' },
    });
  });
});
