import type { Code } from '../../../lattice/code.ts';
import type { Meaning } from '../../../lattice/meanings.ts';
import type { Related } from '../../../lattice/related.ts';
import type { Edition, Wording } from '../../../lattice/standing.ts';
import type { Family, Term } from '../../../lattice/vocabulary.ts';
import { grouped } from '../../grouped.ts';
import type { Bundle, SearchDocument } from '../../records.ts';
import { ANY_TERM } from '../cypher.ts';
import type { StatementRunner } from '../driver.ts';
import { BUNDLE, propertiesOf, RELEASE_ROWS, type ReleaseRow, type ReleaseRowKind } from '../release-rows.ts';
import { factJoining, factRow, factsOf } from './facts.ts';
import type { ImportLock } from './import-lock.ts';
import { type Joining, type JoinRow, join, parts } from './join.ts';
import { PAIR_JOINING, pairRow } from './pairs.ts';
import { codeProperties, familyProperties, termProperties } from './rows.ts';
import { LABELS, type Label, PLACES, type Place } from './staged.ts';

/** Codes with their facts to one transaction. */
const CODES = 5_000;

/**
 * Puts into the graph what nobody sees before the last transaction: new nodes, which have labels of their own until then,
 * their relationships to nodes of either sort, and the rows of files that are not seen.
 */
export interface PendingNodes {
  has(label: Label, id: string): boolean;
  terms(rows: readonly Term[]): Promise<void>;
  families(rows: readonly Family[]): Promise<void>;
  /** Codes that have arrived before arrive anew. */
  codes(rows: readonly Code[]): Promise<void>;
  documents(rows: readonly SearchDocument[]): Promise<void>;
  related(rows: readonly Related[]): Promise<void>;
  /** What values mean, each by one of the sources. */
  meanings(rows: readonly (Meaning & { readonly source: string })[]): Promise<void>;
  wordings(label: 'Term' | 'Family', rows: readonly Omit<Wording, keyof Edition>[]): Promise<void>;
  bundles(rows: readonly Bundle[]): Promise<void>;
  say(of: ReleaseRowKind, rows: readonly ReleaseRow[]): Promise<void>;
}

