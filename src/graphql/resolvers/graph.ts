import { badInput, limitExceeded } from '../../errors.ts';
import * as eventLoop from '../../event-loop.ts';
import type {
  GraphEdgeResolvers,
  GraphNodeResolvers,
  GraphResolvers,
  HopResolvers,
  PathResolvers,
  QueryResolvers,
} from '../../generated/graphql.ts';
import { keyOfConfused } from '../../lattice/confused.ts';
import { type CrosswalkRelationship, isMet } from '../../lattice/crosswalk.ts';
import { EDGE_KINDS, type EdgeKind, USUAL_EDGE_KINDS } from '../../lattice/edges.ts';
import { findPaths, type Hop } from '../../lattice/paths.ts';
import { finish, sentenceOf } from '../../lattice/sentence.ts';
import { type Subgraph, subgraphOf } from '../../lattice/subgraph.ts';
import { type Context, present } from '../context.ts';
import { checkIds } from './arguments.ts';
import { labelIn } from './code.ts';
import type { Complete } from './complete.ts';
import { mappingsOf } from './crosswalk.ts';
import { type Node, nodeOf } from './node.ts';
import { pageSize } from './page.ts';
import { known } from './reading.ts';
import { neighboursIn, spendingOf } from './walk.ts';

export const graphQueries: Pick<Complete<QueryResolvers>, 'paths' | 'subgraph'> = {
  async paths(_, { from, to, via, first, maxHops }, context) {
    const { limits } = context;
    const [start, end] = await Promise.all([from, to].map((id) => known(id, context)));
    const spend = spendingOf(context, 'Ask for fewer kinds in `via`, fewer `maxHops`, or a smaller `first`.');
    const ends = { from: start?.id ?? '', to: end?.id ?? '' };
    const request = {
      ...ends,
      via: kindsOf(via),
      first: pageSize(first ?? 3, limits.first),
      maxHops: levels(maxHops ?? 4, 'maxHops', 1, context),
      checkNodes: (nodes: number) => checkBetween(nodes, ends, limits.nodes),
      spend,
      yielding: eventLoop,
    };
    return findPaths(request, neighboursIn(context, spend));
  },

  async subgraph(_, { roots, depth, kinds, first }, context) {
    checkIds(roots, 'roots', context);
    const { limits } = context;
    const request = {
      roots: await Promise.all(roots.map((id) => knownNode(id, context))),
      depth: levels(depth ?? 1, 'depth', 0, context),
      kinds: kindsOf(kinds),
      first: pageSize(first ?? 200, limits.first),
    };
    const instead = 'Ask for fewer `kinds`, a smaller `depth` or `first`, or fewer `roots`.';
    const found = await subgraphOf(request, neighboursIn(context, spendingOf(context, instead)), eventLoop);
    return drawn(found, context);
  },
};

function checkBetween(
  nodes: number,
  { from, to }: { readonly from: string; readonly to: string },
  most: number,
): void {
  if (nodes <= most) return;
  throw limitExceeded(
    `More than ${most} nodes lie between ${from} and ${to}; ` +
      'ask for fewer kinds in `via` or fewer `maxHops`, or raise LIMIT_NODES.',
  );
}

function kindsOf(kinds: readonly EdgeKind[] | null | undefined): readonly EdgeKind[] {
  return kinds ? EDGE_KINDS.filter((kind) => kinds.includes(kind)) : USUAL_EDGE_KINDS;
}

function levels(asked: number, name: string, least: number, { limits }: Context): number {
  if (asked >= least && asked <= limits.levels) return asked;
  throw badInput(
    `\`${name}\` is ${asked}; it must be from ${least} to ${limits.levels} (LIMIT_LEVELS, set where the server runs).`,
  );
}

/** The id of a code, term or family that is in the graph; refuses another. */
async function knownNode(id: string, context: Context): Promise<string> {
  const { terms, families } = context.snapshot.vocabulary;
  return terms.has(id) || families.has(id) ? id : (await known(id, context)).id;
}

export const pathFields: Complete<PathResolvers, 'cost' | 'hops'> = {};

