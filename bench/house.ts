import { type Module, ROOMS, roomOf } from '../scripts/house.ts';
import { layOut } from '../src/explorer/map/lay-out.ts';
import { document, LIGHT, rect, text } from '../src/explorer/picture.ts';

const BOX = { width: 176, height: 50 };
/** From the units of a layout, whose nodes are smaller, to those of the picture. */
const STRETCH = { x: 1.9, y: 1.45 };
const EDGE = 24;
/** What almost every room imports is left out: lines to it would hide the others. */
const LEFT_OUT = ['errors.ts', 'limits.ts', 'event-loop.ts'];

/** The rooms of `src` and which imports lead from one to another, as an SVG document; the more imports, the thicker the line. */
export async function houseOf(modules: readonly Module[]): Promise<string> {
  const ways = waysOf(modules);
  const edges = [...ways.keys()].map((id) => {
    const [source = '', target = ''] = id.split(' ');
    return { id, source, target };
  });
  const places = await layOut(
    { nodes: Object.keys(ROOMS).filter((room) => !LEFT_OUT.includes(room)), edges },
    'dagre',
    1,
  );
  const points = [...places.values()];
  const [left, top] = [Math.min(...points.map(({ x }) => x)), Math.min(...points.map(({ y }) => y))];
  const at = (room: string) => {
    const { x = left, y = top } = places.get(room) ?? {};
    return {
      x: (x - left) * STRETCH.x + BOX.width / 2 + EDGE,
      y: (y - top) * STRETCH.y + BOX.height / 2 + EDGE,
    };
  };
  const lines = edges.map(({ id, source, target }) => {
    const [from, to] = [at(source), at(target)];
    const [start, end] = [from.x + BOX.width / 2, to.x - BOX.width / 2];
    const middle = (start + end) / 2;
    const width = 1 + Math.log2(ways.get(id) ?? 1) / 2;
    return `<path d="M${start} ${from.y}C${middle} ${from.y} ${middle} ${to.y} ${end} ${to.y}" fill="none" stroke="${LIGHT.quiet}" stroke-opacity="0.45" stroke-width="${width.toFixed(1)}"/>`;
  });
  const boxes = [...places.keys()].map((room) => {
    const { x, y } = at(room);
    const files = modules.filter(({ file }) => roomOf(file) === room).length;
    return (
      rect(x - BOX.width / 2, y - BOX.height / 2, BOX.width, BOX.height, LIGHT.raised, LIGHT.quiet) +
      text(room, x, y - 2, 15, LIGHT.ink, { anchor: 'middle', weight: 600, font: 'monospace' }) +
      text(files === 1 ? '1 file' : `${files} files`, x, y + 16, 12, LIGHT.quiet, { anchor: 'middle' })
    );
  });
  const all = [...places.keys()].map(at);
  const width = Math.max(...all.map(({ x }) => x)) + BOX.width / 2 + EDGE;
  const height = Math.max(...all.map(({ y }) => y)) + BOX.height / 2 + EDGE;
  const paper = `<rect width="${width}" height="${height}" fill="${LIGHT.paper}"/>`;
  const body = [paper, ...lines, ...boxes].join('');
  return `${document({ width, height, body }, 'The rooms of src, and what imports what')}\n`;
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
