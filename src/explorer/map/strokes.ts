import { wrapped } from '../picture/svg.ts';
import { isAxis, type LineKind } from './choice.ts';
import { HEAD_GAP, HEAD_SIZE } from './lanes.ts';
import type { MapPalette } from './palette.ts';
import type { Plan, Stroke } from './plan.ts';

/** What tells a kind of line from others where colors do not: lengths of dashes and of the spaces between them; none is solid. */
const DASHES: Partial<Readonly<Record<LineKind, string>>> = {
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
  ADD_ON: '3 4',
  ACCOMPANIES: '1 4',
  BUNDLE: '7 2 1 2 1 2',
  CROSSWALK: '12 4 4 4',
  CONFUSED_WITH: '6 6',
};
/** Of the edge of an add-on. */
export const ADD_ON_DASHES = '4 3';

/** The radius of the dot where a line divides. */
export const JOINT = 3.2;

/** How thick a line is, and how it is dashed. */
export const lookOf = (kind: LineKind) => ({ width: isAxis(kind) ? 2.2 : 1.4, dashes: DASHES[kind] });

/** The same as attributes of an SVG, with the color. */
export function strokeOf(kind: LineKind, palette: MapPalette): string {
  const { width, dashes } = lookOf(kind);
  const dashed = dashes ? ` stroke-dasharray="${dashes}"` : '';
  return `fill="none" stroke="${palette.lineOf(kind)}" stroke-width="${width}"${dashed}`;
}

/** The strokes of a line as the path of an SVG. */
export const pathOf = (strokes: readonly Stroke[]) =>
  strokes.map(({ x1, y1, x2, y2 }) => `M${x1} ${y1}L${x2} ${y2}`).join('');

/** The lines of a map, with a dot where one divides, as what stands in an SVG. */
export function drawLines({ lines }: Plan, palette: MapPalette): string {
  return lines
    .map(({ net: { kind }, strokes, joints }) => {
      const fill = palette.lineOf(kind);
      const dots = joints.map(({ x, y }) => `<circle cx="${x}" cy="${y}" r="${JOINT}" fill="${fill}"/>`);
      return `<path d="${pathOf(strokes)}" ${strokeOf(kind, palette)}/>${dots.join('')}`;
    })
    .join('');
}

/** The names of rows and columns as lines of text, with their places. */
export const headTexts = (plan: Plan) => [...linesOf(plan.columns, 'middle', 0.5), ...rowTexts(plan)];

/** The names of rows alone. */
export const rowTexts = ({ rows, rightToLeft }: Plan) =>
  linesOf(rows, rightToLeft ? 'end' : 'start', rightToLeft ? 1 : 0);

function linesOf(heads: Plan['rows'], anchor: 'start' | 'middle' | 'end', along: number) {
  const leading = HEAD_SIZE * 1.2;
  return heads.flatMap(({ name, box }) => {
    const lines = wrapped(name, HEAD_SIZE, box.width - HEAD_GAP);
    const top = box.y + (box.height - lines.length * leading) / 2;
    return lines.map((line, at) => ({
      line,
      anchor,
      x: box.x + box.width * along,
      y: top + (at + 0.8) * leading,
    }));
  });
}
