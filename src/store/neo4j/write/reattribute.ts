import { grouped } from '../../../lattice/grouped.ts';
import { readsValues } from '../../../lattice/meanings.ts';
import { derive, documentOf, editionsOf } from '../../derive.ts';
import type { Import } from '../../release.ts';
import type { Bolt, StatementRunner } from '../driver.ts';
import { type Before, compareCodes } from './existing-nodes.ts';
import type { ImportLock } from './import-lock.ts';
import { type LabelOf, parts } from './join.ts';
import type { PendingNodes } from './pending-nodes.ts';
import { codeProperties, type FoundCode, joinFacts, joinPlaces } from './rows.ts';
import type { Staged } from './staged.ts';
import { meaningsOf, type Stated, touchedBy, wordsOf } from './stated.ts';

/** An import whose rows are in the graph, and are not seen yet. */
export interface Taken {
  readonly bolt: Bolt;
  readonly lock: ImportLock;
  readonly release: Import;
  readonly before: Before;
  /** The numbers of its sources. */
  readonly files: ReadonlyMap<string, number>;
  readonly pending: PendingNodes;
}

/** Codes that are worked out at once. */
const PAGE = 5_000;

/**
 * Works out the codes on which the files that come and go have a word, from all that is said of them: writes those that are
 * pending, and stages what becomes of the others.
 */
export async function reattribute(
  { bolt, lock, release, before, files, pending }: Taken,
  staged: Staged,
): Promise<void> {
  const { former, staying } = before;
  const ids = await touchedBy(bolt, [...former, ...files.values()], release.kind);
  const isPcs = ids.some((id) => id.startsWith('ICD10PCS:'));
  const valuesOf = readsValues(isPcs ? await meaningsOf(bolt, former) : []);
  const editions = editionsOf([...staying, ...release.sources]);
  for (const some of parts(ids, PAGE)) {
    const stated: Stated[] = [];
    for (const [label, own] of grouped(some, (id) => pending.labelOf('Code', id))) {
      stated.push(...(await wordsOf(bolt, label, own, former)));
    }
    const tokensOf = new Map(stated.map(({ words, tokens }) => [words.id, tokens]));
    const words = stated.map((one) => one.words);
    const { codes, curated, gone } = derive(words, editions, valuesOf);
    const found = codes.map((one): FoundCode => {
      const { from, short, ...code } = one;
      const { tokens } = documentOf(one, tokensOf.get(code.id) ?? null, release.documents);
      return { ...code, tokens: tokens.join(' ') };
    });
    const [fresh, seen] = divided(found, ({ id }) => pending.has('Code', id));
    await lock.writeEach(parts(fresh), (run, own) => describe(run, own, pending.labelOf));
    await compareCodes(bolt, seen, staged);
    for (const { id, addOn } of curated) staged.changes.push({ label: 'Code', id, says: { addOn } });
    staged.orphans.Code.push(...gone);
  }
}

/** Says of pending codes, of which nothing but their numbers was known, what they come to. */
async function describe(run: StatementRunner, codes: readonly FoundCode[], labelOf: LabelOf): Promise<void> {
  await run(DESCRIBE, { rows: codes.map(codeProperties) });
  await joinFacts(run, codes, labelOf);
  await joinPlaces(run, codes, labelOf);
}

const DESCRIBE = `UNWIND $rows AS row
  MATCH (c:ArrivingCode {id: row.id}) USING INDEX SEEK c:ArrivingCode(id) SET c += row`;

/** The rows for which it holds, and the others. */
export function divided<Row>(rows: readonly Row[], holds: (row: Row) => boolean): [Row[], Row[]] {
  const groups = grouped(rows, holds);
  return [groups.get(true) ?? [], groups.get(false) ?? []];
}
