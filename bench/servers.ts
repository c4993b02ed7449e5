import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { root } from '../src/commands/root.ts';
import { answerOf, HELLO, median, ROUNDS } from './load.ts';

type Environment = Readonly<Record<string, string>>;

/** No answer and no code is kept in memory; and no answer, but codes as by default. */
export const NOTHING_KEPT = { RESPONSE_CACHE_BYTES: '0', CODE_CACHE_SIZE: '0' };
export const ANSWERS_NOT_KEPT = { RESPONSE_CACHE_BYTES: '0' };

export interface Running {
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  /** Milliseconds from starting the process to its first answer. */
  readonly startMs: number;
  /** Ends it and waits for its end. */
  stop(signal?: NodeJS.Signals): Promise<void>;
}

/** Starts the built server of a folder as its own process, on a free port, and waits for its first answer. */
export async function startServer(environment: Environment, folder = root): Promise<Running> {
  const port = await freePort();
  const given = { LOG_LEVEL: 'silent', PORT: String(port), ...environment };
  return start(port, process.execPath, [join(folder, 'dist/src/main.js'), 'serve'], given);
}

/** Milliseconds from starting the server to its first answer, the median of several starts. */
export async function startOf(environment: Environment): Promise<number> {
  const starts: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const server = await startServer(environment);
    starts.push(server.startMs);
    await server.stop();
  }
  return median(starts);
}

/** Starts a script of this folder that serves `/graphql` at the port that is its argument. */
export async function startScript(script: string, environment: Environment = {}): Promise<Running> {
  const port = await freePort();
  return start(port, process.execPath, [join(root, script), String(port)], environment);
}

/** Starts the yardstick. */
export const startHello = () => startScript('dist/bench/hello.js');

/** Starts a program that answers GraphQL at a port of this machine. */
export async function start(
  port: number,
  program: string,
  given: readonly string[],
  environment: Environment,
): Promise<Running> {
  const began = performance.now();
  const child = spawn(program, given, {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const url = `http://127.0.0.1:${port}`;
  const answers = () =>
    answerOf(url, HELLO).then(
      () => true,
      () => false,
    );
  while (!(await answers())) {
    if (child.exitCode !== null)
      throw new Error(`${program} ${given.join(' ')} ended with ${child.exitCode}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  const server: Running = {
    url,
    port,
    pid: child.pid ?? 0,
    startMs: performance.now() - began,
    async stop(signal = 'SIGTERM') {
      running.delete(server);
      child.kill(signal);
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    },
  };
  running.add(server);
  return server;
}

const running = new Set<Running>();
/** Ends all that were started and not yet stopped. */
export async function stopAll(): Promise<void> {
  for (const server of running) await server.stop();
}

/** Another program may have any port. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}
