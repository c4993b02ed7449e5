import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { AXES, type Family, statedAxes } from '../../src/explorer/map/choice.ts';
import { drawnEdges, netsOf } from '../../src/explorer/map/nets.ts';
import { placesOf } from '../../src/explorer/map/places.ts';
import { type Line, type Plan, planOf, type Stroke } from '../../src/explorer/map/plan.ts';
import { documents } from '../documents.ts';
import { storeForTests } from '../opened.ts';

interface Span {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const spanOf = ({ x1, y1, x2, y2 }: Stroke): Span => ({
  left: Math.min(x1, x2),
  right: Math.max(x1, x2),
  top: Math.min(y1, y2),
  bottom: Math.max(y1, y2),
});

/** Whether two have a point in common, or come nearer to each other than `room`. */
const meet = (a: Span, b: Span, room: number) =>
  a.left < b.right + room && b.left < a.right + room && a.top < b.bottom + room && b.top < a.bottom + room;

const isLevel = ({ top, bottom }: Span) => top === bottom;

/** What is not true of a map: a code in the way of a line, a line that another hides or seems to end at, a code not joined. */
function faultsOf({ nodes, lines, width, height }: Plan): string[] {
  const boxes = [...nodes].map(([id, { x, y, width, height }]) => ({
    id,
    left: x,
    right: x + width,
    top: y,
    bottom: y + height,
  }));
  const strokes = lines.flatMap(({ net, strokes }) =>
    strokes.map((stroke) => ({ net, span: spanOf(stroke) })),
  );
  const inTheWay = strokes.flatMap(({ net, span }) =>
    boxes
      .filter((box) => !net.members.includes(box.id) && meet(span, box, 1))
      .map(({ id }) => `${id} in the way of ${net.id}`),
  );
  const hidden = strokes.flatMap(({ net, span: a }, index) =>
    strokes.slice(index + 1).flatMap(({ net: other, span: b }) => {
      if (net === other) return [];
      if (isLevel(a) === isLevel(b)) return meet(a, b, 3) ? [`${net.id} along ${other.id}`] : [];
      const [level, upright] = isLevel(a) ? [a, b] : [b, a];
      const [x, y] = [upright.left, level.top];
      // Where one ends on the other they would seem to be joined; where they cross they do not.
      const ends = [level.left, level.right].includes(x) || [upright.top, upright.bottom].includes(y);
      return meet(a, b, 0.5) && ends ? [`${net.id} ends at ${other.id}`] : [];
    }),
  );
  const touching = boxes.flatMap((a, index) =>
    boxes.slice(index + 1).flatMap((b) => (meet(a, b, 4) ? [`${a.id} touches ${b.id}`] : [])),
  );
  const outside = strokes
    .filter(
      ({ span: { left, right, top, bottom } }) => left < 0 || top < 0 || right > width || bottom > height,
    )
    .map(({ net }) => `${net.id} leaves the picture`);
  return [
    ...inTheWay,
    ...hidden,
    ...touching,
    ...outside,
    ...lines.flatMap((line) => looseEnds(line, boxes)),
  ];
}

/** The codes of a line that cannot be reached along it, from stroke to stroke, from its first code. */
function looseEnds({ net, strokes }: Line, boxes: readonly (Span & { readonly id: string })[]): string[] {
  const parts = [...strokes.map(spanOf), ...boxes.filter(({ id }) => net.members.includes(id))];
  const reached = new Set(parts.slice(-1));
  for (const part of reached) for (const other of parts) if (meet(part, other, 0.01)) reached.add(other);
  return parts.filter((part) => !reached.has(part)).map(() => `${net.id} is in parts`);
}

const mapOf = (family: Family, rightToLeft = false) =>
  planOf(netsOf(drawnEdges(family)), placesOf(family), rightToLeft);

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
