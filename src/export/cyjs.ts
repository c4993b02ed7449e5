import type { Graph } from './graph.ts';
import type { Output } from './output.ts';

/** Writes a graph as Cytoscape.js reads it, an element a line. By `value` networkx knows a node, by `key` an edge beside others. */
export function writeCyjs({ name, nodes, edges }: Graph, output: Output): void {
  output.write(
    `{"data":${JSON.stringify({ id: name, name })},"directed":true,"multigraph":true,"elements":{\n"nodes":[`,
  );
  for (const [at, { id, attributes }] of nodes.entries()) {
    const data = { id, value: id, name: attributes.label ?? id, ...attributes };
    output.write(`${at === 0 ? '\n' : ',\n'}${JSON.stringify({ data })}`);
  }
  output.write('\n],\n"edges":[');
  for (const [at, { id, source, target, attributes }] of edges.entries()) {
    const data = { id, key: attributes.kind, source, target, ...attributes };
    output.write(`${at === 0 ? '\n' : ',\n'}${JSON.stringify({ data })}`);
  }
  output.write('\n]}}\n');
}
