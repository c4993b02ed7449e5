import { EDGE_KINDS, type EdgeKind } from '../../lattice/edges.ts';
import { once } from '../once.ts';
import type { Source } from '../records.ts';
import type { DatasetSummary, Snapshot } from '../store.ts';
import { accompanies, standingAddOn } from './sql.ts';
import { type Read, statement } from './statement.ts';

export const COUNTS = {
  sources: statement<Source>(
    `select s.id, s.title, s.publisher, s.release, s.sha256, s.licence, s.rows, s.imported_at as importedAt, r.kind, r.starts,
      s.part, s.first_code as firstCode, s.last_code as lastCode
    from source s left join release r on r.n = s.part_of order by s.id`,
  ),
  counts: statement<Record<'codes' | EdgeKind, number>>(
    `select (select count(*) from code) as codes, (select count(*) from differs) / 2 as AXIS,
    (select count(*) from add_on e where ${standingAddOn} and not ${accompanies}) as ADD_ON,
    (select count(*) from accompanies) as ACCOMPANIES, (select count(*) from crosswalk) as CROSSWALK,
    (select count(*) from confused) as CONFUSED_WITH,
    (select count(*) from code where family is not null) + (select count(*) from family where broader is not null)
      + (select count(*) from term where broader is not null)
      + (select count(*) from code where broader is not null) as HIERARCHY,
    (select coalesce(sum(s.rows), 0) from release r cross join source s on s.part_of = r.n
      where r.kind = 'ncci-ptp') as BUNDLE`,
  ),
  editions: statement<DatasetSummary['editions'][number]>(
    `select system, edition, count(*) as codes from code
    where status = 'ACTIVE' and family is not 'family:outside-the-seed' group by system, edition order by system, edition`,
  ),
};

/** All sources by their ids, in their order; some hundreds, which most answers name: read once, when the first is asked for. */
export function createSources(read: Read): () => ReadonlyMap<string, Source> {
  let all: ReadonlyMap<string, Source> | undefined;
  return () => (all ??= new Map(read.rows(COUNTS.sources).map((row) => [row.id, row])));
}

/** Counts of the whole dataset. They never change and take long, so they are read once. */
export function counting(
  read: Read,
  sources: () => ReadonlyMap<string, Source>,
): Pick<Snapshot, 'sources' | 'dataset'> {
  const counted = once(async () => {
    const [counts] = await read.aside(COUNTS.counts);
    return { counts, editions: await read.aside(COUNTS.editions) };
  });
  return {
    sources: async (ids) => ids.map((id) => sources().get(id) ?? null),
    async dataset() {
      const { counts, editions } = await counted();
      return {
        codes: counts?.codes ?? 0,
        edges: EDGE_KINDS.map((kind) => ({ kind, count: counts?.[kind] ?? 0 })),
        editions,
        sources: [...sources().values()],
        unfinishedImports: [],
      };
    },
  };
}
