/** How many columns of a terminal a text takes: characters of East Asian scripts take two, combining marks none. */
export function widthOf(text: string): number {
  let width = 0;
  for (const character of text) {
    if (/\p{M}/u.test(character)) continue;
    width += WIDE.test(character) ? 2 : 1;
  }
  return width;
}

const WIDE =
  /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff01-\uff60]/u;

/**
 * Lines of aligned columns below their heads. Numbers stand to the right; `widest` cuts longer texts, and ends them in an
 * ellipsis.
 */
export function inColumns(
  heads: readonly string[],
  rows: readonly (readonly string[])[],
  widest = Number.POSITIVE_INFINITY,
): string[] {
  const cells = [heads, ...rows].map((row) => row.map((text) => cut(text, widest)));
  const widths = heads.map((_, column) => Math.max(...cells.map((row) => widthOf(row[column] ?? ''))));
  const isNumber = heads.map((_, column) => rows.every((row) => NUMBER.test(row[column] ?? '')));
  return cells.map((row) =>
    row
      .map((text, column) => {
        const space = ' '.repeat((widths[column] ?? 0) - widthOf(text));
        return isNumber[column] ? space + text : text + space;
      })
      .join('  ')
      .trimEnd(),
  );
}

const NUMBER = /^(-?[\d,.]*|–)$/;

function cut(text: string, widest: number): string {
  const plain = text.replace(/\p{Cc}+/gu, ' ');
  if (widthOf(plain) <= widest) return plain;
  let short = '';
  for (const character of plain) {
    if (widthOf(short + character) >= widest) break;
    short += character;
  }
  return `${short}…`;
}
