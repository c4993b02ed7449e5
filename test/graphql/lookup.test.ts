import { describe, expect, it } from 'vitest';
import type { CodeSystem } from '../../src/lattice/axes.ts';
import type { ImportKind } from '../../src/store/records.ts';
import type { Store } from '../../src/store/store.ts';
import { answer, run } from '../documents.ts';
import { storeWith } from '../imported.ts';
import { storeForTests } from '../opened.ts';
import { billing, named, pfs, releaseOfRows } from '../small-releases.ts';

/** A release with nothing but codes. */
const codesOf = (kind: ImportKind, system: CodeSystem, codes: readonly string[]) =>
  releaseOfRows(kind, '2025', '2024-10-01', (at) => [
    {
      of: 'named',
      rows: codes.map((code, index) => named(`${system}:${code}`, at(index + 1))),
    },
  ]);

describe('lookup', () => {
  const opened = storeForTests(() =>
    storeWith([
      pfs('2025D', '2025-10-01', [billing('63278', {})]),
      codesOf('licensed-text', 'CPT', ['00100', '01996']),
      codesOf('hcpcs', 'HCPCS', ['A0100', 'J1100']),
      codesOf('icd10cm', 'ICD10CM', ['A01', 'A01.0', 'A01.00', 'I10', 'E11.9', 'X32']),
    ]),
  );
  const ask = async (ids: readonly string[]) => {
    const document = `query ($ids: [ID!]!) { lookup(ids: $ids) {
      input status code { id } also { id } modifiers units range { id } note } }`;
    return (await opened.ask(document, { ids })).lookup;
  };
  const nothing = { code: null, also: [], modifiers: [], units: null, range: [], note: null };

  it.each([
    ['63278', {}, 'CPT:63278'],
    ['63278-59', { modifiers: ['59'] }, 'CPT:63278'],
    ['63278 59', { modifiers: ['59'] }, 'CPT:63278'],
    ['63278,59', { modifiers: ['59'] }, 'CPT:63278'],
    ['63278-LT-59', { modifiers: ['LT', '59'] }, 'CPT:63278'],
    ['63278x2', { units: 2 }, 'CPT:63278'],
    ['63278 x 10000', { units: 10_000 }, 'CPT:63278'],
    ['cpt 63278', {}, 'CPT:63278'],
    ['CPT4:63278', {}, 'CPT:63278'],
    ["'63278", {}, 'CPT:63278'],
    ['63278.0', {}, 'CPT:63278'],
    ['100', { note: 'Read as CPT:00100, on the guess that leading zeros were lost.' }, 'CPT:00100'],
    ['1996.0', { note: 'Read as CPT:01996, on the guess that leading zeros were lost.' }, 'CPT:01996'],
    ['I10', {}, 'ICD10CM:I10'],
    ['ICD-10-CM:I10', {}, 'ICD10CM:I10'],
    ['e119', {}, 'ICD10CM:E11.9'],
    ['J1100', {}, 'HCPCS:J1100'],
    ['A01.00', {}, 'ICD10CM:A01.00'],
    ['HCPCS:A0100', {}, 'HCPCS:A0100'],
  ])('%j is found', async (input, beside, id) => {
    expect(await ask([input])).toEqual([{ ...nothing, input, status: 'FOUND', code: { id }, ...beside }]);
  });

  it('tells all that are loaded where several are', async () => {
    expect(await ask(['a0100'])).toEqual([
      {
        ...nothing,
        input: 'a0100',
        status: 'AMBIGUOUS',
        code: { id: 'HCPCS:A0100' },
        also: [{ id: 'ICD10CM:A01.00' }],
        note: 'Several codes are written like this: HCPCS:A0100 or ICD10CM:A01.00. Ask for the one that is meant with its system before it.',
      },
    ]);
  });

  it('lists a range, and says how many more there are', async () => {
    const [spine, some, open] = await ask(['63001-63308', '63275 – 63277', '63210-63277']);
    expect(spine).toMatchObject({ status: 'FOUND', code: null });
    expect(spine.range).toHaveLength(20);
    const { data } = await run(
      opened.store,
      '{ codes(filter: { system: [CPT] }, first: 500) { edges { node { code } } } }',
    );
    const between = (data as { codes: { edges: { node: { code: string } }[] } }).codes.edges.filter(
      ({ node: { code } }) => code >= '63001' && code <= '63308' && /\d$/.test(code),
    );
    expect(spine.note).toBe(`More codes in this range: ${between.length - 20}.`);
    expect(some).toMatchObject({ status: 'FOUND', note: null });
    expect(some.range.map(({ id }: { id: string }) => id)).toEqual(['CPT:63275', 'CPT:63276', 'CPT:63277']);
    expect(open).toMatchObject({ status: 'UNKNOWN', note: 'Not known here: CPT:63210.' });
  });

  it('takes off what stands beside an unknown code', async () => {
    const [modified, repeated] = await ask(['99999-59', '99999x2']);
    expect(modified).toMatchObject({ status: 'UNKNOWN', modifiers: ['59'], units: null });
    expect(repeated).toMatchObject({ status: 'UNKNOWN', modifiers: [], units: 2 });
  });

  it('says why there is none', async () => {
    const answers = await ask(['99999', 'J9999', 'banana', '', '63278, 63277', 'E11.9-59', 'x'.repeat(65)]);
    expect(answers.map(({ status, note }: { status: string; note: string }) => `${status}: ${note}`)).toEqual(
      [
        'UNKNOWN: Not known here: CPT:99999.',
        'UNKNOWN: Not known here: HCPCS:J9999 or ICD10CM:J99.99.',
        'INVALID: No code looks like this. Codes look like 63278, CPT:63278, J1100, 00BT0ZX, C79.51.',
        'INVALID: Nothing is written here that could be a code.',
        'INVALID: These are several codes. Ask for each of them by itself.',
        'INVALID: Only CPT and HCPCS codes have modifiers and units. Ask for this code without them.',
        'INVALID: This is longer than 64 characters. Ask for one code or one range at a time.',
      ],
    );
  });

  it('asks the store once for all inputs, and once for all ranges', async () => {
    const calls: string[] = [];
    const counted: Store = {
      ...opened.store,
      async at() {
        const snapshot = await opened.store.at();
        return {
          ...snapshot,
          codes(ids) {
            calls.push('codes');
            return snapshot.codes(ids);
          },
          ranges(requests) {
            calls.push('ranges');
            return snapshot.ranges(requests);
          },
        };
      },
    };
    const ids = Array.from({ length: 500 }, (_, at) => (at % 2 ? `${63001 + at}` : `${63001 + at}-63308`));
    await answer(counted, 'query ($ids: [ID!]!) { lookup(ids: $ids) { status note } }', { ids });
    expect(calls).toEqual(['codes', 'ranges']);
  });
});

