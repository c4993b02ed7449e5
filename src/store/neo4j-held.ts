import { AXES } from '../lattice/axes.ts';
import type { Citation } from '../lattice/code.ts';
import { POSITIONS } from '../lattice/positions.ts';
import type { Bolt } from './bolt.ts';
import type { Held, HeldCode, Import } from './import.ts';
import { SOURCE } from './neo4j-graph.ts';
import type { Left } from './neo4j-settle.ts';
import { VOCABULARY, type VocabularyRow, vocabularyOf } from './neo4j-vocabulary.ts';
import type { Source } from './store.ts';
import { replacedBy } from './version.ts';

/** Codes to one answer of the database. */
const PAGE = 20_000;

/** What the graph holds before an import; but for codes that a former make of the release brought, which come anew. `vacated` is what that make brought, `former` its files. */
export async function heldIn(
  bolt: Bolt,
  release: Import,
): Promise<{ held: Held; vacated: Left; former: string[] }> {
  const { kind } = release;
  const sources = await sourcesIn(bolt);
  const former = replacedBy(release, sources).map(({ id }) => id);
  const codes = new Map<string, HeldCode>();
  const vacated = new Set<string>();
  for (let after = ''; ; ) {
    const rows = await bolt.alone<HeldCode & { id: string; isVacated: boolean }>(CODES, {
      after,
      former,
      most: PAGE,
    });
    for (const { id, isVacated, ...row } of rows) {
      if (isVacated) vacated.add(id);
      else codes.set(id, row);
    }
    if (rows.length < PAGE) break;
    after = rows.at(-1)?.id ?? '';
  }
  const [row] = await bolt.alone<VocabularyRow>(VOCABULARY);
  const { terms, families } = vocabularyOf(row);
  const values = kind === 'icd10pcs' ? await bolt.alone<ReturnType<Held['values']>[number]>(VALUES) : [];
  const citing = (rows: ReadonlyMap<string, { readonly citation: Citation }>) =>
    new Set([...rows].filter(([, { citation }]) => former.includes(citation.source)).map(([id]) => id));
  return {
    held: { codes, terms, families, values: () => values, sources },
    vacated: { Code: vacated, Term: citing(terms), Family: citing(families) },
    former,
  };
}

/** The files that were taken in. */
export async function sourcesIn(bolt: Bolt): Promise<Source[]> {
  const rows = await bolt.alone<{ source: Source }>(SOURCES);
  return rows.map(({ source }) => source);
}

const CODES = `MATCH (c:Code) USING INDEX SEEK c:Code(id) WHERE c.id > $after
  RETURN c.id AS id, c.labelKind AS labelKind, c.curated AS curated, c.edition AS edition, c.status AS status,
    c.source IN $former AS isVacated
  ORDER BY id LIMIT $most`;

const SOURCES = `MATCH (s:Source) RETURN s ${SOURCE} AS source ORDER BY s.id`;

const VALUES = POSITIONS.map(
  (
    axis,
    index,
  ) => `MATCH (t:Term {axis: '${axis}'})<-[:${AXES[axis].relationship}]-(c:Code {system: 'ICD10PCS'})
  RETURN DISTINCT left(c.code, ${Math.min(index + 1, 3)}) AS table, ${index + 1} AS position,
    substring(c.code, ${index}, 1) AS value, t.id AS term`,
).join(' UNION ALL ');
