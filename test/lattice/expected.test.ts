import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../../src/commands/root.ts';
import { roleOf } from '../../src/lattice/add-on-role.ts';
import type { Code } from '../../src/lattice/code.ts';
import { compareFacts } from '../../src/lattice/differences.ts';
import { compareIds } from '../../src/lattice/edges.ts';
import { findCodes } from '../../src/lattice/find.ts';
import { gridOf } from '../../src/lattice/grid.ts';
import { besideFamily } from '../../src/lattice/vocabulary.ts';
import { code, dataset, vocabulary, wording } from '../seeded.ts';

/** What expected/compute.py, which shares no line with the program, made of the facts as data. */
interface Expected {
  readonly related: Readonly<
    Record<string, readonly [code: string, distance: number, differences: string][]>
  >;
  readonly grids: Readonly<Record<string, { rows: string[]; columns: string[]; cells: unknown[] }>>;
  readonly find: readonly { asked: string[]; near: boolean; exact: string[]; partial: unknown[] }[];
  readonly roles: Readonly<Record<string, readonly [primary: string, role: string][]>>;
}
const expected = JSON.parse(
  readFileSync(join(root, 'test/lattice/expected/expected.json'), 'utf8'),
) as Expected;

const numbers = (ids: readonly string[]) => ids.map((id) => id.slice('CPT:'.length));

function relatedTo(one: Code) {
  return dataset.related
    .filter(({ from, to }) => from === one.id || to === one.id)
    .map(({ from, to, axes, distance }) => ({ to: from === one.id ? to : from, axes, distance }))
    .sort((a, b) => a.axes.length - b.axes.length || a.distance - b.distance || compareIds(a.to, b.to))
    .map(({ to, distance }) => {
      const [number = ''] = numbers([to]);
      const { differences } = compareFacts(one, code(number), vocabulary);
      return [number, distance, differences.map(({ axis, relation }) => `${axis} ${relation}`).join(', ')];
    });
}

describe('computed by other means', () => {
  it.each(Object.keys(expected.related))(
    '%s has the same related codes, in order and with reasons',
    (number) => {
      expect(relatedTo(code(number))).toEqual(expected.related[number]);
    },
  );

  it.each(Object.keys(expected.grids))('%s is the same grid', (id) => {
    const family = vocabulary.families.get(id);
    if (family === undefined) throw new Error(`${id} is not in the seed`);
    const under = (top: string) =>
      dataset.codes.filter(
        (one) => one.status === 'ACTIVE' && one.family !== null && vocabulary.isAtOrUnder(one.family, top),
      );
    const { rows, columns, cells } = gridOf(
      { ...family, members: under(id), siblings: under(besideFamily(id, vocabulary)) },
      vocabulary,
      wording,
    );
    expect({
      rows: rows.map(({ key }) => key),
      columns: columns.map(({ key }) => key),
      cells: cells.map(({ row, column, state, codes }) => [row, column, state, numbers(codes)]),
    }).toEqual(expected.grids[id]);
    for (const { why } of cells) expect(why).toMatch(/^[\p{Lu}\d][^{}]*\.$/u);
  });

  it.each(expected.find)('find $asked, near $near', async ({ asked, near, exact, partial }) => {
    const found = await findCodes(asked, dataset.codes, near, vocabulary);
    expect(numbers(found.exact.map((one) => one.code.id))).toEqual(exact);
    expect(found.partial.map((one) => [one.code.code, [...one.missing], [...one.conflicting]])).toEqual(
      partial,
    );
  });

  it('every add-on goes on from the same primaries, and accompanies the same', () => {
    for (const [number, roles] of Object.entries(expected.roles)) {
      for (const [primary, role] of roles) {
        expect(roleOf(code(number), code(primary), vocabulary), `${number} at ${primary}`).toBe(role);
      }
    }
  });
});
