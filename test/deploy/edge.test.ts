import { describe, expect, test } from 'vitest';
import { LANGUAGE_CODES, LANGUAGES } from '../../src/text/languages.ts';
import { preferredLanguage } from '../../src/text/speaker.ts';
import { post, send, sendGet } from '../server/wire.ts';
import { edgeStatus, fresh, HELD, LISTED, licensedEdge, OWN } from './licensed-edge.ts';
import { describeNginx } from './nginx.ts';

describeNginx('the edge', () => {
  const edge = licensedEdge();
  const { get } = edge;

  describe('answers again what was asked before', () => {
    test('by GET and by POST, as the server did', async () => {
      const query = fresh();
      const asking = [() => get(query), () => post(edge, { query })];
      for (const ask of asking) {
        const [made, kept] = [await ask(), await ask()];
        expect([made, kept].map(edgeStatus)).toEqual(['MISS', 'HIT']);
        expect([kept.status, kept.text]).toEqual([200, made.text]);
        expect(kept.json.data.code.id).toBe('CPT:63278');
        for (const name of ['cache-control', 'surrogate-key', 'cache-tag', 'codelattice-dataset']) {
          expect(kept.headers[name], name).toBe(made.headers[name]);
          expect(kept.headers[name], name).toBeDefined();
        }
      }
    });

    test('with 304 for who has it, and compressed for who takes that', async () => {
      const query = `{ codes(first: 80) { edges { node { id label } } } }`;
      const made = await get(query);
      const has = await get(query, { 'if-none-match': made.headers.etag ?? '' });
      expect([has.status, edgeStatus(has), has.text]).toEqual([304, 'HIT', '']);
      const packed = await get(query, { 'accept-encoding': 'gzip, br' });
      expect([edgeStatus(packed), packed.headers['content-encoding']]).toEqual(['HIT', 'gzip']);
      expect(packed.bytes.length).toBeLessThan(made.bytes.length / 2);
      expect((await get(query)).text).toBe(made.text);
    });

    test('once for many who ask at once', async () => {
      const query = fresh();
      const replies = await Promise.all(Array.from({ length: 20 }, () => get(query)));
      expect(new Set(replies.map(({ headers }) => headers['x-request-id'])).size).toBe(1);
    });

    test('two bodies of 60 kB that differ in their last letters get two answers', async () => {
      const body = (field: string) =>
        `{"x":"${'x'.repeat(60_000)}","query":"{ code(id: \\"63278\\") { ${field} } }"}`;
      const whole = async (field: string) => (await post(edge, body(field))).json.data.code;
      for (let round = 0; round < 2; round++) {
        expect([await whole('id  '), await whole('code')]).toEqual([{ id: 'CPT:63278' }, { code: '63278' }]);
      }
      const [one, other] = ['A', 'B'].map((name) =>
        `${body('id')}${' '.repeat(9)}`.replace('"x"', `"${name}"`),
      );
      expect([await post(edge, one), await post(edge, one), await post(edge, other)].map(edgeStatus)).toEqual(
        ['MISS', 'HIT', 'MISS'],
      );
    });

    test('also bodies that are too long to be kept; past its limit the server refuses', async () => {
      const body = (length: number) => {
        const text = JSON.stringify({ query: fresh() });
        return text.slice(0, -1) + ' '.repeat(length - text.length) + text.slice(-1);
      };
      for (const [length, statuses] of [
        [60_000, ['MISS', 'HIT']],
        [61_000, ['BYPASS', 'BYPASS']],
        [65_536, ['BYPASS', 'BYPASS']],
        [100_000, ['BYPASS', 'BYPASS']],
      ] as const) {
        const text = body(length);
        const replies = [await post(edge, text), await post(edge, text)];
        expect(replies.map(edgeStatus), String(length)).toEqual(statuses);
        expect(replies.map(({ json }) => json.data.code.id)).toEqual(['CPT:63278', 'CPT:63278']);
      }
      for (const length of [100_001, 120_000, 900_000, 1_100_000]) {
        const { status, json, headers } = await post(edge, body(length));
        expect([status, json.errors[0].extensions.code]).toEqual([413, 'LIMIT_EXCEEDED']);
        expect(headers['x-cache-status']).not.toBe('HIT');
      }
    });

    test('by the address of a known document, whatever a browser wants to know anew', async () => {
      const { operations } = (await send(`${edge.url}/persisted-documents.json`)).json;
      const { id } = operations.find(({ name }: { name: string }) => name === 'Code');
      const ask = (code: string, headers = {}) =>
        sendGet(edge.url, { documentId: `sha256:${id}`, variables: JSON.stringify({ code }) }, headers);
      const made = await ask('63278');
      expect([made.status, made.json.errors]).toEqual([200, undefined]);
      const kept = await ask('63278', { 'cache-control': 'no-cache', pragma: 'no-cache' });
      expect([edgeStatus(kept), kept.text]).toEqual(['HIT', made.text]);
      expect(edgeStatus(await ask('63277'))).toBe('MISS');
    });

    test('with the files of the pages, but with no page', async () => {
      const page = await send(`${edge.url}/`);
      const [file] = /\/[\w/]*assets\/[\w.-]+\.js/.exec(page.text) ?? [];
      expect([await send(`${edge.url}/`), await send(`${edge.url}/`)].map(edgeStatus)).toEqual([
        'MISS',
        'MISS',
      ]);
      const [made, kept] = [await send(`${edge.url}${file}`), await send(`${edge.url}${file}`)];
      expect([made, kept].map(edgeStatus)).toEqual(['MISS', 'HIT']);
      expect(kept.headers['cache-control']).toContain('immutable');
      expect(kept.text).toBe(made.text);
      const lost = await send(`${edge.url}/nowhere`, { headers: { accept: 'text/html,*/*;q=0.8' } });
      expect([lost.status, lost.headers['content-type']]).toEqual([404, 'text/html; charset=utf-8']);
    });
  });

  describe('keeps apart', () => {
    test('languages', async () => {
      const query = fresh('label');
      const labels = new Set<string>();
      for (const status of ['MISS', 'HIT']) {
        for (const language of LANGUAGE_CODES) {
          const reply = await get(query, { 'accept-language': LANGUAGES[language].folder });
          expect(edgeStatus(reply), language).toBe(status);
          labels.add(reply.text);
        }
      }
      expect(labels.size).toBe(LANGUAGE_CODES.length);
    });

    test.each([
      'es',
      'ES-mx,es;q=0.9,en-US;q=0.8,en;q=0.7',
      'en-US,en;q=0.5',
      'fil-PH,fil;q=0.9',
      'pt-BR,pt;q=0.9,fr;q=0.8',
      'zh-Hans-CN, zh;q=0.9',
      'es;q=0, de',
      'es ; q=0.000 , ko;q=0.001',
      'estonian, ruthenian',
      'x-es, *',
      ' , ,vi',
      '*',
      '',
    ])('a wish for languages, as the server takes it: %s', async (wish) => {
      const query = fresh('label');
      const language = LANGUAGES[preferredLanguage(wish)].folder;
      const plain = await get(query, { 'accept-language': language });
      const wished = await get(query, { 'accept-language': wish });
      expect([edgeStatus(wished), wished.text]).toEqual(['HIT', plain.text]);
    });

    test('content types', async () => {
      const accept = 'application/graphql-response+json';
      const query = fresh();
      for (const status of ['MISS', 'HIT']) {
        const [plain, own] = [await get(query), await get(query, { accept: `${accept}, */*` })];
        expect([plain, own].map(edgeStatus)).toEqual([status, status]);
        expect(plain.headers['content-type']).toBe('application/json; charset=utf-8');
        expect(own.headers['content-type']).toBe(`${accept}; charset=utf-8`);
      }
      const page = await get(query, { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' });
      expect([page.status, page.headers['content-type']]).toEqual([200, 'application/json; charset=utf-8']);
    });

    test('origins', async () => {
      const query = fresh();
      for (let round = 0; round < 2; round++) {
        for (const origin of [...LISTED, 'https://c.example', OWN, undefined]) {
          const { headers } = await get(query, origin === undefined ? {} : { origin });
          const allowed = origin !== undefined && LISTED.some((one) => one === origin) ? origin : undefined;
          expect(headers['access-control-allow-origin']).toBe(allowed);
        }
      }
    });

    test('licensed text: asked for from the same origin first, it is given to no other', async () => {
      const query = fresh('id descriptor { text }');
      for (const ask of [
        (headers: Record<string, string>) => get(query, headers),
        (headers: Record<string, string>) => post(edge, { query }, headers),
      ]) {
        for (const own of [{}, { origin: OWN }, { origin: LISTED[0] ?? '' }, {}]) {
          const { text, headers } = await ask(own);
          expect(text).toContain(HELD);
          expect([headers['cache-control'], headers['x-cache-status']]).toEqual([
            'private, no-store',
            'MISS',
          ]);
        }
        for (const origin of ['https://c.example', 'null', `${OWN}.evil.example`, `${OWN} x`, 'x y']) {
          const { text, json } = await ask({ origin });
          expect(text).not.toContain(HELD);
          expect(json.errors[0].extensions.code).toBe('FORBIDDEN');
        }
      }
    });
  });
});
