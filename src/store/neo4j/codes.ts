import type { CodeSystem } from '../../lattice/axes.ts';
import { type Axis, axisOf, FACT_AXES } from '../../lattice/axes.ts';
import type { Basis, Code, CodeStatus, Fact, LabelKind } from '../../lattice/code.ts';
import type { Snapshot } from '../store.ts';
import { ANY_TERM, groupByRequest, unlimited, withIndex } from './cypher.ts';
import { type Read, statement } from './statement.ts';

/** Finds the terms, the family and the broader code of the code `c`, grouped by where they are cited. */
export const FACTS = `CALL (c) {
    MATCH (c)-[r:IN_FAMILY|BROADER|${ANY_TERM}]->(n)
    WITH n, r ORDER BY n.position
    WITH r.basis AS basis, r.source AS source, r.line AS line, r.evidence AS evidence, collect(n.id) AS ids
    RETURN collect([basis, source, line, evidence, ids]) AS facts
  }`;

/** Only deleted codes are succeeded by others. */
const SUCCESSORS = `CASE c.status WHEN 'DELETED' THEN COLLECT {
    MATCH (c)-[s:SUCCEEDED_BY]->(n:Code) RETURN n.id ORDER BY s.position
  } END`;

/** The code `c` with what FACTS has found, as a list without names: each value costs time to send and to read. */
export const CODE = `[
    c.id, c.system, c.code, c.edition, c.status, c.lastValidDay, c.addOn, c.curated, c.label, c.labelKind,
    c.source, c.line, c.evidence, c.inherited, c.inheritedEvidence, ${SUCCESSORS}, facts
  ]`;

const CODES = statement<{ code: CodeRow }>(
  ['code'],
  `UNWIND $ids AS id
  MATCH (c:Code {id: id}) USING INDEX SEEK c:Code(id)
  ${FACTS}
  RETURN ${CODE} AS code`,
);

const MEMBERS = statement<{ index: number; code: CodeRow }>(
  ['index', 'code'],
  `UNWIND range(0, size($families) - 1) AS index
  UNWIND $families[index] AS id
  MATCH (f:Family {id: id})<-[:IN_FAMILY]-(c:Code {status: 'ACTIVE'}) USING INDEX SEEK f:Family(id)
  WITH DISTINCT index, c
  ${FACTS}
  RETURN index, ${CODE} AS code ORDER BY index, c.id`,
);

const CANDIDATES = statement<{ code: CodeRow }>(
  ['code'],
  `UNWIND range(0, size($groups) - 1) AS index
  UNWIND $groups[index] AS id
  MATCH (t:Term {id: id})<-[:${ANY_TERM}]-(c:Code {system: $system, status: 'ACTIVE'}) USING INDEX SEEK t:Term(id)
  WITH c, count(DISTINCT index) AS met ORDER BY met DESC, c.id LIMIT $first
  ${FACTS}
  RETURN ${CODE} AS code ORDER BY met DESC, c.id`,
);

const RANGES = statement<{ index: number; ids: readonly string[]; count: number }>(
  ['index', 'ids', 'count'],
  `UNWIND $requests AS q
  CALL (q) {
    MATCH (c:Code) USING INDEX SEEK c:Code(id)
    WHERE c.id >= q.from AND c.id < q.to AND (q.endings IS NULL OR right(c.id, 1) IN q.endings)
    WITH c.id AS id ORDER BY id LIMIT $counted
    RETURN collect(id) AS ids
  }
  RETURN q.index AS index, ids[..toInteger(q.first)] AS ids,
    CASE WHEN size(ids) > q.counted THEN toInteger(q.counted) ELSE size(ids) END AS count ORDER BY index`,
);

export type CodeRow = readonly [
  id: string,
  system: CodeSystem,
  code: string,
  edition: string,
  status: CodeStatus,
  lastValidDay: string | null,
  addOn: boolean,
  curated: boolean,
  label: string,
  labelKind: LabelKind,
  source: string,
  line: number,
  evidence: string | null,
  /** The axes that an add-on takes from its primary code, and what says so. */
  inherited: readonly Axis[] | null,
  inheritedEvidence: string | null,
  successors: readonly string[] | null,
  facts: readonly FactsRow[],
];

/** What has one citation, in this order. */
type FactsRow = readonly [
  /** Of facts. */
  basis: Basis | null,
  /** Null if the citation is that of the code itself; line and evidence are then null too. */
  source: string | null,
  line: number,
  evidence: string | null,
  /** Of terms, of its family, and of the code above it. */
  ids: readonly string[],
];

/** Codes as a whole. */
export function coding(read: Read): Pick<Snapshot, 'codes' | 'members' | 'candidates' | 'ranges'> {
  return {
    async codes(ids, signal) {
      const rows = await read(CODES, { ids: [...new Set(ids)] }, signal);
      const found = new Map(rows.map(({ code }) => [code[0], toCode(code)]));
      return ids.map((id) => found.get(id) ?? null);
    },
    async members(families, signal) {
      const rows = await read(MEMBERS, { families }, signal);
      return groupByRequest(unlimited(families), rows, ({ code }) => toCode(code));
    },
    async ranges(requests, signal) {
      const counted = Math.max(0, ...requests.map((request) => request.counted));
      const rows = await read(RANGES, { requests: withIndex(requests), counted }, signal);
      return rows.map(({ ids, count }) => ({ ids, count }));
    },
    async candidates(groups, system, first, signal) {
      const rows = await read(CANDIDATES, { groups, system, first }, signal);
      return rows.map(({ code }) => toCode(code));
    },
  };
}

export function toCode(row: CodeRow): Code {
  const [id, system, code, edition, status, lastValidDay, addOn, curated, label, labelKind] = row;
  const [, , , , , , , , , , source, line, evidence, inherited, inheritedEvidence, successors, found] = row;
  const own = { source, line, evidence };
  let family: string | null = null;
  let broader: string | null = null;
  const specialties: string[] = [];
  const stated = new Map<Axis, Fact & { terms: string[] }>();
  for (const [basis, source, line, evidence, ids] of found) {
    const citation = source === null ? own : { source, line, evidence };
    for (const one of ids) {
      const axis = axisOf(one);
      if (axis === 'SPECIALTY') specialties.push(one);
      else if (axis !== null) {
        const fact = stated.get(axis);
        if (fact !== undefined) fact.terms.push(one);
        else stated.set(axis, { axis, basis: basis ?? 'STATED', inherited: false, terms: [one], citation });
      } else if (one.startsWith('family:')) family = one;
      else broader = one;
    }
  }
  const facts: Fact[] = [];
  for (const axis of FACT_AXES) {
    const fact = stated.get(axis);
    if (fact !== undefined) facts.push(fact);
    else if (inherited?.includes(axis)) {
      const citation = { source, line, evidence: inheritedEvidence };
      facts.push({ axis, basis: 'STATED', inherited: true, terms: [], citation });
    }
  }
  return {
    id,
    system,
    code,
    edition,
    status,
    lastValidDay,
    successors: successors ?? [],
    addOn,
    curated,
    label,
    labelKind,
    family,
    broader,
    facts,
    specialties,
    citation: own,
  };
}
