import type { ColumnType } from './columns.ts';
import { ATTRIBUTES, type Attributes, type Graph } from './graph.ts';
import type { Output } from './output.ts';
import { xmlTag, xmlText } from './xml.ts';

const TYPES = {
  TEXT: 'string',
  INTEGER: 'int',
  NUMBER: 'double',
  BOOLEAN: 'boolean',
} as const satisfies Record<ColumnType, string>;

/** Writes a graph as GraphML, each attribute with its type. */
export function writeGraphml({ name, nodes, edges }: Graph, output: Output): void {
  output.write(
    '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n',
  );
  for (const [end, attributes] of ATTRIBUTES) {
    for (const [key, type] of Object.entries(attributes)) {
      const told = { id: `${end}-${key}`, for: end, 'attr.name': key, 'attr.type': TYPES[type] };
      output.write(`${xmlTag('key', told)}\n`);
    }
  }
  output.write(`<graph id="${xmlText(name)}" edgedefault="directed">\n`);
  const data = (end: string, attributes: Attributes) =>
    Object.entries(attributes)
      .map(([key, value]) => `<data key="${end}-${key}">${xmlText(value)}</data>`)
      .join('');
  for (const { id, attributes } of nodes) {
    output.write(`<node id="${xmlText(id)}">${data('node', attributes)}</node>\n`);
  }
  for (const { id, source, target, attributes } of edges) {
    const ends = `id="${xmlText(id)}" source="${xmlText(source)}" target="${xmlText(target)}"`;
    output.write(`<edge ${ends}>${data('edge', attributes)}</edge>\n`);
  }
  output.write('</graph>\n</graphml>\n');
}
