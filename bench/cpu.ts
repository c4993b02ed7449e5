import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** Seconds of processors that a process and those it started have taken so far. Of Linux; elsewhere null. */
export function cpuSeconds(pid: number): number | null {
  try {
    const all = readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .flatMap((name) => statOf(Number(name)) ?? []);
    const own = new Set([pid]);
    for (let size = 0; size < own.size; ) {
      size = own.size;
      for (const { pid, parent } of all) if (own.has(parent)) own.add(pid);
    }
    const ticks = all.filter(({ pid }) => own.has(pid)).reduce((sum, one) => sum + one.ticks, 0);
    return ticks / ticksPerSecond();
  } catch {
    return null;
  }
}

/** Null where the process has ended meanwhile. */
function statOf(pid: number): { pid: number; parent: number; ticks: number } | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name of the program stands in brackets and may hold anything; numbers follow.
    const [, parent, ...numbers] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { pid, parent: Number(parent), ticks: Number(numbers[9]) + Number(numbers[10]) };
  } catch {
    return null;
  }
}

let ticks: number | undefined;
const ticksPerSecond = () => (ticks ??= Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' })));
