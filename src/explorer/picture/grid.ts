import { type Drawing, MONO, type Palette, rect, text, wrapped } from './svg.ts';

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

const CELL = { width: 136, gap: 5, line: 26, pad: 12, perLine: 2 };
const HEAD_WIDTH = 168;
const SMALL = 15;

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

function chunks<T>(list: readonly T[], size: number): T[][] {
  const lines: T[][] = [];
  for (let start = 0; start < list.length; start += size) lines.push(list.slice(start, start + size));
  return lines;
}
