import { auditServer } from 'graphql-http';
import { expect, test } from 'vitest';
import { serverForTests } from '../opened.ts';

const server = serverForTests();

test('passes all 61 audits of GraphQL over HTTP', async () => {
  const results = await auditServer({ url: `${server.url}/graphql`, fetchFn: fetch });
  const failed = results.flatMap((one) =>
    one.status === 'ok' ? [] : [`${one.id} ${one.status}: ${one.name}: ${one.reason}`],
  );
  console.log(`graphql-http auditServer: ${results.length - failed.length} of ${results.length} ok`);
  expect(failed).toEqual([]);
  expect(results).toHaveLength(61);
});

test('answers a plain GET, as a page of another site sends it without asking: nothing can be written', async () => {
  const response = await fetch(`${server.url}/graphql?query=%7B__typename%7D`, {
    headers: { origin: 'https://example.org' },
  });
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({ data: { __typename: 'Query' } });
  expect(response.headers.get('access-control-allow-origin')).toBe('*');
  expect(response.headers.get('access-control-allow-credentials')).toBeNull();
});
