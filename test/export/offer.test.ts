import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { offerExports } from '../../src/export/offer.ts';

import { seededStore, temporaryFolder } from '../seeded.ts';
import { ask, startTestServer, type TestServer } from '../served.ts';
import { type Exported, exported } from './exported.ts';

const DOCUMENT = '{ dataset { version exports { name format bytes sha256 url } } }';

let seeded: Awaited<ReturnType<typeof seededStore>>;
let files: Exported;
let server: TestServer;
const root = temporaryFolder();
beforeAll(async () => {
  seeded = await seededStore();
  files = await exported(seeded.store, ['parquet', 'csv']);
  const inside = join(root.folder, 'now');
  mkdirSync(inside);
  for (const name of readdirSync(files.folder)) copyFileSync(files.path(name), join(inside, name));
  // An export of another dataset, and a manifest that is none.
  for (const [name, text] of [
    ['then', JSON.stringify({ ...files.manifest, dataset: '0123456789abcdef' })],
    ['broken', '{'],
  ] as const) {
    mkdirSync(join(root.folder, name));
    writeFileSync(join(root.folder, name, 'manifest.json'), text);
  }
  server = await startTestServer({ store: seeded.store, ...offerExports(root.folder, seeded.store) });
});
afterAll(async () => {
  await server.stop();
  files.remove();
  root.remove();
  await seeded.close();
});

test('the files of the loaded dataset are listed, and come as they were made', async () => {
  const { body, headers } = await ask(server.url, DOCUMENT);
  const { exports, version } = body.data.dataset;
  expect(headers.get('cache-control')).toBe('no-store');
  expect(exports.map(({ name }: { name: string }) => name)).toEqual(
    files.manifest.files.map(({ name }) => name),
  );
  for (const { name, bytes, sha256, url } of exports) {
    expect(url).toBe(`/export/${version}/${sha256.slice(0, 12)}/${name}`);
    const answer = await fetch(server.url + url);
    const content = Buffer.from(await answer.arrayBuffer());
    expect([answer.status, content.length]).toEqual([200, bytes]);
    expect(createHash('sha256').update(content).digest('hex')).toBe(sha256);
    expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(answer.headers.get('content-encoding')).toBe(null);
  }
});

test('a range is answered with its bytes', async () => {
  const { body } = await ask(server.url, DOCUMENT);
  const [{ url, bytes }] = body.data.dataset.exports;
  const headers = { range: 'bytes=10-19', 'accept-encoding': 'gzip' };
  const answer = await fetch(server.url + url, { headers });
  expect([answer.status, answer.headers.get('content-range')]).toEqual([206, `bytes 10-19/${bytes}`]);
  expect((await answer.arrayBuffer()).byteLength).toBe(10);
});

/** Asks as it is written: fetch resolves dots, and asks for what is known already as for something new. */
function plain(path: string, headers: Readonly<Record<string, string>>) {
  const { hostname, port } = new URL(server.url);
  return new Promise<{ status: number; content: Buffer; range: string | null }>((resolve, reject) => {
    get({ hostname, port, path, headers }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('end', () => {
        const { statusCode: status = 0, headers: said } = answer;
        resolve({ status, content: Buffer.concat(parts), range: said['content-range'] ?? null });
      });
    }).on('error', reject);
  });
}