/** `files` has the number of each source. */
export function createPendingNodes(lock: ImportLock, files: ReadonlyMap<string, number>): PendingNodes {
  const ids = { Code: new Set<string>(), Term: new Set<string>(), Family: new Set<string>() };
  const labelOf = (label: Label, id: string) => (ids[label].has(id) ? `Arriving${label}` : label);

  const create = async (run: StatementRunner, label: Label, rows: readonly object[]) => {
    await run(`UNWIND $rows AS row CREATE (n:Arriving${label}) SET n = row`, { rows });
  };

  /** Joins nodes of either sort. */
  const joinAll = async (
    run: StatementRunner,
    { from, to, ...joining }: Omit<Joining, 'from' | 'to'> & { from: Label; to: Label },
    rows: readonly JoinRow[],
  ) => {
    const labelled = (row: JoinRow) => `${labelOf(from, row.from)} ${labelOf(to, row.to)}`;
    for (const [labels, some] of grouped(rows, labelled)) {
      const [one = '', other = ''] = labels.split(' ');
      await join(run, { ...joining, from: one, to: other }, some);
    }
  };
  const place = (run: StatementRunner, by: Place, rows: readonly JoinRow[]) =>
    joinAll(run, { ...PLACES[by], says: [], shared: 'to' }, rows);

  /** Puts nodes under others of their kind; all of them are there by then. */
  const nest = (by: Place, rows: readonly Nested[]) =>
    lock.writeEach(parts(under(rows, ({ broader }) => broader)), (run, some) => place(run, by, some));

  const createNested = async <Row extends Nested>(
    label: Label,
    by: Place,
    rows: readonly Row[],
    propertiesOf: (row: Row) => object,
  ) => {
    for (const { id } of rows) ids[label].add(id);
    await lock.writeEach(parts(rows), (run, some) =>
      create(
        run,
        label,
        some.map((row) => ({ ...propertiesOf(row), codeCount: 0 })),
      ),
    );
    await nest(by, rows);
  };

  const state = async (run: StatementRunner, rows: readonly Code[]) => {
    const stated = rows.flatMap((row) => factsOf(row).map((fact) => ({ ...fact, code: row.id })));
    for (const [axis, some] of grouped(stated, (fact) => fact.axis)) {
      await joinAll(run, factJoining(axis), some.map(factRow));
    }
  };

  return {
    has: (label, id) => ids[label].has(id),
    terms: (rows) => createNested('Term', 'termBroader', rows, termProperties),
    families: (rows) => createNested('Family', 'familyBroader', rows, familyProperties),
    async codes(rows) {
      const again = new Set(rows.map(({ id }) => id).filter((id) => ids.Code.has(id)));
      for (const { id } of rows) ids.Code.add(id);
      await lock.writeEach(parts(rows, CODES), async (run, some) => {
        const fresh = some.filter(({ id }) => !again.has(id));
        const known = some.filter(({ id }) => again.has(id));
        if (fresh.length > 0) await create(run, 'Code', fresh.map(codeProperties));
        if (known.length > 0) await run(AGAIN, { rows: known.map(codeProperties) });
        await state(run, some);
        await place(
          run,
          'codeFamily',
          under(some, ({ family }) => family),
        );
      });
      await nest('codeBroader', rows);
    },
    documents: (rows) =>
      lock.writeEach(parts(rows), async (run, some) => {
        for (const [kind, own] of grouped(some, (row) => row.kind)) {
          const label = `Arriving${LABELS[kind]}`;
          await run(
            `UNWIND $rows AS row MATCH (n:${label} {id: row[0]}) USING INDEX SEEK n:${label}(id)
             SET n.curated = row[1], n.tokens = row[2]`,
            { rows: own.map(({ id, curated, tokens }) => [id, curated, tokens.join(' ')]) },
          );
        }
      }),
    related: (rows) =>
      lock.writeEach(parts(rows), (run, some) => joinAll(run, PAIR_JOINING, some.map(pairRow))),
    meanings: (rows) =>
      lock.writeEach(parts(rows), async (run, some) => {
        for (const [source, own] of grouped(some, (row) => row.source)) {
          const joining = { ...STANDS_FOR, to: 'ArrivingSource', shared: 'to' } as const;
          for (const [from, about] of grouped(own, ({ term }) => labelOf('Term', term))) {
            await join(
              run,
              { ...joining, from },
              about.map(({ term, table, position, value, axis, citation }) => ({
                from: term,
                to: source,
                says: [table, position, value, axis, citation?.source, citation?.line, citation?.evidence],
              })),
            );
          }
        }
      }),
    wordings: (label, rows) =>
      lock.writeEach(parts(rows), async (run, some) => {
        for (const [from, about] of grouped(some, ({ id }) => labelOf(label, id))) {
          await join(
            run,
            { ...WORDED_IN, from, to: 'ArrivingSource', shared: 'to' },
            about.map(({ id, name, title, definition, citation: { source, line } }) => ({
              from: id,
              to: source,
              says: [name, title, definition, line],
            })),
          );
        }
      }),
    bundles: (rows) =>
      lock.writeEach(parts(rows), (run, some) =>
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
      ),
    say(of, rows) {
      const { type } = RELEASE_ROWS[of];
      const names = propertiesOf(of);
      return lock.writeEach(parts(rows), async (run, some) => {
        for (const [from, about] of grouped(some, ({ code }) => labelOf('Code', code))) {
          await join(
            run,
            { from, type, to: 'ArrivingSource', says: ['line', ...names], shared: 'to' },
            about.map((row) => {
              const said = row as ReleaseRow & Readonly<Record<string, unknown>>;
              const { source, line } = row.citation;
              return { from: row.code, to: source, says: [line, ...names.map((name) => said[name])] };
            }),
          );
        }
      });
    },
  };
}

const STANDS_FOR = {
  type: 'STANDS_FOR',
  says: ['table', 'position', 'value', 'axis', 'source', 'line', 'evidence'],
};
const WORDED_IN = { type: 'WORDED_IN', says: ['name', 'title', 'definition', 'line'] };

interface Nested {
  readonly id: string;
  readonly broader: string | null;
}

/** What stands under another node. */
const under = <Row extends { readonly id: string }>(
  rows: readonly Row[],
  above: (row: Row) => string | null,
): JoinRow[] =>
  rows.flatMap((row) => {
    const to = above(row);
    return to === null ? [] : [{ from: row.id, to, says: [] }];
  });

const AGAIN = `UNWIND $rows AS row
  MATCH (n:ArrivingCode {id: row.id}) USING INDEX SEEK n:ArrivingCode(id)
  SET n += row
  WITH n OPTIONAL MATCH (n)-[r:${ANY_TERM}|IN_FAMILY|BROADER]->() DELETE r`;
