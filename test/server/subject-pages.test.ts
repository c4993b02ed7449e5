import { describe, expect, test } from 'vitest';
import { PublicError } from '../../src/errors.ts';
import { serverForTests } from '../opened.ts';
import { seededStore } from '../seeded.ts';
import { startTestServer } from '../served.ts';
import { gatedStore, send } from './wire.ts';

const server = serverForTests();

const HTML = { accept: 'text/html' };

describe('a page about one thing', () => {
  test.each([
    ['/codes/63278', 200],
    ['/codes/CPT:63278', 200],
    ['/codes/63278/', 200],
    ['/codes//63278//', 200],
    ['/codes/C79.51', 200],
    ['/codes/99999', 404],
    ['/codes/banana', 404],
    [`/terms/${'9'.repeat(290)}`, 404],
    ['/families/family:lesion-neoplasm', 200],
    ['/families/family%3Alesion-neoplasm', 200],
    ['/families/nope', 404],
    ['/families/%22%3E%3Cscript%3E', 404],
    ['/terms/region:sacral', 200],
    ['/terms/nope', 404],
    ['/embed/family/63278', 200],
    ['/embed/family/63278-59', 200],
    ['/embed/family/99999', 404],
    ['/embed/family/banana', 404],
  ])('%s is %i', async (path, status) => {
    const page = await send(`${server.url}${path}`, { headers: HTML });
    expect(page.status).toBe(status);
    expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(page.headers['cache-control']).toBe(status === 200 ? 'public, max-age=0' : 'no-store');
    expect(page.text).toContain('<!doctype html>');
    expect(page.text).not.toContain('og:image');
    const head = await send(`${server.url}${path}`, { method: 'HEAD', headers: HTML });
    expect([head.status, head.text]).toEqual([status, '']);
    // No copy that is at hand turns one status into another: only what is there has a name, by which it need not be sent twice.
    const { etag } = page.headers;
    expect(head.headers.etag).toBe(etag);
    expect(etag !== undefined).toBe(status === 200 && !path.startsWith('/embed'));
    const again = await send(`${server.url}${path}`, {
      headers: { ...HTML, 'if-none-match': etag ?? 'W/"x"' },
    });
    expect([again.status, again.text === page.text]).toEqual(etag ? [304, false] : [status, true]);
  });

  test.each(['/codes', '/families', '/terms'])('%s lists all of them', async (path) => {
    for (const one of [path, `${path}/`]) {
      const { status, headers } = await send(`${server.url}${one}`, { headers: HTML });
      expect([one, status, headers['content-type']]).toEqual([one, 200, 'text/html; charset=utf-8']);
    }
  });

  test('is sent all the same while the store is away, as 503: whether there is such a thing is not known', async () => {
    const own = await seededStore();
    const away = await startTestServer({
      store: { ...own.store, at: () => Promise.reject(new PublicError('STORE_UNAVAILABLE', 'away')) },
    });
    for (const path of ['/codes/63278', '/families/nope', '/terms/region:sacral', '/browse']) {
      const page = await send(`${away.url}${path}`, { headers: HTML });
      expect([path, page.status, page.headers['retry-after']]).toEqual([path, 503, '5']);
      expect(page.text).toContain('<!doctype html>');
    }
    expect((await send(`${away.url}/compare`, { headers: HTML })).status).toBe(200);
    await away.stop();
    await own.close();
  });

  test('asks nothing while as many requests as allowed are worked on', async () => {
    const own = await seededStore();
    const { store, open, waiting } = gatedStore(own.store);
    const full = await startTestServer({ store, limits: { inFlight: 1 } });
    const first = send(`${full.url}/codes/63278`, { headers: HTML });
    await expect.poll(waiting).toBe(1);
    const second = await send(`${full.url}/codes/63277`, { headers: HTML });
    expect([second.status, waiting()]).toEqual([503, 1]);
    expect(second.text).toContain('<!doctype html>');
    open();
    expect((await first).status).toBe(200);
    await full.stop();
    await own.close();
  });
});

describe('slashes at the end', () => {
  test.each(['/compare/?codes=63278,63277', '/graphiql/', '/learn/cards/', '/schema.graphql/', '/healthz/'])(
    '%s is the same page',
    async (path) => {
      const bare = await send(server.url + path.replace(/\/(?=\?|$)/, ''));
      const { status, text } = await send(server.url + path);
      expect([status, text]).toEqual([200, bare.text]);
    },
  );

  test('/graphql/ answers, and refuses what /graphql refuses', async () => {
    const headers = { 'content-type': 'application/json' };
    const body = '{"query":"{ __typename }"}';
    const { status, json } = await send(`${server.url}/graphql/`, { method: 'POST', headers, body });
    expect([status, json]).toEqual([200, { data: { __typename: 'Query' } }]);
    const refused = await send(`${server.url}/graphql/`, { method: 'PUT' });
    expect([refused.status, refused.headers.allow]).toEqual([405, 'GET, POST']);
  });
});
