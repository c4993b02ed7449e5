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

/** How much faster than its answer a time may grow before it is said: what measuring alone makes of equal times. */
const TOLERANCE = 1.5;

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

/** All that is to be compared: the same question of databases, or for lists, that grow. */
function rowsOf(measured: readonly Measured[]): readonly (readonly [string, readonly Point[]])[] {
  const last = measured.at(-1)?.costs;
  return [
    ...stagesOf(measured, 'same'),
    ...stagesOf(measured, 'growing'),
    ...Object.entries(last?.paged ?? {}),
    ...Object.entries(last?.deep ?? {}),
  ];
}

/** Nothing grows faster than its answer: between any two points the time grows at most as much as the answer does. */
function offendersOf(measured: readonly Measured[]): string[] {
  return rowsOf(measured).flatMap(([name, points]) => {
    const worst = points
      .flatMap((to, index) => points.slice(0, index).map((from) => ({ from, to })))
      .map(({ from, to }) => ({ from, to, over: to.ms / from.ms / Math.max(1, to.size / from.size) }))
      .sort((a, b) => b.over - a.over)[0];
    if (worst === undefined || worst.over <= TOLERANCE) return [];
    const { from, to } = worst;
    return `${name}: ${said(from)}, then ${said(to)}`;
  });
}

const said = ({ ms, size }: Point) => `${ms.toPrecision(2)} ms for ${size}`;
