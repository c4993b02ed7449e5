import { AXES } from '../lattice/axes.ts';
import type { Citation, Code } from '../lattice/code.ts';
import type { Bolt, Run } from './bolt.ts';
import type { Batch, Held } from './import.ts';
import { ANY_TERM, FACT } from './neo4j-graph.ts';
import { grouped, type Joining, type JoinRow, join, parts } from './neo4j-join.ts';
import { createPairs } from './neo4j-pairs.ts';
import { codeProperties, familyProperties, termProperties } from './neo4j-rows.ts';
import { BUNDLE, SAYINGS, type Saying } from './neo4j-sayings.ts';
import type { Left } from './neo4j-settle.ts';
import {
  FACT_PROPERTIES,
  PLACES,
  type Place,
  type Seen,
  type Staged,
  type StatedFact,
} from './neo4j-staged.ts';
import type { Turn } from './neo4j-turn.ts';
import type { Crosswalk } from './store.ts';

/** Codes with their facts to one transaction. */
const CODES = 5_000;

/** Takes the batches of one import into the graph, where nobody sees them yet. */
export interface Intake {
  take(batch: Batch): Promise<void>;
  /** What the last transaction has to do besides making the new nodes seen. */
  finish(): Promise<{
    readonly staged: Staged;
    readonly left: Left;
    readonly bringsFacts: boolean;
    readonly rows: number;
  }>;
}

export interface IntakeOptions {
  readonly bolt: Bolt;
  readonly turn: Turn;
  readonly held: Held;
  /** What a former make of the release brought. */
  readonly vacated: Left;
  /** The number of each source. */
  readonly files: ReadonlyMap<string, number>;
}

