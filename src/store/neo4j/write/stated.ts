import type { CodeId } from '../../../lattice/code.ts';
import type { Meaning } from '../../../lattice/meanings.ts';
import {
  ADD_ON_FILE,
  type Edition,
  type Listing,
  type Naming,
  type Seeded,
  type Wording,
  type Words,
} from '../../../lattice/standing.ts';
import { type Cited, cited } from '../../cited.ts';
import type { ImportKind } from '../../records.ts';
import type { Bolt } from '../driver.ts';
import { RELEASE_ROWS } from '../release-rows.ts';

/** What the files that are seen say of codes, terms and families; but for `former`, those that an import replaces. */

/** What is said of a code, and by what search finds it as the seed has it. */
export interface Stated {
  readonly words: Words;
  readonly tokens: string | null;
}

const LISTED = RELEASE_ROWS.listed.type;
const NAMED = RELEASE_ROWS.named.type;

/** What is said of codes by their ids; those that are not seen are left out. */
export async function wordsOf(
  bolt: Bolt,
  ids: readonly string[],
  former: readonly string[],
): Promise<Map<string, Stated>> {
  const rows = await bolt.alone<
    CodeId & {
      seeded: (Cited<Seeded> & { tokens: string }) | null;
      listings: Cited<Listing>[];
      namings: Cited<Naming>[];
    }
  >(WORDS, { ids, former });
  return new Map(
    rows.map(({ id, system, code, seeded, listings, namings }) => {
      const seed = seeded && cited(seeded);
      const words = {
        id,
        system,
        code,
        seeded: seed as Seeded | null,
        listings: listings.map(cited) as Listing[],
        namings: namings.map(cited) as Naming[],
      };
      return [id, { words, tokens: seed?.tokens ?? null }];
    }),
  );
}

const WORDS = `UNWIND $ids AS id
  MATCH (c:Code {id: id}) USING INDEX SEEK c:Code(id)
  RETURN id, c.system AS system, c.code AS code,
    head(COLLECT {
      MATCH (c)-[r:SEEDED_IN]->(s:Source)
      RETURN r {.edition, .status, .lastValidDay, .label, .labelKind, .addOn, .curated, .tokens, .line, .evidence, source: s.id}
    }) AS seeded,
    COLLECT {
      MATCH (c)-[r:${LISTED}]->(s:Source) WHERE NOT s.id IN $former
      RETURN r {.label, .status, .lastValidDay, .family, .broader, .short, .line, evidence: null,
        release: s.release, starts: s.starts, source: s.id}
    } AS listings,
    COLLECT {
      MATCH (c)-[r:${NAMED}]->(s:Source) WHERE NOT s.id IN $former
      RETURN r {.isValid, .isAddOn, .line, evidence: null, kind: s.kind, release: s.release, starts: s.starts, source: s.id}
    } AS namings`;

/**
 * The codes that may come to something else when files are replaced: those that they list or name; where they list all
 * codes of a system, all that any edition or the seed has of it; of the add-on files, of which only the newest is heard, all
 * add-ons.
 */
export async function touchedBy(
  bolt: Bolt,
  former: readonly string[],
  kind: ImportKind,
  system: string | null,
): Promise<string[]> {
  const rows = await bolt.alone<{ id: string }>(TOUCHED, { former });
  if (system !== null) rows.push(...(await bolt.alone<{ id: string }>(OF_SYSTEM, { kind, system })));
  if (kind === ADD_ON_FILE) rows.push(...(await bolt.alone<{ id: string }>(OF_ADD_ON_FILES, { kind })));
  return rows.map(({ id }) => id);
}

const OF_ADD_ON_FILES = `MATCH (s:Source {kind: $kind})<-[r:${NAMED}]-(c:Code) WHERE r.isAddOn RETURN DISTINCT c.id AS id`;
const TOUCHED = `MATCH (s:Source)<-[:${LISTED}|${NAMED}]-(c:Code) USING INDEX SEEK s:Source(id) WHERE s.id IN $former
  RETURN DISTINCT c.id AS id`;
const OF_SYSTEM = `MATCH (s:Source {kind: $kind})<-[:${LISTED}]-(c:Code) RETURN DISTINCT c.id AS id
  UNION MATCH (s:Source)<-[:SEEDED_IN]-(c:Code {system: $system}) RETURN DISTINCT c.id AS id`;

/** What the editions of ICD-10-PCS say that values mean. */
export async function meaningsOf(bolt: Bolt, former: readonly string[]): Promise<(Meaning & Edition)[]> {
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

const MEANINGS = `MATCH (t:Term)-[m:STANDS_FOR]->(s:Source) WHERE NOT s.id IN $former
  RETURN m.table AS table, m.position AS position, m.value AS value, m.axis AS axis, t.id AS term, m.source AS source,
    m.line AS line, m.evidence AS evidence, s.release AS release, s.starts AS starts`;

/** How the editions name terms and families; also those that only `former` name, with no wording. */
export async function wordingsOf(
  bolt: Bolt,
  former: readonly string[],
): Promise<{ wordings: Wording[]; named: string[] }> {
  const rows = await bolt.alone<Cited<Wording>>(WORDINGS);
  return {
    wordings: rows.filter(({ source }) => !former.includes(source)).map(cited),
    named: rows.map(({ id }) => id),
  };
}

const WORDINGS = `MATCH (n:Term|Family)-[w:WORDED_IN]->(s:Source)
  RETURN n.id AS id, w.name AS name, w.title AS title, w.definition AS definition, s.id AS source, w.line AS line,
    null AS evidence, s.release AS release, s.starts AS starts`;
