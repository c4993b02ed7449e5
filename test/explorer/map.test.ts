import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { AXES, type Family, statedAxes } from '../../src/explorer/map/choice.ts';
import { drawnEdges, netsOf } from '../../src/explorer/map/nets.ts';
import { placesOf } from '../../src/explorer/map/places.ts';
import { planOf } from '../../src/explorer/map/plan.ts';
import { documents } from '../documents.ts';
import { storeForTests } from '../opened.ts';
import { faultsOf } from './drawn-lines.ts';

const mapOf = (family: Family, rightToLeft = false) =>
  planOf(netsOf(drawnEdges(family)), placesOf(family, 'in no cell'), rightToLeft);

const GRID = `query ($family: ID!, $rows: Axis, $columns: Axis) { family(id: $family) { grid(rows: $rows, columns: $columns) {
  rows { key name term { id axis } } columns { key name term { id axis } } cells { row column state codes { id } } } } }`;

describe('the map of a family', () => {
  const store = storeForTests();
  const textOf = (name: string) => documents.find(({ file }) => file === `${name}.graphql`)?.text ?? '';
  const families = new Map<string, Family>();
  const asked = async (id: string, axes = {}): Promise<Family> => {
    const [page, edges] = await Promise.all([
      store.ask(textOf('family-page'), { family: id, ...axes }),
      store.ask(textOf('family-edges'), { family: id }),
    ]);
    return { ...page.family, ...edges.family };
  };
  beforeAll(async () => {
    const { families: all } = await store.ask('{ families { id } }');
    for (const { id } of all) families.set(id, await asked(id));
  });

  test('has every code once, and no line passes through a code that is not its end', () => {
    expect(families.size).toBeGreaterThan(30);
    for (const [id, family] of families) {
      for (const rightToLeft of [false, true]) {
        const plan = mapOf(family, rightToLeft);
        expect(plan.nodes.size, id).toBe(family.codes.edges.length);
        expect(faultsOf(plan), id).toEqual([]);
      }
    }
  });

  test('nor does one on any other axes that the reader may choose', async () => {
    for (const [id, family] of families) {
      const codes = family.codes.edges.map(({ node }) => node);
      if (codes.length > 50) continue;
      const axes = statedAxes(codes);
      for (const rows of axes) {
        for (const columns of axes.filter((axis) => axis !== rows)) {
          const { family: other } = await store.ask(GRID, { family: id, rows, columns });
          expect(faultsOf(mapOf({ ...family, ...other })), `${id} ${rows} ${columns}`).toEqual([]);
        }
      }
    }
  });

  test('says every edge by a line, and joins no two codes that are not one step apart', () => {
    for (const [id, family] of families) {
      const edges = drawnEdges(family);
      const nets = netsOf(edges);
      const steps = edges.filter(({ kind }) => kind === 'AXIS');
      const joined = new Set(
        nets.flatMap(({ kind, members }) =>
          kind === 'ADD_ON'
            ? members.slice(1).map((primary) => `${members[0]} ${primary} ADD_ON`)
            : members.flatMap((a, at) => members.slice(at + 1).map((b) => `${a} ${b} ${kind}`)),
        ),
      );
      const stated = [
        ...steps.map(({ source, target, axes }) => `${[source, target].sort().join(' ')} ${axes[0]}`),
        ...edges.flatMap(({ kind, source, target }) =>
          kind === 'ADD_ON' ? [`${source} ${target} ADD_ON`] : [],
        ),
      ];
      expect([...joined].sort(), id).toEqual(stated.sort());
    }
  });

  test('has the codes of a row of the grid in one row', () => {
    const family = families.get('family:lesion-neoplasm');
    if (!family) throw new Error('no such family');
    const { nodes, lines } = mapOf(family);
    const at = (code: string) => nodes.get(`CPT:${code}`);
    expect(new Set(['63275', '63276', '63277', '63278'].map((code) => at(code)?.y)).size).toBe(1);
    expect(at('63278')?.x).toBe(at('63283')?.x);
    expect(lines.length).toBe(7);
    expect(lines.every(({ strokes }) => strokes.length === 1)).toBe(true);
  });
});

test('no line of any graph on any grid passes through a node that is not its end', () => {
  const graphs = fc
    .record({ rows: fc.integer({ min: 1, max: 6 }), columns: fc.integer({ min: 1, max: 7 }) })
    .chain(({ rows, columns }) =>
      fc.record({
        rows: fc.constant(rows),
        columns: fc.constant(columns),
        cells: fc.array(fc.tuple(fc.nat(rows - 1), fc.nat(columns - 1)), { minLength: 2, maxLength: 24 }),
        edges: fc.array(fc.tuple(fc.nat(23), fc.nat(23), fc.nat(5)), { maxLength: 60 }),
        loose: fc.nat(3),
      }),
    );
  fc.assert(
    fc.property(graphs, ({ rows, columns, cells, edges, loose }) => {
      const codes = [...cells.map((_, at) => at), ...Array.from({ length: loose }, (_, at) => 90 + at)];
      const key = (kind: string, at: number) => ({ key: `${kind}${at}`, name: `${kind} ${at}`, term: null });
      const family = {
        codes: { edges: codes.map((at) => ({ node: { id: `c${at}`, code: `${at}`, axes: [] } })) },
        grid: {
          rows: Array.from({ length: rows }, (_, at) => key('r', at)),
          columns: Array.from({ length: columns }, (_, at) => key('k', at)),
          cells: cells.map(([row, column], at) => ({
            row: `r${row}`,
            column: `k${column}`,
            state: 'CODE',
            codes: [{ id: `c${at}` }],
          })),
        },
        graph: {
          edges: edges
            .map(
              ([a, b, axis]) => [Math.min(a, b) % codes.length, Math.max(a, b) % codes.length, axis] as const,
            )
            .filter(([a, b]) => a !== b)
            .map(([a, b, axis]) => ({
              source: `c${codes[a]}`,
              target: `c${codes[b]}`,
              kind: axis === 5 ? 'ADD_ON' : 'AXIS',
              axes: axis === 5 ? [] : [AXES[axis]],
            })),
        },
      } as unknown as Family;
      expect(faultsOf(mapOf(family))).toEqual([]);
    }),
    { numRuns: 300 },
  );
});
