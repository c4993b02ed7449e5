/** A family's grid as it is drawn: names and numbers only. */
export interface Pictured {
  readonly title: string;
  readonly rows: readonly { readonly key: string; readonly name: string }[];
  readonly columns: readonly { readonly key: string; readonly name: string }[];
  readonly cells: readonly PicturedCell[];
  readonly rightToLeft: boolean;
}

export interface PicturedCell {
  readonly row: string;
  readonly column: string;
  readonly state: 'CODE' | 'ANY_LEVEL' | 'COVERED_BY' | 'SPLIT' | 'NOT_DEFINED';
  /** The numbers that stand there or cover the place, each with a color of its own where it has one. */
  readonly codes: readonly { readonly code: string; readonly tint?: string | undefined }[];
}

/** The colors of a picture, as any CSS color. */
export interface Palette {
  readonly paper: string;
  readonly raised: string;
  readonly sunk: string;
  readonly ink: string;
  readonly quiet: string;
  readonly line: string;
  readonly accent: string;
}

/** A part of an SVG document: its size in user units, and what stands in it. */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly body: string;
}

/** The explorer's light colors: what is sent elsewhere looks the same everywhere. */
export const LIGHT: Palette = {
  paper: '#fbfaf8',
  raised: '#ffffff',
  sunk: '#f2f0ec',
  ink: '#1d2226',
  quiet: '#5b646c',
  line: '#dfdbd4',
  accent: '#0b6670',
};

const SANS = 'system-ui, -apple-system, Segoe UI, Roboto, Noto Sans, sans-serif';
const MONO = 'ui-monospace, Cascadia Mono, Noto Sans Mono, DejaVu Sans Mono, monospace';

const CELL = { width: 136, gap: 5, line: 26, pad: 12, perLine: 2 };
const HEAD_WIDTH = 168;
const SMALL = 15;

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

/** A whole SVG document of a drawing. */
export function document({ width, height, body }: Drawing, title: string): string {
  const size = `width="${round(width)}" height="${round(height)}" viewBox="0 0 ${round(width)} ${round(height)}"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size} font-family="${SANS}" direction="ltr"><title>${escaped(title)}</title>${body}</svg>`;
}

/** The grid alone: names at its edges, codes where they stand, holes as such. */
export function drawGrid({ rows, columns, cells, rightToLeft }: Pictured, palette: Palette): Drawing {
  const heads = columns.map(({ name }) => wrapped(name, SMALL, CELL.width - 8));
  const headHeight = Math.max(1, ...heads.map((lines) => lines.length)) * SMALL * 1.3 + 10;
  const width = HEAD_WIDTH + columns.length * (CELL.width + CELL.gap);
  /** A left edge counted from where reading begins. */
  const from = (start: number, size: number) => (rightToLeft ? width - start - size : start);
  const parts = heads.flatMap((lines, index) => {
    const x = from(HEAD_WIDTH + index * (CELL.width + CELL.gap), CELL.width) + CELL.width / 2;
    return lines.map((line, at) =>
      text(line, x, headHeight - 10 - (lines.length - 1 - at) * SMALL * 1.3, SMALL, palette.quiet, {
        anchor: 'middle',
      }),
    );
  });
  let y = headHeight;
  for (const row of rows) {
    const inRow = columns.map((column) =>
      cells.find((one) => one.row === row.key && one.column === column.key),
    );
    const name = wrapped(row.name, SMALL, HEAD_WIDTH - 16);
    const most = Math.max(1, ...inRow.map((cell) => Math.ceil((cell?.codes.length ?? 0) / CELL.perLine)));
    const height = Math.max(most * CELL.line, name.length * SMALL * 1.3) + CELL.pad * 2;
    const middle = y + height / 2;
    parts.push(
      ...name.map((line, at) =>
        text(
          line,
          from(0, 0),
          middle + SMALL * (0.35 + (at - (name.length - 1) / 2) * 1.3),
          SMALL,
          palette.quiet,
          { anchor: rightToLeft ? 'end' : 'start' },
        ),
      ),
    );
    for (const [index, cell] of inRow.entries()) {
      if (!cell) continue;
      const x = from(HEAD_WIDTH + index * (CELL.width + CELL.gap), CELL.width);
      parts.push(drawCell(cell, x, y, height, palette));
    }
    y += height + CELL.gap;
  }
  return { width, height: y - CELL.gap, body: parts.join('') };
}

