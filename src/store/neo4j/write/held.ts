import type { Family, Term, Vocabulary } from '../../../lattice/vocabulary.ts';
import type { ImportKind, Source } from '../../records.ts';
import type { Existing } from '../../release.ts';
import { SOURCE } from '../cypher.ts';
import type { Bolt } from '../driver.ts';
import { VOCABULARY, type VocabularyRow, vocabularyOf } from '../vocabulary.ts';
import { meaningsOf } from './stated.ts';

/** Codes to one answer of the database. */
const PAGE = 20_000;

/** What is seen before an import. */
export interface Before {
  readonly held: Existing;
  readonly sources: readonly Source[];
  /** The ids of the files whose place it takes. */
  readonly former: readonly string[];
  readonly known: {
    readonly Code: ReadonlySet<string>;
    readonly Term: ReadonlyMap<string, Term>;
    readonly Family: ReadonlyMap<string, Family>;
  };
}

/** Reads what is seen before files of a kind come in the place of others. */
export async function readExisting(
  bolt: Bolt,
  kind: ImportKind,
  sources: readonly Source[],
  replaced: readonly Source[],
): Promise<Before> {
  const former = replaced.map(({ id }) => id);
  const [row] = await bolt.alone<VocabularyRow>(VOCABULARY);
  const vocabulary: Vocabulary = vocabularyOf(row);
  const seeds = new Set(sources.flatMap(({ id, kind }) => (kind === null ? [id] : [])));
  const meanings = kind === 'icd10pcs' ? await meaningsOf(bolt, former) : [];
  return {
    held: {
      terms: new Map([...vocabulary.terms].filter(([, { citation }]) => seeds.has(citation.source))),
      meanings: () => meanings,
      sources,
    },
    sources,
    former,
    known: { Code: await codesIn(bolt), Term: vocabulary.terms, Family: vocabulary.families },
  };
}

async function codesIn(bolt: Bolt): Promise<Set<string>> {
  const codes = new Set<string>();
  for (let after = ''; ; ) {
    const rows = await bolt.alone<{ id: string }>(CODES, { after, most: PAGE });
    for (const { id } of rows) codes.add(id);
    if (rows.length < PAGE) return codes;
    after = rows.at(-1)?.id ?? '';
  }
}

/** The files that were taken in, and the works of the seed. */
export async function sourcesIn(bolt: Bolt): Promise<Source[]> {
  const rows = await bolt.alone<{ source: Source }>(SOURCES);
  return rows.map(({ source }) => source);
}

const CODES = `MATCH (c:Code) USING INDEX SEEK c:Code(id) WHERE c.id > $after RETURN c.id AS id ORDER BY id LIMIT $most`;

const SOURCES = `MATCH (s:Source) RETURN s ${SOURCE} AS source ORDER BY s.id`;
