import type { Code } from '../../../lattice/code.ts';
import type { Related } from '../../../lattice/related.ts';
import type { SearchDocument } from '../../records.ts';
import { FACT } from '../cypher.ts';
import type { Bolt } from '../driver.ts';
import { factsOf, type StatedFact, sameFacts, statedBy } from './facts.ts';
import { parts } from './join.ts';
import { createPairs } from './pairs.ts';
import { codeProperties } from './rows.ts';
import { LABELS, type Label, type Staged } from './staged.ts';

/** What is seen of a kind of node, by id. */
export interface Ids {
  has(id: string): boolean;
}

/** Codes that are read at once with their facts. */
const PAGE = 5_000;

/**
 * Compares the rows of an import with the nodes that are seen already, and keeps what they change for the last transaction.
 * Writes nothing.
 */
export interface ExistingNodes {
  has(label: Label, id: string): boolean;
  /** Properties that a node is to have; null removes one. */
  change(label: Label, id: string, says: Readonly<Record<string, unknown>>): void;
  codes(rows: readonly Code[]): Promise<void>;
  documents(rows: readonly SearchDocument[]): Promise<void>;
  /** Called at all, it takes all pairs of imported codes that it is never told of for gone. */
  related(rows: readonly Related[]): Promise<void>;
  finish(): Omit<Staged, 'addOns' | 'crosswalks'>;
}

export function createExistingNodes(bolt: Bolt, known: Readonly<Record<Label, Ids>>): ExistingNodes {
  const changes: Staged['changes'] = new Map();
  const facts: Staged['facts'] = new Map();
  const places: Staged['places'] = [];
  const pairs = createPairs(bolt);

  const change = (label: Label, id: string, says: Readonly<Record<string, unknown>>) => {
    if (Object.keys(says).length === 0) return;
    changes.set(id, { label, says: { ...changes.get(id)?.says, ...says } });
  };

  return {
    has: (label, id) => known[label].has(id),
    change,
    async codes(rows) {
      for (const some of parts(rows, PAGE)) {
        const ids = some.map(({ id }) => id);
        const present = new Map((await bolt.alone<Present>(PRESENT, { ids })).map((own) => [own.id, own]));
        for (const row of some) {
          const { id, family, broader } = row;
          const own = present.get(id);
          if (own === undefined) throw new Error(`${id} has gone from the graph while it was read`);
          change('Code', id, differing(own.says, codeProperties(row)));
          if (own.family !== family) places.push({ id, by: 'codeFamily', under: family });
          if (own.broader !== broader) places.push({ id, by: 'codeBroader', under: broader });
          const stated = own.facts.map((fact) => statedBy(own.says, fact));
          const wanted = factsOf(row);
          if (!sameFacts(stated, wanted)) facts.set(id, wanted);
        }
      }
    },
    async documents(rows) {
      for (const some of parts(rows)) {
        const ids = some.map(({ id }) => id);
        const present = await bolt.alone<{ id: string; tokens: string }>(TOKENS, { ids });
        const tokensOf = new Map(present.map(({ id, tokens }) => [id, tokens]));
        for (const { id, kind, ...row } of some) {
          const tokens = row.tokens.join(' ');
          if (tokensOf.get(id) !== tokens) change(LABELS[kind], id, { tokens });
        }
      }
    },
    related: pairs.meet,
    finish: () => ({ changes, facts, places, ...pairs.finish() }),
  };
}

const PRESENT = `UNWIND $ids AS id
  MATCH (c:Code {id: id}) USING INDEX SEEK c:Code(id)
  RETURN c.id AS id, properties(c) AS says,
    head(COLLECT { MATCH (c)-[:IN_FAMILY]->(f:Family) RETURN f.id }) AS family,
    head(COLLECT { MATCH (c)-[:BROADER]->(b:Code) RETURN b.id }) AS broader,
    COLLECT {
      MATCH (c)-[r:${FACT}]->(t:Term)
      RETURN {axis: t.axis, term: t.id, basis: r.basis, source: r.source, line: r.line, evidence: r.evidence}
    } AS facts`;

interface Present {
  readonly id: string;
  readonly says: Readonly<Record<string, unknown>>;
  readonly family: string | null;
  readonly broader: string | null;
  readonly facts: readonly StatedFact[];
}

const TOKENS = `UNWIND $ids AS id MATCH (n:Code|Term|Family {id: id}) RETURN n.id AS id, n.tokens AS tokens`;

/** The properties that are wanted and not there as they are; null removes one. */
function differing(
  present: Readonly<Record<string, unknown>>,
  wanted: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(wanted).filter(
      ([name, value]) => JSON.stringify(value ?? null) !== JSON.stringify(present[name] ?? null),
    ),
  );
}