test('HEAD, a known ETag, and ranges of every shape are answered as HTTP says', async () => {
  const { body } = await ask(server.url, DOCUMENT);
  const [{ url, bytes }] = body.data.dataset.exports;
  const of = async (headers: Record<string, string>) => {
    const { status, content, range } = await plain(url, headers);
    return [status, content.length, range];
  };
  const head = await fetch(server.url + url, { method: 'HEAD' });
  const etag = head.headers.get('etag') ?? '';
  expect([head.status, head.headers.get('content-length'), head.headers.get('accept-ranges')]).toEqual([
    200,
    String(bytes),
    'bytes',
  ]);
  expect(etag).not.toBe('');
  expect(await of({ 'if-none-match': etag })).toEqual([304, 0, null]);
  expect(await of({ range: 'bytes=-5' })).toEqual([206, 5, `bytes ${bytes - 5}-${bytes - 1}/${bytes}`]);
  expect(await of({ range: `bytes=${bytes - 1}-` })).toEqual([
    206,
    1,
    `bytes ${bytes - 1}-${bytes - 1}/${bytes}`,
  ]);
  expect((await of({ range: `bytes=${bytes}-` }))[0]).toBe(416);
  // A client that has the beginning of another file gets the whole of this one.
  expect(await of({ range: 'bytes=5-9', 'if-range': '"other"' })).toEqual([200, bytes, null]);
  // Whoever asks for the same bytes a thousand times gets them once.
  const often = await of({ range: `bytes=${Array.from({ length: 1000 }, () => '0-').join(',')}` });
  expect(often[1]).toBeLessThanOrEqual(bytes);
});

test.each([
  '%2e%2e%2fthen%2fmanifest.json',
  '..%5cthen%5cmanifest.json',
  '%2e%2e',
  'manifest.json',
  '.part-1',
  'codes%00.csv',
  '%252e%252e%252fmanifest.json',
  `${'a'.repeat(90)}.csv`,
])('no other file is reached by the name %s', async (name) => {
  const { body } = await ask(server.url, DOCUMENT);
  const [{ url }] = body.data.dataset.exports;
  const { status, content } = await plain(url.replace(/[^/]+$/, name), {});
  expect([400, 404, 410]).toContain(status);
  expect(content.toString()).not.toContain('sha256');
});

test('a name that is written in other signs is the same file', async () => {
  const { body } = await ask(server.url, DOCUMENT);
  const [{ url, bytes }] = body.data.dataset.exports;
  const answer = await fetch(server.url + url.replace(/\.csv$/, '%2Ecsv'));
  expect([answer.status, (await answer.arrayBuffer()).byteLength]).toEqual([200, bytes]);
});

test('another dataset, another content and another name are gone', async () => {
  const { body } = await ask(server.url, DOCUMENT);
  const [{ url }] = body.data.dataset.exports;
  for (const wrong of [
    url.replace(/\/export\/[0-9a-f]+/, '/export/0123456789abcdef'),
    url.replace(/[0-9a-f]{12}\/(?=\w+\.)/, '000000000000/'),
    url.replace(/\w+\.csv/, 'manifest.json'),
    url.replace(/\w+\.csv/, '..%2Fthen%2Fmanifest.json'),
  ]) {
    const answer = await fetch(server.url + wrong);
    expect([wrong, answer.status, answer.headers.get('cache-control')]).toEqual([wrong, 410, 'no-store']);
    expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: 'GONE' } }] });
  }
});

test('the dataset is cited as `cite` cites it', async () => {
  const { body } = await ask(server.url, '{ cite(ids: [], style: TEXT) { text } }');
  expect(body.data.cite.text.trim()).toBe(files.manifest.citation);
});

test('/data lists the files with what holds for their use', async () => {
  const answer = await fetch(`${server.url}/data`);
  const page = await answer.text();
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
  for (const { name, sha256 } of files.manifest.files) {
    expect(page).toContain(name);
    expect(page).toContain(sha256);
  }
  expect(page).toContain('needs their own AMA licence');
});

test('without a folder nothing is offered', async () => {
  const other = await startTestServer({ store: seeded.store });
  expect((await ask(other.url, DOCUMENT)).body.data.dataset.exports).toEqual([]);
  expect((await fetch(`${other.url}/export/a/b/c`)).status).toBe(404);
  await other.stop();
});

test('a file that was changed since is not offered', async () => {
  writeFileSync(join(root.folder, 'now', 'terms.csv'), 'changed');
  const { exports } = (await ask(server.url, DOCUMENT)).body.data.dataset;
  expect(exports.map(({ name }: { name: string }) => name)).not.toContain('terms.csv');
});