function drawCell(cell: PicturedCell, x: number, y: number, height: number, palette: Palette): string {
  const stands = cell.state === 'CODE' || cell.state === 'ANY_LEVEL';
  const parts = [
    rect(x, y, CELL.width, height, stands ? palette.raised : palette.sunk, stands ? palette.line : null),
  ];
  const codes = cell.codes.map(({ code, tint }) => ({ code, tint: stands ? tint : undefined }));
  const lines = chunks(cell.state === 'NOT_DEFINED' ? [{ code: '–', tint: undefined }] : codes, CELL.perLine);
  const top = y + height / 2 - (lines.length * CELL.line) / 2;
  for (const [at, line] of lines.entries()) {
    const slot = 62;
    const left = x + CELL.width / 2 - (line.length * slot) / 2;
    for (const [index, { code, tint }] of line.entries()) {
      const [slotX, slotY] = [left + index * slot, top + at * CELL.line];
      if (tint) parts.push(rect(slotX + 2, slotY + 2, slot - 4, CELL.line - 4, tint));
      const style = { anchor: 'middle', weight: stands ? 600 : 400, font: MONO } as const;
      const fill = stands ? (tint ? palette.ink : palette.accent) : palette.quiet;
      parts.push(text(code, slotX + slot / 2, slotY + CELL.line / 2 + 5.5, stands ? 16 : 14, fill, style));
    }
  }
  return parts.join('');
}

interface TextStyle {
  readonly anchor: 'start' | 'middle' | 'end';
  readonly weight?: number;
  readonly font?: string;
}

/** A line of text of an SVG, its text made safe. */
export function text(
  line: string,
  x: number,
  y: number,
  size: number,
  fill: string,
  style: TextStyle,
): string {
  const { anchor, weight, font } = style;
  const more = `${weight ? ` font-weight="${weight}"` : ''}${font ? ` font-family="${font}"` : ''}`;
  return `<text x="${round(x)}" y="${round(y)}" font-size="${size}" fill="${fill}" text-anchor="${anchor}"${more}>${escaped(line)}</text>`;
}

/** A rectangle with slightly rounded corners. */
export function rect(
  x: number,
  y: number,
  width: number,
  height: number,
  fill: string,
  stroke: string | null = null,
  dashes = '',
): string {
  const line = (stroke ? ` stroke="${stroke}"` : '') + (dashes ? ` stroke-dasharray="${dashes}"` : '');
  const corner = width > 1000 ? 0 : 5;
  return `<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" rx="${corner}" fill="${fill}"${line}/>`;
}

/** A text in lines of at most about this width; Han has no spaces to break at, so it may break anywhere. */
export function wrapped(line: string, size: number, width: number): string[] {
  const words = line.match(/[\p{Script=Han}]|[^\s\p{Script=Han}]+\s*/gu) ?? [line];
  const lines: string[] = [];
  let open = '';
  for (const word of words) {
    if (open !== '' && textWidth(open + word.trimEnd(), size) > width) {
      lines.push(open.trimEnd());
      open = '';
    }
    open += word;
  }
  return [...lines, open.trimEnd()];
}

/** About how wide a text is: no font is at hand where pictures are made. */
export function textWidth(line: string, size: number): number {
  return (
    [...line].reduce((sum, sign) => sum + (/[\p{Script=Han}\p{Script=Hangul}]/u.test(sign) ? 1 : 0.56), 0) *
    size
  );
}

function chunks<T>(list: readonly T[], size: number): T[][] {
  const lines: T[][] = [];
  for (let start = 0; start < list.length; start += size) lines.push(list.slice(start, start + size));
  return lines;
}

const round = (value: number) => Math.round(value * 100) / 100;
const capital = (line: string) => line.slice(0, 1).toLocaleUpperCase() + line.slice(1);
const escaped = (line: string) =>
  line.replace(
    /[&<>"]/g,
    (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? sign,
  );