export async function createIntake({ bolt, turn, held, vacated, files }: IntakeOptions): Promise<Intake> {
  const arriving = { Code: new Set<string>(), Term: new Set<string>(), Family: new Set<string>() };
  const changes: Staged['changes'] = new Map();
  const facts: Staged['facts'] = new Map();
  const places: Staged['places'] = [];
  const addOns = new Map<string, Extract<Batch, { of: 'addOns' }>['rows'][number]>();
  const crosswalks: Crosswalk[] = [];
  const contractorAddOns = new Map<string, Extract<Batch, { of: 'contractorAddOns' }>['rows'][number]>();
  const texts = new Map<string, Extract<Batch, { of: 'texts' }>['rows'][number]>();
  const pairs = createPairs(bolt);
  const left = {
    Code: new Set(vacated.Code),
    Term: new Set(vacated.Term),
    Family: new Set(vacated.Family),
  };
  const [last] = await bolt.alone<{ term: number; family: number }>(LAST);
  let { term: lastTerm = 0, family: lastFamily = 0 } = last ?? {};
  let bringsFacts = false;
  let rowCount = 0;

  const isSeen = (code: string) => held.codes.has(code) || vacated.Code.has(code);
  const labelOf = (kind: Seen, id: string) => (arriving[kind].has(id) ? `Arriving${kind}` : kind);
  const change = (label: Seen, id: string, says: Record<string, unknown>) => {
    if (Object.keys(says).length === 0) return;
    changes.set(id, { label, says: { ...changes.get(id)?.says, ...says } });
  };

  /** Joins nodes whose labels depend on whether they are arriving. */
  const joinAll = async (
    run: Run,
    { from, to, ...joining }: Omit<Joining, 'from' | 'to'> & { from: Seen; to: Seen },
    rows: readonly JoinRow[],
  ) => {
    const labelled = (row: JoinRow) => `${labelOf(from, row.from)} ${labelOf(to, row.to)}`;
    for (const [labels, some] of grouped(rows, labelled)) {
      const [one = '', other = ''] = labels.split(' ');
      await join(run, { ...joining, from: one, to: other }, some);
    }
  };
  const place = (run: Run, by: Place, rows: readonly { id: string; under: string | null }[]) => {
    const { from, type, to } = PLACES[by];
    const some = rows.flatMap(({ id, under }) => (under === null ? [] : [{ from: id, to: under, says: [] }]));
    return joinAll(run, { from, type, to, says: [], shared: 'to' }, some);
  };
  /** Puts arriving nodes under others of their kind; all of them are there by then. */
  const placeAll = (by: Place, rows: readonly { readonly id: string; readonly broader: string | null }[]) =>
    turn.writeEach(parts(rows.filter(({ broader }) => broader !== null)), (run, some) =>
      place(
        run,
        by,
        some.map(({ id, broader }) => ({ id, under: broader })),
      ),
    );
  const create = async (run: Run, kind: Seen, rows: readonly object[]) => {
    await run(`UNWIND $rows AS row CREATE (n:Arriving${kind}) SET n = row`, { rows });
  };

  const createCodes = async (run: Run, rows: readonly Code[]) => {
    const stated = rows.flatMap((row) => factsOf(row).map((fact) => ({ ...fact, code: row.id })));
    for (const [axis, some] of grouped(stated, (fact) => fact.axis)) {
      await joinAll(
        run,
        { from: 'Code', type: AXES[axis].relationship, to: 'Term', says: FACT_PROPERTIES, shared: 'to' },
        some.map((fact) => ({
          from: fact.code,
          to: fact.term,
          says: FACT_PROPERTIES.map((name) => fact[name]),
        })),
      );
    }
    await place(
      run,
      'codeFamily',
      rows.map(({ id, family }) => ({ id, under: family })),
    );
  };

  /** Compares rows with the codes as they are seen, and keeps what differs for the last transaction. */
  const compareCodes = async (rows: readonly Code[]) => {
    const present = new Map(
      (await bolt.alone<PresentCode>(PRESENT, { ids: rows.map(({ id }) => id) })).map((one) => [one.id, one]),
    );
    for (const row of rows) {
      left.Code.delete(row.id);
      const own = present.get(row.id);
      if (own === undefined) throw new Error(`${row.id} has gone from the graph while it was read`);
      change('Code', row.id, differing(own.says, codeProperties(row)));
      if (own.family !== row.family) places.push({ id: row.id, by: 'codeFamily', under: row.family });
      if (own.broader !== row.broader) places.push({ id: row.id, by: 'codeBroader', under: row.broader });
      const wanted = factsOf(row);
      const stated = own.facts.map((fact) => asOf(fact, own.says));
      if (keyOf(stated) !== keyOf(wanted)) facts.set(row.id, wanted);
    }
  };

  const say = async (of: Saying, rows: readonly SayingRow[]) => {
    const { type, key, says } = SAYINGS[of];
    const names = ['line', ...key, ...says];
    rowCount += rows.length;
    await turn.writeEach(parts(rows), async (run, some) => {
      for (const [labels, own] of grouped(some, ({ code }) => labelOf('Code', code))) {
        await join(
          run,
          { from: labels, type, to: 'ArrivingSource', says: names, shared: 'to' },
          own.map((row) => ({
            from: row.code,
            to: row.citation.source,
            says: names.map((name) => (name === 'line' ? row.citation.line : row[name])),
          })),
        );
      }
    });
  };

  const takers: {
    readonly [Of in Batch['of']]: (rows: Extract<Batch, { of: Of }>['rows']) => Promise<void>;
  } = {
    async terms(rows) {
      const numbered = rows.map((row) => ({
        ...row,
        position: held.terms.get(row.id)?.position ?? ++lastTerm,
      }));
      const fresh = [...latest(numbered.filter(({ id }) => !held.terms.has(id))).values()];
      for (const { id } of fresh) arriving.Term.add(id);
      for (const row of numbered.filter(({ id }) => held.terms.has(id))) {
        left.Term.delete(row.id);
        const { codeCount, ...says } = termProperties(row);
        change('Term', row.id, says);
        const own = held.terms.get(row.id);
        if (own?.broader !== row.broader) places.push({ id: row.id, by: 'termBroader', under: row.broader });
      }
      await turn.writeEach(parts(fresh), (run, some) =>
        create(
          run,
          'Term',
          some.map((row) => ({ ...termProperties(row), codeCount: 0 })),
        ),
      );
      await placeAll('termBroader', fresh);
    },
    async families(rows) {
      const numbered = rows.map((row) => ({ ...row, position: ++lastFamily }));
      const fresh = [...latest(numbered).values()].filter(
        ({ id }) => !held.families.has(id) && !arriving.Family.has(id),
      );
      for (const { id } of fresh) arriving.Family.add(id);
      for (const row of numbered.filter(({ id }) => left.Family.has(id))) {
        left.Family.delete(row.id);
        const { codeCount, ...says } = familyProperties(row);
        change('Family', row.id, says);
        places.push({ id: row.id, by: 'familyBroader', under: row.broader });
      }
      await turn.writeEach(parts(fresh), (run, some) =>
        create(
          run,
          'Family',
          some.map((row) => ({ ...familyProperties(row), codeCount: 0 })),
        ),
      );
      await placeAll('familyBroader', fresh);
    },
    async codes(rows) {
      bringsFacts ||= rows.some((row) => row.facts.length > 0 || row.family !== null);
      const all = [...latest(rows).values()];
      const known = all.filter(({ id }) => isSeen(id));
      for (const some of parts(known, CODES)) await compareCodes(some);
      const others = all.filter(({ id }) => !isSeen(id));
      const again = new Set(others.map(({ id }) => id).filter((id) => arriving.Code.has(id)));
      for (const { id } of others) arriving.Code.add(id);
      await turn.writeEach(parts(others, CODES), async (run, some) => {
        const fresh = some.filter(({ id }) => !again.has(id));
        if (fresh.length > 0) await create(run, 'Code', fresh.map(codeProperties));
        if (fresh.length < some.length) {
          await run(AGAIN, { rows: some.filter(({ id }) => again.has(id)).map(codeProperties) });
        }
        await createCodes(run, some);
      });
      await placeAll('codeBroader', others);
    },
    async documents(rows) {
      const seenOf = { CODE: 'Code', TERM: 'Term', FAMILY: 'Family' } as const;
      const isArriving = ({ kind, id }: (typeof rows)[number]) => arriving[seenOf[kind]].has(id);
      for (const known of parts(rows.filter((row) => !isArriving(row)))) {
        const present = await bolt.alone<{ id: string; tokens: string }>(TOKENS, {
          ids: known.map(({ id }) => id),
        });
        const tokensOf = new Map(present.map(({ id, tokens }) => [id, tokens]));
        for (const { id, kind, tokens } of known) {
          if (tokensOf.get(id) !== tokens.join(' ')) change(seenOf[kind], id, { tokens: tokens.join(' ') });
        }
      }
      await turn.writeEach(parts(rows.filter(isArriving)), async (run, some) => {
        for (const [kind, own] of grouped(some, (row) => row.kind)) {
          const label = `Arriving${seenOf[kind]}`;
          await run(
            `UNWIND $rows AS row MATCH (n:${label} {id: row[0]}) USING INDEX SEEK n:${label}(id)
             SET n.curated = row[1], n.tokens = row[2]`,
            { rows: own.map(({ id, curated, tokens }) => [id, curated, tokens.join(' ')]) },
          );
        }
      });
    },
    async related(rows) {
      if (rows.length === 0) return;
      const isArriving = (id: string) => arriving.Code.has(id);
      const fresh = rows.filter(({ from, to }) => isArriving(from) || isArriving(to));
      const known = rows.filter(({ from, to }) => !isArriving(from) && !isArriving(to));
      await pairs.meet(known);
      await turn.writeEach(parts(fresh), (run, some) =>
        joinAll(
          run,
          { from: 'Code', type: 'DIFFERS', to: 'Code', says: ['axes', 'count', 'distance'], shared: 'from' },
          some.map(({ from, to, axes, distance }) => ({ from, to, says: [axes, axes.length, distance] })),
        ),
      );
    },
    listed: (rows) =>
      say(
        'listed',
        rows.map((row) => ({ ...row })),
      ),
    billing: (rows) =>
      say(
        'billing',
        rows.map((row) => ({ ...row })),
      ),
    unitsPerDay: (rows) =>
      say(
        'unitsPerDay',
        rows.map((row) => ({ ...row })),
      ),
    async bundles(rows) {
      rowCount += rows.length;
      await turn.writeEach(parts(rows), (run, some) =>
        joinAll(
          run,
          { from: 'Code', type: 'BUNDLES', to: 'Code', says: BUNDLE, shared: 'from' },
          some.map(({ column1, column2, citation, modifierIndicator, effective, lastDay, rationale }) => ({
            from: column1,
            to: column2,
            says: [
              files.get(citation.source),
              citation.line,
              modifierIndicator,
              effective,
              lastDay,
              rationale,
            ],
          })),
        ),
      );
    },
    async addOns(rows) {
      for (const row of rows)
        if (!addOns.has(pairOf(row.addOn, row.primary))) addOns.set(pairOf(row.addOn, row.primary), row);
    },
    async crosswalks(rows) {
      crosswalks.push(...rows);
    },
    async contractorAddOns(rows) {
      for (const row of rows) contractorAddOns.set(row.addOn, row);
    },
    async texts(rows) {
      for (const row of rows) texts.set(pairOf(row.code, row.kind), row);
    },
    async ended(rows) {
      const says = (row: (typeof rows)[number]) => ({ status: 'DELETED', lastValidDay: row.lastValidDay });
      for (const row of rows.filter(({ code }) => !arriving.Code.has(code)))
        change('Code', row.code, says(row));
      const some = rows.filter(({ code }) => arriving.Code.has(code));
      await turn.writeEach(parts(some), async (run, own) => {
        await run('UNWIND $rows AS row MATCH (n:ArrivingCode {id: row.id}) SET n += row.says', {
          rows: own.map((row) => ({ id: row.code, says: says(row) })),
        });
      });
    },
  };

  return {
    take: (batch) => (takers[batch.of] as (rows: Batch['rows']) => Promise<void>)(batch.rows),
    async finish() {
      await say(
        'contractorAddOns',
        [...contractorAddOns.values()].map((row) => ({ ...row, code: row.addOn })),
      );
      await say(
        'texts',
        [...texts.values()].map((row) => ({ ...row })),
      );
      const { related, unrelated } = pairs.finish();
      const staged: Staged = {
        changes,
        facts,
        places,
        related,
        unrelated,
        addOns: [...addOns.values()],
        crosswalks,
      };
      return { staged, left, bringsFacts, rows: rowCount + staged.addOns.length + staged.crosswalks.length };
    },
  };
}

