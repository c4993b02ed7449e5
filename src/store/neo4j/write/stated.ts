import type { Meaning } from '../../../lattice/meanings.ts';
import {
  ADD_ON_FILE,
  type Edition,
  LISTS,
  type Listing,
  type Naming,
  type Seeded,
  type Words,
} from '../../../lattice/standing.ts';
import { type Cited, cited } from '../../cited.ts';
import type { ImportKind } from '../../records.ts';
import type { Bolt } from '../driver.ts';
import { RELEASE_ROWS } from '../release-rows.ts';

/**
 * What all sources say of codes, those that are arriving too; but for the files that are to go, which have the numbers
 * `former`.
 */

/** What is said of a code, and by what search finds it as the seed has it. */
export interface Stated {
  readonly words: Words;
  readonly tokens: string | null;
}

const LISTED = RELEASE_ROWS.listed.type;
const NAMED = RELEASE_ROWS.named.type;

/** What is said of codes by their ids; `label` is that of all of them. */
export async function wordsOf(
  bolt: Bolt,
  label: string,
  ids: readonly string[],
  former: readonly number[],
): Promise<Stated[]> {
  const rows = await bolt.alone<
    Pick<Words, 'id' | 'system' | 'code'> & {
      seeded: (Cited<Seeded> & { tokens: string }) | null;
      listings: Cited<Listing>[];
      namings: Cited<Naming>[];
    }
  >(words(label), { ids, former });
  return rows.map(({ seeded, listings, namings, ...code }) => ({
    words: {
      ...code,
      seeded: seeded && (cited(seeded) as Seeded),
      listings: listings.map(cited) as Listing[],
      namings: namings.map(cited) as Naming[],
    },
    tokens: seeded?.tokens ?? null,
  }));
}

const words = (label: string) => `UNWIND $ids AS id
  MATCH (c:${label} {id: id}) USING INDEX SEEK c:${label}(id)
  RETURN id, c.system AS system, c.code AS code,
    head(COLLECT {
      MATCH (c)-[r:SEEDED_IN]->(s:Source)
      RETURN r {.edition, .status, .lastValidDay, .label, .labelKind, .addOn, .curated, .tokens, .line, .evidence, source: s.id}
    }) AS seeded,
    COLLECT {
      MATCH (c)-[r:${LISTED}]->(s:Source|ArrivingSource) WHERE NOT s.file IN $former
      RETURN r {.label, .status, .lastValidDay, .family, .broader, .short, .line, evidence: null,
        release: s.release, starts: s.starts, source: s.id}
    } AS listings,
    COLLECT {
      MATCH (c)-[r:${NAMED}]->(s:Source|ArrivingSource) WHERE NOT s.file IN $former
      RETURN r {.isValid, .isAddOn, .line, evidence: null, kind: s.kind, release: s.release, starts: s.starts, source: s.id}
    } AS namings`;

/**
 * The ids of codes that may come to something else where files of a kind come and go, by the numbers of both: those that
 * they list or name; where they list all codes of a system, all that any edition or the seed has of it; of the add-on files,
 * of which only the newest is heard, all add-ons. In order.
 */
export async function touchedBy(bolt: Bolt, files: readonly number[], kind: ImportKind): Promise<string[]> {
  const ids = new Set<string>();
  const touch = async (text: string, parameters: object) => {
    for (const { id } of await bolt.alone<{ id: string }>(text, { ...parameters })) ids.add(id);
  };
  await touch(TOUCHED, { files });
  if (LISTS[kind] !== undefined) await touch(OF_SYSTEM, { kind, system: LISTS[kind] });
  if (kind === ADD_ON_FILE) await touch(OF_ADD_ON_FILES, { kind });
  return [...ids].sort();
}

const TOUCHED = `MATCH (s:Source|ArrivingSource)<-[:${LISTED}|${NAMED}]-(c) WHERE s.file IN $files RETURN DISTINCT c.id AS id`;
const OF_ADD_ON_FILES = `MATCH (s:Source {kind: $kind})<-[r:${NAMED}]-(c:Code) WHERE r.isAddOn RETURN DISTINCT c.id AS id`;
const OF_SYSTEM = `MATCH (s:Source {kind: $kind})<-[:${LISTED}]-(c:Code) RETURN DISTINCT c.id AS id
  UNION MATCH (s:Source)<-[:SEEDED_IN]-(c:Code {system: $system}) RETURN DISTINCT c.id AS id`;

/** What the editions of ICD-10-PCS say that values mean. */
export async function meaningsOf(bolt: Bolt, former: readonly number[]): Promise<(Meaning & Edition)[]> {
  type Row = Omit<Meaning & Edition, 'citation'> & {
    source: string | null;
    line: number;
    evidence: string | null;
  };
  const rows = await bolt.alone<Row>(MEANINGS, { former });
  return rows.map(({ source, line, evidence, ...meaning }) => ({
    ...meaning,
    citation: source === null ? null : { source, line, evidence },
  }));
}

const MEANINGS = `MATCH (t)-[m:STANDS_FOR]->(s:Source|ArrivingSource) WHERE NOT s.file IN $former
  RETURN m.table AS table, m.position AS position, m.value AS value, m.axis AS axis, t.id AS term, m.source AS source,
    m.line AS line, m.evidence AS evidence, s.release AS release, s.starts AS starts`;
