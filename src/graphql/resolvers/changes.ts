import { badInput } from '../../errors.ts';
import type {
  ChangeConnectionResolvers,
  ChangeEdgeResolvers,
  ChangeResolvers,
  QueryResolvers,
} from '../../generated/graphql.ts';
import type { CodeSystem } from '../../lattice/axes.ts';
import { namedBy } from '../../lattice/releases.ts';
import { CHANGE_KINDS, type ChangeRow, type ChangesQuery } from '../../store/imported.ts';
import type { ImportKind } from '../../store/records.ts';
import { present } from '../context.ts';
import { familiesUnder, shown } from './arguments.ts';
import type { Complete } from './complete.ts';
import { type Page, type Placed, pageFields, pageOf } from './page.ts';

/** The kind of file whose releases list the codes of a system. */
export const LISTED_BY: Readonly<Record<CodeSystem, ImportKind>> = {
  CPT: 'pfs',
  HCPCS: 'hcpcs',
  ICD10PCS: 'icd10pcs',
  ICD10CM: 'icd10cm',
};

export type ChangePage = Page<ChangeRow> & { readonly query: ChangesQuery };
export type ChangeEdge = Placed<ChangeRow>;

export const changesQueries: Pick<Complete<QueryResolvers>, 'changes'> = {
  changes(_, { system, from, to, family = null, first, after }, context) {
    const { snapshot, loaders, limits } = context;
    const kind = LISTED_BY[system];
    const releases = snapshot.releases.filter((one) => one.kind === kind).map(({ release }) => release);
    if (releases.length === 0) return null;
    const held = (name: 'from' | 'to', asked: string) => {
      const [release] = namedBy(asked, releases);
      if (release !== undefined) return release;
      throw badInput(
        `\`${name}\`: no release "${shown(asked)}" of ${kind} is loaded for ${system}; loaded are ${releases.join(', ')}.`,
      );
    };
    const step = { kind, system, from: held('from', from), to: held('to', to) };
    const query = { ...step, families: family === null ? null : familiesUnder(family, context) };
    const page = pageOf<ChangeRow, readonly [string, string]>({
      list: ['changes', { ...step, family }],
      first,
      fallback: 50,
      after,
      limit: limits.first,
      shape: ['', ''],
      keyOf: ({ id, field }) => [id, field],
      load: (size, key) =>
        loaders.changes.load({
          ...query,
          first: size,
          after: key === null ? null : { id: key[0], field: key[1] },
        }),
      count: async () => (await loaders.changeCounts.load(query)).reduce((sum, { count }) => sum + count, 0),
    });
    return { ...page, query };
  },
};

export const changeConnectionFields: Complete<ChangeConnectionResolvers> = {
  ...pageFields,
  async counts({ query }, _, { loaders }) {
    const counts = new Map((await loaders.changeCounts.load(query)).map(({ kind, count }) => [kind, count]));
    return CHANGE_KINDS.map((kind) => ({ kind, count: counts.get(kind) ?? 0 }));
  },
};

export const changeEdgeFields: Complete<ChangeEdgeResolvers, 'cursor'> = { node: ({ row }) => row };

/** A value as answers print it. */
const printed = (value: string | number | null) => (value === null ? null : String(value));

export const changeFields: Complete<ChangeResolvers, 'kind'> = {
  code: ({ id }, _, { loaders }) => present(loaders.codes, id),
  field: ({ field }) => (field === '' ? null : field),
  before: ({ before }) => printed(before),
  after: ({ after }) => printed(after),
};
