import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';

/** What one request took of the process that answered it. */
export interface Taken {
  readonly cpuMs: number;
  /** The processor time that the event loop took at most before everything else had its turn: how long it stands still where nothing else runs. */
  readonly stallMs: number;
  /** How much more memory the process had at most than before. */
  readonly memoryBytes: number;
}

/** Runs in the process of the server, before it. */
const WATCH = `
import { readFileSync } from 'node:fs';
const taken = () => {
  try { return Number(readFileSync('/proc/thread-self/schedstat', 'latin1').split(' ')[0]) / 1e6; } catch { return performance.now(); }
};
let cpu = process.cpuUsage(), before = 0, most = 0, last = taken(), longest = 0;
const look = () => {
  const now = taken();
  longest = Math.max(longest, now - last);
  last = now;
  most = Math.max(most, process.memoryUsage.rss());
};
setInterval(look, 5).unref();
process.on('message', (what) => {
  look();
  const { user, system } = process.cpuUsage(cpu);
  process.send({ cpuMs: (user + system) / 1e3, stallMs: longest, memoryBytes: most - before });
  if (what !== 'begin') return;
  longest = 0;
  before = most = process.memoryUsage.rss();
  cpu = process.cpuUsage();
});
process.channel.unref();`;

/** A server in a process of its own that tells what each request takes. */
export async function startMeasured(folder: string, variables: Readonly<Record<string, string>>) {
  const preload = `data:text/javascript,${encodeURIComponent(WATCH)}`;
  const child = spawn(process.execPath, ['--import', preload, join(folder, 'dist/src/main.js'), 'serve'], {
    env: {
      PATH: process.env.PATH ?? '',
      PORT: '0',
      LOG_LEVEL: 'warn',
      RESPONSE_CACHE_BYTES: '0',
      ...variables,
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let out = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk) => {
      out += chunk;
    });
  }
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  let hasEnded = false;
  void ended.then(() => {
    hasEnded = true;
  });
  const told = (what: string) =>
    new Promise<unknown>((resolve, reject) => {
      child.once('message', resolve);
      child.send(what, (error) => error && reject(error));
    });
  let url: string | undefined;
  while (url === undefined) {
    url = /serves .* at (http:\S+)/.exec(out)?.[1];
    if (hasEnded) throw new Error(`the server ended: ${out}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return {
    url,
    out: () => out,
    /** Sends a body to /graphql and tells what its answer took. */
    async take(body: string): Promise<Taken & { text: string }> {
      await told('begin');
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      });
      const text = await response.text();
      return { ...((await told('tell')) as Taken), text };
    },
    async stop() {
      child.kill('SIGTERM');
      await ended;
      return out;
    },
  };
}

/** Runs beside the test, whose own work would count as waiting otherwise. */
const ASK = `
const { parentPort, workerData: url } = require('node:worker_threads');
let isOver = false, longest = 0;
parentPort.once('message', () => { isOver = true; });
(async () => {
  while (!isOver) {
    const began = performance.now();
    await (await fetch(url)).text();
    longest = Math.max(longest, performance.now() - began);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  parentPort.postMessage(longest);
})();`;

/** Asks something again and again until it is stopped; then the longest that an answer took, in milliseconds. */
export function askingBeside(url: string): () => Promise<number> {
  const worker = new Worker(ASK, { eval: true, workerData: url });
  return async () => {
    const told = new Promise<number>((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
    });
    worker.postMessage('stop');
    const longest = await told;
    await worker.terminate();
    return longest;
  };
}
