import type { Size } from '../map/lanes.ts';
import type { Box } from '../map/plan.ts';
import { textWidth, wrapped } from '../picture/svg.ts';
import type { CanvasNode, Grown } from './grown.ts';

const NUMBER = 14;
const LABEL = 12;
const MOST_LINES = 3;

/** How large boxes must be for what stands in them. */
export function boxSize(nodes: Grown['nodes'], labels: boolean): Size {
  if (labels) return LABELLED;
  const codes = [...nodes.values()].map(({ code }) => code ?? '');
  const width = 26 + Math.max(5, ...codes.map((code) => code.length)) * 8.6;
  return codes.includes('') ? [Math.max(width, 112), 50] : [width, 30];
}
const LABELLED: Size = [160, 68];

/** The lines of text of a box, each with its place in it. */
export function boxTexts({ code, label, node }: CanvasNode, { x, y, width, height }: Box, labels: boolean) {
  const isNamed = code === null || (labels && 'labelKind' in node && node.labelKind !== 'CODE_ONLY');
  const said = isNamed ? cropped(wrapped(label, LABEL, width - 24), width - 24) : [];
  const lines = [
    ...(code === null ? [] : [{ line: code, size: NUMBER, leading: 17, isNumber: true }]),
    ...said.map((line) => ({ line, size: LABEL, leading: 14.5, isNumber: false })),
  ];
  let down = y + (height - lines.reduce((sum, { leading }) => sum + leading, 0)) / 2;
  return lines.map(({ leading, ...line }) => {
    down += leading;
    return { ...line, x: x + width / 2, y: down - leading * 0.26 };
  });
}

function cropped(lines: readonly string[], width: number): string[] {
  const shown = lines.slice(0, MOST_LINES);
  const last = shown.at(-1) ?? '';
  if (lines.length <= MOST_LINES && textWidth(last, LABEL) <= width) return [...shown];
  return [...shown.slice(0, -1), `${last.slice(0, Math.floor(width / (LABEL * 0.56)) - 1)}…`];
}

/** Families and terms are rounder than codes. */
export const cornerOf = ({ kind }: CanvasNode) => (kind === 'CODE' ? 5 : 16);
