import { Worker } from 'node:worker_threads';
import { expect } from 'vitest';

/** The quick part runs with all tests; `npm run test:faults` runs the whole. */
export const isWhole = process.env.FAULTS === 'all';

/** No machine is so slow: an answer that takes so long waits for something that holds all others up. */
export const HANGING_MS = 60_000;

/** What an answer must never say: stacks, paths of the machine, and words of drivers and libraries. */
export const INSIDE =
  /\bat (?:async )?\S+ \([^()]*:\d+:\d+\)|\.[cm]?[jt]s:\d+|node_modules|node:internal|\/(?:home|root|tmp|usr|work)\/|\b(?:SQLITE|libsql|sqlite3?_|Neo4jError|neo4j-driver|Neo\.(?:Client|Database|Transient)|FST_ERR|ECONN\w+|EMFILE|ENOENT|Cannot read propert|is not a function|undefined is not|\[object Object\])/i;

const STORE = /^(STORE_UNAVAILABLE|TIMEOUT|OVERLOADED)$/;

interface Seen {
  readonly status: number;
  readonly text: string;
}

/** Holds of every answer, whatever was asked: no fault of the server, nothing of its inside. */
export function expectHarmless({ status, text }: Seen, what: unknown): void {
  const about = () =>
    `${(typeof what === 'string' ? what : JSON.stringify(what))?.slice(0, 2_000)}\n-> ${status} ${text.slice(0, 500)}`;
  if (INSIDE.test(withoutSchema(text))) expect.fail(`tells of its inside: ${about()}`);
  if (/INTERNAL_SERVER_ERROR/.test(text)) expect.fail(`a fault of the server: ${about()}`);
  if (status < 500) return;
  const codes = [...text.matchAll(/"code":"(\w+)"/g)].map(([, code]) => code ?? '');
  if (codes.length === 0 || !codes.every((code) => STORE.test(code))) expect.fail(about());
}

/** Descriptions of the schema may name what they like. */
const withoutSchema = (text: string) => text.replaceAll(/"description":"(?:[^"\\]|\\.)*"/g, '');

/** Runs beside the test, whose own work would count as waiting otherwise. */
const WATCH = `
const { parentPort, workerData: { url, pauseMs } } = require('node:worker_threads');
let isOver = false, longest = 0, asked = 0, wrong = null;
parentPort.once('message', () => { isOver = true; });
(async () => {
  while (!isOver) {
    const began = performance.now();
    try {
      const response = await fetch(url + '/graphql', {
        method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"query":"{ __typename }"}',
      });
      const text = await response.text();
      longest = Math.max(longest, performance.now() - began);
      asked++;
      if (response.status !== 503 && text.trim() !== '{"data":{"__typename":"Query"}}') wrong ??= text;
    } catch (error) { wrong ??= String(error.cause ?? error); }
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
  parentPort.postMessage({ longest: Math.round(longest), asked, wrong });
})();`;

/** Asks `{ __typename }` again and again until it is stopped; then the longest that an answer took, in milliseconds. */
export function watchful(url: string, pauseMs = 50): () => Promise<{ longest: number; asked: number }> {
  const worker = new Worker(WATCH, { eval: true, workerData: { url, pauseMs } });
  return async () => {
    const told = new Promise<{ longest: number; asked: number; wrong: string | null }>((resolve) =>
      worker.once('message', resolve),
    );
    worker.postMessage('stop');
    const { longest, asked, wrong } = await told;
    await worker.terminate();
    expect(wrong).toBeNull();
    return { longest, asked };
  };
}

export const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