/** Loads an end of a step; throws if it cannot be loaded, since a path with a gap is no path. */
async function stop(id: string, context: Context): Promise<Node> {
  const node = await nodeOf(id, context);
  if (node === null) throw new Error(`a way leads by ${id}, which the graph does not have`);
  return node;
}

export const hopFields: Complete<HopResolvers> = {
  from: ({ from }, _, context) => stop(from, context),
  to: ({ to }, _, context) => stop(to, context),
  kind: ({ edge }) => edge.kind,
  axes: ({ edge }) => edge.axes,
  sentence: (hop, _, context) => hopSentence(hop, context),
};

/** A step in words; against the direction of its edge it reads the other way round. */
async function hopSentence({ from, to, edge }: Hop, context: Context): Promise<string> {
  const words = context.words();
  if (edge.kind === 'AXIS') {
    const { codes } = context.loaders;
    const [a, b] = await Promise.all([present(codes, from), present(codes, to)]);
    return sentenceOf(a, b, words.vocabulary, words, edge.axes);
  }
  if (edge.kind === 'CONFUSED_WITH') return words.say(keyOfConfused(from, to));
  const ends = { from: nameOf(from, context), to: nameOf(to, context) };
  if (edge.kind === 'CROSSWALK') {
    const relationship = await relationshipOf(from, to, context);
    if (!isMet({ relationship })) return finish([words.say(`hop.CROSSWALK.${relationship}`, ends)], words);
    const met = { code: nameOf(edge.source, context), diagnosis: nameOf(edge.target, context) };
    return finish([words.say('hop.CROSSWALK.diagnosis', met)], words);
  }
  const turned = edge.source !== from && ['HIERARCHY', 'ADD_ON', 'ACCOMPANIES'].includes(edge.kind);
  return finish([words.say(`hop.${edge.kind}${turned ? '.down' : ''}`, ends)], words);
}

/** What `to` is to `from`, of several edges the first in order. */
async function relationshipOf(
  from: string,
  to: string,
  { loaders }: Context,
): Promise<CrosswalkRelationship> {
  const { system } = await present(loaders.codes, to);
  const rows = await loaders.crosswalk.load({ id: from, to: system });
  const [first] = mappingsOf(rows.filter(({ id }) => id === to));
  if (first === undefined) throw new Error(`the store joins ${from} and ${to}, and has no edge between them`);
  return first.relationship;
}

/** How a sentence names a node: the bare code, or the name of the term or family. */
function nameOf(id: string, context: Context): string {
  const { vocabulary } = context.words();
  const node = vocabulary.terms.get(id) ?? vocabulary.families.get(id);
  return node?.name ?? id.slice(id.indexOf(':') + 1);
}

/** What a drawn graph is resolved from: its nodes themselves, all loaded at once. */
export interface Drawn {
  readonly nodes: readonly Node[];
  readonly edges: Subgraph['edges'];
  readonly truncated: boolean;
}

/** Loads the nodes of a graph. One that cannot be loaded is left out with its edges, and the graph says that it is not whole. */
export async function drawn({ nodes, edges, truncated }: Subgraph, context: Context): Promise<Drawn> {
  const loaded = await Promise.all(nodes.map((id) => nodeOf(id, context)));
  const found = loaded.filter((node) => node !== null);
  if (found.length === nodes.length) return { nodes: found, edges, truncated };
  const kept = new Set(found.map(({ id }) => id));
  return {
    nodes: found,
    edges: edges.filter(({ source, target }) => kept.has(source) && kept.has(target)),
    truncated: true,
  };
}

export const graphFields: Complete<GraphResolvers, 'nodes' | 'edges' | 'truncated'> = {};

export const graphEdgeFields: Complete<GraphEdgeResolvers, 'source' | 'target' | 'kind' | 'axes'> = {
  sentence: (edge, _, context) => hopSentence({ from: edge.source, to: edge.target, edge }, context),
};

const isCode = (node: Node) => 'facts' in node;

export const graphNodeFields: Complete<GraphNodeResolvers> = {
  node: (node) => node,
  kind: (node) => (isCode(node) ? 'CODE' : 'axis' in node ? 'TERM' : 'FAMILY'),
  label: (node, _, context) =>
    isCode(node) ? labelIn(node, context.language, context) : nameOf(node.id, context),
  code: (node) => (isCode(node) ? node.code : null),
};
