/** Draws small pictures of lines and bars beside each other, as one SVG that reads on light and dark pages. */

export interface Line {
  readonly name: string;
  readonly color: string;
  readonly points: readonly (readonly [x: number, y: number])[];
  /** What stands behind the name at its end, such as its last value. */
  readonly end: string;
}

interface Titled {
  readonly title: string;
  /** What the height means, with its unit. */
  readonly unit: string;
  /** What stands under the picture. */
  readonly below: string;
}

/** Lines over a logarithmic height; over steps with names, or over a logarithmic width. */
export interface LinePanel extends Titled {
  readonly kind: 'lines';
  readonly steps: readonly string[] | null;
  readonly lines: readonly Line[];
  /** Whether faint lines show what grows in step with the width. */
  readonly inStep: boolean;
}

/** Groups of bars from zero, and a line that none should pass. */
export interface BarPanel extends Titled {
  readonly kind: 'bars';
  readonly groups: readonly { readonly name: string; readonly values: readonly number[] }[];
  /** What the bars of a group are, in order. */
  readonly parts: readonly { readonly name: string; readonly color: string }[];
  readonly most: number;
  readonly mostText: string;
}

export type Panel = LinePanel | BarPanel;

const WIDTH = 920;
const PANEL = { width: 442, height: 262 };
const HEAD = 66;
const GAP = 20;
/** Where the lines are within a panel; names stand at their right. */
const PLOT = { left: 50, top: 52, right: 318, bottom: 216 };
const INK = '#1f2933';
const FAINT = '#5f6b76';
const GRID = '#e3e7ea';
/** More marks than these on an axis are thinned to powers of ten. */
const MARKS = 10;
/** Names at the ends of lines stand at least so far from each other. */
const LEADING = 14;

