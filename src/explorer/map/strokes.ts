import { wrapped } from '../picture.ts';
import type { MapAxis } from './choice.ts';
import type { MapPalette } from './palette.ts';
import type { Plan, Stroke } from './plan.ts';

/** What tells an axis from others where colors do not: lengths of dashes and of the spaces between them; none is solid. */
const DASHES: Partial<Readonly<Record<MapAxis, string>>> = {
  COMPARTMENT: '9 3',
  COLUMN: '2 3',
  LESION: '9 3 2 3',
  OPERATION: '5 3',
  DEVICE: '2 6',
  APPROACH: '4 2 1 2',
  EXTENT: '14 3',
  QUALIFIER: '9 3 2 3',
  BODY_SYSTEM: '14 3',
  SECTION: '2 3',
};
/** Of the edge of an add-on. */
export const ADD_ON_DASHES = '4 3';
const ADD_ON_LINE = '3 4';

/** The radius of the dot where a line divides. */
export const JOINT = 3.2;
export const HEAD_SIZE = 12;

/** How thick the line of an axis is, or of an add-on (null), and how it is dashed. */
export const lookOf = (axis: MapAxis | null) => ({
  width: axis === null ? 1.4 : 2.2,
  dashes: axis === null ? ADD_ON_LINE : DASHES[axis],
});

/** The same as attributes of an SVG, with the color. */
export function strokeOf(axis: MapAxis | null, palette: MapPalette): string {
  const { width, dashes } = lookOf(axis);
  const dashed = dashes ? ` stroke-dasharray="${dashes}"` : '';
  return `fill="none" stroke="${palette.lineOf(axis)}" stroke-width="${width}"${dashed}`;
}

/** The strokes of a line as the path of an SVG. */
export const pathOf = (strokes: readonly Stroke[]) =>
  strokes.map(({ x1, y1, x2, y2 }) => `M${x1} ${y1}L${x2} ${y2}`).join('');

/** The names of rows and columns as lines of text, with their places. */
export const headTexts = (plan: Plan) => [...linesOf(plan.columns, 'middle', 0.5), ...rowTexts(plan)];

/** The names of rows alone. */
export const rowTexts = ({ rows, rightToLeft }: Plan) =>
  linesOf(rows, rightToLeft ? 'end' : 'start', rightToLeft ? 1 : 0);

function linesOf(heads: Plan['rows'], anchor: 'start' | 'middle' | 'end', along: number) {
  const leading = HEAD_SIZE * 1.2;
  return heads.flatMap(({ name, box }) => {
    const lines = wrapped(name, HEAD_SIZE, box.width - 6);
    const top = box.y + (box.height - lines.length * leading) / 2;
    return lines.map((line, at) => ({
      line,
      anchor,
      x: box.x + box.width * along,
      y: top + (at + 0.8) * leading,
    }));
  });
}
