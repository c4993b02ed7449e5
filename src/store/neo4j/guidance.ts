import type { Mapping } from '../../lattice/crosswalk.ts';
import type { Source } from '../records.ts';
import type { GuidanceRequest, GuidanceRow, Snapshot } from '../store.ts';
import { CODE, type CodeRow, FACTS, toCode } from './codes.ts';
import { groupByRequest, heardAddOn, most, SOURCE, unlimited, withIndex } from './cypher.ts';
import { type Read, statement } from './statement.ts';

const AT = 'USING INDEX SEEK a:Code(id)';

/** One branch for each list, so that codes are put together in one place. */
const GUIDANCE = statement<Row>(
  ['index', 'list', 'code', 'source', 'relationship', 'confidence', 'justification', 'why'],
  `UNWIND $requests AS q
  CALL (q) {
    MATCH (a:Code {id: q.id})-[e:DIFFERS]-(c:Code) ${AT}
    RETURN 'related' AS list, c, e ORDER BY e.count, e.distance, c.id LIMIT $most
    UNION ALL
    MATCH (a:Code {id: q.id})<-[e:ADD_ON_TO]-(c:Code) ${AT} WHERE ${heardAddOn('$addOnFiles')}
    WITH DISTINCT c RETURN 'addOns' AS list, c, null AS e ORDER BY c.id LIMIT $most
    UNION ALL
    MATCH (a:Code {id: q.id})-[e:ADD_ON_TO]->(c:Code) ${AT} WHERE ${heardAddOn('$addOnFiles')}
    WITH DISTINCT c RETURN 'primaries' AS list, c, null AS e ORDER BY c.id LIMIT $most
    UNION ALL
    MATCH (a:Code {id: q.id})-[e:MAPS_TO]-(c:Code {system: 'ICD10CM'}) ${AT}
    RETURN 'diagnoses' AS list, c, e
    UNION ALL
    MATCH (a:Code {id: q.id})-[e:NEVER_WITH]->(c:Code) ${AT}
    RETURN 'never' AS list, c, e
    UNION ALL
    MATCH (f:Family {id: q.family})<-[e:IN_FAMILY]-(c:Code {status: 'ACTIVE'}) USING INDEX SEEK f:Family(id)
    RETURN 'members' AS list, c, e
    UNION ALL
    UNWIND q.sources AS id MATCH (c:Source {id: id}) USING INDEX SEEK c:Source(id)
    RETURN 'sources' AS list, c, null AS e
  }
  ${FACTS}
  RETURN q.index AS index, list, CASE list WHEN 'sources' THEN null ELSE ${CODE} END AS code,
    CASE list WHEN 'sources' THEN c ${SOURCE} END AS source,
    e.relationship AS relationship, e.confidence AS confidence, e.justification AS justification,
    e.why AS why
  ORDER BY index, e.count, e.distance, c.id`,
);

interface Row extends Mapping {
  readonly index: number;
  readonly list: keyof GuidanceRow;
  readonly code: CodeRow | null;
  readonly source: Source | null;
  readonly why: string | null;
}

/** What the texts of codes look at; of the add-ons of imported files, those of `addOnFiles`. */
export function guiding(read: Read, addOnFiles: readonly number[]): Pick<Snapshot, 'guidance'> {
  return {
    async guidance(requests, signal) {
      const asked = { requests: withIndex(requests), most: most(requests), addOnFiles };
      const rows = await read(GUIDANCE, asked, signal);
      const dealtRows = groupByRequest(unlimited(requests), rows, (row) => row);
      return requests.map((request, index) => guidanceRow(request, dealtRows[index] ?? []));
    },
  };
}

function guidanceRow({ first, sources }: GuidanceRequest, rows: readonly Row[]): GuidanceRow {
  const codes = (list: Row['list']) =>
    rows.flatMap((row) => (row.list === list && row.code ? [toCode(row.code)] : []));
  const found = new Map(rows.flatMap(({ source }) => (source ? [[source.id, source]] : [])));
  return {
    related: codes('related').slice(0, first),
    addOns: codes('addOns').slice(0, first),
    primaries: codes('primaries').slice(0, first),
    members: codes('members'),
    diagnoses: rows.flatMap(({ list, code, relationship, confidence, justification }) =>
      list === 'diagnoses' && code
        ? [{ id: code[0], code: toCode(code), relationship, confidence, justification }]
        : [],
    ),
    never: rows.flatMap(({ list, code, why }) =>
      list === 'never' && code ? [{ code: toCode(code), why: why ?? '' }] : [],
    ),
    sources: sources.flatMap((id) => found.get(id) ?? []),
  };
}
