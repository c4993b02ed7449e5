import { describe, expect, it } from 'vitest';
import { run } from '../documents.ts';
import { storeWith } from '../imported.ts';
import { storeForTests } from '../opened.ts';
import { dataset } from '../seeded.ts';
import { aoc, billing, mue, named, pfs, ptp, releaseOfRows } from '../small-releases.ts';

const opened = storeForTests(() =>
  storeWith([
    ptp('2024Q3', '2024-07-01', [
      ['63278', '63277', 0],
      ['63278', '63283', 9],
      ['63278', '22630', 1, '2000-01-01', '2024-07-01'],
      ['22630', '63295', 1, '2024-07-02'],
      ['63278', '63277', 1, '2020-01-01'],
      ['63278', '99213', 1],
    ]),
    mue('2024Q3', '2024-07-01', [
      ['63278', 1, 3],
      ['63030', 1, 2],
      ['63308', 3, 1],
      ['22840', 0, 3],
    ]),
    aoc('2024-06', '2024-06-01', [
      ['63295', '63278', 1],
      ['22328', '22325', 1],
      ['22328', '22327', 1],
    ]),
    pfs('2025D', '2025-10-01', [
      billing('63278', {}),
      billing('63030', { bilateral: '1' }),
      billing('22841', { status: 'B', globalDays: 'XXX' }),
      billing('63295', { globalDays: 'ZZZ' }),
    ]),
  ]),
);

const DOCUMENT = `query ($ids: [ID!]!, $asOf: Date) { together(ids: $ids, asOf: $asOf) { asOf notice
  releases { kind release starts ends whole }
  lines { input code { code } units modifiers verdict reasons { kind text stale source { file { id } } } }
  pairs { a { code } b { code } verdict modifiers { code on { code } reason }
    reasons { kind text rationale stale source { file { id } } } } } }`;

// biome-ignore lint/suspicious/noExplicitAny: tests read answers of every shape
type Answer = any;

async function of(ids: readonly string[], asOf: string | null = null, from = opened.store): Promise<Answer> {
  const { data, errors } = await run(from, DOCUMENT, { ids, asOf });
  expect(errors).toBeUndefined();
  return data?.together;
}

const rows = ({ reasons }: Answer) =>
  reasons.map((one: Answer) => `${one.kind} ${one.source?.file.id ?? '-'}${one.stale ? ' stale' : ''}`);
const pairs = (answer: Answer) =>
  answer.pairs.map((pair: Answer) => [`${pair.a.code} ${pair.b.code} ${pair.verdict}`, ...rows(pair)]);
const lines = (answer: Answer) =>
  answer.lines.map((line: Answer) => [`${line.code?.code ?? line.input} ${line.verdict}`, ...rows(line)]);

const PTP = 'ncci-ptp/2024Q3/rows.csv';
const MUE = 'ncci-mue/2024Q3/rows.csv';
const AOC = 'ncci-aoc/2024-06/rows.csv';
const PFS = 'pfs/2025D/rows.csv';
const SEED = 'seed/cpt/add-ons.csv';

