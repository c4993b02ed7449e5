import type { AddOn, ContractorAddOn, LicensedText, Named } from '../../records.ts';
import type { Batch } from '../../release.ts';
import { propertiesOf, RELEASE_ROWS } from '../release-rows.ts';
import { createPairs } from './pairs.ts';
import { createPendingNodes } from './pending-nodes.ts';
import { divided, reattribute, type Taken } from './reattribute.ts';
import { rename } from './rename.ts';
import { pairRow } from './rows.ts';
import { nothingStaged, type Staged } from './staged.ts';
import { type Say, type Takers, takingWords } from './words.ts';

/**
 * Takes the batches of one import into the graph, where nobody sees them yet: what is about nodes that arrive is written at
 * once, what changes nodes that are seen is staged. Gives that, and how many rows there were.
 */
export async function takeBatches(
  options: Omit<Taken, 'pending'>,
): Promise<{ staged: Staged; rows: number }> {
  const { bolt, lock, release, before, files } = options;
  const pending = createPendingNodes(lock);
  const pairs = createPairs(bolt);
  const staged = nothingStaged();
  // Kept to the end: of rows that name the same code, only then is it known which counts.
  const named = new Map<string, Named>();
  const addOns = new Map<string, AddOn>();
  const contractorAddOns = new Map<string, ContractorAddOn>();
  const texts = new Map<string, LicensedText>();
  let rowCount = 0;

  const say: Say = (of, rows, idOf) => {
    if (of !== 'named') rowCount += rows.length;
    const names = propertiesOf(of);
    return pending.join(
      `Code ${RELEASE_ROWS[of].type} ArrivingSource`,
      rows.map((row) => {
        const { source: to, line } = row.citation;
        const fields = row as Readonly<Record<string, unknown>>;
        return {
          from: idOf(row),
          to,
          line,
          ...Object.fromEntries(names.map((name) => [name, fields[name]])),
        };
      }),
    );
  };

  /** In the order in which rows can be taken: what is named comes before what names it. */
  const takers: Takers = {
    ...takingWords({ release, before, pending, say, named }),
    async related(rows) {
      // No rows in a forget (which has no sources) mean that all pairs go; in an import they mean nothing.
      if (rows.length === 0 && release.sources.length > 0) return;
      const isPending = (id: string) => pending.has('Code', id);
      const [fresh, known] = divided(rows, ({ from, to }) => isPending(from) || isPending(to));
      await pairs.meet(known);
      await pending.join('Code DIFFERS Code', fresh.map(pairRow));
    },
    billing: (rows) => say('billing', rows, ({ code }) => code),
    bundles(rows) {
      rowCount += rows.length;
      return pending.join(
        'Code BUNDLES Code',
        rows.map(({ column1: from, column2: to, citation: { source, line }, ...row }) => {
          const { modifierIndicator, effective, lastDay, rationale } = row;
          return {
            from,
            to,
            file: files.get(source),
            line,
            modifierIndicator,
            effective,
            lastDay,
            rationale,
          };
        }),
      );
    },
    unitsPerDay: (rows) => say('unitsPerDay', rows, ({ code }) => code),
    addOns(rows) {
      for (const row of rows) {
        const pair = `${row.addOn} ${row.primary}`;
        if (!addOns.has(pair)) addOns.set(pair, row);
      }
    },
    contractorAddOns(rows) {
      for (const row of rows) contractorAddOns.set(row.addOn, row);
    },
    crosswalks(rows) {
      for (const { from, to, relationship, confidence, justification, citation } of rows) {
        const says = { relationship, confidence, justification, ...citation };
        staged.edges.MAPS_TO.push({ from, to, ...says, file: files.get(citation.source) });
      }
    },
    texts(rows) {
      for (const row of rows) texts.set(`${row.code} ${row.kind}`, row);
    },
  };
  await takeGathered(release.batches(before.held), async (batches) => {
    for (const [of, taker] of Object.entries(takers)) {
      const rows = batches.get(of as Batch['of']);
      if (rows !== undefined) await (taker as (rows: unknown) => void | Promise<void>)(rows);
    }
  });
  await say('contractorAddOns', [...contractorAddOns.values()], ({ addOn }) => addOn);
  await say('texts', [...texts.values()], ({ code }) => code);
  await say('named', [...named.values()], ({ id }) => id);
  for (const { addOn: from, primary: to, type, citation } of addOns.values()) {
    const says = { type, starts: release.starts, ...citation };
    staged.edges.ADD_ON_TO.push({ from, to, ...says, file: files.get(citation.source) });
  }
  const { ADD_ON_TO, MAPS_TO } = staged.edges;
  const taken = { ...options, pending };
  await reattribute(taken, staged);
  if (release.kind === 'icd10pcs') await rename(taken, staged);
  return { staged: { ...staged, ...pairs.finish() }, rows: rowCount + ADD_ON_TO.length + MAPS_TO.length };
}

/** Rows of a kind that are taken at once: enough for a few transactions, of which one is at work while another is committed. */
const ROWS = 40_000;

type Gathered = ReadonlyMap<Batch['of'], readonly Batch['rows'][number][]>;

/** Takes the same rows in fewer batches; while some are taken, the next are read. */
async function takeGathered(batches: AsyncIterable<Batch>, take: (batches: Gathered) => Promise<void>) {
  let taking = Promise.resolve();
  let held = new Map<Batch['of'], Batch['rows'][number][]>();
  const takeHeld = async () => {
    await taking;
    taking = take(held);
    taking.catch(() => {});
    held = new Map();
  };
  try {
    for await (const { of, rows } of batches) {
      const own = held.get(of) ?? [];
      held.set(of, own);
      for (const row of rows) own.push(row);
      if (own.length >= ROWS) await takeHeld();
    }
    await takeHeld();
    await taking;
  } finally {
    await Promise.allSettled([taking]);
  }
}
