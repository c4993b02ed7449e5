import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../src/root.ts';

/** What a process took: megabytes held at its end and at most, and seconds of its processors. */
export interface Usage {
  readonly heldMb: number;
  readonly peakMb: number;
  readonly cpuSeconds: number;
}

/** The environment of a process that writes its usage into `file` when it ends. */
export const reporting = (file: string) => ({
  NODE_OPTIONS: `--import ${pathToFileURL(join(root, 'dist/bench/usage-report.js'))}`,
  BENCH_USAGE: file,
});

export function writeUsage(file: string): void {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  const usage: Usage = {
    heldMb: process.memoryUsage.rss() / 1e6,
    peakMb: (maxRSS * 1_024) / 1e6,
    cpuSeconds: (userCPUTime + systemCPUTime) / 1e6,
  };
  writeFileSync(file, JSON.stringify(usage));
}

export const readUsage = (file: string): Usage => JSON.parse(readFileSync(file, 'utf8'));

/** Runs the built command to its end. Gives what it printed, its seconds and its usage; throws where it fails. */
export async function runCommand(
  given: readonly string[],
  environment: Readonly<Record<string, string>>,
  file: string,
): Promise<{ out: string; seconds: number; usage: Usage }> {
  const began = performance.now();
  const child = spawn(process.execPath, [join(root, 'dist/src/main.js'), ...given], {
    env: { ...process.env, ...environment, ...reporting(file) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const outs: Buffer[] = [];
  const errors: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => outs.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => errors.push(chunk));
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`${given.join(' ')} ended with ${code}: ${Buffer.concat(errors)}`);
  const seconds = (performance.now() - began) / 1_000;
  return { out: Buffer.concat(outs).toString(), seconds, usage: readUsage(file) };
}
