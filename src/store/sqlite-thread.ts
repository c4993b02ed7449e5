import { Worker } from 'node:worker_threads';
import { driverOf, readOnly, type Value } from './libsql.ts';

/** Runs statements in a thread of its own, so that a long one holds up nothing else. */
export interface Thread {
  /** All rows, as one text. Rejects with the error of the driver. */
  ask(sql: string, parameters: Readonly<Record<string, Value>>): Promise<string>;
  close(): void;
}

interface Answer {
  readonly number: number;
  readonly text?: string;
  readonly error?: { readonly message: string; readonly code: unknown };
}

/** Text, so that it runs from sources as well as built. */
const PROGRAM = `const { parentPort, workerData } = require('node:worker_threads');
const database = new (require(workerData.driver))(workerData.file);
const statements = new Map();
parentPort.on('message', ({ number, sql, parameters }) => {
  try {
    if (!statements.has(sql)) statements.set(sql, database.prepare(sql).raw());
    parentPort.postMessage({ number, text: statements.get(sql).get(parameters)[0] });
  } catch ({ message, code }) {
    parentPort.postMessage({ number, error: { message, code } });
  }
});`;

/** A thread that reads the file; it starts with the first question. */
export function openThread(path: string): Thread {
  let worker: Worker | null = null;
  let count = 0;
  const waiting = new Map<number, { resolve(text: string): void; reject(error: Error): void }>();

  const settle = ({ number, text, error }: Answer) => {
    const one = waiting.get(number);
    waiting.delete(number);
    // A thread that has nothing to do keeps no process alive.
    if (waiting.size === 0) worker?.unref();
    if (text !== undefined) one?.resolve(text);
    else one?.reject(Object.assign(new Error(error?.message), { code: error?.code }));
  };
  const fail = (error: Error) => {
    worker = null;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  const start = () => {
    const workerData = { driver: driverOf(), file: readOnly(path) };
    const started = new Worker(PROGRAM, { eval: true, workerData, execArgv: [] });
    started.on('message', settle).on('error', fail);
    started.on('exit', () => {
      if (worker === started) fail(new Error('the thread that reads the database has ended'));
    });
    return started;
  };
  return {
    ask: (sql, parameters) =>
      new Promise((resolve, reject) => {
        worker ??= start();
        worker.ref();
        const number = count++;
        waiting.set(number, { resolve, reject });
        worker.postMessage({ number, sql, parameters });
      }),
    close: () => void worker?.terminate(),
  };
}
