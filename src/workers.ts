import cluster, { type Worker } from 'node:cluster';
import { type AddressInfo, createServer } from 'node:net';
import type { Logger } from 'pino';

export interface WorkersOptions {
  readonly count: number;
  readonly port: number;
  readonly host: string;
  readonly log: Logger;
  /** Resolves when all is to end. */
  readonly told: Promise<void>;
  /** Told once, when all workers serve for the first time. */
  readonly ready: (served: Serving) => void;
}

/** What a worker tells the process that started it, once it serves. */
export interface Serving {
  readonly name: string;
  readonly url: string;
}

/** How long a worker may take to end after it was told to: longer than it gives its requests. */
const END_MS = 9_500;
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 30_000;
/** A worker that lived this long was well: if it ends, the next one starts at once. */
const WELL_MS = 60_000;

/** Tells the process that started this one that it serves; does nothing where it is alone. */
export function tellServing(serving: Serving): void {
  if (cluster.isWorker) process.send?.({ serving });
}

/** Whether this process is one of several, started by `runWorkers`. */
export const isWorker = cluster.isWorker;

/**
 * Runs the same command in several processes at one port until told to end; gives the exit code. A worker that ends is
 * replaced: at once where it was well, else after a pause that doubles up to half a minute. One that cannot start at
 * first ends all, with its exit code; it has said why.
 */
export async function runWorkers(options: WorkersOptions): Promise<number> {
  const { count, log, told, ready } = options;
  const port = options.port === 0 ? await freePort(options.host) : options.port;
  const workers = new Set<Worker>();
  const serving = new Set<Worker>();
  const timers = new Set<NodeJS.Timeout>();
  let isReady = false;
  let isEnding = false;
  let pauseMs = FIRST_PAUSE_MS;
  let code = 0;
  let end = () => {};
  const failed = new Promise<void>((resolve) => {
    end = resolve;
  });

  const replace = (livedMs: number): number => {
    const waits = livedMs >= WELL_MS ? 0 : pauseMs;
    pauseMs = livedMs >= WELL_MS ? FIRST_PAUSE_MS : Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
    const timer = setTimeout(() => {
      timers.delete(timer);
      startOne();
    }, waits);
    timers.add(timer);
    return waits;
  };

  const startOne = () => {
    const worker = cluster.fork({ PORT: `${port}` });
    const began = Date.now();
    workers.add(worker);
    worker.on('message', (message: { serving?: Serving }) => {
      if (message.serving === undefined) return;
      serving.add(worker);
      // The first one alone, so that what keeps it from starting is said once.
      while (!isReady && workers.size < count) startOne();
      if (isReady || serving.size < count) return;
      isReady = true;
      ready(message.serving);
    });
    // What cannot be sent to a worker that is ending is not missed.
    worker.on('error', (err) => log.warn({ err, worker: worker.process.pid }, 'a worker cannot be reached'));
    worker.on('exit', (exitCode, signal) => {
      workers.delete(worker);
      serving.delete(worker);
      if (isEnding) {
        if (exitCode !== 0) code = 1;
      } else if (!isReady) {
        code = exitCode || 1;
        end();
      } else {
        const restartMs = replace(Date.now() - began);
        log.error(
          { worker: worker.process.pid, exitCode, signal, restartMs, left: serving.size },
          'a worker ended and is replaced',
        );
      }
    });
  };

  startOne();
  await Promise.race([told, failed]);
  isEnding = true;
  for (const timer of timers) clearTimeout(timer);
  const ended = Promise.all(
    [...workers].map((worker) => new Promise((resolve) => worker.once('exit', resolve))),
  );
  for (const worker of workers) worker.process.kill('SIGTERM');
  const late = setTimeout(() => {
    for (const worker of workers) worker.process.kill('SIGKILL');
  }, END_MS);
  await ended;
  clearTimeout(late);
  return code;
}

/** A port that nobody listens at just now: asked for any port, each worker would get another one. */
async function freePort(host: string): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, host, resolve);
  });
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
