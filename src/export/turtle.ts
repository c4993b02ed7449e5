import n3 from 'n3';
import type { Output } from './output.ts';
import type { NodeWriter } from './rdf.ts';
import { type Node, PREFIXES, type Value } from './skos.ts';

const { DataFactory, Writer } = n3;
const { literal, namedNode } = DataFactory;
const TYPE = namedNode('http://www.w3.org/1999/02/22-rdf-syntax-ns#type');

/** `skos:broader` as an IRI. Ids are named by the first colon: `source:seed/cpt/codes.csv`. */
function iri(name: string) {
  const at = name.indexOf(':');
  return namedNode(`${PREFIXES[name.slice(0, at)] ?? ''}${name.slice(at + 1)}`);
}

/** Writes nodes as Turtle, as n3 does. */
export function turtleWriter(output: Output): NodeWriter {
  const stream = {
    write(chunk: string, _encoding: unknown, done?: () => void) {
      output.write(chunk);
      done?.();
    },
    end: (done?: () => void) => done?.(),
  };
  const writer = new Writer(stream, { prefixes: { ...PREFIXES } });

  function objectOf(value: Value): ReturnType<typeof namedNode | typeof literal | typeof writer.blank> {
    if (typeof value === 'boolean') return literal(String(value), iri('xsd:boolean'));
    if (typeof value === 'string') return literal(value);
    const {
      '@id': id,
      '@value': text,
      '@language': language,
      '@type': type,
    } = value as Record<string, string>;
    if (text !== undefined) return literal(text, language ?? (type === undefined ? undefined : iri(type)));
    if (id !== undefined) return iri(id);
    return writer.blank(pairsOf(value as Node).map(([predicate, object]) => ({ predicate, object })));
  }
  function pairsOf(node: Node) {
    return Object.entries(node).flatMap(([property, values]) => {
      if (property === '@id' || values === undefined) return [];
      if (property === '@type') return [[TYPE, iri(String(values))] as const];
      const all = (Array.isArray(values) ? values : [values]) as readonly Value[];
      return all.map((value) => [iri(property), objectOf(value)] as const);
    });
  }
  return {
    write(node) {
      const subject = iri(node['@id'] ?? '');
      for (const [predicate, object] of pairsOf(node)) writer.addQuad(subject, predicate, object);
    },
    end: () => writer.end(),
  };
}
