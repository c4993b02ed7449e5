import { Worker } from 'node:worker_threads';
import { PublicError } from '../../errors.ts';
import { driverOf, readOnly, type Value } from './driver.ts';

/** Runs statements in a thread of its own, one after the other, so that a long one holds up nothing else. */
export interface Thread {
  /**
   * All rows, as one text. Rejects with the error of the driver, with the reason of the signal once it aborts, and with
   * OVERLOADED if too many others wait already. Equal questions that wait share one answer.
   */
  ask(sql: string, parameters: Readonly<Record<string, Value>>, signal?: AbortSignal): Promise<string>;
  close(): void;
}

interface Answer {
  readonly text?: string;
  readonly error?: { readonly message: string; readonly code?: unknown };
}

interface Asker {
  resolve(text: string): void;
  reject(error: unknown): void;
}

interface Question {
  readonly sql: string;
  readonly parameters: Readonly<Record<string, Value>>;
  readonly askers: Set<Asker>;
}

/** How many statements may wait for a thread. The slowest of all files takes some 200 ms. */
const MOST_WAITING = 100;

/** As text, so that it runs both from the sources and from a build. */
const PROGRAM = `const { parentPort, workerData } = require('node:worker_threads');
const database = new (require(workerData.driver))(workerData.file);
const statements = new Map();
parentPort.on('message', ({ sql, parameters }) => {
  try {
    if (!statements.has(sql)) statements.set(sql, database.prepare(sql).raw());
    parentPort.postMessage({ text: statements.get(sql).get(parameters)[0] });
  } catch ({ message, code }) {
    parentPort.postMessage({ error: { message, code } });
  }
});`;

/** A thread that reads the file; it starts with the first question. */
export function openThread(path: string): Thread {
  let worker: Worker | null = null;
  let asked: Question | null = null;
  /** By what they ask, in the order of their first asker. */
  const waiting = new Map<string, Question>();

  const askNext = () => {
    if (asked !== null) return;
    const [next] = waiting;
    // An idle thread must not keep the process alive.
    if (next === undefined) return void worker?.unref();
    const [key, question] = next;
    waiting.delete(key);
    asked = question;
    try {
      worker ??= start();
      worker.ref();
      worker.postMessage({ sql: question.sql, parameters: question.parameters });
    } catch (error) {
      // For example no thread could be started: later questions must not wait forever.
      settle({ error: error as Error });
    }
  };
  const settle = ({ text, error }: Answer) => {
    const askers = asked?.askers ?? [];
    asked = null;
    for (const { resolve, reject } of askers) {
      if (text !== undefined) resolve(text);
      else reject(Object.assign(new Error(error?.message), { code: error?.code }));
    }
    askNext();
  };
  const fail = (error: Error) => {
    const questions = [...(asked === null ? [] : [asked]), ...waiting.values()];
    worker = null;
    asked = null;
    waiting.clear();
    for (const { askers } of questions) for (const { reject } of askers) reject(error);
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
    ask: (sql, parameters, signal) =>
      new Promise((resolve, reject) => {
        signal?.throwIfAborted();
        const key = `${sql}\n${JSON.stringify(parameters)}`;
        const question = waiting.get(key) ?? { sql, parameters, askers: new Set() };
        if (!waiting.has(key) && waiting.size >= MOST_WAITING) throw busy();
        const asker: Asker = {
          resolve(text) {
            signal?.removeEventListener('abort', leave);
            resolve(text);
          },
          reject(error) {
            signal?.removeEventListener('abort', leave);
            reject(error);
          },
        };
        const leave = () => {
          question.askers.delete(asker);
          if (question.askers.size === 0 && waiting.get(key) === question) waiting.delete(key);
          reject(signal?.reason);
        };
        signal?.addEventListener('abort', leave, { once: true });
        question.askers.add(asker);
        waiting.set(key, question);
        askNext();
      }),
    close: () => void worker?.terminate(),
  };
}

const busy = () =>
  new PublicError(
    'OVERLOADED',
    `${MOST_WAITING} lists and counts wait for the database already. Try again in a few seconds, or ask for less at once.`,
  );
