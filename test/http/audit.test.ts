import { auditServer } from 'graphql-http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

test('passes all 61 audits of GraphQL over HTTP', async () => {
  const results = await auditServer({
    url: `${server.url}/graphql`,
    fetchFn: (url: string, init: RequestInit = {}) => {
      const headers = new Headers(init.headers);
      if ((init.method ?? 'GET') === 'GET') headers.set('apollo-require-preflight', 'true');
      return fetch(url, { ...init, headers });
    },
  });
  const failed = results.flatMap((one) =>
    one.status === 'ok' ? [] : [`${one.id} ${one.status}: ${one.name}: ${one.reason}`],
  );
  console.log(`graphql-http auditServer: ${results.length - failed.length} of ${results.length} ok`);
  expect(failed).toEqual([]);
  expect(results).toHaveLength(61);
});

test('answers a GET without further ado, as a browser and urql send it', async () => {
  const response = await fetch(`${server.url}/graphql?query=%7B__typename%7D`);
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({ data: { __typename: 'Query' } });
});