export function drawPanels(title: string, subtitle: string, panels: readonly Panel[]): string {
  const rows = Math.ceil(panels.length / 2);
  const height = HEAD + rows * (PANEL.height + GAP);
  const drawn = panels.map((panel, index) => {
    const x = GAP + (index % 2) * PANEL.width;
    const y = HEAD + Math.floor(index / 2) * (PANEL.height + GAP);
    return `<g transform="translate(${x} ${y})">\n${drawPanel(panel).join('\n')}\n</g>`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" font-family="system-ui, -apple-system, 'Segoe UI', 'DejaVu Sans', sans-serif" font-size="11" fill="${INK}">`,
    `<title>${escaped(title)}</title>`,
    `<rect width="${WIDTH}" height="${height}" rx="8" fill="#fff"/>`,
    text(GAP, 32, title, { size: 17, weight: 600 }),
    text(GAP, 51, subtitle, { fill: FAINT }),
    ...drawn,
    '</svg>\n',
  ].join('\n');
}

function drawPanel(panel: Panel): string[] {
  const head = [
    text(0, 22, panel.title, { size: 13, weight: 600 }),
    text(0, 39, panel.unit, { fill: FAINT }),
    text((PLOT.left + PLOT.right) / 2, PLOT.bottom + 36, panel.below, { fill: FAINT, anchor: 'middle' }),
  ];
  return [...head, ...(panel.kind === 'lines' ? drawLines(panel) : drawBars(panel))];
}

function drawLines({ steps, lines, inStep }: LinePanel): string[] {
  const all = lines.flatMap(({ points }) => points);
  const y = logarithmic(
    all.map(([, value]) => value),
    PLOT.bottom,
    PLOT.top,
  );
  const x =
    steps === null
      ? logarithmic(
          all.map(([value]) => value),
          PLOT.left,
          PLOT.right,
        )
      : stepped(steps, PLOT.left + 14, PLOT.right);
  const out = y.ticks.flatMap(([at, name]) => [
    rule(PLOT.left, y.at(at), PLOT.right, y.at(at)),
    text(PLOT.left - 6, y.at(at) + 4, name, { fill: FAINT, anchor: 'end' }),
  ]);
  out.push(
    ...x.ticks.map(([at, name]) =>
      text(x.at(at), PLOT.bottom + 17, name, { fill: FAINT, anchor: 'middle', size: steps ? 10 : 11 }),
    ),
  );
  if (inStep) out.push(...drawInStep(x, y));
  const ends = lines.map(({ points }) => y.at(points.at(-1)?.[1] ?? 1));
  const heights = apart(ends);
  for (const [index, { name, color, points, end }] of lines.entries()) {
    const places = points.map(([a, b]) => [x.at(a), y.at(b)] as const);
    const way = places.map(([a, b]) => `${round(a)},${round(b)}`).join(' ');
    out.push(
      `<polyline points="${way}" fill="none" stroke="${color}" stroke-width="2" stroke-linejoin="round"/>`,
    );
    for (const [a, b] of places)
      out.push(`<circle cx="${round(a)}" cy="${round(b)}" r="2.6" fill="${color}"/>`);
    const [endX, endY] = places.at(-1) ?? [0, 0];
    const height = heights[index] ?? endY;
    out.push(
      `<line x1="${round(endX + 5)}" y1="${round(endY)}" x2="${PLOT.right + 9}" y2="${round(height)}" stroke="${color}" stroke-width="0.7" stroke-opacity="0.6"/>`,
      `<text x="${PLOT.right + 12}" y="${round(height + 4)}" fill="${color}"><tspan font-weight="600">${escaped(name)}</tspan> ${escaped(end)}</text>`,
    );
  }
  return out;
}

/** Faint lines along which the height grows as fast as the width. */
function drawInStep(x: Scale, y: Scale): string[] {
  const out: string[] = [];
  const [, right = 1] = x.range;
  const [bottom = 1, top = 1] = y.range;
  const clip = `plot-${Math.round(right)}-${Math.round(top * 1_000)}`;
  out.push(
    `<clipPath id="${clip}"><rect x="${PLOT.left}" y="${PLOT.top}" width="${PLOT.right - PLOT.left}" height="${PLOT.bottom - PLOT.top}"/></clipPath>`,
  );
  for (let at = bottom / 1e6; at < top; at *= 10) {
    const [from, to] = x.range.map((value) => [x.at(value), y.at(at * value)]) as [number[], number[]];
    out.push(
      `<line x1="${round(from[0] ?? 0)}" y1="${round(from[1] ?? 0)}" x2="${round(to[0] ?? 0)}" y2="${round(to[1] ?? 0)}" stroke="#c9d1d6" stroke-width="0.8" stroke-dasharray="2 4" clip-path="url(#${clip})"/>`,
    );
  }
  return out;
}

function drawBars({ groups, parts, most, mostText }: BarPanel): string[] {
  const highest = Math.max(most, ...groups.flatMap(({ values }) => values)) * 1.08;
  const y = (value: number) => PLOT.bottom - (value / highest) * (PLOT.bottom - PLOT.top);
  const step = roundStep(highest / 4);
  const out: string[] = [];
  for (let at = 0; at <= highest; at += step) {
    out.push(
      rule(PLOT.left, y(at), PLOT.right, y(at)),
      text(PLOT.left - 6, y(at) + 4, at.toLocaleString('en'), { fill: FAINT, anchor: 'end' }),
    );
  }
  const wide = (PLOT.right - PLOT.left) / groups.length;
  const bar = Math.min(parts.length === 1 ? 40 : 30, (wide * 0.72) / parts.length);
  for (const [index, { name, values }] of groups.entries()) {
    const middle = PLOT.left + wide * (index + 0.5);
    out.push(text(middle, PLOT.bottom + 17, name, { fill: FAINT, anchor: 'middle', size: 10 }));
    for (const [part, value] of values.entries()) {
      const left = middle + (part - values.length / 2) * bar;
      const color = parts[part]?.color ?? INK;
      const shown = Math.round(value).toLocaleString('en');
      // At its foot, since above a bar it could meet the line that none should pass.
      const isTall = PLOT.bottom - y(value) > 24;
      out.push(
        `<rect x="${round(left)}" y="${round(y(value))}" width="${round(bar - 2)}" height="${round(PLOT.bottom - y(value))}" fill="${color}"/>`,
        isTall
          ? text(left + bar / 2 - 1, PLOT.bottom - 6, shown, { fill: '#fff', anchor: 'middle', size: 10 })
          : text(left + bar / 2 - 1, y(value) - 4, shown, { fill: color, anchor: 'middle', size: 10 }),
      );
    }
  }
  out.push(
    `<line x1="${PLOT.left}" y1="${round(y(most))}" x2="${PLOT.right}" y2="${round(y(most))}" stroke="#c0392b" stroke-width="1.2" stroke-dasharray="5 3"/>`,
    `<text x="${PLOT.right + 12}" y="${round(y(most) + 4)}" fill="#c0392b" font-weight="600">${escaped(mostText)}</text>`,
  );
  if (parts.length === 1) return out;
  const lasts = apart((groups.at(-1)?.values ?? []).map((value) => Math.max(y(value), y(most) + LEADING)));
  for (const [part, { name, color }] of parts.entries()) {
    out.push(
      `<text x="${PLOT.right + 12}" y="${round((lasts[part] ?? 0) + 4)}" fill="${color}" font-weight="600">${escaped(name)}</text>`,
    );
  }
  return out;
}

interface Scale {
  readonly at: (value: number) => number;
  readonly range: readonly [number, number];
  readonly ticks: readonly (readonly [at: number, name: string])[];
}

/** From the power of ten, or half of one, below the least value to the one above the greatest. */
function logarithmic(values: readonly number[], from: number, to: number): Scale {
  const steps = [1, 2, 5];
  const marks = Array.from(
    { length: 36 },
    (_, index) => (steps[index % 3] ?? 1) * 10 ** (Math.floor(index / 3) - 4),
  );
  const least = Math.min(...values);
  const most = Math.max(...values);
  const low = marks.filter((mark) => mark <= least * 1.0001).at(-1) ?? least;
  const high = marks.find((mark) => mark >= most * 0.9999) ?? most;
  const place = (value: number) =>
    from + ((Math.log(value) - Math.log(low)) / (Math.log(high) - Math.log(low))) * (to - from);
  const inside = marks.filter((mark) => mark >= low && mark <= high);
  // All of 1, 2, 5 where there is room, else powers of ten.
  const shown = inside.length <= MARKS ? inside : inside.filter((mark) => /^[10.]+$/.test(String(mark)));
  return { at: place, range: [low, high], ticks: shown.map((mark) => [mark, short(mark)]) };
}

function stepped(names: readonly string[], from: number, to: number): Scale {
  const place = (value: number) => from + (value / Math.max(1, names.length - 1)) * (to - from);
  return { at: place, range: [0, names.length - 1], ticks: names.map((name, index) => [index, name]) };
}

const short = (value: number) =>
  value >= 1_000 ? `${value / 1_000}k` : String(Number(value.toPrecision(1)));

function roundStep(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return ([1, 2, 5, 10].find((step) => step * power >= value) ?? 10) * power;
}

/** The same heights, moved apart where they are too near to each other, in the same order. */
function apart(heights: readonly number[]): number[] {
  const order = heights.map((_, index) => index).sort((a, b) => (heights[a] ?? 0) - (heights[b] ?? 0));
  const placed = [...heights];
  for (let round = 0; round < 50; round++) {
    for (const [place, index] of order.entries()) {
      const next = order[place + 1];
      if (next === undefined) continue;
      const missing = LEADING - ((placed[next] ?? 0) - (placed[index] ?? 0));
      if (missing <= 0.01) continue;
      placed[index] = (placed[index] ?? 0) - missing / 2;
      placed[next] = (placed[next] ?? 0) + missing / 2;
    }
  }
  return placed;
}

const rule = (x1: number, y1: number, x2: number, y2: number) =>
  `<line x1="${round(x1)}" y1="${round(y1)}" x2="${round(x2)}" y2="${round(y2)}" stroke="${GRID}"/>`;

interface TextStyle {
  readonly size?: number;
  readonly weight?: number;
  readonly fill?: string;
  readonly anchor?: 'middle' | 'end';
}

function text(x: number, y: number, words: string, { size, weight, fill, anchor }: TextStyle = {}): string {
  const style = [
    size && `font-size="${size}"`,
    weight && `font-weight="${weight}"`,
    fill && `fill="${fill}"`,
    anchor && `text-anchor="${anchor}"`,
  ].filter(Boolean);
  return `<text x="${round(x)}" y="${round(y)}" ${style.join(' ')}>${escaped(words)}</text>`;
}

const round = (value: number) => Number(value.toFixed(1));

export const escaped = (words: string) =>
  words.replace(
    /[&<>"]/g,
    (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? sign,
  );
