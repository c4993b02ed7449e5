import { describe, expect, it } from 'vitest';
import { openSqlite } from '../../src/store/sqlite/open.ts';
import { written } from '../load/files/files.ts';
import { ownCsv } from '../load/files/samples.ts';
import { seededFile } from '../load/releases/taken.ts';
import { serverForTests, storeForTests } from '../opened.ts';
import { startTestServer } from '../served.ts';
import { send as sendAs } from '../server/wire.ts';
import { call } from './client.ts';

const own = storeForTests();
const server = serverForTests(() => ({ store: own.store }));

/** Sends a body to /mcp as a client does. */
const send = (url: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(`${url}/mcp`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      ...headers,
    },
    body: JSON.stringify(body),
  });

const LIST = { jsonrpc: '2.0', id: 1, method: 'tools/list' };

describe('/mcp', () => {
  it('takes one message by POST and nothing else', async () => {
    expect((await fetch(`${server.url}/mcp`)).status).toBe(405);
    expect((await fetch(`${server.url}/mcp`, { method: 'DELETE' })).status).toBe(405);
    const batch = await send(server.url, [LIST, LIST]);
    expect(batch.status).toBe(400);
    expect(await batch.text()).toContain('Send one message in a request');
    expect((await send(server.url, LIST, { 'content-type': 'text/plain' })).status).toBe(415);
    expect((await send(server.url, { ...LIST, padding: 'x'.repeat(200_000) })).status).toBe(413);
    const { status, headers } = await send(server.url, LIST);
    expect([status, headers.get('cache-control')]).toEqual([200, 'no-store']);
  });

  it('keeps no stream open', async () => {
    const answer = await send(
      server.url,
      {
        jsonrpc: '2.0',
        id: 1,
        method: 'subscriptions/listen',
        params: {
          notifications: { toolsListChanged: true },
          _meta: {
            'io.modelcontextprotocol/protocolVersion': '2026-07-28',
            'io.modelcontextprotocol/clientCapabilities': {},
            'io.modelcontextprotocol/clientInfo': { name: 'test', version: '1' },
          },
        },
      },
      { 'mcp-protocol-version': '2026-07-28', 'mcp-method': 'subscriptions/listen' },
    );
    expect(await answer.json()).toMatchObject({ error: { message: 'Subscription limit reached' } });
  });

  it('answers pages of the origins of CORS_ORIGINS, its own, and what is no page', async () => {
    const named = await startTestServer({ store: own.store, corsOrigins: ['https://named.example'] });
    try {
      const status = async (origin?: string) =>
        (await send(named.url, LIST, origin === undefined ? {} : { origin })).status;
      expect([await status(), await status(named.url), await status('https://named.example')]).toEqual([
        200, 200, 200,
      ]);
      for (const origin of [
        'https://evil.example',
        'http://named.example',
        'https://named.example:8443',
        'null',
      ]) {
        const refused = await send(named.url, LIST, { origin });
        expect(refused.status).toBe(403);
        expect(await refused.text()).toContain('CORS_ORIGINS');
      }
      // A page whose own name was pointed here; fetch would not send the header.
      const rebound = await sendAs(`${named.url}/mcp`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          accept: 'application/json, text/event-stream',
          host: 'evil.example',
          origin: 'http://evil.example',
        },
        body: JSON.stringify(LIST),
      });
      expect([rebound.status, rebound.text]).toEqual([403, expect.stringContaining('PUBLIC_URL')]);
    } finally {
      await named.stop();
    }
    const open = await send(server.url, LIST, { origin: 'https://any.example' });
    expect([open.status, open.headers.get('access-control-allow-origin')]).toEqual([200, '*']);
  });

  it('answers who takes all or says nothing of what is taken, and names no failure of its own for nonsense', async () => {
    const asked = (headers: Record<string, string>) =>
      sendAs(`${server.url}/mcp`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(LIST),
      });
    for (const headers of [{}, { accept: '*/*' }]) {
      const { status, text } = await asked(headers);
      expect([status, text]).toEqual([200, expect.stringContaining('find_codes')]);
    }
    expect((await asked({ accept: 'text/html' })).status).toBe(406);
    for (const name of [{ toString: 1 }, 3, null]) {
      const answer = await send(server.url, { ...LIST, method: 'tools/call', params: { name } });
      expect(answer.status).toBeLessThan(500);
    }
  });

  it('counts in the rate of its client', async () => {
    const slow = await startTestServer({ store: own.store, rateLimit: { perMinute: 2, proxies: [] } });
    try {
      const statuses = [];
      for (let at = 0; at < 3; at++) statuses.push((await send(slow.url, LIST)).status);
      expect(statuses).toEqual([200, 200, 429]);
    } finally {
      await slow.stop();
    }
  });

  it('runs no document of the caller where only known ones are answered; its own go on', async () => {
    const known = await startTestServer({ store: own.store, onlyKnownDocuments: true });
    try {
      const refused = await call(known.url, 'run_query', { query: '{ families { id } }' });
      expect([refused.isError, refused.text]).toEqual([true, expect.stringContaining('DOCUMENTS=known')]);
      const { isError } = await call(known.url, 'get_codes', { ids: ['63278'] });
      expect(isError).toBe(false);
    } finally {
      await known.stop();
    }
  });

  it('never gives licensed text to a page of another origin', async () => {
    const graph = seededFile();
    await graph.take(written('own/a.csv', ownCsv('code,short,long', '63278,Own wording of 63278,')));
    const store = openSqlite(graph.file);
    const licensed = await startTestServer({ store });
    const ask = (headers: Record<string, string>) =>
      call(
        licensed.url,
        'run_query',
        { query: '{ code(id: "63278") { descriptor(kind: SHORT) { text } } }' },
        headers,
      );
    try {
      expect((await ask({})).text).toContain('Own wording of 63278');
      const foreign = await ask({ origin: 'https://evil.example' });
      expect(foreign.text).not.toContain('Own wording');
      expect(foreign.text).toContain('CORS_ORIGINS');
    } finally {
      await licensed.stop();
      await store.close();
      graph.remove();
    }
  });
});
