import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { documents as documentsOf } from '../../src/load/seed/search-documents.ts';
import type { Import } from '../../src/store/release.ts';
import { openSqlite } from '../../src/store/sqlite/open.ts';
import { forgetSqlite } from '../../src/store/sqlite/write/forget.ts';
import type { Store } from '../../src/store/store.ts';
import { documents, run } from '../documents.ts';
import { ADD_ON_FILES, aoc, billing, licensed, mue, pcs, pfs, ptp, storeWith } from '../imported.ts';
import { dataset } from '../seeded.ts';

let opened: Awaited<ReturnType<typeof storeWith>>;
let store: Store;

beforeAll(async () => {
  opened = await storeWith([
    pfs('2025A', '2025-01-01', [
      billing('63278', { workRvu: 9.5, facilityTotalRvu: 16 }),
      billing('63277', {}),
      billing('63276', { bilateral: '1' }),
    ]),
    pfs('2025D', '2025-10-01', [
      billing('63278', {}),
      billing('63278', { modifier: '26', workRvu: 3, pcTc: '1' }),
      billing('63277', { conversionFactor: 33 }),
      billing('63295', { globalDays: 'ZZZ', multipleProcedure: '0', bilateral: '2', coSurgeon: '2' }),
    ]),
    ptp('2024Q3', '2024-07-01', [
      ['63278', '63277', 0],
      ['63278', '63283', 9],
      ['63278', '63275', 1, '2000-01-01', '2024-06-30'],
      ['63278', '22630', 1, '2000-01-01', '2024-07-01'],
      ['22630', '63295', 1, '2024-07-02'],
      ['63278', '63277', 1, '2020-01-01'],
    ]),
    mue('2024Q3', '2024-07-01', [
      ['63278', 1, 3],
      ['63295', 1, 2],
      ['63308', 3, 1],
    ]),
    pcs('2025', '2024-10-01', {
      '00BT0ZX': 'Excision of Spinal Meninges, Open Approach, Diagnostic',
      '00BT0ZZ': 'Excision of Spinal Meninges, Open Approach',
      '0QB10ZX': 'Excision of Sacrum, Open Approach, Diagnostic',
    }),
    pcs('2026', '2025-10-01', {
      '00BT0ZX': 'Excision of Spinal Meninges, Open Approach, Diagnostic',
      '0QB10ZX': 'Excision of Sacrum, Open, Diagnostic',
      '0QB10ZZ': 'Excision of Sacrum, Open Approach',
    }),
    licensed([['63278', 'LONG', 'a text that somebody holds a licence for']]),
  ]);
  store = opened.store;
});
afterAll(() => opened.close());

// biome-ignore lint/suspicious/noExplicitAny: tests read answers of every shape
async function ask(text: string, variables: Record<string, unknown> = {}): Promise<any> {
  const { data, errors } = await run(store, text, variables);
  expect(errors).toBeUndefined();
  return data;
}

describe('billing', () => {
  const of = async (code: string, given: string) =>
    (
      await ask(
        `{ code(id: "${code}") { billing${given} { release modifier workRvu facilityPeRvu malpracticeRvu nonFacilityTotalRvu
          nonFacilityPeRvu status globalDays preOperative nonFacilityNa conversionFactor endoscopicBase { id }
          indicators { pcTc bilateral } source { id line file { id kind starts } } } } }`,
      )
    ).code.billing;

  it('is the row of the newest release, with its file and line', async () => {
    expect(await of('63278', '')).toEqual({
      release: '2025D',
      modifier: '',
      workRvu: 10,
      facilityPeRvu: 5,
      malpracticeRvu: 1.5,
      nonFacilityTotalRvu: 16.5,
      nonFacilityPeRvu: null,
      status: 'A',
      globalDays: '090',
      preOperative: 0.11,
      nonFacilityNa: true,
      conversionFactor: 32.35,
      endoscopicBase: null,
      indicators: { pcTc: '0', bilateral: '0' },
      source: {
        id: 'pfs/2025D/rows.csv#L1',
        line: 1,
        file: { id: 'pfs/2025D/rows.csv', kind: 'PFS', starts: '2025-10-01' },
      },
    });
  });

  it('is that of the release for the day, and of the modifier', async () => {
    expect(await of('63278', '(asOf: "2025-09-30")')).toMatchObject({ release: '2025A', workRvu: 9.5 });
    expect(await of('63278', '(modifier: "26")')).toMatchObject({ modifier: '26', workRvu: 3 });
    expect(await of('63278', '(modifier: null)')).toMatchObject({ modifier: '' });
  });

  it('is null before the first release, and where the file does not list the code', async () => {
    for (const given of ['(asOf: "2024-12-31")', '(modifier: "53")'])
      expect(await of('63278', given)).toBeNull();
    expect(await of('63276', '')).toBeNull();
  });
});

