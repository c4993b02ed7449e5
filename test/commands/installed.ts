import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, existsSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { root } from '../../src/commands/root.ts';
import { temporaryFolder } from '../seeded.ts';

/** A copy of the built package, so that a test may change its files and others may build in the meantime. */
export function installedCopy() {
  const { folder, remove } = temporaryFolder();
  for (const part of ['dist/src', 'dist/explorer', 'schema', 'seed', 'package.json']) {
    if (existsSync(join(root, part))) cpSync(join(root, part), join(folder, part), { recursive: true });
  }
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  return { folder, remove };
}

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
}

export interface Running {
  readonly process: ChildProcess;
  readonly ended: Promise<Ended>;
  out(): string;
}

type Variables = Readonly<Record<string, string>>;

/** Starts the command of a package with these variables only. */
export function start(folder: string, options: readonly string[], variables: Variables = {}): Running {
  const child = spawn(process.execPath, [join(folder, 'dist/src/main.js'), ...options], {
    env: { PATH: process.env.PATH ?? '', PORT: '0', ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk) => {
    out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    err += chunk;
  });
  const ended = new Promise<Ended>((resolve) => {
    child.on('close', (code, signal) => resolve({ code, signal, out, err }));
  });
  return { process: child, ended, out: () => out };
}

/** Runs the command to its end. */
export function run(folder: string, options: readonly string[], variables: Variables = {}): Promise<Ended> {
  return start(folder, options, variables).ended;
}

/** Starts the server and waits until it says where it serves; an Error with what it said where it ends before. */
export async function serveUntilReady(
  folder: string,
  variables: Variables = {},
  options: readonly string[] = [],
) {
  const running = start(folder, ['serve', ...options], { LOG_LEVEL: 'warn', ...variables });
  let hasEnded: Ended | undefined;
  void running.ended.then((ended) => {
    hasEnded = ended;
  });
  for (;;) {
    const url = /serves .* at (http:\S+)/.exec(running.out())?.[1];
    if (url !== undefined) return { ...running, url };
    if (hasEnded) throw new Error(`the server ended: ${hasEnded.err}${hasEnded.out}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/**
 * A copy for all tests of a file, with a seeded database where one is asked for, and one server of it at a time, which is
 * killed after the test that started it.
 */
export function installedServer({ seeded }: { readonly seeded: boolean }) {
  let installed: ReturnType<typeof installedCopy>;
  let server: Awaited<ReturnType<typeof serveUntilReady>> | undefined;
  const own = {
    folder: '',
    database: '',
    async serve(variables: Variables = {}, options: readonly string[] = []) {
      server = await serveUntilReady(own.folder, variables, options);
      return server;
    },
  };
  beforeAll(async () => {
    installed = installedCopy();
    own.folder = installed.folder;
    own.database = join(own.folder, 'x.db');
    if (seeded) await run(own.folder, ['seed'], { CODELATTICE_DB: own.database });
  });
  afterAll(() => installed.remove());
  afterEach(async () => {
    server?.process.kill('SIGKILL');
    await server?.ended;
    server = undefined;
  });
  return own;
}
