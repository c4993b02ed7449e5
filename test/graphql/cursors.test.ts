import { afterAll, describe, expect, test } from 'vitest';
import { alarmsIn } from '../served.ts';
import { seededServer } from './server.ts';

const { ask, refusal, lines } = seededServer();
afterAll(() => expect(alarmsIn(lines)).toEqual([]));

describe('cursors', () => {
  const PAGES: [string, string][] = [
    [
      'codes',
      'codes(filter: { terms: ["region:lumbar"] }, first: 2, after: $after) { pageInfo { endCursor } }',
    ],
    [
      'codes with another filter',
      'codes(filter: { terms: ["region:sacral"] }, first: 2, after: $after) { pageInfo { endCursor } }',
    ],
    ...[
      'sort: ID, descending: true',
      'sort: WORK_RVU',
      'sort: WORK_RVU, descending: true',
      'sort: FACILITY_TOTAL_RVU',
    ].map((order): [string, string] => [
      `codes by ${order}`,
      `codes(filter: { terms: ["region:lumbar"] }, ${order}, first: 2, after: $after) { pageInfo { endCursor } }`,
    ]),
    ['search', 'search(text: "lumbar", first: 2, after: $after) { pageInfo { endCursor } }'],
    [
      'search for other words',
      'search(text: "thoracic", first: 2, after: $after) { pageInfo { endCursor } }',
    ],
    ['terms', 'terms(axis: REGION, first: 2, after: $after) { pageInfo { endCursor } }'],
    ['terms of another axis', 'terms(axis: OPERATION, first: 2, after: $after) { pageInfo { endCursor } }'],
    ['related', 'code(id: "63278") { related(first: 2, after: $after) { pageInfo { endCursor } } }'],
    [
      'related of another code',
      'code(id: "63277") { related(first: 2, after: $after) { pageInfo { endCursor } } }',
    ],
    [
      'related by region',
      'code(id: "63278") { related(first: 2, differsBy: [REGION], after: $after) { pageInfo { endCursor } } }',
    ],
    ['add-ons', 'code(id: "63278") { addOns(first: 1, after: $after) { pageInfo { endCursor } } }'],
    [
      'codes of a family',
      'family(id: "family:spine") { codes(first: 2, after: $after) { pageInfo { endCursor } } }',
    ],
  ];
  const document = (page: string) => `query ($after: String) { ${page} }`;
  const endOf = (data: unknown): string => {
    const text = /"endCursor":"([^"]+)"/.exec(JSON.stringify(data))?.[1];
    if (text === undefined) throw new Error(`no cursor in ${JSON.stringify(data)}`);
    return text;
  };

  test('of one list go on in that list only', async () => {
    const cursors = await Promise.all(
      PAGES.map(async ([, page]) => endOf((await ask(document(page))).body.data)),
    );
    for (const [own, [name, page]] of PAGES.entries()) {
      const answers = await Promise.all(cursors.map((after) => ask(document(page), { after })));
      for (const [index, { body }] of answers.entries()) {
        const what = `the cursor of ${PAGES[index]?.[0]} in ${name}`;
        if (index === own) expect(body.errors, what).toBeUndefined();
        else expect(body.errors?.[0].extensions, what).toEqual({ code: 'BAD_USER_INPUT' });
      }
    }
  });

  test.each(PAGES)('that are forged are refused: %s', async (_, page) => {
    const real = endOf((await ask(document(page))).body.data);
    const [list, ...key] = JSON.parse(Buffer.from(real, 'base64url').toString()) as unknown[];
    const forged = (...parts: unknown[]) => Buffer.from(JSON.stringify(parts)).toString('base64url');
    const cursors = [
      '',
      'x',
      'WyJ',
      '====',
      '🦴',
      'null',
      '0',
      '[]',
      real.slice(0, -3),
      'A'.repeat(50_000),
      Buffer.from('null').toString('base64url'),
      Buffer.from('{}').toString('base64url'),
      Buffer.from('"text"').toString('base64url'),
      Buffer.from('['.repeat(30_000)).toString('base64url'),
      Buffer.from([0xff, 0xfe, 0x00]).toString('base64url'),
      forged(list),
      forged(list, ...key, 1),
      forged('other', ...key),
      forged(null, ...key),
      forged(list, ...key.map((part) => (typeof part === 'number' ? String(part) : 7))),
      forged(list, ...key.map(() => null)),
      forged(list, ...key.map(() => ({ $gt: '' }))),
      forged(list, ...key.map((part) => [part])),
    ];
    for (const after of cursors) {
      const message = await refusal(document(page), { after });
      expect(message).toBe(
        '`after` is not a cursor of this list; give the `endCursor` of the same field with the same arguments.',
      );
    }
  });

  test.each(PAGES)('with values that no row has are harmless: %s', async (_, page) => {
    const real = endOf((await ask(document(page))).body.data);
    const [list, ...key] = JSON.parse(Buffer.from(real, 'base64url').toString()) as unknown[];
    for (const value of [1e308, -1e308, 0.5, -1, 2 ** 53]) {
      for (const text of ["'; drop table code; --", '\u0000', 'zzzz', '']) {
        const after = Buffer.from(
          JSON.stringify([list, ...key.map((part) => (typeof part === 'number' ? value : text))]),
        ).toString('base64url');
        const { status, body } = await ask(document(page), { after });
        expect(status).toBe(200);
        for (const { extensions } of body.errors ?? [])
          expect(extensions).toEqual({ code: 'BAD_USER_INPUT' });
      }
    }
  });
});
