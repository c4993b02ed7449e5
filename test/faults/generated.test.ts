import { createHash } from 'node:crypto';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSchema } from '../../src/graphql/schema.ts';
import { installedCopy, serveUntilReady } from '../commands/installed.ts';
import { generatedDocument, targetsOf } from '../generated.ts';
import { type Reply, send } from '../server/wire.ts';
import { expectHarmless, HANGING_MS, isWhole, watchful } from './watchful.ts';

const REQUESTS = Number(process.env.FAULTS_REQUESTS ?? (isWhole ? 20_000 : 500));
const AT_ONCE = 10;
const SEED = Number(process.env.FAULTS_SEED ?? Math.floor(Math.random() * 2 ** 31));

let installed: ReturnType<typeof installedCopy>;
let server: Awaited<ReturnType<typeof serveUntilReady>>;
beforeAll(async () => {
  installed = installedCopy();
  server = await serveUntilReady(installed.folder, {
    CODELATTICE_DB: join(installed.folder, 'x.db'),
    LOG_LEVEL: 'info',
  });
});
afterAll(async () => {
  server.process.kill('SIGTERM');
  expect(await server.ended).toMatchObject({ code: 0, err: '' });
  installed.remove();
});

const schema = createSchema();
const targets = targetsOf(schema);
const names = [...new Set(targets.flatMap(({ type, field }) => [type, field]))];

/** Text with what parsers, logs and stores may stumble over. */
const oddText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.constantFrom(
    '',
    '\u0000',
    '\r\n',
    '\u001b[31m',
    '\ud800',
    "' or 1=1 --",
    '*',
    '"',
    '\\',
    '../..',
    '__proto__',
    '63278',
    '\u202e',
  ),
  fc.string({ maxLength: 3 }).map((text) => text.repeat(300)),
);

/** Documents of the schema, some with a piece cut out, doubled or put in the wrong place, and text that is none. */
const document = fc.gen().map((draw) => {
  const kind = draw(fc.nat, { max: 9 });
  if (kind === 0) return draw(() => oddText);
  if (kind === 1) {
    const tokens = draw(() =>
      fc.array(
        fc.constantFrom(
          '{',
          '}',
          '(',
          ')',
          '[',
          ']',
          ':',
          '...',
          'on',
          '@skip',
          '!',
          '$a',
          '"',
          '"""',
          '#',
          'fragment',
          'query',
          'mutation',
          'subscription',
          '1',
          '-',
          'null',
          ...names,
        ),
        { maxLength: 60 },
      ),
    );
    return tokens.join(' ');
  }
  const target = draw(fc.constantFrom, ...targets) as (typeof targets)[number];
  const text = generatedDocument(schema, target, draw);
  if (kind > 4) return text;
  const from = draw(fc.nat, { max: text.length });
  const to = Math.min(text.length, from + draw(fc.nat, { max: 12 }));
  if (kind === 2) return text.slice(0, from) + text.slice(to);
  if (kind === 3) return text.slice(0, to) + text.slice(from);
  return text.slice(0, from) + draw(() => oddText) + text.slice(to);
});

const body = fc.oneof(
  { weight: 8, arbitrary: document.map((query) => JSON.stringify({ query })) },
  {
    weight: 8,
    arbitrary: fc
      .record(
        {
          query: fc.oneof({ weight: 9, arbitrary: document }, { weight: 1, arbitrary: fc.jsonValue() }),
          variables: fc.oneof(
            fc.jsonValue(),
            fc.dictionary(fc.constantFrom('ids', 'id', 'first', 'filter', 'a'), fc.jsonValue()),
          ),
          operationName: fc.oneof(fc.constant(null), oddText),
          extensions: fc.oneof(
            fc.jsonValue(),
            fc.record({
              persistedQuery: fc.record({
                version: fc.oneof(fc.constant(1), fc.jsonValue()),
                sha256Hash: fc.oneof(
                  fc.constant(createHash('sha256').update('{ __typename }').digest('hex')),
                  fc.jsonValue(),
                ),
              }),
            }),
          ),
        },
        { requiredKeys: ['query'] },
      )
      .map((value) => JSON.stringify(value)),
  },
  { weight: 1, arbitrary: fc.json() },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)) },
);

