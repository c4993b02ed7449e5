import { execFile, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';
import type { TestContext } from 'vitest';
import { root } from '../src/commands/root.ts';

export interface Python {
  /** The folder of the programs that its packages bring. */
  readonly programs: string;
  /** Runs a program with these arguments; gives what it printed, or throws what it said. */
  run(program: string, ...given: readonly string[]): string;
  /** The same, while this process goes on: it may be what the program asks. */
  runBeside(program: string, ...given: readonly string[]): Promise<string>;
}

/**
 * The folder of the programs of a Python environment with these packages. It is made once, for all tests that ask for it and
 * for later runs, below node_modules: `npm ci` removes it. Throws what the system said where it cannot be had.
 */
export async function environmentOf(requirements: string): Promise<string> {
  const mark = createHash('sha256').update(readFileSync(requirements)).digest('hex').slice(0, 12);
  const folder = join(root, 'node_modules/.cache', `python-${mark}`);
  const maker = join(import.meta.dirname, 'environment.py');
  try {
    await promisify(execFile)('python3', [maker, folder, requirements]);
  } catch (error) {
    const { stderr, message } = error as Error & { readonly stderr?: string };
    const lines = (stderr || message).trim().split('\n');
    throw new Error(lines.find((line) => line.startsWith('ERROR: ')) ?? lines.at(-1), { cause: error });
  }
  return join(folder, 'bin');
}

/** The packages by which the tests read what the product writes. */
const READERS = join(import.meta.dirname, 'requirements.txt');

/**
 * A Python with the packages of a file, else with those by which the tests read. Where there is none, or the packages cannot
 * be had, skips the running test and says so, but fails it where CI is set.
 */
export async function pythonOf(context: TestContext, requirements = READERS): Promise<Python> {
  const programs = await environmentOf(requirements).catch((error: Error) => {
    const why = `No Python with ${relative(root, requirements)} (${error.message}). Install python3, 3.11 or newer, and python3-venv.`;
    if (process.env.CI) throw new Error(why, { cause: error });
    console.log(`skipped: ${context.task.name}. ${why}`);
    context.skip(why);
  });
  const python = join(programs, 'python');
  return {
    programs,
    run(program, ...given) {
      const { status, stdout, stderr } = spawnSync(python, ['-c', program, ...given], { encoding: 'utf8' });
      if (status !== 0) throw new Error(stderr);
      return stdout;
    },
    async runBeside(program, ...given) {
      const { stdout } = await promisify(execFile)(python, ['-c', program, ...given]);
      return stdout;
    },
  };
}
