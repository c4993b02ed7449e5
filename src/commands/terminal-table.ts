/** How many columns of a terminal a text takes: characters of East Asian scripts take two, combining marks none. */
export function widthOf(text: string): number {
  let width = 0;
  for (const character of text) {
    if (/\p{M}/u.test(character)) continue;
    width += WIDE.test(character) ? 2 : 1;
  }
  return width;
}

/** Blanks between two columns. */
const GAP = 2;

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
      .join(' '.repeat(GAP))
      .trimEnd(),
  );
}

/** Columns narrower than this do not show what is in them. */
const LEAST = 20;

/** The same within the width of a terminal: the widest columns give way; where that is not enough, each row is a record. */
export function inWidth(
  heads: readonly string[],
  rows: readonly (readonly string[])[],
  width: number,
): string[] {
  const widths = heads.map((head, column) =>
    Math.max(widthOf(head), ...rows.map((row) => widthOf(row[column] ?? ''))),
  );
  const total = (widest: number) =>
    widths.reduce((sum, one) => sum + Math.min(one, widest), GAP * (heads.length - 1));
  let widest = Math.max(LEAST, ...widths);
  while (widest > LEAST && total(widest) > width) widest--;
  return total(widest) <= width ? inColumns(heads, rows, widest) : inRecords(heads, rows, width);
}

/** Each row as lines of name and value, long values over several lines. */
function inRecords(heads: readonly string[], rows: readonly (readonly string[])[], width: number): string[] {
  const margin = Math.max(...heads.map(widthOf)) + GAP;
  return rows.flatMap((row, index) => [
    `-- ${index + 1} --`,
    ...heads.flatMap((head, column) =>
      wrapped(row[column] ?? '', Math.max(LEAST, width - margin)).map((line, at) => {
        const name = at === 0 ? head : '';
        return `${name}${' '.repeat(margin - widthOf(name))}${line}`.trimEnd();
      }),
    ),
  ]);
}

/** A text in lines of at most this width, broken at blanks where it has any. */
function wrapped(text: string, width: number): string[] {
  const lines = [''];
  for (const word of onOneLine(text).match(/\S+\s*|\s+/g) ?? []) {
    if (widthOf((lines.at(-1) + word).trimEnd()) > width && lines.at(-1) !== '') lines.push('');
    for (const character of word) {
      if (widthOf(lines.at(-1) + character) > width && character !== ' ') lines.push('');
      lines.push(lines.pop() + character);
    }
  }
  return lines.map((line) => line.trimEnd());
}

const NUMBER = /^(-?[\d,.]*|–)$/;

/** Without line breaks, and without what a terminal takes for a command. */
const onOneLine = (text: string) => text.replace(/[\p{Cc}\u2028-\u202e\u2066-\u2069]+/gu, ' ');

function cut(text: string, widest: number): string {
  const plain = onOneLine(text);
  if (widthOf(plain) <= widest) return plain;
  let short = '';
  for (const character of plain) {
    if (widthOf(short + character) >= widest) break;
    short += character;
  }
  return `${short}…`;
}