/** What a header may hold on the wire. */
const headerText = fc.string({
  unit: fc
    .integer({ min: 32, max: 255 })
    .filter((code) => code !== 127)
    .map((code) => String.fromCharCode(code)),
  maxLength: 60,
});
const oddHeaders = fc.record(
  {
    'content-type': fc.oneof(
      { weight: 8, arbitrary: fc.constant('application/json') },
      { weight: 1, arbitrary: headerText },
    ),
    accept: fc.oneof(
      fc.constantFrom(
        '*/*',
        'application/graphql-response+json',
        'text/html',
        'multipart/mixed',
        'text/event-stream',
      ),
      headerText,
    ),
    'accept-language': fc.oneof(
      fc.constantFrom('de', 'zh-Hant;q=0.1, es', 'x'.repeat(500), 'en;q=9'),
      headerText,
    ),
    'accept-encoding': fc.oneof(fc.constantFrom('gzip', 'br', 'identity;q=0', '*;q=0'), headerText),
    'content-encoding': fc.constantFrom('identity', 'identity', 'identity', 'gzip', 'x'),
    'if-none-match': headerText,
    'apollo-require-preflight': headerText,
    'x-apollo-operation-name': headerText,
    'x-forwarded-for': headerText,
    origin: headerText,
    range: fc.constant('bytes=0-5'),
    expect: fc.constant('100-continue'),
    'x-no-compression': headerText,
  },
  { requiredKeys: ['content-type'] },
);

const plainHeaders = fc.constant({ 'content-type': 'application/json' });
const headers = fc.oneof({ weight: 2, arbitrary: plainHeaders }, { weight: 1, arbitrary: oddHeaders });

const request = fc.record({
  method: fc.oneof(
    { weight: 8, arbitrary: fc.constant('POST') },
    { weight: 4, arbitrary: fc.constant('GET') },
    { weight: 1, arbitrary: fc.constantFrom('PUT', 'DELETE', 'OPTIONS', 'PATCH', 'HEAD') },
  ),
  path: fc.oneof({ weight: 9, arbitrary: fc.constant('/graphql') }, { weight: 1, arbitrary: fc.webPath() }),
  headers,
  body,
});

test(
  `${REQUESTS} generated requests: no fault of the server, nothing of its inside, and { __typename } is answered all the while`,
  async () => {
    console.log(`generated requests: seed ${SEED} (FAULTS_SEED)`);
    const seen = new Map<string, number>();
    const stop = watchful(server.url);
    let watched = { longest: 0, asked: 0 };
    try {
      await fc.assert(
        fc.asyncProperty(fc.array(request, { minLength: AT_ONCE, maxLength: AT_ONCE }), async (requests) => {
          const answers = await Promise.all(
            requests.map(async (one) => {
              const isRead = one.method === 'GET' || one.method === 'HEAD';
              const query = isRead ? `?${parametersOf(one.body)}` : '';
              const reply = await send(`${server.url}${one.path}${query}`, {
                method: one.method,
                headers: one.headers,
                ...(isRead ? {} : { body: one.body }),
              }).catch((error: NodeJS.ErrnoException) => {
                // What cannot be sent at all has not been asked.
                if (/ERR_INVALID_CHAR|ERR_UNESCAPED/.test(error.code ?? '')) return null;
                throw error;
              });
              return { one, reply };
            }),
          );
          for (const { one, reply } of answers) {
            const what = reply === null ? 'not sent' : outcomeOf(reply);
            seen.set(what, (seen.get(what) ?? 0) + 1);
            if (reply !== null) expectHarmless(reply, JSON.stringify(one));
          }
        }),
        { numRuns: REQUESTS / AT_ONCE, seed: SEED, endOnFailure: true },
      );
    } finally {
      watched = await stop();
    }
    const { longest, asked } = watched;
    console.log(
      `${REQUESTS} requests; { __typename } asked ${asked} times meanwhile, the longest answer after ${longest} ms\n`,
      Object.fromEntries([...seen].sort(([, a], [, b]) => b - a)),
    );
    expect(longest).toBeLessThan(HANGING_MS);
    // About one in twenty says something; of few requests, chance may leave half as many.
    expect(seen.get('200 data') ?? 0).toBeGreaterThan(REQUESTS / 100);
    // What the operator sees: one line each, none of them a fault.
    const lines = server
      .out()
      .split('\n')
      .filter((line) => line.startsWith('{'));
    expect(lines.length).toBeGreaterThan(REQUESTS / 2);
    expect(lines.filter((line) => (JSON.parse(line) as { level: number }).level >= 40)).toEqual([]);
  },
  isWhole ? 1_800_000 : 600_000,
);

/** The parts of a body as a query string. */
function parametersOf(given: string | Buffer): URLSearchParams {
  try {
    const parts = Object.entries(JSON.parse(String(given)) as Record<string, unknown>);
    return new URLSearchParams(
      parts.map(([name, value]): [string, string] => [
        name,
        typeof value === 'string' ? value : JSON.stringify(value),
      ]),
    );
  } catch {
    return new URLSearchParams({ query: String(given) });
  }
}

function outcomeOf({ status, text }: Reply): string {
  const code = /"code":"(\w+)"/.exec(text)?.[1];
  return `${status} ${code ?? (text.includes('"data"') ? 'data' : '')}`.trim();
}
