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
export const MONO = 'ui-monospace, Cascadia Mono, Noto Sans Mono, DejaVu Sans Mono, monospace';

/** A whole SVG document of a drawing. */
export function document({ width, height, body }: Drawing, title: string): string {
  const size = `width="${round(width)}" height="${round(height)}" viewBox="0 0 ${round(width)} ${round(height)}"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size} font-family="${SANS}" direction="ltr"><title>${escaped(title)}</title>${body}</svg>`;
}

/** A drawing at another place of a document. */
export const moved = ({ body }: Drawing, x: number, y: number) =>
  `<g transform="translate(${round(x)} ${round(y)})">${body}</g>`;

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

/** As many places as a picture needs. */
export const round = (value: number) => Math.round(value * 100) / 100;

const escaped = (line: string) =>
  line.replace(
    /[&<>"]/g,
    (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? sign,
  );
