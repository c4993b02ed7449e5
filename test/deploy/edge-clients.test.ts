import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { describe, expect, test } from 'vitest';
import { startTestServer } from '../served.ts';
import { send, sendGet, sendRaw } from '../server/wire.ts';
import { edgeStatus, fresh, LISTED, licensedEdge } from './licensed-edge.ts';
import { describeNginx, startEdge } from './nginx.ts';

describeNginx('the edge', () => {
  const edge = licensedEdge();
  const { get } = edge;

  describe('keeps nothing', () => {
    test.each<Record<string, string>>([
      { authorization: 'Bearer x' },
      { cookie: 'a=b' },
      { cookie: '0' },
      { authorization: '0' },
    ])('for and of who sends credentials: %o', async (credentials) => {
      const query = fresh();
      for (let round = 0; round < 2; round++) {
        expect(edgeStatus(await get(query, credentials))).toBe('BYPASS');
      }
      expect([await get(query), await get(query)].map(edgeStatus)).toEqual(['MISS', 'HIT']);
      expect(edgeStatus(await get(query, credentials))).toBe('BYPASS');
    });

    test('of errors, of what holds for this moment, and of posts without a body', async () => {
      for (const query of [
        '{ code(id: "banana") { id } }',
        '{ nothing }',
        '{ dataset { unfinishedImports { since } } }',
      ]) {
        expect([await get(query), await get(query)].map(edgeStatus)).toEqual(['MISS', 'MISS']);
      }
      for (let round = 0; round < 2; round++) {
        expect(edgeStatus(await send(`${edge.url}/graphql`, { method: 'POST' }))).toBe('BYPASS');
      }
    });

    test('of health', async () => {
      for (const path of ['/healthz', '/readyz', '/healthz', '/readyz']) {
        const reply = await send(`${edge.url}${path}`);
        expect([reply.status, edgeStatus(reply)]).toEqual([200, undefined]);
      }
    });
  });

  test.each(['auto', 'legacy'] as const)('lets clients of MCP ask (%s)', async (mode) => {
    const client = new Client({ name: 'edge', version: '1' }, { versionNegotiation: { mode } });
    await client.connect(new StreamableHTTPClientTransport(new URL(`${edge.url}/mcp`)));
    try {
      const { structuredContent } = await client.callTool({
        name: 'get_codes',
        arguments: { ids: ['63278'] },
      });
      expect(structuredContent).toMatchObject({ codes: [{ status: 'FOUND', id: 'CPT:63278' }] });
    } finally {
      await client.close();
    }
  });

  describe('takes no word of one client to another', () => {
    const hostOf = () => new URL(edge.url).host;

    test.each<Record<string, string>>([
      { host: 'evil.example' },
      { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'gopher', forwarded: 'host=evil.example' },
      { 'x-forwarded-for': '6.6.6.6', 'x-original-url': '/evil', 'x-http-method-override': 'DELETE' },
      { accept: 'image/evil' },
      { 'accept-language': 'evil' },
      { 'accept-encoding': 'evil' },
      { origin: 'https://evil.example' },
      { 'content-type': 'text/evil', 'if-none-match': '*' },
      { range: 'bytes=0-3', 'if-none-match': '*' },
      { 'x-apollo-operation-name': 'evil', 'x-request-id': 'evil' },
    ])('%o', async (poison) => {
      const query = fresh();
      await get(query, { host: hostOf(), ...poison });
      const after = await get(query);
      expect([after.status, after.json.data.code.id]).toEqual([200, 'CPT:63278']);
      expect(after.headers['access-control-allow-origin']).toBeUndefined();
      expect(JSON.stringify(after.headers)).not.toContain('evil');
    });

    test.each([
      ['Accept', 'application/json', 'application/graphql-response+json'],
      ['Accept-Language', 'en', 'es'],
      ['Origin', LISTED[0], LISTED[1]],
    ])('by %s sent twice', async (name, one, two) => {
      const query = fresh();
      const path = `/graphql?${new URLSearchParams({ query })}`;
      for (const [first, second] of [
        [one, two],
        [two, one],
      ]) {
        const lines = [`${name}: ${first}`, `${name}: ${second}`, `Host: ${hostOf()}`, 'Connection: close'];
        expect(await sendRaw(edge.url, `GET ${path} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`)).toContain(
          ' 200 ',
        );
      }
      for (const value of [one, two]) {
        const headers = { [name ?? '']: value ?? '' };
        const [wanted, found] = [await sendGet(edge.server, { query }, headers), await get(query, headers)];
        expect(found.text).toBe(wanted.text);
        for (const one of ['content-type', 'access-control-allow-origin']) {
          expect(found.headers[one]).toBe(wanted.headers[one]);
        }
      }
    });
  });

  test('counts its clients by their addresses, whatever they say of themselves, and answers known questions to all', async () => {
    const rateLimit = { perMinute: 3, proxies: ['127.0.0.1'] };
    const server = await startTestServer({ rateLimit });
    const limited = await startEdge([server.url]);
    const statuses = [];
    for (let at = 0; at < 5; at++) {
      const headers = { 'x-forwarded-for': `6.6.6.${at}` };
      statuses.push((await sendGet(limited.url, { query: fresh() }, headers)).status);
    }
    expect(statuses).toEqual([200, 200, 200, 429, 429]);
    const another = await send(`${limited.url}/schema.graphql`, { localAddress: '127.0.0.2' });
    expect(another.status).toBe(200);
    await limited.stop();
    await server.stop();
  });
});
