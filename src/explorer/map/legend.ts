import type { Language } from '../language.ts';
import { LANGUAGES } from '../language.ts';
import { type Drawing, rect, text, textWidth, wrapped } from '../picture/svg.ts';
import type { Words } from '../words/en.ts';
import { fill, list } from '../words.ts';
import { AXES, type Family, type LineKind } from './choice.ts';
import type { Colored } from './colors.ts';
import { drawnEdges } from './nets.ts';
import type { MapPalette } from './palette.ts';
import { strokeOf } from './strokes.ts';

/** What every legend is drawn with. */
export interface Signed {
  readonly palette: MapPalette;
  readonly words: Words;
  readonly language: Language;
  /** Of the dataset. */
  readonly version: string;
}

interface Legend extends Signed {
  readonly family: Family;
  readonly colored: readonly Colored[];
}

/** A color or a line, and what it stands for. */
export interface Entry {
  readonly name: string;
  sign(x: number, y: number): string;
}

const SIZE = 14;
const SMALL = 12;
const LINE = 24;
const SIGN = 34;
const GAP = 20;

/** What the colors and lines of the map of a family stand for, and where it comes from, in a given width. */
export const drawLegend = (legend: Legend, width: number): Drawing =>
  drawEntries([colorsOf(legend), linesOf(legend)], legend, width);

/** Signs with what they stand for, each group on lines of its own, and where the picture comes from. */
export function drawEntries(groups: readonly (readonly Entry[])[], signed: Signed, width: number): Drawing {
  const { palette, words, language, version } = signed;
  const { direction } = LANGUAGES[language];
  const anchor = 'start';
  /** A left edge counted from where reading begins; for a text, which has its own direction, where it starts. */
  const from = (start: number, size: number) => (direction === 'rtl' ? width - start - size : start);
  const parts: string[] = [];
  let y = 0;
  for (const entries of groups) {
    let x = 0;
    for (const { name, sign } of entries) {
      const taken = SIGN + 8 + textWidth(name, SIZE);
      if (x > 0 && x + taken > width) [x, y] = [0, y + LINE];
      parts.push(
        sign(from(x, SIGN), y),
        text(name, from(x + SIGN + 8, 0), y + 16, SIZE, palette.ink, { anchor }),
      );
      x += taken + GAP;
    }
    if (entries.length > 0) y += LINE;
  }
  y += SMALL;
  for (const line of [fill(words.family.source, { version }), words.shell.licence]) {
    for (const part of wrapped(line, SMALL, width)) {
      parts.push(text(part, from(0, 0), y + SMALL, SMALL, palette.quiet, { anchor }));
      y += SMALL * 1.4;
    }
  }
  // Sentences that mix scripts are in order only in their own direction.
  return { width, height: y, body: `<g direction="${direction}">${parts.join('')}</g>` };
}

const colorsOf = ({ colored, palette, words, language }: Legend): Entry[] =>
  colored.map(({ names, tint }) => ({
    name: names ? list(names, language, 'disjunction') : words.family.others,
    sign: (x, y) => rect(x, y + 3, SIGN, 16, palette.tintOf(tint), palette.quiet),
  }));

/** A kind of line with its name. */
export const lineEntry = (kind: LineKind, name: string, palette: MapPalette): Entry => ({
  name,
  sign: (x, y) => `<path d="M${x} ${y + 11}h${SIGN}" ${strokeOf(kind, palette)}/>`,
});

function linesOf({ family, palette, words }: Legend): Entry[] {
  const edges = drawnEdges(family);
  const steps = AXES.filter((axis) => edges.some(({ axes }) => axes[0] === axis)).map((axis) =>
    lineEntry(axis, words.axes[axis], palette),
  );
  if (!edges.some(({ kind }) => kind === 'ADD_ON')) return steps;
  return [...steps, lineEntry('ADD_ON', words.family.addOn, palette)];
}
