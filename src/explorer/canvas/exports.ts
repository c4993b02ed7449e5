import { EDGE_KINDS } from '../../lattice/edges.ts';
import { AXES, isAxis, type LineKind } from '../map/choice.ts';
import { drawEntries, lineEntry, type Signed } from '../map/legend.ts';
import type { Plan } from '../map/plan.ts';
import { ADD_ON_DASHES, drawLines } from '../map/strokes.ts';
import { document as documentOf, rect, text } from '../picture/svg.ts';
import { boxTexts } from './boxes.ts';
import type { Grown } from './grown.ts';

interface Exported extends Signed {
  readonly canvas: Grown;
  readonly plan: Plan;
  readonly labels: boolean;
}

const EDGE = 32;
/** Narrower pictures would break the legend into many lines. */
const LEAST_WIDTH = 560;
const LINE_KINDS: readonly LineKind[] = [...AXES, ...EDGE_KINDS.filter((kind) => kind !== 'AXIS')];

/** The picture with what its lines mean, as one SVG document without anything from elsewhere. */
export function svgOf({ canvas, plan, labels, ...signed }: Exported): string {
  const { palette, words } = signed;
  const boxes = [...plan.nodes].flatMap(([id, box]) => {
    const node = canvas.nodes.get(id);
    if (!node) return [];
    const isAddOn = node.node.__typename === 'Code' && node.node.addOn;
    const [fill, dashes] = [
      node.kind === 'CODE' ? palette.raised : palette.sunk,
      isAddOn ? ADD_ON_DASHES : '',
    ];
    return [
      rect(box.x, box.y, box.width, box.height, fill, palette.quiet, dashes),
      ...boxTexts(node, box, labels).map(({ line, size, x, y, isNumber }) =>
        text(line, x, y, size, palette.ink, {
          anchor: 'middle',
          ...(isNumber && { weight: 600, font: 'monospace' }),
        }),
      ),
    ];
  });
  const width = Math.max(plan.width, LEAST_WIDTH) + EDGE * 2;
  const kinds = LINE_KINDS.filter((kind) => plan.lines.some(({ net }) => net.kind === kind));
  const entries = kinds.map((kind) =>
    lineEntry(kind, isAxis(kind) ? words.axes[kind] : words.canvas.kinds[kind], palette),
  );
  const legend = drawEntries([entries], signed, width - EDGE * 2);
  const below = plan.height + EDGE * 2;
  const height = below + legend.height + EDGE;
  const left = (width - plan.width) / 2;
  const body = [
    `<rect width="${width}" height="${height}" fill="${palette.paper}"/>`,
    `<g transform="translate(${left} ${EDGE})">${drawLines(plan, palette)}${boxes.join('')}</g>`,
    `<g transform="translate(${EDGE} ${below})">${legend.body}</g>`,
  ].join('');
  return documentOf({ width, height, body }, words.canvas.title);
}
