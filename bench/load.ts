import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { root } from '../src/root.ts';
import { askInTurns, requestOf } from './client.ts';
import { cpuSeconds } from './cpu.ts';

export interface Running {
  readonly url: string;
  /** Milliseconds from starting the process to its first answer. */
  readonly startMs: number;
  readonly pid: number;
  stop(): Promise<void>;
}

/** Starts the built server as its own process, with options of Node, and waits for its first answer. */
export function startServer(
  port: number,
  environment: Readonly<Record<string, string>>,
  node: readonly string[] = [],
  options: readonly string[] = [],
): Promise<Running> {
  const given = { LOG_LEVEL: 'silent', PORT: String(port), ...environment };
  return startScript(port, ['dist/src/main.js', 'serve', ...options], given, node);
}

/** Starts the yardstick. */
export const startHello = (port: number) => startScript(port, ['dist/bench/hello.js', String(port)], {});

/** Starts Node alone. */
export const startBare = (port: number) => startScript(port, ['dist/bench/bare.js', String(port)], {});

/** Starts a script that serves `/graphql`. */
export async function startScript(
  port: number,
  [script = '', ...given]: readonly string[],
  environment: Readonly<Record<string, string>>,
  node: readonly string[] = [],
): Promise<Running> {
  const began = performance.now();
  const child: ChildProcess = spawn(process.execPath, [...node, join(root, script), ...given], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const url = `http://127.0.0.1:${port}`;
  while (!(await answers(url))) {
    if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return {
    url,
    startMs: performance.now() - began,
    pid: child.pid ?? 0,
    async stop() {
      child.kill('SIGTERM');
      if (child.exitCode === null) await once(child, 'exit');
    },
  };
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"query":"{ __typename }"}',
    });
    return response.ok;
  } catch {
    return false;
  }
}

/** How a server did under load. */
export interface Load {
  readonly requests: number;
  readonly seconds: number;
  /** Requests a second. */
  readonly rate: number;
  /** Seconds of processors: of this process, which generates the load, and of the server with those it started. */
  readonly generatorCpu: number;
  readonly serverCpu: number | null;
}

/** Asks over 16 connections, each one request after the other; throws where one is not answered 200. */
export async function load(
  { url, pid }: Pick<Running, 'url' | 'pid'>,
  bodies: readonly unknown[],
  seconds: number,
  headers: Readonly<Record<string, string>> = {},
): Promise<Load> {
  await askEach(url, bodies.slice(0, 1));
  const before = { own: process.cpuUsage(), server: cpuSeconds(pid) };
  const began = performance.now();
  const end = began + seconds * 1_000;
  const asked = bodies.map((body) => requestOf(url, body, headers));
  const requests = await askInTurns(url, asked, () => performance.now() > end);
  const took = (performance.now() - began) / 1_000;
  const { user, system } = process.cpuUsage(before.own);
  const server = cpuSeconds(pid);
  return {
    requests,
    seconds: took,
    rate: requests / took,
    generatorCpu: (user + system) / 1e6,
    serverCpu: server === null || before.server === null ? null : server - before.server,
  };
}

/** How many requests a server has answered before it is measured: by then its code is compiled. */
const WARM = 5_000;

export async function warm(
  url: string,
  bodies: readonly unknown[],
  headers: Readonly<Record<string, string>> = {},
): Promise<void> {
  await askEach(url, bodies.slice(0, 1));
  const asked = bodies.map((body) => requestOf(url, body, headers));
  await askInTurns(url, asked, (answered) => answered >= WARM);
}

/** Asks each request once; throws where an answer is not a 200 with data. */
export async function askEach(url: string, bodies: readonly unknown[]): Promise<void> {
  for (const body of bodies) await ask(url, body);
}

export async function ask(url: string, body: unknown): Promise<never> {
  const check = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const answer = (await check.json()) as { errors?: unknown; data: unknown };
  if (!check.ok || answer.errors) throw new Error(JSON.stringify(answer).slice(0, 300));
  return answer.data as never;
}

/** So many requests of a document, for all CPT codes, with growing pages. */
export async function distinctRequests(url: string, query: string, count: number): Promise<unknown[]> {
  const all = '{ codes(first: 500, filter: { system: [CPT] }) { edges { node { code } } } }';
  const data: { codes: { edges: { node: { code: string } }[] } } = await ask(url, { query: all });
  const codes = data.codes.edges.map(({ node }) => node.code);
  return Array.from({ length: count }, (_, index) => ({
    query,
    variables: { code: codes[index % codes.length], first: 1 + Math.floor(index / codes.length) },
  }));
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
