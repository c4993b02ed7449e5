import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, print, stripIgnoredCharacters, validate } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root } from '../../src/commands/root.ts';
import { RelatedDocument } from '../../src/generated/documents.ts';
import { documentHash, readKnownDocuments } from '../../src/server/documents.ts';
import { documents, schema } from '../documents.ts';
import { startTestServer, type TestServer } from '../served.ts';
import { post, send, sendGet } from './wire.ts';

const RELATED = stripIgnoredCharacters(readFileSync(join(root, 'test/operations/related.graphql'), 'utf8'));
const documentId = `sha256:${documentHash(RELATED)}`;
const variables = JSON.stringify({ code: '63278', first: 30 });

let open: TestServer;
let closed: TestServer;
beforeAll(async () => {
  open = await startTestServer();
  closed = await startTestServer({ onlyKnownDocuments: true });
});
afterAll(async () => {
  await open.stop();
  await closed.stop();
});

describe('documents that the build knows', () => {
  test('are listed in the form of a manifest, each by its own hash, and all of them are valid', async () => {
    const { json, status } = await send(`${open.url}/persisted-documents.json`);
    expect([status, json.format, json.version]).toEqual([200, 'apollo-persisted-query-manifest', 1]);
    expect(json.operations.length).toBe(readKnownDocuments().size);
    expect(json.operations.length).toBeGreaterThan(30);
    for (const { id, name, type, body } of json.operations) {
      expect([documentHash(body), type]).toEqual([id, 'query']);
      expect(body).toContain(`query ${name}`);
      expect(validate(schema, parse(body)), name).toEqual([]);
    }
  });

  test.each([
    ['a GET by documentId', () => sendGet(open.url, { documentId, variables })],
    ['a POST by documentId', () => post(open, { documentId, variables: JSON.parse(variables) })],
    [
      'a POST of its text beside a documentId of null',
      () => post(open, { documentId: null, query: RELATED, variables: JSON.parse(variables) }),
    ],
    [
      'Apollo’s hash, without registering it first',
      () =>
        sendGet(open.url, {
          variables,
          extensions: JSON.stringify({ persistedQuery: { version: 1, sha256Hash: documentHash(RELATED) } }),
        }),
    ],
    ['the same where only known ones are answered', () => sendGet(closed.url, { documentId, variables })],
    [
      'its text where only known ones are answered',
      () => post(closed, { query: RELATED, variables: JSON.parse(variables) }),
    ],
  ])('are answered to %s', async (_, ask) => {
    const { json, headers } = await ask();
    expect(json.errors).toBeUndefined();
    expect(json.data.code.related.edges).toHaveLength(30);
    expect(headers['cache-control']).toMatch(/^public/);
  });

  test('are answered as normalized caches send them, and at their permalinks, where only known ones are', async () => {
    const query = print(RelatedDocument);
    expect(query).toContain('__typename');
    const { json } = await post(closed, {
      query,
      variables: JSON.parse(variables),
      extensions: { provenance: true },
    });
    const again = await send(`${closed.url}${json.extensions.provenance.permalink}`);
    expect(again.json.data).toEqual(json.data);
    expect(again.json.data.code.related.edges[0].node.__typename).toBe('Code');
  });

  /** All but those that ask for licensed text and for the files that are offered just now, which no cache may keep. */
  const unkept = ['code-descriptor.graphql', 'data.graphql'];
  const ofExplorer = new Set(
    readdirSync(join(root, 'src/explorer/documents')).filter((file) => !unkept.includes(file)),
  );
  test.each(documents.filter(({ file }) => ofExplorer.has(file)))(
    'of the explorer are kept by every cache: $file',
    async ({ text, variables: [values] }) => {
      const { json, headers } = await sendGet(open.url, {
        documentId: documentHash(stripIgnoredCharacters(text)),
        variables: JSON.stringify(values ?? {}),
      });
      expect(json.errors).toBeUndefined();
      expect(headers['cache-control']).toMatch(/^public, max-age=60/);
    },
  );

  test('an id that is not known is not found, and kept by no cache', async () => {
    const { json, headers, status } = await sendGet(open.url, { documentId: 'sha256:00' });
    expect([status, json.errors[0].extensions.code]).toEqual([200, 'PERSISTED_QUERY_NOT_FOUND']);
    expect(headers['cache-control']).toBe('no-store');
  });

  test.each([
    ['variables that are no JSON', { documentId, variables: '{' }],
    ['variables that are a list', { documentId, variables: '[1]' }],
    ['an operation that it does not have', { documentId, variables, operationName: 'Nothing' }],
    ['two ids', { documentId: ['x', 'y'] as never, variables }],
  ])('%s are the fault of the client', async (_, parameters) => {
    const { json } = await sendGet(open.url, parameters as never);
    expect(json.errors[0].extensions.code).toMatch(/^(BAD_|PERSISTED|OPERATION)/);
  });
});

describe('a server that answers known documents only', () => {
  test.each([
    ['another text', () => post(closed, { query: '{ __typename }' })],
    ['introspection', () => post(closed, { query: '{ __schema { queryType { name } } }' })],
    [
      'a registration by hash',
      () =>
        sendGet(closed.url, {
          query: '{ __typename }',
          extensions: JSON.stringify({
            persistedQuery: { version: 1, sha256Hash: documentHash('{ __typename }') },
          }),
        }),
    ],
    ['nothing at all', () => post(closed, {})],
  ])('refuses %s, and says why', async (_, ask) => {
    const { json, headers } = await ask();
    expect(json.errors[0]).toMatchObject({ extensions: { code: 'FORBIDDEN' } });
    expect(json.errors[0].message).toContain('DOCUMENTS=known');
    expect(headers['cache-control']).toBe('no-store');
  });
});
