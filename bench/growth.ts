import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../src/root.ts';
import type { Costs, Point } from './costs.ts';
import { missingFile } from './files.ts';
import { drawGrowth, type Measured, stagesOf } from './growth-picture.ts';
import { measureServer } from './loaded.ts';
import { buildStages } from './stages.ts';

/**
 * How much faster than its answer a time may grow before it is said: what measuring alone makes of equal times, and in
 * milliseconds what it takes to ask the thread beside, which small files do without.
 */
const TOLERANCE = 1.5;
const ASIDE_MS = 1;

/** What answers cost against what is loaded, page size and depth. */
export interface Growth {
  readonly picture: string;
  /** Sentences about what grows faster than its answer. */
  readonly offenders: readonly string[];
}

/** Measures databases that hold more and more of the public files; says why where it cannot. About two minutes. */
export async function growth(): Promise<Growth | string> {
  const absent = missingFile();
  if (absent !== null) return absent;
  const folder = mkdtempSync(join(tmpdir(), 'codelattice-growth-'));
  try {
    const stages = await buildStages(folder);
    const measured: Measured[] = [];
    for (const [index, { name, path, rows }] of stages.entries()) {
      const given = ['--expose-gc', join(root, 'dist/bench/costs.js'), path];
      if (index === stages.length - 1) given.push('all');
      const costs: Costs = JSON.parse(execFileSync(process.execPath, given, { encoding: 'utf8' }));
      measured.push({ name, rows, costs, ...(await measureServer(path, join(folder, 'usage.json'))) });
    }
    return { picture: drawGrowth(measured), offenders: offendersOf(measured) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Nothing grows faster than its answer: between any two points the time grows at most as much as the answer does. */
function offendersOf(measured: readonly Measured[]): string[] {
  const { paged = {}, deep = {} } = measured.at(-1)?.costs ?? {};
  const loaded = [...stagesOf(measured, 'same'), ...stagesOf(measured, 'growing')];
  return [
    ...loaded.flatMap(([name, points]) => worstOf(`${name}, more loaded`, points, ASIDE_MS)),
    ...Object.entries(paged).flatMap(([name, points]) => worstOf(`${name}, longer pages`, points, 0)),
    ...Object.entries(deep).flatMap(([name, points]) => worstOf(`${name}, deeper`, points, 0)),
  ];
}

/** A sentence where a later point takes longer than an earlier one and its answer allow. */
function worstOf(name: string, points: readonly Point[], allowedMs: number): string[] {
  const [worst] = points
    .flatMap((to, index) => points.slice(0, index).map((from) => ({ from, to })))
    .map(({ from, to }) => ({
      from,
      to,
      times: (to.ms - allowedMs) / from.ms / Math.max(1, to.size / from.size),
    }))
    .sort((a, b) => b.times - a.times);
  if (worst === undefined || worst.times <= TOLERANCE) return [];
  return [`${name}: ${said(worst.from)}, then ${said(worst.to)}`];
}

const said = ({ ms, size }: Point) => `${ms.toPrecision(2)} ms for ${size}`;
