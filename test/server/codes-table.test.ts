import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask, startTestServer, type TestServer } from '../served.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ rateLimit: { perMinute: 100, proxies: [] } });
});
afterAll(() => server.stop());

const table = async (search: string, headers: Record<string, string> = {}) => {
  const response = await fetch(`${server.url}/codes.csv${search}`, { headers });
  return {
    status: response.status,
    headers: response.headers,
    text: Buffer.from(await response.arrayBuffer()).toString(),
  };
};
const rowsIn = (text: string): Record<string, string>[] => parse(text, { bom: true, columns: true });
const refusalIn = (text: string) =>
  (JSON.parse(text) as { errors: { message: string }[] }).errors[0]?.message;

describe('GET /codes.csv', () => {
  test('is the table of the query that it stands for, at its cost', async () => {
    const { status, headers, text } = await table(
      '?terms=region:sacral,compartment:extradural&columns=id,label,regions&addOn=false',
    );
    const { body, headers: asked } = await ask(
      server.url,
      `{ codes(filter: { terms: ["region:sacral", "compartment:extradural"], addOn: false }, first: 500) {
        edges { cursor node { id label regions { name } } } pageInfo { hasNextPage endCursor } } }`,
    );
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(text.charCodeAt(0)).toBe(0xfeff);
    const nodes = body.data.codes.edges.map(
      ({ node }: { node: { id: string; label: string; regions: { name: string }[] } }) => ({
        id: node.id,
        label: node.label,
        regions: node.regions.map(({ name }) => name).join('; '),
      }),
    );
    expect(rowsIn(text)).toEqual(nodes);
    expect(nodes.map(({ id }: { id: string }) => id)).toContain('CPT:63278');
    for (const name of ['graphql-cost', 'codelattice-dataset', 'cache-control', 'surrogate-key']) {
      expect([name, headers.get(name)]).toEqual([name, asked.get(name)]);
    }
  });

  test('is sorted as is asked', async () => {
    const search = '?family=family:lesion-neoplasm&columns=code&first=2';
    expect(rowsIn((await table(`${search}&sort=ID&descending=true`)).text)).toEqual([
      { code: '63290' },
      { code: '63287' },
    ]);
    const wrong = await table(`${search}&sort=LABEL`);
    expect(wrong.status).toBe(400);
    expect(refusalIn(wrong.text)).toContain('"LABEL"');
  });

  test('leads from page to page, from memory too', async () => {
    const ids: string[] = [];
    let search: string | undefined = '?family=family:lesion-neoplasm&columns=id,cursor&first=5';
    const first = search;
    while (search !== undefined) {
      const { headers, text } = await table(search);
      const rows = rowsIn(text);
      ids.push(...rows.map(({ id }) => id ?? ''));
      search = /^<\/codes\.csv(\?.*)>; rel="next"$/.exec(headers.get('link') ?? '')?.[1];
      if (search !== undefined) expect(new URLSearchParams(search).get('after')).toBe(rows.at(-1)?.cursor);
    }
    const { body } = await ask(
      server.url,
      '{ codes(filter: { family: "family:lesion-neoplasm" }, first: 500) { edges { node { id } } } }',
    );
    expect(ids).toEqual(body.data.codes.edges.map(({ node }: { node: { id: string } }) => node.id));
    expect(ids.length).toBeGreaterThan(5);
    const again = await table(first);
    expect(again.headers.get('cache-status')).toBe('codelattice; hit');
    expect(again.headers.get('link')).toMatch(/rel="next"/);
    expect(again.headers.get('content-disposition')).toBe('attachment');
  });

  test('speaks the language that is asked for, or that of the reader', async () => {
    const search = '?text=63278&columns=label';
    const { text } = await table(`${search}&lang=es`);
    expect(text).toContain('sacr');
    expect(text).not.toBe((await table(search)).text);
    expect((await table(search, { 'accept-language': 'es' })).text).toBe(text);
  });

  test('has every column, and the usual ones where none is named', async () => {
    expect(Object.keys(rowsIn((await table('?text=63278')).text)[0] ?? {})).toEqual(
      'code label regions compartments lesionTypes operations approaches extents'.split(' '),
    );
    const names = /columns are (.*)\.$/.exec(refusalIn((await table('?columns=price')).text) ?? '')?.[1];
    const { status, text } = await table(`?text=63278&columns=${names?.replaceAll(', ', ',')}`);
    expect(status).toBe(200);
    const [row] = rowsIn(text);
    expect(row).toMatchObject({
      id: 'CPT:63278',
      addOn: 'false',
      family: 'family:lesion-neoplasm',
      workRvu: '',
    });
  });

  test('has the codes that are named, each once, in their order, at the cost of `lookup`', async () => {
    const { status, headers, text } = await table(
      '?codes=63283, 63278-59,CPT:63283&columns=code,label,regions',
    );
    const { body, headers: asked } = await ask(
      server.url,
      '{ lookup(ids: ["63283", "63278-59", "CPT:63283"]) { input code { id code label regions { name } } } }',
    );
    expect([status, headers.get('graphql-cost')]).toEqual([200, asked.get('graphql-cost')]);
    const [first, second] = body.data.lookup;
    expect(rowsIn(text)).toEqual(
      [first, second].map(({ code: { code, label, regions } }) => ({
        code,
        label,
        regions: regions.map(({ name }: { name: string }) => name).join('; '),
      })),
    );
    expect(headers.get('link')).toBeNull();
  });

  test.each([
    [
      '?codes=63278,banana,99999',
      /^codes: not in this graph as single codes: banana, 99999\. Leave them out/,
    ],
    ['?codes=63275-63278', /63275-63278\. .* name the codes of a range one by one/],
    ['?codes=63278&family=family:spine', /leave out "family"/],
    ['?codes=63278&sort=WORK_RVU', /leave out "sort"/],
    ['?codes=63278&columns=code,cursor', /leave out the column "cursor"/],
    [`?codes=${Array.from({ length: 501 }, (_, at) => 10_000 + at)}`, /LIMIT_IDS/],
    ['?columns=price', /There is no column "price"; the columns are id, code, /],
    ['?columns=toString', /There is no column "toString"/],
    ['?term=region:sacral', /There is no parameter "term"; those of \/codes\.csv are system, terms, /],
    ['?terms=region:mars', /there is no term "region:mars"/],
    ['?lang=xx', /"xx" is no language; there are EN, ES/],
    ['?addOn=maybe', /addOn: "maybe" is neither true nor false/],
    ['?first=-1', /"-1" is no whole number/],
    ['?first=501', /LIMIT_FIRST/],
    ['?family=a,b', /family: give one value/],
    ['?after=nothing', /after/],
  ])('refuses %s', async (search, message) => {
    const { status, headers, text } = await table(search);
    expect([status, headers.get('cache-control')]).toEqual([400, 'no-store']);
    expect(refusalIn(text)).toMatch(message);
  });

  test('costs no more than a request may', async () => {
    const poor = await startTestServer({ limits: { cost: 50 } });
    try {
      const response = await fetch(`${poor.url}/codes.csv`);
      expect(response.status).toBe(400);
      expect(refusalIn(await response.text())).toMatch(/LIMIT_COST/);
    } finally {
      await poor.stop();
    }
  });

  test('counts as a request of its client', async () => {
    const busy = await startTestServer({ rateLimit: { perMinute: 1, proxies: [] } });
    try {
      const statuses = [];
      for (let time = 0; time < 2; time++)
        statuses.push((await fetch(`${busy.url}/codes.csv?first=1`)).status);
      expect(statuses).toEqual([200, 429]);
    } finally {
      await busy.stop();
    }
  });
});