describe('two variants of a release', () => {
  const variants = (['nonQPP', 'QPP'] as const).map((variant) =>
    pfs(`2026A-${variant}`, '2026-01-01', [
      billing('63278', { workRvu: 11, conversionFactor: variant === 'QPP' ? 33.5675 : 33.4009 }),
    ]),
  );
  const october = pfs('2025D', '2025-10-01', [billing('63278', {})]);
  const said = '{ release variant workRvu conversionFactor source { file { release } } }';

  it.each([
    ['as published', [october, ...variants]],
    ['turned round', [...[...variants].reverse(), october]],
  ])('stand side by side: %s', async (_, releases) => {
    const both = await storeWith(releases);
    const asked = `{ code(id: "63278") {
      plain: billing ${said} qpp: billing(variant: QPP) ${said} before: billing(variant: QPP, asOf: "2025-12-31") ${said}
      modifiers { code } } }`;
    const { data } = await run(both.store, asked);
    const row = (variant: string | null, conversionFactor: number, release: string, workRvu = 11) => ({
      release: release.slice(0, 5),
      variant,
      workRvu,
      conversionFactor,
      source: { file: { release } },
    });
    expect(data?.code).toMatchObject({
      plain: row('NON_QPP', 33.4009, '2026A-nonQPP'),
      qpp: row('QPP', 33.5675, '2026A-QPP'),
      before: row(null, 32.35, '2025D', 10),
    });
    const changes = (to: string) =>
      `{ changes(system: CPT, from: "2025D", to: "${to}") { edges { node { field before after } } } }`;
    for (const to of ['2026A', '2026A-nonQPP', '2026A-QPP']) {
      expect((await run(both.store, changes(to))).data?.changes).toEqual({
        edges: [{ node: { field: 'workRvu', before: '10', after: '11' } }],
      });
    }
    await both.close();
  });

  it('are asked one by one: nothing stands in for the other but for modifiers, which they judge alike', async () => {
    const [plain, qpp] = [await storeWith(variants.slice(0, 1)), await storeWith(variants.slice(1))];
    const asked = '{ code(id: "63278") { billing { variant } qpp: billing(variant: QPP) { variant } } }';
    const judged = '{ code(id: "63278") { modifiers { code applies reason } } }';
    expect((await run(plain.store, asked)).data?.code).toEqual({
      billing: { variant: 'NON_QPP' },
      qpp: null,
    });
    expect((await run(qpp.store, asked)).data?.code).toEqual({ billing: null, qpp: { variant: 'QPP' } });
    expect(await run(qpp.store, judged)).toEqual(await run(plain.store, judged));
    await plain.close();
    await qpp.close();
  });
});

describe('modifiers', () => {
  it('are judged by the schedule for the day', async () => {
    const of = async (given: string) => {
      const { code } = await ask(`{ code(id: "63278") { modifiers${given} { code applies reason } } }`);
      // biome-ignore lint/suspicious/noExplicitAny: tests read answers of every shape
      return code.modifiers.find((one: any) => one.code === '62');
    };
    expect(await of('')).toMatchObject({ applies: 'SOMETIMES' });
    expect(await of('(asOf: "2025-01-01", lang: DE)')).toMatchObject({
      reason: 'Mit dem Nachweis, dass zwei Operierende nötig waren.',
    });
    expect(await of('(asOf: "2024-01-01")')).toMatchObject({ applies: 'UNKNOWN' });
  });
});

describe('unitsPerDay', () => {
  it('is the row of the release for the day', async () => {
    const { a, b, c } = await ask(
      `query { a: code(id: "63278") { ...F } b: code(id: "63277") { ...F }
        c: code(id: "63278") { unitsPerDay(asOf: "2024-06-30") { units } } }
      fragment F on Code { unitsPerDay { release units adjudication rationale source { line file { id } } } }`,
    );
    expect(a.unitsPerDay).toEqual({
      release: '2024Q3',
      units: 1,
      adjudication: 3,
      rationale: 'Nature of Service/Procedure',
      source: { line: 1, file: { id: 'ncci-mue/2024Q3/rows.csv' } },
    });
    expect([b.unitsPerDay, c.unitsPerDay]).toEqual([null, null]);
  });
});

