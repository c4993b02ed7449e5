import type { Bolt } from './bolt.ts';
import type { Batch, ContractorAddOn, Held, LicensedText } from './import.ts';
import { createArriving } from './neo4j-arriving.ts';
import { grouped } from './neo4j-join.ts';
import type { Said, Saying } from './neo4j-sayings.ts';
import { createSeen } from './neo4j-seen.ts';
import type { Left } from './neo4j-settle.ts';
import { LABELS, type Staged } from './neo4j-staged.ts';
import type { Turn } from './neo4j-turn.ts';
import type { AddOn, Crosswalk, SearchDocument } from './store.ts';

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

/** Tells the rows about nodes that arrive, which are written at once, from those about nodes that are seen, which wait. */
export async function createIntake({ bolt, turn, held, vacated, files }: IntakeOptions): Promise<Intake> {
  const arriving = createArriving(turn, files);
  const seen = createSeen(bolt, held, vacated);
  // Kept to the end, when it is known which of the rows that come again counts.
  const addOns = new Map<string, AddOn>();
  const contractorAddOns = new Map<string, ContractorAddOn>();
  const texts = new Map<string, LicensedText>();
  const crosswalks: Crosswalk[] = [];
  const [last] = await bolt.alone<{ term: number; family: number }>(LAST);
  let { term: lastTerm = 0, family: lastFamily = 0 } = last ?? {};
  let bringsFacts = false;
  let rowCount = 0;

  const isArriving = (code: string) => arriving.has('Code', code);
  const say = (of: Saying, rows: readonly Said[]) => {
    rowCount += rows.length;
    return arriving.say(of, rows);
  };

  const takers: {
    readonly [Of in Batch['of']]: (rows: Extract<Batch, { of: Of }>['rows']) => void | Promise<void>;
  } = {
    terms(rows) {
      const [known, fresh] = divided(rows, ({ id }) => seen.has('Term', id));
      seen.terms(known);
      return arriving.terms(latest(fresh.map((row) => ({ ...row, position: ++lastTerm }))));
    },
    families(rows) {
      const numbered = rows.map((row) => ({ ...row, position: ++lastFamily }));
      const [known, fresh] = divided(numbered, ({ id }) => seen.has('Family', id));
      seen.families(known);
      return arriving.families(latest(fresh.filter(({ id }) => !arriving.has('Family', id))));
    },
    async codes(rows) {
      bringsFacts ||= rows.some(({ facts, family }) => facts.length > 0 || family !== null);
      const [known, fresh] = divided(latest(rows), ({ id }) => seen.has('Code', id));
      await seen.codes(known);
      await arriving.codes(fresh);
    },
    async documents(rows) {
      const ofArriving = ({ kind, id }: SearchDocument) => arriving.has(LABELS[kind], id);
      const [fresh, known] = divided(rows, ofArriving);
      await seen.documents(known);
      await arriving.documents(fresh);
    },
    async related(rows) {
      if (rows.length === 0) return;
      const [fresh, known] = divided(rows, ({ from, to }) => isArriving(from) || isArriving(to));
      await seen.related(known);
      await arriving.related(fresh);
    },
    ended(rows) {
      const [fresh, known] = divided(rows, ({ code }) => isArriving(code));
      seen.ended(known);
      return arriving.ended(fresh);
    },
    listed: (rows) => say('listed', rows),
    billing: (rows) => say('billing', rows),
    unitsPerDay: (rows) => say('unitsPerDay', rows),
    bundles(rows) {
      rowCount += rows.length;
      return arriving.bundles(rows);
    },
    addOns(rows) {
      for (const row of rows) {
        const pair = `${row.addOn} ${row.primary}`;
        if (!addOns.has(pair)) addOns.set(pair, row);
      }
    },
    crosswalks(rows) {
      crosswalks.push(...rows);
    },
    contractorAddOns(rows) {
      for (const row of rows) contractorAddOns.set(row.addOn, row);
    },
    texts(rows) {
      for (const row of rows) texts.set(`${row.code} ${row.kind}`, row);
    },
  };

  return {
    async take(batch) {
      await (takers[batch.of] as (rows: Batch['rows']) => void | Promise<void>)(batch.rows);
    },
    async finish() {
      await say(
        'contractorAddOns',
        [...contractorAddOns.values()].map((row) => ({ ...row, code: row.addOn })),
      );
      await say('texts', [...texts.values()]);
      const { changed, left } = seen.finish();
      const staged = { ...changed, addOns: [...addOns.values()], crosswalks };
      return { staged, left, bringsFacts, rows: rowCount + addOns.size + crosswalks.length };
    },
  };
}

/** A row that comes again takes the place of the one before. */
const latest = <Row extends { readonly id: string }>(rows: readonly Row[]): Row[] => [
  ...new Map(rows.map((row) => [row.id, row])).values(),
];

/** The rows for which it holds, and the others. */
const divided = <Row>(rows: readonly Row[], holds: (row: Row) => boolean): [Row[], Row[]] => {
  const groups = grouped(rows, holds);
  return [groups.get(true) ?? [], groups.get(false) ?? []];
};

/** The places of the last term and family. */
const LAST = `RETURN reduce(last = 0, position IN COLLECT { MATCH (t:Term) RETURN t.position } | CASE WHEN position > last THEN position ELSE last END) AS term,
  reduce(last = 0, position IN COLLECT { MATCH (f:Family) RETURN f.position } | CASE WHEN position > last THEN position ELSE last END) AS family`;
