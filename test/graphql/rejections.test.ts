import { isObjectType } from 'graphql';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Context } from '../../src/graphql/context.ts';
import { DEFAULT_LIMITS } from '../../src/limits.ts';
import { schema } from '../documents.ts';
import { serverForTests, storeForTests } from '../opened.ts';
import { wording } from '../seeded.ts';
import { ask } from '../served.ts';

/** What nobody waited for: Node ends a process over it. */
const forgotten: unknown[] = [];
const forget = (cause: unknown) => void forgotten.push(cause);
beforeAll(() => void process.on('unhandledRejection', forget));
afterAll(() => void process.off('unhandledRejection', forget));
beforeEach(() => void (forgotten.length = 0));

/** Node tells of it once all that is done at once is done. */
const settled = () => new Promise((resolve) => setTimeout(resolve, 20));

const AWAY = new Error('away');
const loadersThat = (fail: () => unknown) => new Proxy({}, { get: () => ({ load: fail }) });
const CONTEXTS = {
  'a snapshot that throws': {
    get snapshot(): never {
      throw AWAY;
    },
    get loaders(): never {
      throw AWAY;
    },
    words() {
      throw AWAY;
    },
  },
  'loaders that throw': {
    snapshot: { vocabulary: wording.vocabulary },
    loaders: loadersThat(() => {
      throw AWAY;
    }),
    words: () => wording,
  },
  'loaders that reject': {
    snapshot: { vocabulary: wording.vocabulary },
    loaders: loadersThat(() => Promise.reject(AWAY)),
    words: () => wording,
  },
};
const SOURCES = { nothing: null, 'an empty object': {}, 'an id': 'CPT:63278' };

const fields = Object.values(schema.getTypeMap()).flatMap((type) =>
  isObjectType(type) && !type.name.startsWith('__')
    ? Object.values(type.getFields()).map((field) => ({ name: `${type.name}.${field.name}`, field }))
    : [],
);
const resolved = fields.filter(({ field }) => field.resolve !== undefined);

describe('no resolver throws: where an item of a list does, graphql-js forgets what the items before it wait for', () => {
  test.each(Object.entries(CONTEXTS))('over %s', async (_, context) => {
    expect(resolved.length).toBeGreaterThan(150);
    const asked = {
      language: 'EN',
      limits: DEFAULT_LIMITS,
      passing: { is: false },
      cited: { sources: null },
    };
    const given = Object.defineProperties(asked, Object.getOwnPropertyDescriptors(context));
    for (const { name, field } of resolved) {
      for (const [source, value] of Object.entries(SOURCES)) {
        const call = () => field.resolve?.(value, {}, given as unknown as Context, {} as never);
        let outcome: unknown;
        expect(() => void (outcome = call()), `${name} of ${source}`).not.toThrow();
        await Promise.resolve(outcome).catch(() => {});
      }
    }
    await settled();
    expect(forgotten).toEqual([]);
  });
});

describe('a list of which one item fails at once, while another waits for what fails later', () => {
  const own = storeForTests();
  const server = serverForTests(() => ({
    store: {
      ...own.store,
      at: async () => ({ ...(await own.store.at()), sources: () => Promise.reject(AWAY) }),
    },
  }));

  test.each([
    [
      'a page that is too long',
      '{ __schema { __typename } codes { facets(first:3) { terms { term { ... on AnatomicalRegion { source { file { title } } } codes(first:501) { totalCount } } } } } }',
      {},
    ],
    [
      'an argument that is null',
      'query ($to: CodeSystem = CPT) { search(text: "sacral", first: 50) { edges { node { ... on AnatomicalRegion { source { file { title } } } ... on Code { crosswalk(to: $to) { node { id } } } } } } }',
      { to: null },
    ],
    [
      'an axis that is not compared',
      '{ search(text: "sacral", first: 50) { edges { node { ... on AnatomicalRegion { source { file { title } } } ... on Code { related(differsBy: [SPECIALTY]) { totalCount } } } } } }',
      {},
    ],
  ])('%s: an answer, and the process lives', async (_, query, variables) => {
    const { status, body } = await ask(server.url, query, variables);
    expect(status).toBe(200);
    expect(body.errors.length).toBeGreaterThan(0);
    await settled();
    expect(forgotten).toEqual([]);
    expect((await ask(server.url, '{ __typename }')).body.data).toEqual({ __typename: 'Query' });
  });
});
