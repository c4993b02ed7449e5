import { createServer } from 'node:net';
import { join } from 'node:path';
import { type Span, type Tracer, trace } from '@opentelemetry/api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { observed } from '../../src/server/metrics/observer.ts';
import { createTraces } from '../../src/server/metrics/traces.ts';
import { dataset, seededStore } from '../seeded.ts';
import { ask, startTestServer } from '../served.ts';
import { installedCopy, run, serveUntilReady } from './installed.ts';

let installed: ReturnType<typeof installedCopy>;
let variables: Record<string, string>;
beforeAll(async () => {
  installed = installedCopy();
  variables = { CODELATTICE_DB: join(installed.folder, 'x.db') };
  await run(installed.folder, ['seed'], variables);
});
afterAll(() => installed.remove());

/** The figures by name with labels. */
async function figuresAt(url: string): Promise<Map<string, number>> {
  const response = await fetch(url);
  expect([response.status, response.headers.get('content-type')]).toEqual([
    200,
    'text/plain; version=0.0.4; charset=utf-8',
  ]);
  const lines = (await response.text()).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(
    lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ')))]),
  );
}

const figuresUrl = (out: string) => /figures for Prometheus: (http:\S+)/.exec(out)?.[1] ?? '';

describe('figures', () => {
  test('are at a port of their own, and tell of requests, the store, the process and the dataset', async () => {
    const server = await serveUntilReady(installed.folder, { ...variables, METRICS_PORT: '0' });
    await expect.poll(() => figuresUrl(server.out())).not.toBe('');
    const url = figuresUrl(server.out());
    expect(new URL(url).hostname).toBe('127.0.0.1');
    for (let time = 0; time < 3; time++) await ask(server.url, '{ code(id: "63278") { id } }');
    await ask(server.url, '{ nothing }');
    await ask(server.url, `{ ${Array.from({ length: 61 }, (_, at) => `a${at}: __typename`).join(' ')} }`);
    await fetch(`${server.url}/nothing/here`);
    await fetch(`${server.url}/graphql`, {
      method: 'POST',
      body: '{',
      headers: { 'content-type': 'application/json' },
    });
    const figures = await figuresAt(url);
    const asked = (path: string, outcome: string, cache = 'miss') =>
      figures.get(`codelattice_requests_total{path="${path}",outcome="${outcome}",cache="${cache}"}`);
    expect([asked('/graphql', 'OK'), asked('/graphql', 'OK', 'hit')]).toEqual([1, 2]);
    expect(asked('/graphql', 'GRAPHQL_VALIDATION_FAILED')).toBe(1);
    expect(asked('/graphql', 'LIMIT_EXCEEDED')).toBe(1);
    expect(asked('/graphql', 'BAD_REQUEST')).toBe(1);
    expect([...figures.keys()].some((name) => name.includes('nothing'))).toBe(false);
    expect(figures.get('codelattice_request_seconds_count{path="/graphql"}')).toBe(6);
    expect(figures.get('codelattice_store_call_seconds_count{method="codes"}')).toBeGreaterThanOrEqual(1);
    expect(figures.get(`codelattice_dataset_info{version="${dataset.version}"}`)).toBe(1);
    expect(figures.get('codelattice_store_up')).toBe(1);
    expect(figures.get('codelattice_in_flight')).toBe(0);
    expect(figures.get('codelattice_connections')).toBeGreaterThanOrEqual(0);
    expect(figures.get('process_resident_memory_bytes')).toBeGreaterThan(10_000_000);
    expect(figures.has('nodejs_eventloop_lag_p99_seconds')).toBe(true);
    expect((await fetch(url.replace('/metrics', '/'))).status).toBe(404);
    expect((await fetch(url, { method: 'POST' })).status).toBe(404);
    expect((await fetch(`${server.url}/metrics`)).status).toBe(404);
    server.process.kill('SIGTERM');
    const { code, err } = await server.ended;
    expect([code, err]).toEqual([0, '']);
  });

  test('are not there unless they are asked for', async () => {
    const server = await serveUntilReady(installed.folder, variables);
    server.process.kill('SIGTERM');
    expect((await server.ended).out).not.toContain('figures');
  });

  test('at a port that is in use: the mistake is named by its variable', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as { port: number };
    const { code, err } = await run(installed.folder, ['serve'], { ...variables, METRICS_PORT: `${port}` });
    other.close();
    expect([code, err]).toEqual([
      2,
      `The figures cannot be served at port ${port} of 127.0.0.1 (EADDRINUSE). Set METRICS_PORT to a free port, METRICS_HOST to an address of this machine.\n`,
    ]);
  });
});

describe('observers', () => {
  test('see what fails, and leave failures and answers as they are', async () => {
    const { store, close } = await seededStore();
    const seen: string[] = [];
    const failing = {
      ...store,
      at: async () => ({ ...(await store.at()), related: () => Promise.reject(new Error('x')) }),
    };
    const watch = {
      storeCall: (method: string) => (failure?: unknown) =>
        void seen.push(`${method} ${failure === undefined}`),
      answered: ({ path, outcome }: { path: string; outcome: string }) =>
        void seen.push(`${path} ${outcome}`),
    };
    const server = await startTestServer({ store: observed(failing, [watch]), observers: [watch] });
    const { body } = await ask(
      server.url,
      '{ code(id: "63278") { id related { totalCount edges { sentence } } } }',
    );
    await server.stop();
    await close();
    expect(body.data.code).toBeNull();
    expect(seen).toContain('at true');
    expect(seen).toContain('codes true');
    expect(seen).toContain('related false');
    expect(seen.at(-1)).toBe('/graphql INTERNAL_SERVER_ERROR');
  });

  test('take one state of the dataset for one', async () => {
    const { store, close } = await seededStore();
    const twice = observed(store, [{ storeCall: () => () => {} }]);
    expect(await twice.at()).toBe(await twice.at());
    expect((await twice.at()).version).toBe(dataset.version);
    await close();
  });

  test('that trace make a span of each call of the store, marked where it failed', async () => {
    const spans: string[] = [];
    const span = (name: string) =>
      ({
        setStatus: ({ code }: { code: number }) => void spans.push(`${name} status ${code}`),
        end: () => void spans.push(`${name} end`),
      }) as unknown as Span;
    trace.setGlobalTracerProvider({
      getTracer: () => ({ startSpan: (name: string) => span(name) }) as unknown as Tracer,
    });
    const traces = createTraces();
    traces.storeCall('codes')();
    traces.storeCall('related')(new Error('x'));
    trace.disable();
    expect(spans).toEqual(['store.codes end', 'store.related status 2', 'store.related end']);
  });
});
