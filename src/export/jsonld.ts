import type { Output } from './output.ts';
import type { NodeWriter } from './rdf.ts';
import { PREFIXES } from './skos.ts';

/** Writes nodes as JSON-LD, one a line. */
export function jsonldWriter(output: Output): NodeWriter {
  output.write(`{"@context":${JSON.stringify(PREFIXES)},\n"@graph":[`);
  let between = '\n';
  return {
    write(node) {
      output.write(`${between}${JSON.stringify(node)}`);
      between = ',\n';
    },
    end: () => output.write('\n]}\n'),
  };
}
