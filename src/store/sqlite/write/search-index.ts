import type { SearchDocument } from '../../records.ts';
import type { Database, Value } from '../driver.ts';
import type { Insert } from './insert.ts';

/**
 * Documents stand in the order in which search takes them: curated ones first, then by id. The index gives them in the order
 * of their numbers, so that a search for a common word stops at as many as it ranks, and neither reads nor sorts the rest.
 * The number of a code follows from its id; terms and families, which are few, are numbered anew when more of them come.
 */

/** In the order of their names. */
const SYSTEMS = ['CPT', 'HCPCS', 'ICD10CM', 'ICD10PCS'];
/** A code has at most so many characters, all from the point to Z. */
const SIGNS = 8;
const BEFORE_POINT = '.'.charCodeAt(0) - 1;
const BASE = 'Z'.charCodeAt(0) - BEFORE_POINT + 1;
/** Where codes that are curated end, and where other codes begin and end; names stand behind the codes. */
const CURATED_END = SYSTEMS.length * BASE ** SIGNS;
const OTHERS_START = 2 * CURATED_END;
const OTHERS_END = 3 * CURATED_END;

function placeOf({ id, curated }: SearchDocument): number {
  const colon = id.indexOf(':');
  let place = SYSTEMS.indexOf(id.slice(0, colon));
  for (let sign = 1; sign <= SIGNS; sign++) {
    const at = colon + sign;
    place = place * BASE + (at < id.length ? id.charCodeAt(at) - BEFORE_POINT : 0);
  }
  return curated ? place : OTHERS_START + place;
}

/** Puts documents in, in the place of those with their ids. Names are found once `placeNames` has put them in order. */
export function putDocuments(database: Database, insert: Insert, documents: readonly SearchDocument[]): void {
  removeDocuments(database, 'select value from json_each(@ids)', {
    ids: JSON.stringify(documents.map(({ id }) => id)),
  });
  const codes = documents
    .filter(({ kind }) => kind === 'CODE')
    .map((one) => ({ ...one, n: placeOf(one) }))
    .sort((a, b) => a.n - b.n);
  insert(
    'document (n, kind, id, curated)',
    codes.map(({ n, kind, id, curated }) => [n, kind, id, Number(curated)]),
  );
  insert(
    'search (rowid, tokens)',
    codes.map(({ n, tokens }) => [n, tokens.join(' ')]),
  );
  insert(
    'document (kind, id, curated, tokens)',
    documents
      .filter(({ kind }) => kind !== 'CODE')
      .map(({ kind, id, curated, tokens }) => [kind, id, Number(curated), tokens.join(' ')]),
  );
}

/** Takes what the ids of a select stand for out of what search finds. */
export function removeDocuments(
  database: Database,
  ids: string,
  parameters: Readonly<Record<string, Value>> = {},
): void {
  const run = (sql: string) => database.prepare(sql).run(parameters);
  run(`delete from search where rowid in (select n from document where id in (${ids}))`);
  run(`delete from document where id in (${ids})`);
}

/** Puts the names of terms and families in their order. */
export function placeNames(database: Database): void {
  database.exec(`
    create temp table name as
      select iif(curated = 1, ${CURATED_END}, ${OTHERS_END}) + row_number() over (order by id) as n, kind, id, curated, tokens
      from document where tokens is not null;
    delete from search where rowid in (select n from document where tokens is not null);
    delete from document where tokens is not null;
    insert into document (n, kind, id, curated, tokens) select n, kind, id, curated, tokens from name;
    insert into search (rowid, tokens) select n, tokens from name order by n;
    drop table name;`);
}
