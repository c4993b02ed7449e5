import type { CodeId } from '../../../lattice/code.ts';
import { type FactsOf, type Meaning, readsValues } from '../../../lattice/meanings.ts';
import type { Edition, Listing, Naming, Seeded, Words } from '../../../lattice/standing.ts';
import { type CitedRow, citation } from '../../cited.ts';
import type { Database } from '../driver.ts';

/** What all sources say of codes: read from the tables in which each release has rows of its own. */

/** A code that words are about; `source` is what its row cites, empty where it cites nothing that is still there. */
interface CodeRow extends CodeId {
  readonly n: number;
  readonly source: string;
  readonly label: string;
}

/** All that is said of a code, and the row that stands for now. */
export interface Told {
  readonly row: CodeRow;
  readonly words: Words;
  /** By what search finds it as the seed has it. */
  readonly tokens: string | null;
}

/** Codes to a page: their words are in memory at once. */
const PAGE = 1_000;

/** What is said of the codes of the table `touched`, page by page. */
export function* toldOf(database: Database): Generator<Told[]> {
  const page = database.prepare<CodeRow>(`select c.n, c.id, c.system, c.code, c.source, c.label
    from touched t cross join code c on c.n = t.code where t.code > @after order by t.code limit ${PAGE}`);
  for (let after = -1; ; ) {
    const rows = page.all({ after });
    const last = rows.at(-1)?.n;
    if (last === undefined) return;
    const listings = grouped<Listing>(database, LISTINGS, after, last);
    const namings = grouped<Naming>(database, NAMINGS, after, last);
    const seeded = grouped<Seeded & { tokens: string }>(database, SEEDED, after, last);
    yield rows.map((row) => {
      const [seed = null] = seeded.get(row.n) ?? [];
      const { id, system, code } = row;
      const words = {
        id,
        system,
        code,
        seeded: seed && { ...seed, addOn: Boolean(seed.addOn), curated: Boolean(seed.curated) },
        listings: listings.get(row.n) ?? [],
        namings: (namings.get(row.n) ?? []).map((one) => ({
          ...one,
          isValid: Boolean(one.isValid),
          isAddOn: Boolean(one.isAddOn),
        })),
      };
      return { row, words, tokens: seed?.tokens ?? null };
    });
    after = last;
  }
}

/** The rows of a statement with their citations, by the number of their code. */
function grouped<Row>(database: Database, sql: string, after: number, last: number): Map<number, Row[]> {
  const rows = new Map<number, Row[]>();
  const found = database.prepare<{ n: number } & CitedRow>(sql).all({ after, last });
  for (const { n, source, line, evidence, ...said } of found) {
    const row = { ...said, citation: citation({ source, line, evidence }) } as Row;
    const own = rows.get(n);
    if (own === undefined) rows.set(n, [row]);
    else own.push(row);
  }
  return rows;
}

const BETWEEN = 'from touched t';
const WITHIN = 't.code > @after and t.code <= @last';
const LISTINGS = `select t.code as n, r.release, r.starts, l.label, l.status, l.last_valid_day as lastValidDay, l.family, l.broader,
    l.short, s.id as source, l.line, null as evidence
  ${BETWEEN} cross join release r cross join listed l on l.release = r.n and l.code = t.code cross join source s on s.n = l.source
  where ${WITHIN}`;
const NAMINGS = `select t.code as n, r.kind, r.release, r.starts, m.valid as isValid, m.add_on as isAddOn, s.id as source, m.line,
    null as evidence
  ${BETWEEN} cross join named m on m.code = t.code cross join source s on s.n = m.source cross join release r on r.n = s.part_of
  where ${WITHIN}`;
const SEEDED = `select t.code as n, d.edition, d.status, d.last_valid_day as lastValidDay, d.label, d.label_kind as labelKind,
    d.add_on as addOn, d.curated, d.tokens, d.source, d.line, d.evidence
  ${BETWEEN} cross join seeded d on d.code = t.code where ${WITHIN}`;

/** What the editions of ICD-10-PCS say that values mean. */
export function meaningsIn(database: Database): (Meaning & Edition)[] {
  return database
    .prepare<
      Omit<Meaning & Edition, 'citation'> & { source: string | null; line: number; evidence: string | null }
    >(
      `select m."table", m.position, m.value, m.axis, t.id as term, m.source, m.line, m.evidence, r.release, r.starts
       from meaning m cross join release r on r.n = m.release cross join term t on t.n = m.term`,
    )
    .all()
    .map(({ source, line, evidence, ...meaning }) => ({
      ...meaning,
      citation: source === null ? null : { source, line, evidence },
    }));
}

/** Reads the facts of codes of ICD-10-PCS; what values mean is read at the first of them. */
export function factsIn(database: Database): FactsOf {
  let factsOf: FactsOf | null = null;
  return (edition, code) => {
    factsOf ??= readsValues(meaningsIn(database));
    return factsOf(edition, code);
  };
}