describe('bundles', () => {
  const of = async (code: string, given: string) =>
    (
      await ask(
        `{ code(id: "${code}") { bundles${given} { release asOf totalCount pageInfo { hasNextPage endCursor }
          edges { node { code } modifierIndicator effective lastDay rationale source { line } } } } }`,
      )
    ).code.bundles;
  // biome-ignore lint/suspicious/noExplicitAny: tests read answers of every shape
  const seen = ({ edges }: any) =>
    // biome-ignore lint/suspicious/noExplicitAny: tests read answers of every shape
    edges.map((edge: any) => `${edge.node.code} ${edge.modifierIndicator} L${edge.source.line}`);

  it('are those in force on the first day of the newest release: last days count, indicator 9 never', async () => {
    const found = await of('63278', '');
    expect(found).toMatchObject({ release: '2024Q3', asOf: '2024-07-01', totalCount: 3 });
    expect(seen(found)).toEqual(['22630 1 L4', '63277 0 L1', '63277 1 L6']);
    expect(found.edges[0]).toMatchObject({ effective: '2000-01-01', lastDay: '2024-07-01' });
  });

  it('follow the day, and the direction', async () => {
    expect(seen(await of('63278', '(asOf: "2024-07-02")'))).toEqual(['63277 0 L1', '63277 1 L6']);
    expect(seen(await of('63295', '(direction: IN)'))).toEqual([]);
    expect(seen(await of('63295', '(direction: IN, asOf: "2024-07-02")'))).toEqual(['22630 1 L5']);
    expect(seen(await of('63277', '(direction: IN)'))).toEqual(['63278 0 L1', '63278 1 L6']);
  });

  it('page through rows of the same pair', async () => {
    const all: string[] = [];
    for (let after: string | null = null; ; ) {
      const page = await of('63278', `(first: 1, after: ${JSON.stringify(after)})`);
      all.push(...seen(page));
      expect(page.totalCount).toBe(3);
      if (!page.pageInfo.hasNextPage) break;
      after = page.pageInfo.endCursor;
    }
    expect(all).toEqual(['22630 1 L4', '63277 0 L1', '63277 1 L6']);
  });

  it('are null where no file is loaded for the day, empty where it has none', async () => {
    expect(await of('63278', '(asOf: "2024-06-30")')).toBeNull();
    expect(await of('63303', '')).toMatchObject({ totalCount: 0, edges: [] });
  });
});

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
        store,
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

describe('changes', () => {
  const of = async (system: string, from: string, to: string) => {
    const { changes } = await ask(
      `{ changes(system: ${system}, from: "${from}", to: "${to}") { totalCount counts { kind count }
        edges { node { kind code { code } field before after } } } }`,
    );
    // biome-ignore lint/suspicious/noExplicitAny: tests read answers of every shape
    const rows = changes.edges.map(({ node }: any) =>
      [node.kind, node.code.code, node.field, node.before, node.after].join(' | '),
    );
    // biome-ignore lint/suspicious/noExplicitAny: tests read answers of every shape
    const counts = changes.counts.map(({ kind, count }: any) => `${kind} ${count}`);
    expect(rows).toHaveLength(changes.totalCount);
    return { rows, counts };
  };

  it('of titles are what was added, deleted and relabelled, by code', async () => {
    expect(await of('ICD10PCS', '2025', '2026')).toEqual({
      counts: ['ADDED 1', 'DELETED 1', 'RELABELLED 1', 'REVALUED 0'],
      rows: [
        'DELETED | 00BT0ZZ |  | Excision of Spinal Meninges, Open Approach | ',
        'RELABELLED | 0QB10ZX | label | Excision of Sacrum, Open Approach, Diagnostic | Excision of Sacrum, Open, Diagnostic',
        'ADDED | 0QB10ZZ |  |  | Excision of Sacrum, Open Approach',
      ],
    });
  });

  it('turned round, adds what was deleted; from a release to itself there are none', async () => {
    expect((await of('ICD10PCS', '2026', '2025')).counts).toEqual([
      'ADDED 1',
      'DELETED 1',
      'RELABELLED 1',
      'REVALUED 0',
    ]);
    expect((await of('ICD10PCS', '2026', '2026')).rows).toEqual([]);
  });

  it('of the fee schedule are its fields, but not the conversion factor, nor rows of modifiers', async () => {
    expect(await of('CPT', '2025A', '2025D')).toEqual({
      counts: ['ADDED 1', 'DELETED 1', 'RELABELLED 0', 'REVALUED 2'],
      rows: [
        'DELETED | 63276 |  |  | ',
        'REVALUED | 63278 | facilityTotalRvu | 16 | 16.5',
        'REVALUED | 63278 | workRvu | 9.5 | 10',
        'ADDED | 63295 |  |  | ',
      ],
    });
  });

  it('page through without loss', async () => {
    const all: string[] = [];
    let after: string | null = null;
    do {
      const { changes } = await ask(
        `query ($after: String) { changes(system: CPT, from: "2025A", to: "2025D", first: 1, after: $after) {
          edges { node { code { code } field } } pageInfo { hasNextPage endCursor } } }`,
        { after },
      );
      // biome-ignore lint/suspicious/noExplicitAny: tests read answers of every shape
      all.push(...changes.edges.map(({ node }: any) => `${node.code.code} ${node.field}`));
      after = changes.pageInfo.hasNextPage ? changes.pageInfo.endCursor : null;
    } while (after !== null);
    expect(all).toEqual(['63276 null', '63278 facilityTotalRvu', '63278 workRvu', '63295 null']);
  });

  it('name the releases that are loaded where another is asked, and are null where none is', async () => {
    const text = '{ changes(system: ICD10PCS, from: "2025", to: "2031") { totalCount } }';
    expect((await run(store, text)).errors?.[0]).toMatchObject({
      message: '`to`: no release "2031" of icd10pcs is loaded for ICD10PCS; loaded are 2025, 2026.',
      extensions: { code: 'BAD_USER_INPUT' },
    });
    expect(await ask('{ changes(system: HCPCS, from: "2025", to: "2026") { totalCount } }')).toEqual({
      changes: null,
    });
  });
});

