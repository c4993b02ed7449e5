import type { ColumnType } from './columns.ts';
import { ATTRIBUTES, type Attributes, type Graph } from './graph.ts';
import type { Output } from './output.ts';
import { xmlTag, xmlText } from './xml.ts';

const TYPES = {
  TEXT: 'string',
  INTEGER: 'integer',
  NUMBER: 'double',
  BOOLEAN: 'boolean',
} as const satisfies Record<ColumnType, string>;

const HEAD = `<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://www.gexf.net/1.2draft" xmlns:viz="http://www.gexf.net/1.2draft/viz" version="1.2">
<meta><creator>codelattice</creator></meta>
<graph defaultedgetype="directed" mode="static">
`;

/** The label and the colour have places of their own in GEXF, and an edge may be told from others by its kind. */
const isOwn = (key: string) => key !== 'label' && key !== 'color';

/** Writes a graph as GEXF 1.2 for Gephi, each attribute with its type. */
export function writeGexf({ nodes, edges }: Graph, output: Output): void {
  output.write(HEAD);
  for (const [end, attributes] of ATTRIBUTES) {
    output.write(`<attributes class="${end}" mode="static">\n`);
    for (const [key, type] of Object.entries(attributes).filter(([key]) => isOwn(key))) {
      output.write(`${xmlTag('attribute', { id: `${end}-${key}`, title: key, type: TYPES[type] })}\n`);
    }
    output.write('</attributes>\n');
  }
  output.write('<nodes>\n');
  for (const { id, attributes } of nodes) {
    const head = `<node id="${xmlText(id)}" label="${xmlText(attributes.label ?? id)}">`;
    output.write(`${head}${values('node', attributes)}${colour(String(attributes.color))}</node>\n`);
  }
  output.write('</nodes>\n<edges>\n');
  for (const { id, source, target, attributes } of edges) {
    const ends = `source="${xmlText(source)}" target="${xmlText(target)}"`;
    const head = `<edge id="${xmlText(id)}" ${ends} label="${xmlText(attributes.label ?? '')}">`;
    output.write(`${head}${values('edge', attributes)}</edge>\n`);
  }
  output.write('</edges>\n</graph>\n</gexf>\n');
}

function values(end: string, attributes: Attributes): string {
  const told = Object.entries(attributes)
    .filter(([key]) => isOwn(key))
    .map(([key, value]) => xmlTag('attvalue', { for: `${end}-${key}`, value }));
  return `<attvalues>${told.join('')}</attvalues>`;
}

/** `#0072b2` as GEXF says it. */
function colour(hex: string): string {
  const [r, g, b] = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
  return xmlTag('viz:color', { r: r ?? 0, g: g ?? 0, b: b ?? 0 });
}
