import { limitExceeded } from '../../errors.ts';
import * as eventLoop from '../../event-loop.ts';
import type {
  FamilyResolvers,
  GridCellResolvers,
  GridKeyResolvers,
  QueryResolvers,
} from '../../generated/graphql.ts';
import type { Axis } from '../../lattice/axes.ts';
import { type Grid, openGrid } from '../../lattice/grid.ts';
import { edgesAmong } from '../../lattice/subgraph.ts';
import { besideFamily, type Family } from '../../lattice/vocabulary.ts';
import type { Limits } from '../../limits.ts';
import { type Context, present } from '../context.ts';
import { ANY_CODE } from './arguments.ts';
import { codePage } from './code.ts';
import type { Complete } from './complete.ts';
import { drawn } from './graph.ts';
import { namesOfFamily } from './names.ts';
import { neighboursIn, spendingOf } from './walk.ts';

/** The parent of all ICD-10-PCS tables. Each table is a family of its own structure: siblings add nothing to its grid. */
const TABLES = 'family:icd10pcs';

function checkNodes(id: string, count: number, what: string, { nodes }: Limits): void {
  if (count <= nodes) return;
  throw limitExceeded(
    `The family ${id} has ${count} nodes; a ${what} takes at most ${nodes} (LIMIT_NODES, set where the server runs).`,
  );
}

export const familyQueries: Pick<Complete<QueryResolvers>, 'families' | 'family'> = {
  families: (_, __, { snapshot }) =>
    [...snapshot.vocabulary.families.values()].sort((a, b) => a.position - b.position),
  family: (_, { id }, { snapshot }) => snapshot.vocabulary.families.get(id) ?? null,
};

export const familyFields: Complete<FamilyResolvers, 'id' | 'codeCount'> = {
  ...namesOfFamily,
  name: ({ id, name }, { lang }, { words }) => words(lang).vocabulary.families.get(id)?.name ?? name,
  parent: ({ broader }, _, { snapshot }) =>
    broader === null ? null : (snapshot.vocabulary.families.get(broader) ?? null),
  children: ({ id }, _, { snapshot: { vocabulary } }) =>
    vocabulary.narrower(id).flatMap((child) => vocabulary.families.get(child) ?? []),
  codes: ({ id }, page, context) => {
    const families = [...context.snapshot.vocabulary.atOrUnder(id)];
    return codePage({ ...ANY_CODE, status: ['ACTIVE'], families }, [], page, context);
  },
  async graph({ id, codeCount }, _, context) {
    const { snapshot, loaders, limits } = context;
    const families = [...snapshot.vocabulary.atOrUnder(id)].sort();
    checkNodes(id, families.length + codeCount, 'graph', limits);
    const codes = await loaders.members.load(families);
    const nodes = [...families, ...codes.map((code) => code.id)];
    const spend = spendingOf(context, 'Ask for the graph of a smaller family.');
    const edges = await edgesAmong(
      nodes,
      ['AXIS', 'HIERARCHY', 'ADD_ON'],
      neighboursIn(context, spend),
      eventLoop,
    );
    return drawn({ nodes, edges, truncated: false }, context);
  },
  grid: (family, wanted, context) => gridIn(family, wanted, context),
  source: ({ citation }) => citation,
};

interface Wanted {
  readonly rows?: Axis | null;
  readonly columns?: Axis | null;
}

/** The grid of a family on its own axes, or on others where they are named, in the language of the request. */
export function gridIn(family: Family, wanted: Wanted, context: Context): Promise<Grid> {
  // Thrown rather than rejected: the fields of the family that come after it are then not worked out at all.
  checkNodes(family.id, family.codeCount, 'grid', context.limits);
  return laidOut(family, wanted, context);
}

async function laidOut(
  { id, rows, columns }: Family,
  wanted: Wanted,
  { snapshot, loaders, limits, words, signal }: Context,
): Promise<Grid> {
  const { vocabulary } = snapshot;
  const beside = vocabulary.isAtOrUnder(id, TABLES) ? id : besideFamily(id, vocabulary);
  const [members, siblings] = await Promise.all([
    loaders.members.load([...vocabulary.atOrUnder(id)]),
    loaders.members.load([...vocabulary.atOrUnder(beside)]),
  ]);
  const request = { rows: wanted.rows ?? rows, columns: wanted.columns ?? columns, members, siblings };
  const own = words();
  const { rows: down, columns: across, cellsOf } = openGrid(request, own.vocabulary, own);
  const count = down.length * across.length;
  if (count > limits.nodes) {
    throw limitExceeded(
      `The grid of the family ${id} on ${request.rows} and ${request.columns} has ${count} cells; a grid takes at most ${limits.nodes} (LIMIT_NODES, set where the server runs). Name other axes, or a smaller family.`,
    );
  }
  const cells = await eventLoop.mapYielding(down, cellsOf, signal);
  return { rows: down, columns: across, cells: cells.flat() };
}

export const gridKeyFields: Complete<GridKeyResolvers, 'key' | 'name'> = {
  term: ({ term }, _, { snapshot }) => (term === null ? null : (snapshot.vocabulary.terms.get(term) ?? null)),
};

export const gridCellFields: Complete<GridCellResolvers, 'row' | 'column' | 'state' | 'codeCount' | 'why'> = {
  codes: ({ codes }, _, { loaders }) => Promise.all(codes.map((id) => present(loaders.codes, id))),
};
