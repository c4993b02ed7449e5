import { Graph, layout } from '@dagrejs/dagre';
import { type Module, ROOMS, roomOf } from '../scripts/house.ts';
import { document, LIGHT, rect, text } from '../src/explorer/picture/svg.ts';

const BOX = { width: 176, height: 50 };
const EDGE = 24;
/** What almost every room imports is left out: lines to it would hide the others. */
const LEFT_OUT = ['errors.ts', 'limits.ts', 'event-loop.ts'];

/** The rooms of `src` and which imports lead from one to another, as an SVG document; the more imports, the thicker the line. */
export function houseOf(modules: readonly Module[]): string {
  const ways = waysOf(modules);
  const rooms = Object.keys(ROOMS).filter((room) => !LEFT_OUT.includes(room));
  const graph = new Graph().setGraph({ rankdir: 'LR', nodesep: 24, edgesep: 14, ranksep: 70 });
  for (const room of rooms) graph.setNode(room, { ...BOX });
  for (const id of ways.keys()) {
    const [source = '', target = ''] = id.split(' ');
    graph.setEdge(source, target, {});
  }
  layout(graph);
  const at = (room: string) => graph.node(room) as Point;
  const columns = new Set(rooms.map((room) => at(room).x));
  const lines = [...ways].map(([id, imports]) => {
    const [source = '', target = ''] = id.split(' ');
    const { points } = graph.edge(source, target) as { points: Point[] };
    const width = 1 + Math.log2(imports) / 2;
    const path = pathOf(at(source), points, at(target), columns);
    return `<path d="${path}" fill="none" stroke="${LIGHT.quiet}" stroke-opacity="0.45" stroke-width="${width.toFixed(1)}"/>`;
  });
  const boxes = rooms.map((room) => {
    const { x, y } = at(room);
    const files = modules.filter(({ file }) => roomOf(file) === room).length;
    return (
      rect(x - BOX.width / 2, y - BOX.height / 2, BOX.width, BOX.height, LIGHT.raised, LIGHT.quiet) +
      text(room, x, y - 2, 15, LIGHT.ink, { anchor: 'middle', weight: 600, font: 'monospace' }) +
      text(files === 1 ? '1 file' : `${files} files`, x, y + 16, 12, LIGHT.quiet, { anchor: 'middle' })
    );
  });
  const size = graph.graph() as { width: number; height: number };
  const [width, height] = [size.width + EDGE * 2, size.height + EDGE * 2];
  const paper = `<rect width="${width}" height="${height}" fill="${LIGHT.paper}"/>`;
  const body = `${paper}<g transform="translate(${EDGE} ${EDGE})">${[...lines, ...boxes].join('')}</g>`;
  return `${document({ width, height, body }, 'The rooms of src, and what imports what')}\n`;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** A line from box to box: level where it passes other boxes, curved in the gaps between their columns, so that it meets none. */
function pathOf(from: Point, between: readonly Point[], to: Point, columns: ReadonlySet<number>): string {
  const half = BOX.width / 2;
  const points = between
    .filter(({ x }) => columns.has(x))
    .flatMap(({ x, y }) => [
      { x: x - half, y },
      { x: x + half, y },
    ]);
  let before = { x: from.x + half, y: from.y };
  const start = `M${before.x} ${before.y}`;
  const parts = [...points, { x: to.x - half, y: to.y }].map((point) => {
    const middle = (before.x + point.x) / 2;
    const part = `C${middle} ${before.y} ${middle} ${point.y} ${point.x} ${point.y}`;
    before = point;
    return part;
  });
  return start + parts.join('');
}

/** How many imports lead from one room to another, by the two rooms. */
function waysOf(modules: readonly Module[]): Map<string, number> {
  const ways = new Map<string, number>();
  for (const { file, imports } of modules) {
    for (const other of imports) {
      const [from, to] = [roomOf(file), roomOf(other)];
      if (LEFT_OUT.includes(from) || LEFT_OUT.includes(to)) continue;
      if (from !== to) ways.set(`${from} ${to}`, (ways.get(`${from} ${to}`) ?? 0) + 1);
    }
  }
  return ways;
}
