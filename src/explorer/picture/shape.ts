import type { Pictured } from './grid.ts';
import { document, LIGHT, rect, round } from './svg.ts';

const THUMBNAIL = { width: 240, height: 126, gap: 3, cell: { width: 44, height: 24 } };

/** The shape of a family at a glance: its cells without any text, those that have a code in one color that stands out on light and dark. */
export function thumbnail(pictured: Pictured): string {
  return document({ ...THUMBNAIL, body: shapeOf(pictured) }, pictured.title);
}

/** The same for sites that show only pixels, 1200 by 630: on paper and below our mark, and without any text, which would need a font. */
export function card(pictured: Pictured): string {
  const [width, height, scale] = [1200, 630, 4];
  const dots = [3, 13].flatMap((x) => [3, 13].map((y) => `<circle cx="${x}" cy="${y}" r="2"/>`));
  const body = [
    rect(0, 0, width, height, LIGHT.paper),
    rect(0, 0, width, 10, LIGHT.accent),
    `<g transform="translate(${(width - THUMBNAIL.width * scale) / 2} 36) scale(${scale})">${shapeOf(pictured)}</g>`,
    `<g transform="translate(${width - 84} ${height - 78}) scale(3.5)" fill="${LIGHT.accent}"><path d="M3 3h10v10H3zM3 3l10 10" fill="none" stroke="${LIGHT.accent}" stroke-width="1.4"/>${dots.join('')}</g>`,
  ].join('');
  return document({ width, height, body }, pictured.title);
}

function shapeOf({ rows, columns, cells, rightToLeft }: Pictured): string {
  const { width, height, gap, cell } = THUMBNAIL;
  const wide = Math.min(cell.width, (width + gap) / Math.max(1, columns.length) - gap);
  const high = Math.min(cell.height, (height + gap) / Math.max(1, rows.length) - gap);
  // Many cells leave no room for gaps.
  const size = { width: Math.max(wide, 1), height: Math.max(high, 1) };
  const step = {
    x: Math.min(size.width + gap, width / columns.length),
    y: Math.min(size.height + gap, height / rows.length),
  };
  const left = (width - step.x * columns.length + gap) / 2;
  const top = (height - step.y * rows.length + gap) / 2;
  const at = (keys: Pictured['rows']) => new Map(keys.map(({ key }, index) => [key, index]));
  const [rowAt, columnAt] = [at(rows), at(columns)];
  const drawn = cells.map(({ row, column, state }) => {
    const place = columnAt.get(column) ?? 0;
    const x = left + step.x * (rightToLeft ? columns.length - 1 - place : place);
    const y = top + step.y * (rowAt.get(row) ?? 0);
    const stands = state === 'CODE' || state === 'ANY_LEVEL';
    const opacity = stands ? 1 : state === 'NOT_DEFINED' ? 0.12 : 0.35;
    const corner = Math.min(4, size.height / 4);
    return `<rect x="${round(x)}" y="${round(y)}" width="${round(size.width)}" height="${round(size.height)}" rx="${round(corner)}" fill="#2f8f98" fill-opacity="${opacity}"/>`;
  });
  return drawn.join('');
}
