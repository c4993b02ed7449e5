import { drawGrid, type Pictured } from './grid.ts';
import { document, LIGHT, rect, round, text, textWidth, wrapped } from './svg.ts';

/** The picture of a family that links to it show: 1200 by 630, the size that other sites make room for. */
export function preview(pictured: Pictured): string {
  const [width, height, edge] = [1200, 630, 56];
  const titleSize = textWidth(pictured.title, 52) > width - 2 * edge ? 40 : 52;
  const title = wrapped(capital(pictured.title), titleSize, width - 2 * edge).slice(0, 2);
  const top = edge + title.length * titleSize * 1.2 + 20;
  const room = { width: width - 2 * edge, height: height - top - edge };
  const { grid, scale, whole } = fitted(pictured, room);
  const down = top + Math.max(0, (room.height - grid.height * scale) / 2);
  const left = pictured.rightToLeft ? width - edge - grid.width * scale : edge;
  const anchor = pictured.rightToLeft ? 'end' : 'start';
  const x = pictured.rightToLeft ? width - edge : edge;
  const body = [
    rect(0, 0, width, height, LIGHT.paper),
    rect(0, 0, width, 10, LIGHT.accent),
    ...title.map((line, index) =>
      text(line, x, edge + titleSize * (0.95 + index * 1.2), titleSize, LIGHT.ink, { anchor, weight: 650 }),
    ),
    `<g transform="translate(${round(left)} ${round(down)}) scale(${round(scale)})">${grid.body}</g>`,
    ...(whole ? [] : [text('…', x, height - 22, 32, LIGHT.quiet, { anchor })]),
    text('codelattice', pictured.rightToLeft ? edge : width - edge, height - 22, 20, LIGHT.accent, {
      anchor: pictured.rightToLeft ? 'start' : 'end',
      weight: 650,
    }),
  ].join('');
  return document({ width, height, body }, pictured.title);
}

/** Smaller than this, a grid could not be read. */
const LEAST_SCALE = 0.6;

/** The grid in a room, without its last rows where all of them would be too small to read. */
function fitted(pictured: Pictured, room: { readonly width: number; readonly height: number }) {
  for (let count = pictured.rows.length; ; count--) {
    const grid = drawGrid({ ...pictured, rows: pictured.rows.slice(0, count) }, LIGHT);
    const scale = Math.min(room.width / grid.width, room.height / grid.height, 1.35);
    if (scale >= LEAST_SCALE || count <= 1) return { grid, scale, whole: count === pictured.rows.length };
  }
}

const capital = (line: string) => line.slice(0, 1).toLocaleUpperCase() + line.slice(1);