describe('descriptor', () => {
  it('is the licensed text with its notice, in the language asked; null where there is none', async () => {
    const { code } = await ask(
      `{ code(id: "63278") { a: descriptor { text notice source { file { licence } } }
        b: descriptor(kind: LONG) { notice(lang: DE) } c: descriptor(kind: SHORT) { text } } }`,
    );
    expect(code.a).toMatchObject({
      text: 'a text that somebody holds a licence for',
      notice: expect.stringContaining('no export'),
    });
    expect(code.b.notice).toContain('Verlag');
    expect(code.c).toBeNull();
  });
});

describe('the documents of clients', () => {
  it.each(documents)('$file answers on imported files too', async ({ text, variables }) => {
    for (const values of variables) await ask(text, values);
  });
});

describe('of several add-on files', () => {
  const { older, newer, document } = ADD_ON_FILES;
  const counted = (count: number) => ({
    counts: { counts: { edges: expect.arrayContaining([{ kind: 'ADD_ON', count }]) } },
  });
  const answersAfter = async (releases: readonly Import[], forgotten: string | null = null) => {
    const held = await storeWith(releases);
    await held.store.close();
    if (forgotten !== null) forgetSqlite(held.path, 'ncci-aoc', forgotten, documentsOf);
    const again = openSqlite(held.path);
    const { data, errors } = await run(again, document);
    await again.close();
    await held.close();
    expect(errors).toBeUndefined();
    return data;
  };

  it('the newest alone speaks, in whatever order they came, and until it is forgotten', async () => {
    const [one, both] = [await answersAfter([older]), await answersAfter([older, newer])];
    expect(one).toMatchObject({
      pairs: { addOns: { totalCount: 1 } },
      ended: [{ addOn: true }, {}, { addOn: true }],
    });
    expect(both).toMatchObject({
      pairs: { addOns: { totalCount: 0, edges: [] } },
      primary: { addOns: { totalCount: 1, edges: [{ node: { code: '99355' } }] } },
      ended: [
        { code: '99354', addOn: false, addOnTo: { totalCount: 0 } },
        { code: '99355', addOn: true, addOnTo: { totalCount: 1 } },
        { code: '22630', addOn: false, addOnTo: { totalCount: 0 } },
      ],
      contractors: [
        { code: '63308', addOn: true, contractorDefinedPrimaries: null },
        {
          code: '99356',
          addOn: true,
          contractorDefinedPrimaries: { file: { id: 'ncci-aoc/2025Q1/rows.csv' } },
        },
      ],
    });
    const seeded = dataset.addOns.length;
    expect(one).toMatchObject(counted(seeded + 3));
    expect(both).toMatchObject(counted(seeded + 1));
    expect(await answersAfter([newer, older])).toEqual(both);
    expect(await answersAfter([older, newer], '2025Q1')).toEqual(one);
    expect(await answersAfter([newer, older], '2025Q1')).toEqual(one);
  });
});