interface SayingRow {
  readonly code: string;
  readonly citation: Citation;
  readonly [property: string]: unknown;
}

/** A row that comes again takes the place of the one before. */
const latest = <Row extends { readonly id: string }>(rows: readonly Row[]) =>
  new Map(rows.map((row) => [row.id, row]));

const pairOf = (one: string, other: string) => `${one} ${other}`;

/** The places of the last term and family. */
const LAST = `RETURN reduce(last = 0, position IN COLLECT { MATCH (t:Term) RETURN t.position } | CASE WHEN position > last THEN position ELSE last END) AS term,
  reduce(last = 0, position IN COLLECT { MATCH (f:Family) RETURN f.position } | CASE WHEN position > last THEN position ELSE last END) AS family`;

/** A code that has just arrived arrives anew. */
const AGAIN = `UNWIND $rows AS row
  MATCH (n:ArrivingCode {id: row.id}) USING INDEX SEEK n:ArrivingCode(id)
  SET n += row
  WITH n OPTIONAL MATCH (n)-[r:${ANY_TERM}|IN_FAMILY|BROADER]->() DELETE r`;

const PRESENT = `UNWIND $ids AS id
  MATCH (c:Code {id: id}) USING INDEX SEEK c:Code(id)
  RETURN c.id AS id, properties(c) AS says,
    head(COLLECT { MATCH (c)-[:IN_FAMILY]->(f:Family) RETURN f.id }) AS family,
    head(COLLECT { MATCH (c)-[:BROADER]->(b:Code) RETURN b.id }) AS broader,
    COLLECT {
      MATCH (c)-[r:${FACT}]->(t:Term)
      RETURN {axis: t.axis, term: t.id, basis: r.basis, source: r.source, line: r.line, evidence: r.evidence}
    } AS facts`;

