import { type Axis, FACT_AXES } from '../lattice/axes.ts';
import type { Basis, Code, Fact } from '../lattice/code.ts';
import type { Run } from './bolt.ts';
import { ANY_TERM, type CitedRow, citation, dealt, FACT, unlimited } from './neo4j-graph.ts';
import type { Snapshot } from './store.ts';

/** The code `c` with all that it says. */
export const CODE = `c {
    .id, .system, .code, .edition, .status, .lastValidDay, .addOn, .curated, .label, .labelKind,
    .source, .line, .evidence, .inherited, .inheritedEvidence,
    family: head(COLLECT { MATCH (c)-[:IN_FAMILY]->(f:Family) RETURN f.id }),
    broader: head(COLLECT { MATCH (c)-[:BROADER]->(b:Code) RETURN b.id }),
    stated: COLLECT {
      MATCH (c)-[r:${FACT}]->(t:Term)
      RETURN {axis: t.axis, term: t.id, basis: r.basis, source: r.source, line: r.line, evidence: r.evidence}
      ORDER BY t.position
    },
    specialties: COLLECT { MATCH (c)-[:PERFORMED_BY]->(s:Specialty) RETURN s.id ORDER BY s.position }
  }`;

const CODES = `UNWIND $ids AS id
  MATCH (c:Code {id: id}) USING INDEX SEEK c:Code(id)
  RETURN ${CODE} AS code`;

const MEMBERS = `UNWIND range(0, size($families) - 1) AS index
  UNWIND $families[index] AS id
  MATCH (f:Family {id: id})<-[:IN_FAMILY]-(c:Code {status: 'ACTIVE'}) USING INDEX SEEK f:Family(id)
  WITH DISTINCT index, c
  RETURN index, ${CODE} AS code ORDER BY index, c.id`;

const CANDIDATES = `UNWIND range(0, size($groups) - 1) AS index
  UNWIND $groups[index] AS id
  MATCH (t:Term {id: id})<-[:${ANY_TERM}]-(c:Code {system: $system, status: 'ACTIVE'}) USING INDEX SEEK t:Term(id)
  WITH c, count(DISTINCT index) AS met ORDER BY met DESC, c.id LIMIT $first
  RETURN ${CODE} AS code ORDER BY met DESC, c.id`;

export interface CodeRow extends Omit<Code, 'facts' | 'citation'>, CitedRow {
  /** The axes that an add-on takes from its primary code, and what says so. */
  readonly inherited: readonly Axis[] | null;
  readonly inheritedEvidence: string | null;
  /** Source, line and evidence are null where they are the code's own. */
  readonly stated: readonly (Omit<CitedRow, 'source'> & {
    source: string | null;
    axis: Axis;
    term: string;
    basis: Basis;
  })[];
}

/** Codes as a whole. */
export function coding(read: Run): Pick<Snapshot, 'codes' | 'members' | 'candidates'> {
  return {
    async codes(ids) {
      const rows = await read<{ code: CodeRow }>(CODES, { ids: [...new Set(ids)] });
      const found = new Map(rows.map(({ code }) => [code.id, toCode(code)]));
      return ids.map((id) => found.get(id) ?? null);
    },
    async members(families) {
      const rows = await read<{ index: number; code: CodeRow }>(MEMBERS, { families });
      return dealt(unlimited(families), rows, ({ code }) => toCode(code));
    },
    async candidates(groups, system, first) {
      const rows = await read<{ code: CodeRow }>(CANDIDATES, { groups, system, first });
      return rows.map(({ code }) => toCode(code));
    },
  };
}

export function toCode({
  inherited,
  inheritedEvidence,
  stated,
  source,
  line,
  evidence,
  ...code
}: CodeRow): Code {
  const own = { source, line, evidence };
  const facts = FACT_AXES.flatMap((axis): Fact[] => {
    const onAxis = stated.filter((fact) => fact.axis === axis);
    const [fact] = onAxis;
    if (fact !== undefined) {
      const terms = onAxis.map(({ term }) => term);
      const cited = fact.source === null ? own : citation({ ...fact, source: fact.source });
      return [{ axis, basis: fact.basis, inherited: false, terms, citation: cited }];
    }
    if (!inherited?.includes(axis)) return [];
    const cited = { source, line, evidence: inheritedEvidence };
    return [{ axis, basis: 'STATED', inherited: true, terms: [], citation: cited }];
  });
  return { ...code, facts, citation: own };
}