describe('together', () => {
  it('answers from the newest release of each kind where no day is asked, and names them', async () => {
    const answer = await of(['63278', '63295', '63283', '63277', '22630']);
    expect(answer.asOf).toBe('2024-07-01');
    expect(answer.notice).toMatch(/^This holds for Medicare and the services of practitioners\./);
    expect(answer.releases).toEqual([
      { kind: 'NCCI_PTP', release: '2024Q3', starts: '2024-07-01', ends: '2024-09-30', whole: true },
      { kind: 'NCCI_MUE', release: '2024Q3', starts: '2024-07-01', ends: '2024-09-30', whole: true },
      { kind: 'NCCI_AOC', release: '2024-06', starts: '2024-06-01', ends: '2024-12-31', whole: true },
      { kind: 'PFS', release: '2025D', starts: '2025-10-01', ends: '2025-12-31', whole: true },
    ]);
    expect(pairs(answer)).toEqual([
      ['63277 63278 NOT_TOGETHER', `BUNDLE ${PTP}`, `BUNDLE ${PTP}`],
      ['22630 63278 ALLOWED_WITH_MODIFIER', `BUNDLE ${PTP}`],
      ['63277 63295 ADD_ON', `ADD_ON ${SEED}`],
      ['63278 63295 ADD_ON', `ADD_ON ${AOC}`],
      ['63283 63295 ADD_ON', `ADD_ON ${SEED}`],
      ['22630 63277 NO_EDIT', 'NO_EDIT -'],
      ['22630 63283 NO_EDIT', 'NO_EDIT -'],
      ['22630 63295 NO_EDIT', 'NO_EDIT -'],
      ['63277 63283 NO_EDIT', 'NO_EDIT -'],
      ['63278 63283 NO_EDIT', 'NO_EDIT -'],
    ]);
    expect(answer.pairs[0].reasons.map(({ text }: Answer) => text)).toEqual([
      'Where 63277 is reported beside 63278, the NCCI edit (2024Q3) lets only 63278 be paid; no modifier changes that.',
      expect.stringContaining('unless a modifier says why'),
    ]);
    const [, lifted] = answer.pairs;
    expect(lifted.modifiers.map(({ code, on }: Answer) => `${code} ${on.code}`).slice(0, 2)).toEqual([
      '59 22630',
      'XE 22630',
    ]);
    expect(lifted.modifiers[0].reason).toBe('Separate from the other code of the day.');
  });

  it('lists each line with all the rows that decide, the gravest first', async () => {
    const ids = [
      '63278',
      '63030-50',
      '63030-LT',
      '63180',
      '22841',
      '63308',
      '22840',
      '63295',
      'x',
      '99999-59 x2',
    ];
    const answer = await of(ids);
    expect(lines(answer)).toEqual([
      ['63180 NOT_VALID', 'NOT_VALID seed/cpt/codes.csv'],
      ['63030 UNITS_EXCEEDED', `UNITS_PER_DAY ${MUE}`, `BOTH_SIDES ${PFS}`],
      ['22840 NOT_PAID', `UNITS_PER_DAY ${MUE}`, 'STATUS -', `ADD_ON ${SEED}`, `ADD_ON ${SEED}`],
      ['22841 NOT_PAID', `STATUS ${PFS}`, `ADD_ON ${SEED}`, `ADD_ON ${SEED}`, 'UNITS_PER_DAY -'],
      ['63308 UNKNOWN', `UNKNOWN ${AOC}`, 'STATUS -', `UNITS_PER_DAY ${MUE}`],
      ['99999-59 x2 UNKNOWN', 'UNKNOWN -'],
      ['x UNKNOWN', 'UNKNOWN -'],
      ['63278 OK', `UNITS_PER_DAY ${MUE}`],
      ['63295 OK', `ADD_ON ${AOC}`, 'UNITS_PER_DAY -'],
    ]);
    const [, sides] = answer.lines;
    expect(sides).toMatchObject({ input: '63030-50, 63030-LT', units: 2, modifiers: ['50', 'LT'] });
    expect(answer.lines[5]).toMatchObject({ code: null, units: 2, modifiers: ['59'] });
    expect(answer.pairs.filter(({ verdict }: Answer) => verdict === 'NO_EDIT')).not.toHaveLength(0);
    for (const { a, b, verdict, reasons } of answer.pairs) {
      if (a.code !== '63180' && b.code !== '63180') continue;
      expect([verdict, reasons[0].kind]).toEqual(['UNKNOWN', 'NOT_VALID']);
    }
  });

  it('holds each line as it is written against a limit by claim line', async () => {
    const said = async (...ids: string[]) => {
      const [line] = (await of(ids, '2024-07-01')).lines;
      return [line.units, line.reasons.find(({ kind }: Answer) => kind === 'UNITS_PER_DAY').text];
    };
    expect(await said('63308 x3', '63308', '63308 x2')).toEqual([
      6,
      expect.stringContaining('at most 3, within'),
    ]);
    expect(await said('63308 x4', '63308')).toEqual([5, expect.stringContaining('on one claim line: 4.')]);
  });

  it('reads a number without a dot as the code of HCPCS, and tells the diagnosis that is written alike', async () => {
    const both = await storeWith([
      releaseOfRows('hcpcs', '2024', '2024-01-01', (at) => [
        { of: 'named', rows: ['HCPCS:G0439', 'ICD10CM:G04.39'].map((id, index) => named(id, at(index + 1))) },
      ]),
    ]);
    const plain = await of(['G0439', '63278'], null, both.store);
    const dotted = await of(['G04.39'], null, both.store);
    const whole = await of(['HCPCS:G0439'], null, both.store);
    await both.close();
    const line = plain.lines.find(({ code }: Answer) => code?.code === 'G0439');
    expect(line.reasons.at(-1)).toMatchObject({
      kind: 'UNKNOWN',
      text: 'Read as HCPCS:G0439, though ICD10CM:G04.39 is written like this too.',
    });
    expect(plain.pairs).toHaveLength(1);
    expect(dotted.lines).toMatchObject([{ code: { code: 'G04.39' } }]);
    expect(whole.lines[0].reasons.map(({ text }: Answer) => text).join()).not.toContain('Read as');
  });

  it('says of 0 units that it is none, and takes very many', async () => {
    const answer = await of(['63278 x0', '63283 x100000'], '2024-07-01');
    expect(answer.lines).toMatchObject([
      { code: { code: '63283' }, units: 100_000, verdict: 'UNKNOWN' },
      { input: '63278 x0', code: null, units: 0, verdict: 'UNKNOWN' },
    ]);
    expect(answer.lines[1].reasons[0].text).toBe('The number of units is 0; a claim line has at least one.');
  });

  it('names the modifiers of a visit on the visit, and says of a carried one that it is there', async () => {
    const { pairs: both } = await of(['63278', '99213-25']);
    expect(both).toMatchObject([
      {
        verdict: 'ALLOWED_WITH_MODIFIER',
        modifiers: ['57', '25', '24'].map((code) => ({ code, on: { code: '99213' } })),
        reasons: [{ text: expect.stringContaining('such a modifier: 99213-25') }],
      },
    ]);
  });

  it.each([
    ['2024-05-31', [], 'UNKNOWN'],
    ['2024-06-01', ['2024-06'], 'UNKNOWN'],
    ['2024-06-30', ['2024-06'], 'UNKNOWN'],
    ['2024-07-01', ['2024Q3', '2024Q3', '2024-06'], 'NOT_TOGETHER'],
    ['2024-09-30', ['2024Q3', '2024Q3', '2024-06'], 'NOT_TOGETHER'],
    ['2024-10-01', ['2024-06'], 'UNKNOWN'],
    ['2024-12-31', ['2024-06'], 'UNKNOWN'],
    ['2025-01-01', [], 'UNKNOWN'],
    ['2025-09-30', [], 'UNKNOWN'],
    ['2025-10-01', ['2025D'], 'UNKNOWN'],
    ['2025-12-31', ['2025D'], 'UNKNOWN'],
    ['2026-01-01', [], 'UNKNOWN'],
  ])('on %s answers from %j, and 63278 with 63277 is %s', async (day, releases, verdict) => {
    const answer = await of(['63278', '63277'], day);
    expect(answer.asOf).toBe(day);
    expect(answer.releases.map(({ release }: Answer) => release)).toEqual(releases);
    expect(answer.pairs).toMatchObject([{ verdict }]);
    const stale = day >= '2024-10-01' ? [`BUNDLE ${PTP} stale`, `BUNDLE ${PTP} stale`] : [];
    if (verdict === 'UNKNOWN') expect(rows(answer.pairs[0])).toEqual(['UNKNOWN -', ...stale]);
  });

  it('tells the last known row of each kind past its last day, and takes none for a verdict', async () => {
    const ids = ['63278 x2', '63030 x2', '22328', '22325', '22841'];
    const answer = await of(ids, '2026-01-01');
    expect(lines(answer)).toEqual([
      ['22328 UNKNOWN', 'UNKNOWN -', 'UNITS_PER_DAY -', `ADD_ON ${AOC} stale`],
      [
        '22841 UNKNOWN',
        'STATUS -',
        `ADD_ON ${SEED}`,
        `ADD_ON ${SEED}`,
        `ADD_ON ${SEED}`,
        'UNITS_PER_DAY -',
        `STATUS ${PFS} stale`,
      ],
      ['63030 UNKNOWN', 'UNITS_PER_DAY -', `UNITS_PER_DAY ${MUE} stale`, `BOTH_SIDES ${PFS} stale`],
      ['63278 UNKNOWN', 'UNITS_PER_DAY -', `UNITS_PER_DAY ${MUE} stale`],
      ['22325 OK', 'UNITS_PER_DAY -'],
    ]);
    expect(answer.lines[3].reasons[1].text).toMatch(
      /^Last known, from 2024Q3, which speaks until 30 September 2024: /,
    );
    expect(pairs(answer).find(([pair]: string[]) => pair?.startsWith('22325 22328'))).toEqual([
      '22325 22328 UNKNOWN',
      'UNKNOWN -',
      `ADD_ON ${AOC} stale`,
    ]);
  });

  it('tells of a day before every fee schedule what the first says, if it pays nothing', async () => {
    const before = await of(['22841', '63047'], '2024-07-01');
    expect(lines(before)).toEqual([
      ['22841 UNKNOWN', `STATUS ${PFS}`, `ADD_ON ${SEED}`, 'UNITS_PER_DAY -'],
      ['63047 OK', 'UNITS_PER_DAY -'],
    ]);
  });

  it('on the seed alone knows add-ons and ended codes, and nothing of edits', async () => {
    const seed = await storeWith([]);
    const answer = await of(['63295', '63047', '63048', '63182'], '2024-07-01', seed.store);
    const early = await of(['63182'], '2020-12-31', seed.store);
    const none = await of([], null, seed.store);
    await seed.close();
    expect(answer.releases).toEqual([]);
    expect(lines(answer)).toEqual([
      ['63182 NOT_VALID', 'NOT_VALID seed/cpt/codes.csv'],
      ['63295 ADD_ON_ALONE', `ADD_ON ${SEED}`, 'UNITS_PER_DAY -'],
      ['63047 OK', 'UNITS_PER_DAY -'],
      ['63048 OK', `ADD_ON ${SEED}`, 'UNITS_PER_DAY -'],
    ]);
    expect(pairs(answer)[0]).toEqual(['63047 63048 ADD_ON', `ADD_ON ${SEED}`, 'UNKNOWN -']);
    expect(lines(early)).toEqual([['63182 OK', 'UNITS_PER_DAY -']]);
    expect(none).toMatchObject({ asOf: null, lines: [], pairs: [] });
  });

  it('is the same in whatever order the codes are given', async () => {
    const ids = ['63278-59', '63295', 'x', '63278', '22328', '63180', '22325', '63277 x2', '63308'];
    for (const day of [null, '2024-07-02', '2026-01-01']) {
      expect(await of([...ids].reverse(), day)).toEqual(await of(ids, day));
    }
  });

  it('says of diagnoses and procedures that no edit speaks of them', async () => {
    const answer = await of(['63278', 'C79.51']);
    expect(pairs(answer)).toEqual([['63278 C79.51 UNKNOWN', 'UNKNOWN -']]);
    expect(lines(answer)[0]).toEqual(['C79.51 UNKNOWN', 'UNKNOWN -']);
  });

  it('tells an add-on of the seed and of the file once, by the file, as the code itself does', async () => {
    const { data } = await run(
      opened.store,
      `{ code(id: "63278") { addOns { edges { node { code } type source { file { id } } } } }
        other: code(id: "63277") { addOns { edges { node { code } type source { file { id } } } } } }`,
    );
    const edge = (id: string) => ({ node: { code: '63295' }, type: 1, source: { file: { id } } });
    const last = ({ addOns: { edges } }: Answer) => edges.filter((one: Answer) => one.node.code === '63295');
    expect([last(data?.code), last(data?.other)]).toEqual([[edge(AOC)], [edge(SEED)]]);
  });

  it('refuses too many codes by the name of the limit', async () => {
    const many = dataset.codes.slice(0, 21).map(({ id }) => id);
    expect((await of(many.slice(0, 20))).pairs).toHaveLength(190);
    const { errors } = await run(opened.store, DOCUMENT, { ids: many });
    expect(errors?.[0]).toMatchObject({
      message: expect.stringContaining('LIMIT_TOGETHER'),
      extensions: { code: 'LIMIT_EXCEEDED' },
    });
  });
});