interface PresentCode {
  readonly id: string;
  readonly says: Readonly<Record<string, unknown>>;
  readonly family: string | null;
  readonly broader: string | null;
  readonly facts: readonly StatedFact[];
}

const TOKENS = `UNWIND $ids AS id MATCH (n:Code|Term|Family {id: id}) RETURN n.id AS id, n.tokens AS tokens`;

/** What a code states. Where a fact stands at the very line of its code, only the code says so. */
function factsOf({ facts, citation }: Code): StatedFact[] {
  return facts.flatMap(({ axis, basis, terms, citation: own }) =>
    terms.map((term) => asOf({ axis, term, basis, ...own }, citation)),
  );
}

function asOf(
  fact: StatedFact,
  code: { readonly source?: unknown; readonly line?: unknown; readonly evidence?: unknown },
): StatedFact {
  const same =
    fact.source === code.source &&
    fact.line === code.line &&
    (fact.evidence ?? null) === (code.evidence ?? null);
  return same ? { ...fact, source: null, line: null, evidence: null } : fact;
}

const keyOf = (facts: readonly StatedFact[]) =>
  facts
    .map(({ axis, term, basis, source, line, evidence }) =>
      JSON.stringify([axis, term, basis, source, line, evidence]),
    )
    .sort()
    .join();

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
