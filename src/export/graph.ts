import { ALL_AXES, type Axis } from '../lattice/axes.ts';
import { type Code, sourcesOf, termsOn } from '../lattice/code.ts';
import type { Cell, ColumnType } from './columns.ts';
import { type FormatWriter, labelIn, type Making } from './making.ts';
import { createNamed } from './named.ts';
import type { Output } from './output.ts';
import { bundled } from './pairs.ts';
import { listed } from './rows.ts';
import type { Visited } from './walk.ts';

/** What nodes say besides their id; of an axis, the names of the terms that a code states. */
const NODE: Readonly<Record<string, ColumnType>> = {
  label: 'TEXT',
  kind: 'TEXT',
  system: 'TEXT',
  code: 'TEXT',
  edition: 'TEXT',
  status: 'TEXT',
  add_on: 'BOOLEAN',
  curated: 'BOOLEAN',
  axis: 'TEXT',
  ...Object.fromEntries(ALL_AXES.map((axis) => [axis.toLowerCase(), 'TEXT' as const])),
  color: 'TEXT',
};

/** What edges say besides their ends. A related pair stands once, from the lesser id. */
const EDGE: Readonly<Record<string, ColumnType>> = {
  label: 'TEXT',
  kind: 'TEXT',
  axes: 'TEXT',
  count: 'INTEGER',
  distance: 'NUMBER',
  relationship: 'TEXT',
  confidence: 'NUMBER',
};

/** What nodes and edges say, by whose it is. */
export const ATTRIBUTES = [
  ['node', NODE],
  ['edge', EDGE],
] as const;

/** Without what is not said. */
export type Attributes = Readonly<Record<string, NonNullable<Cell>>>;

export interface GraphNode {
  readonly id: string;
  readonly attributes: Attributes;
}

export interface GraphEdge {
  readonly id: string;
  readonly source: string;
  readonly target: string;
  readonly attributes: Attributes;
}

/** A graph for programs that draw or measure graphs, in memory as a whole. */
export interface Graph {
  readonly name: string;
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

const said = (cells: Readonly<Record<string, Cell>>) =>
  Object.fromEntries(Object.entries(cells).filter(([, cell]) => cell !== null)) as Attributes;

/** Distinguishable by people who do not see colours as most do (Okabe and Ito). */
const COLORS = {
  CPT: '#0072b2',
  HCPCS: '#56b4e9',
  ICD10PCS: '#009e73',
  ICD10CM: '#d55e00',
  FAMILY: '#e69f00',
  TERM: '#999999',
} as const;

/**
 * Writes the graph of the codes described here, with all that they state and lead to, into one file; of an export of
 * families, or of what lies around some codes, that of all its codes.
 */
export function graphFormat(
  making: Making,
  extension: string,
  write: (graph: Graph, output: Output) => void,
): FormatWriter {
  const file = making.begin(`lattice.${extension}`);
  const named = createNamed(making, false);
  const nodes: GraphNode[] = [];
  const edges: GraphEdge[] = [];
  const isAll = !making.selection.isBySystem;
  /** Codes of other systems come behind those that lead to them. */
  const reached = new Set<string>();
  const words = making.words(making.languages[0]);
  const clean = (text: string) => making.clean?.(text) ?? text;
  const add = (source: string, target: string, kind: string, attributes: Attributes = {}, again = '') =>
    edges.push({
      id: `${kind} ${source} ${target}${again}`,
      source,
      target,
      attributes: { label: kind.toLowerCase().replaceAll('_', ' '), kind, ...attributes },
    });

  function addCode(visited: Visited): void {
    const { code } = visited;
    nodes.push({ id: code.id, attributes: { ...codeAttributes(code), label: clean(labelIn(code, words)) } });
    for (const source of sourcesOf(code.citation)) file.cited.add(source);
  }
  function codeAttributes(code: Code): Attributes {
    const nameOf = (id: string) => words.vocabulary.terms.get(id)?.name ?? id;
    const stated = ALL_AXES.map((axis) => [axis.toLowerCase(), listed(termsOn(code, axis).map(nameOf))]);
    const { system, edition, status, addOn, curated } = code;
    return said({
      kind: 'CODE',
      system,
      code: code.code,
      edition,
      status,
      add_on: addOn,
      curated,
      ...Object.fromEntries(stated),
      color: COLORS[system],
    });
  }
  function addEdges({ code, related, edges: around, pairs, crosswalk }: Visited): void {
    for (const { id, axes, count, distance } of related) {
      add(code.id, id, 'AXIS', { axes: axes.join(' | '), count, distance });
    }
    for (const { kind, target } of around) add(code.id, target, kind);
    for (const target of bundled(pairs, making.snapshot)) add(code.id, target, 'BUNDLE');
    for (const [at, { id, relationship, confidence }] of crosswalk.entries()) {
      // Two files may say so.
      const isAgain = crosswalk.findIndex((one) => one.id === id) < at;
      add(code.id, id, 'CROSSWALK', said({ relationship, confidence }), isAgain ? ` ${at}` : '');
    }
    const states = (axis: Axis) => termsOn(code, axis).map((term) => [axis, term] as const);
    for (const [axis, term] of ALL_AXES.flatMap(states)) add(code.id, term, 'STATES', { axes: axis });
  }

  return {
    visit(visited) {
      const taken = visited.filter(({ code }) => code.curated || isAll || reached.has(code.id));
      named.visit(taken);
      for (const one of taken) {
        addCode(one);
        addEdges(one);
        for (const { id } of one.crosswalk) reached.add(id);
      }
    },
    end() {
      for (const { id, axis, name, broader, citation } of named.terms()) {
        const label = words.vocabulary.terms.get(id)?.name ?? name;
        nodes.push({ id, attributes: { label, kind: 'TERM', axis, color: COLORS.TERM } });
        if (broader !== null) add(id, broader, 'HIERARCHY');
        file.cited.add(citation.source);
      }
      for (const { id, name, broader, citation } of named.families()) {
        const label = words.vocabulary.families.get(id)?.name ?? name;
        nodes.push({ id, attributes: { label, kind: 'FAMILY', color: COLORS.FAMILY } });
        if (broader !== null) add(id, broader, 'HIERARCHY');
        file.cited.add(citation.source);
      }
      const there = new Set(nodes.map(({ id }) => id));
      const among = edges.filter(({ source, target }) => there.has(source) && there.has(target));
      file.rows = nodes.length + among.length;
      write({ name: making.snapshot.version, nodes, edges: among }, file.output);
    },
  };
}
