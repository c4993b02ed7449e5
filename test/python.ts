import { execFile, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { TestContext } from 'vitest';
import { temporaryFolder } from './seeded.ts';

export interface Python {
  /** Runs a program with these arguments; gives what it printed, or throws what it said. */
  run(program: string, ...given: readonly string[]): string;
  /** The same, while this process goes on: it may be what the program asks. */
  runBeside(program: string, ...given: readonly string[]): Promise<string>;
  remove(): void;
}

/**
 * A Python of its own with these packages. Where there is none, or no package can be had, skips the running test and says
 * so, but fails it where CI is set.
 */
export function pythonWith(context: TestContext, ...packages: readonly string[]): Python {
  const { folder, remove } = temporaryFolder();
  const python = join(folder, 'bin/python');
  for (const [command, ...options] of [
    ['python3', '-m', 'venv', folder],
    [python, '-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...packages],
  ] as const) {
    const { status, error, stderr } = spawnSync(command, options, { encoding: 'utf8' });
    if (status === 0) continue;
    remove();
    const why = `No Python with ${packages.join(', ')} (${error?.message ?? stderr.trim().split('\n').at(-1)}). Install python3 and python3-venv.`;
    if (process.env.CI) throw new Error(why);
    console.log(`skipped: ${context.task.name}. ${why}`);
    context.skip(why);
  }
  return {
    run(program, ...given) {
      const { status, stdout, stderr } = spawnSync(python, ['-c', program, ...given], { encoding: 'utf8' });
      if (status !== 0) throw new Error(stderr);
      return stdout;
    },
    async runBeside(program, ...given) {
      const { stdout } = await promisify(execFile)(python, ['-c', program, ...given]);
      return stdout;
    },
    remove,
  };
}
