import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../src/commands/root.ts';

/** What a process took: megabytes held at most, and seconds of its processors. */
export interface Usage {
  readonly peakMb: number;
  readonly cpuSeconds: number;
}

export function writeUsage(file: string): void {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  const usage: Usage = { peakMb: (maxRSS * 1_024) / 1e6, cpuSeconds: (userCPUTime + systemCPUTime) / 1e6 };
  writeFileSync(file, JSON.stringify(usage));
}

/** Runs the built command to its end. Gives what it printed, its seconds and its usage; throws where it fails. */
export function runCommand(
  given: readonly string[],
  environment: Readonly<Record<string, string>>,
  file: string,
): { out: string; seconds: number; usage: Usage } {
  const began = performance.now();
  const report = pathToFileURL(join(root, 'dist/bench/usage-report.js')).href;
  const out = execFileSync(process.execPath, ['--import', report, join(root, 'dist/src/main.js'), ...given], {
    env: { ...process.env, ...environment, BENCH_USAGE: file },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const seconds = (performance.now() - began) / 1_000;
  return { out, seconds, usage: JSON.parse(readFileSync(file, 'utf8')) };
}