describe('whatever takes a code reads it by the same rules', () => {
  const opened = storeForTests(() =>
    storeWith([
      pfs('2025D', '2025-10-01', [billing('63278', {}), billing('63278', { modifier: 'TC' })]),
      codesOf('licensed-text', 'CPT', ['00100', '01996']),
      codesOf('hcpcs', 'HCPCS', ['A0100']),
      codesOf('icd10cm', 'ICD10CM', ['A01.00', 'I10']),
    ]),
  );
  const { ask } = opened;
  const refusal = async (text: string) => {
    const { errors } = await run(opened.store, text);
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT']);
    return errors?.[0]?.message;
  };
  const named =
    '"A0100" may be HCPCS:A0100 or ICD10CM:A01.00. Ask for the one that is meant by its whole id.';

  it('code, node and nodes', async () => {
    expect(await ask('{ code(id: "cpt 63278-59") { id } node(id: "i10") { id } }')).toEqual({
      code: { id: 'CPT:63278' },
      node: { id: 'ICD10CM:I10' },
    });
    expect(await refusal('{ code(id: "A0100") { id } }')).toBe(named);
    expect(await refusal('{ node(id: "A0100") { id } }')).toBe(named);
    const { data, errors } = await run(opened.store, '{ nodes(ids: ["A0100", "I10", "banana"]) { id } }');
    expect(data).toEqual({ nodes: [null, { id: 'ICD10CM:I10' }, null] });
    expect(errors?.map(({ message, path }) => [message, path])).toEqual([[named, ['nodes', 0]]]);
  });

  it('compare, paths, subgraph and together', async () => {
    expect(
      await ask(`{ compare(ids: ["63278-59", "cpt: 63277", "63278"]) { codes { id } }
        paths(from: "'63278", to: "63277.0", first: 1) { cost } subgraph(roots: ["63278 x2"], depth: 0) { truncated } }`),
    ).toMatchObject({ compare: { codes: [{ id: 'CPT:63278' }, { id: 'CPT:63277' }] }, paths: [{ cost: 1 }] });
    expect(await refusal('{ subgraph(roots: ["A0100"]) { truncated } }')).toBe(named);
    const { together } = await ask(
      '{ together(ids: ["63278 x2", "63278-59", "63295", "A0100", "99999"]) { lines { input code { code } units modifiers reasons { text } } } }',
    );
    expect(together.lines).toMatchObject([
      { input: '63278 x2, 63278-59', code: { code: '63278' }, units: 3, modifiers: ['59'] },
      { input: '63295', code: { code: '63295' }, units: 1 },
      { input: '99999', code: null, reasons: [{ text: 'Not known here: CPT:99999.' }] },
      {
        input: 'A0100',
        code: { code: 'A0100' },
        reasons: [{}, { text: expect.stringMatching(/^Read as HCPCS:A0100,/) }],
      },
    ]);
  });

  it('search', async () => {
    const found = async (text: string) => {
      const { search } = await ask(
        `{ search(text: ${JSON.stringify(text)}, first: 50) { totalCount edges { match { kind } node { ... on Code { id } } } } }`,
      );
      const exact = search.edges.filter(
        ({ match }: { match: { kind: string } }) => match.kind === 'EXACT_CODE',
      );
      return [search.totalCount, ...exact.map(({ node }: { node: { id: string } }) => node.id)];
    };
    expect(await found('63278-59')).toEqual(await found('63278'));
    expect(await found('cpt 63278')).toEqual(await found('63278'));
    expect((await found('63278')).slice(1)).toEqual(['CPT:63278']);
    expect(await found('c7951')).toEqual(await found('C79.51'));
    expect((await found('C79.51')).slice(1)).toEqual(['ICD10CM:C79.51']);
    expect(await found('63278, 63277;63276-59\n99999')).toEqual([3, 'CPT:63278', 'CPT:63277', 'CPT:63276']);
    expect(await found('63278 63277')).toEqual([2, 'CPT:63278', 'CPT:63277']);
    expect(await found('63275-63278')).toEqual([4, 'CPT:63275', 'CPT:63276', 'CPT:63277', 'CPT:63278']);
    expect(await found('a0100')).toEqual([2, 'HCPCS:A0100', 'ICD10CM:A01.00']);
    expect((await ask('{ codes(filter: { text: "63278-59" }) { totalCount } }')).codes.totalCount).toBe(1);
    // Without its zeros a number is that code, and the beginning of others.
    expect(await found('1996')).toEqual([1, 'CPT:01996']);
    expect(await found("'1996.0")).toEqual([1, 'CPT:01996']);
    expect((await found('100')).slice(1)).toEqual(['CPT:00100']);
    expect((await found('0100')).slice(1)).toEqual(['CPT:00100']);
    const filtered =
      '{ search(text: "63278 63277", within: ["region:sacral"], system: [CPT]) { totalCount } }';
    expect((await ask(filtered)).search.totalCount).toBe(1);
  });

  it('the modifier of a row of the fee schedule', async () => {
    const row = (modifier: string) =>
      `{ code(id: "63278") { billing(modifier: "${modifier}") { modifier } } }`;
    for (const modifier of ['tc', ' TC ', 'ＴＣ']) {
      expect((await ask(row(modifier))).code.billing).toEqual({ modifier: 'TC' });
    }
    expect((await ask(row('26 '))).code.billing).toBeNull();
    expect((await ask(row(' '))).code.billing).toEqual({ modifier: '' });
    expect(await refusal(row('50'))).toContain('"50" has no rows of its own in the fee schedule');
  });
});
