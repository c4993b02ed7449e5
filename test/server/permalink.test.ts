import { stripIgnoredCharacters } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seededStore } from '../seeded.ts';
import { startTestServer, type TestServer } from '../served.ts';
import { send } from './wire.ts';

const DOCUMENT = `# Why two codes differ.
  query Why($ids: [ID!]!) { compare(ids: $ids) { summary } }
  query Other { dataset { version } }`;
const ASKED = { query: DOCUMENT, operationName: 'Why', variables: { ids: ['63278', '63277'] } };

let seeded: Awaited<ReturnType<typeof seededStore>>;
let server: TestServer;
/** Stands for another state of the store. */
let version: string | null = null;

beforeAll(async () => {
  seeded = await seededStore();
  const { store } = seeded;
  const at = async (signal?: AbortSignal) => {
    const snapshot = await store.at(signal);
    return version === null ? snapshot : Object.assign(Object.create(snapshot), { version });
  };
  server = await startTestServer({ store: { ...store, at }, publicUrl: 'https://codes.example.org' });
});
afterAll(async () => {
  await server.stop();
  await seeded.close();
});

async function ask(body: object, headers: Record<string, string> = {}) {
  const answer = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  // biome-ignore lint/suspicious/noExplicitAny: tests read answers of every shape
  return { headers: answer.headers, body: (await answer.json()) as any };
}

const asking = { extensions: { provenance: true } };
const pathOf = (permalink: string) => permalink.replace('https://codes.example.org', server.url);

describe('where an answer comes from', () => {
  test('is said where it is asked for, and costs', async () => {
    const plain = await ask(ASKED);
    expect(plain.body.extensions).toBeUndefined();
    const { body, headers } = await ask({ ...ASKED, ...asking });
    expect(body.data).toEqual(plain.body.data);
    expect(Number(headers.get('graphql-cost'))).toBe(Number(plain.headers.get('graphql-cost')) + 100);
    const { provenance } = body.extensions;
    expect(provenance).toMatchObject({
      dataset: headers.get('codelattice-dataset'),
      query: {
        document: stripIgnoredCharacters(DOCUMENT),
        variables: ASKED.variables,
        operationName: 'Why',
        language: 'EN',
      },
    });
    expect((await ask({ ...ASKED, extensions: { provenance: 1 } })).body.extensions).toBeUndefined();
    expect(
      (await ask({ query: '{ code(id: "banana") { id } }', ...asking })).body.extensions,
    ).toBeUndefined();
  });

  test('are the files and works of the objects in the answer, and of no others', async () => {
    const of = async (selection: string) => {
      const { body } = await ask({ query: `{ code(id: "63278") { ${selection} } }`, ...asking });
      return body.extensions.provenance.sources.map(({ id }: { id: string }) => id);
    };
    expect(await of('id')).toEqual(['cms-pfs-2025', 'seed/cpt/codes.csv']);
    expect(await of('regions { name }')).toEqual([
      'cms-pfs-2025',
      'codelattice-spine',
      'seed/cpt/codes.csv',
      'seed/terms/region.csv',
    ]);
    const addOns = await of('addOns(first: 1) { edges { node { id } source { file { title } } } }');
    expect(addOns).toContain('seed/cpt/add-ons.csv');
    expect(addOns).toContain('cms-aoc-2024-06');
  });
});

describe('a permalink', () => {
  test('asks the same again, in the same language', async () => {
    const { body } = await ask({ ...ASKED, ...asking }, { 'accept-language': 'es' });
    const { permalink, query, dataset } = body.extensions.provenance;
    expect(query.language).toBe('ES');
    expect(permalink).toContain(`https://codes.example.org/at/${dataset}/graphql?`);
    const again = await send(pathOf(permalink), { headers: { 'accept-language': 'fr' } });
    expect([again.status, again.json]).toEqual([200, { data: body.data }]);
    expect(again.headers['codelattice-dataset']).toBe(dataset);
    expect((await send(pathOf(permalink))).headers['cache-status']).toBe('codelattice; hit');
  });

  test('is gone with its dataset, whose name it says, and is back with it', async () => {
    const { body } = await ask({ ...ASKED, ...asking });
    const { permalink, dataset } = body.extensions.provenance;
    version = '0123456789abcdef';
    try {
      const gone = await send(pathOf(permalink));
      expect([gone.status, gone.headers['cache-control']]).toEqual([410, 'no-store']);
      const [{ message, extensions }] = (gone.json as { errors: [{ message: string; extensions: unknown }] })
        .errors;
      expect(extensions).toEqual({ code: 'GONE' });
      expect(message).toContain(`The dataset ${dataset} is not loaded any more; loaded is ${version}.`);
      const now = await send(server.url + message.slice(message.indexOf('/graphql?')));
      expect(now.json).toEqual({ data: body.data });
    } finally {
      version = null;
    }
    expect((await send(pathOf(permalink))).status).toBe(200);
  });

  test('is bounded like the query, and null where its address would be too long', async () => {
    const { body } = await ask({ ...ASKED, ...asking });
    const { dataset } = body.extensions.provenance;
    const dear = await send(
      `${server.url}/at/${dataset}/graphql?query=${encodeURIComponent('{ codes(first: 500) { edges { node { related(first: 500) { totalCount edges { node { id } } } } } } }')}`,
    );
    expect(dear.json).toMatchObject({ errors: [{ extensions: { code: 'LIMIT_EXCEEDED' } }] });
    const ids = Array(400).fill('ICD10CM:C79.51');
    const long = await ask({
      query: 'query ($ids: [ID!]!) { lookup(ids: $ids) { status } }',
      variables: { ids },
      ...asking,
    });
    expect(long.body.extensions.provenance.permalink).toBeNull();
    expect(long.body.extensions.provenance.query.variables).toEqual({ ids });
  });
});
