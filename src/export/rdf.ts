import { sourcesOf } from '../lattice/code.ts';
import type { FormatWriter, Making } from './making.ts';
import { createNamed } from './named.ts';
import type { Output } from './output.ts';
import { createConcepts, type Node } from './skos.ts';

/** Writes nodes one after the other into a file. */
export interface NodeWriter {
  write(node: Node): void;
  end(): void;
}

/** Writes codes, terms, families, their schemes and their sources as SKOS with PROV-O. */
export function rdfFormat(
  making: Making,
  extension: string,
  writerOf: (output: Output) => NodeWriter,
): FormatWriter {
  const { snapshot, selection } = making;
  const file = making.begin(`lattice.${extension}`);
  const concepts = createConcepts(making);
  const writer = writerOf(file.output);
  const named = createNamed(making, selection.isWhole);
  const schemes = new Set<string>();
  const write = (node: Node | null) => {
    if (node === null) return;
    file.rows++;
    writer.write(node);
  };
  return {
    visit(visited) {
      named.visit(visited);
      for (const one of visited) {
        schemes.add(one.code.system);
        for (const source of sourcesOf(one.code.citation)) file.cited.add(source);
        write(concepts.code(one));
      }
    },
    async end() {
      for (const { id, citation } of [...named.terms(), ...named.families()]) {
        schemes.add(id.slice(0, id.indexOf(':')));
        for (const source of sourcesOf(citation)) file.cited.add(source);
        write(concepts.named(id));
      }
      for (const scheme of schemes) write(concepts.scheme(scheme));
      const { sources } = await snapshot.dataset();
      const cited = sources.filter(({ id }) => file.cited.has(id));
      for (const source of cited) write(concepts.source(source));
      write(concepts.dataset(snapshot.version, cited));
      writer.end();
    },
  };
}
