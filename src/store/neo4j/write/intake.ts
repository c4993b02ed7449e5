import type { Code, CodeId } from '../../../lattice/code.ts';
import type { Meaning } from '../../../lattice/meanings.ts';
import type { Edition, Wording } from '../../../lattice/standing.ts';
import type { Family, Term } from '../../../lattice/vocabulary.ts';
import type { AddOn, ContractorAddOn, Crosswalk, LicensedText, Listed, Named } from '../../records.ts';
import type { Batch, Import } from '../../release.ts';
import type { Bolt } from '../driver.ts';
import type { ReleaseRow, ReleaseRowKind } from '../release-rows.ts';
import { createExistingNodes } from './existing-nodes.ts';
import type { Before } from './held.ts';
import type { ImportLock } from './import-lock.ts';
import { createPendingNodes } from './pending-nodes.ts';
import { divided, type OrphanedIds, reattribute } from './reattribute.ts';
import type { Staged } from './staged.ts';

/** Takes the batches of one import into the graph, where nobody sees them yet. */
export interface Intake {
  take(batch: Batch): Promise<void>;
  /** What the last transaction has to do besides making the new nodes seen. */
  finish(): Promise<{
    readonly staged: Staged;
    readonly left: OrphanedIds;
    readonly bringsFacts: boolean;
    readonly rows: number;
  }>;
}

export interface IntakeOptions {
  readonly bolt: Bolt;
  readonly lock: ImportLock;
  readonly release: Import;
  readonly before: Before;
  /** The number of each source. */
  readonly files: ReadonlyMap<string, number>;
}

/** Tells the rows about nodes that arrive, which are written at once, from those about nodes that are seen, which wait. */
export function createIntake({ bolt, lock, release, before, files }: IntakeOptions): Intake {
  const { known } = before;
  const arriving = createPendingNodes(lock, files);
  const seen = createExistingNodes(bolt, known);
  // Kept to the end, when it is known which of the rows that come again counts.
  const addOns = new Map<string, AddOn>();
  const contractorAddOns = new Map<string, ContractorAddOn>();
  const texts = new Map<string, LicensedText>();
  const crosswalks: Crosswalk[] = [];
  const listed = new Map<string, Listed>();
  const named = new Map<string, Map<string, Named>>();
  const meanings: Meaning[] = [];
  const wordings: Omit<Wording, keyof Edition>[] = [];
  let rowCount = 0;

  const isArriving = (code: string) => arriving.has('Code', code);
  const say = (of: ReleaseRowKind, rows: readonly ReleaseRow[]) => {
    rowCount += rows.length;
    return arriving.say(of, rows);
  };
  /** Puts in codes that are not there, with their number alone, until it is worked out what is said of them. */
  const meet = (rows: readonly CodeId[]) => {
    const fresh = latest(rows.filter(({ id }) => !seen.has('Code', id) && !isArriving(id)));
    return arriving.codes(fresh.map(untold));
  };
  const meetNames = async (label: 'Term' | 'Family', rows: readonly (Term | Family)[]) => {
    const fresh = rows.filter(({ id }) => !seen.has(label, id) && !arriving.has(label, id));
    if (label === 'Term') await arriving.terms(fresh as readonly Term[]);
    else await arriving.families(fresh as readonly Family[]);
    const kind = label === 'Term' ? 'TERM' : 'FAMILY';
    await arriving.documents(fresh.map((row) => release.documents.ofName(kind, row)));
    const own = rows.map((row) => ({
      id: row.id,
      name: row.name,
      title: 'title' in row ? row.title : null,
      definition: 'definition' in row ? row.definition : null,
      citation: row.citation,
    }));
    await arriving.wordings(label, own);
    wordings.push(...own);
  };

  const takers: {
    readonly [Of in Batch['of']]: (rows: Extract<Batch, { of: Of }>['rows']) => void | Promise<void>;
  } = {
    terms: (rows) => meetNames('Term', rows),
    families: (rows) => meetNames('Family', rows),
    async listed(rows) {
      await meet(rows);
      for (const row of rows) listed.set(row.id, row);
      await say(
        'listed',
        rows.map(({ id, ...row }) => ({ ...row, code: id })),
      );
    },
    async named(rows) {
      await meet(rows);
      for (const row of rows) {
        const own = named.get(row.id) ?? new Map<string, Named>();
        named.set(row.id, own.set(row.citation.source, row));
      }
    },
    async meanings(rows) {
      meanings.push(...rows);
      const [{ id: source = '' } = {}] = release.sources;
      await arriving.meanings(rows.map((row) => ({ ...row, source })));
    },
    async related(rows) {
      // A forget that leaves no pairs takes those that there are away.
      if (rows.length === 0 && release.sources.length > 0) return;
      const [fresh, known] = divided(rows, ({ from, to }) => isArriving(from) || isArriving(to));
      await seen.related(known);
      await arriving.related(fresh);
    },
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
      await arriving.say(
        'named',
        [...named.values()]
          .flatMap((own) => [...own.values()])
          .map(({ id, ...row }) => ({ ...row, code: id })),
      );
      const told = { listed, named, meanings, wordings };
      const { left, bringsFacts } = await reattribute({ bolt, release, before, arriving, seen }, told);
      const staged = { ...seen.finish(), addOns: [...addOns.values()], crosswalks };
      return { staged, left, bringsFacts, rows: rowCount + addOns.size + crosswalks.length };
    },
  };
}

/** A row that comes again takes the place of the one before. */
const latest = <Row extends { readonly id: string }>(rows: readonly Row[]): Row[] => [
  ...new Map(rows.map((row) => [row.id, row])).values(),
];

/** A code of which nothing but its number is known yet. */
const untold = ({ id, system, code }: CodeId): Code => ({
  id,
  system,
  code,
  edition: '',
  status: 'ACTIVE',
  lastValidDay: null,
  label: '',
  labelKind: 'CODE_ONLY',
  addOn: false,
  curated: false,
  family: null,
  broader: null,
  facts: [],
  specialties: [],
  citation: { source: '', line: 0, evidence: null },
});
