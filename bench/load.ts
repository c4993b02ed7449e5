import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import autocannon from 'autocannon';
import { root } from '../src/root.ts';

export interface Running {
  readonly url: string;
  /** Milliseconds from starting the process to its first answer. */
  readonly startMs: number;
  stop(): Promise<void>;
}

/** Starts the built server as its own process and waits for its first answer. */
export async function startServer(
  port: number,
  environment: Readonly<Record<string, string>>,
): Promise<Running> {
  const began = performance.now();
  const child: ChildProcess = spawn(process.execPath, [join(root, 'dist/src/main.js'), 'serve'], {
    env: { ...process.env, LOG_LEVEL: 'silent', PORT: String(port), ...environment },
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

/** Requests a second of one request, over 16 connections; throws where an answer is not a 200 with data. */
export async function requestsPerSecond(url: string, body: unknown, seconds: number): Promise<number> {
  const text = JSON.stringify(body);
  const headers = { 'content-type': 'application/json' };
  const check = await fetch(`${url}/graphql`, { method: 'POST', headers, body: text });
  const answer = (await check.json()) as { errors?: unknown };
  if (!check.ok || answer.errors) throw new Error(JSON.stringify(answer).slice(0, 300));
  const result = await autocannon({
    url: `${url}/graphql`,
    method: 'POST',
    headers,
    body: text,
    connections: 16,
    duration: seconds,
  });
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${result.non2xx} answers were not 200`);
  return result.requests.average;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
