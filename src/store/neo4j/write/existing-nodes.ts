import type { Vocabulary } from '../../../lattice/vocabulary.ts';
import type { CitedRow } from '../../cited.ts';
import type { ImportKind, Source } from '../../records.ts';
import type { Existing } from '../../release.ts';
import { existingOf } from '../../version.ts';
import { FACT } from '../cypher.ts';
import type { Bolt } from '../driver.ts';
import { VOCABULARY, type VocabularyRow, vocabularyOf } from '../vocabulary.ts';
import type { HeldSource } from './change.ts';
import { parts } from './join.ts';
import { codeProperties, type FoundCode, factsOf, type StatedFact, statedBy } from './rows.ts';
import type { Label, Staged } from './staged.ts';
import { meaningsOf } from './stated.ts';

/** The stored data before an import. */
export interface Before {
  /** What the import needs to know of it. */
  readonly held: Existing;
  /** The files that stay. */
  readonly staying: readonly Source[];
  /** The numbers of the files that the import replaces. */
  readonly former: readonly number[];
  readonly known: Pick<Vocabulary, 'terms' | 'families'>;
  has(label: Label, id: string): boolean;
}

/** Reads the stored data before files of a kind replace others. */
export async function readExisting(
  bolt: Bolt,
  kind: ImportKind,
  sources: readonly HeldSource[],
  replaced: readonly HeldSource[],
): Promise<Before> {
  const former = replaced.map(({ file }) => file);
  const [row] = await bolt.alone<VocabularyRow>(VOCABULARY);
  const { terms, families } = vocabularyOf(row);
  const meanings = kind === 'icd10pcs' ? await meaningsOf(bolt, former) : [];
  const ids = { Code: await codesIn(bolt), Term: terms, Family: families };
  return {
    held: existingOf({ terms }, sources, () => meanings),
    staying: sources.filter((one) => !replaced.includes(one)),
    former,
    known: { terms, families },
    has: (label, id) => ids[label].has(id),
  };
}

async function codesIn(bolt: Bolt): Promise<Set<string>> {
  const codes = new Set<string>();
  for (let after = ''; ; ) {
    const rows = await bolt.alone<{ id: string }>(CODES, { after, most: CODES_AT_ONCE });
    for (const { id } of rows) codes.add(id);
    if (rows.length < CODES_AT_ONCE) return codes;
    after = rows.at(-1)?.id ?? '';
  }
}

/** Codes per query; fewer when their facts are read too. */
const CODES_AT_ONCE = 20_000;
const STATED_AT_ONCE = 5_000;

const CODES = `MATCH (c:Code) USING INDEX SEEK c:Code(id) WHERE c.id > $after RETURN c.id AS id ORDER BY id LIMIT $most`;

/** Compares codes of an import with those that are seen already, and stages what they change. Writes nothing. */
export async function compareCodes(bolt: Bolt, codes: readonly FoundCode[], staged: Staged): Promise<void> {
  for (const some of parts(codes, STATED_AT_ONCE)) {
    const ids = some.map(({ id }) => id);
    const present = new Map((await bolt.alone<Present>(PRESENT, { ids })).map((own) => [own.says.id, own]));
    for (const code of some) {
      const own = present.get(code.id);
      if (own === undefined) throw new Error(`${code.id} has gone from the graph while it was read`);
      const says = differing(own.says, codeProperties(code));
      if (Object.keys(says).length > 0) staged.changes.push({ label: 'Code', id: code.id, says });
      if (own.family !== code.family || own.broader !== code.broader) staged.moved.push(code);
      const stated = own.facts.map((fact) => statedBy(own.says, fact));
      if (keyOf(stated) !== keyOf(factsOf(code))) staged.restated.push(code);
    }
  }
}

const PRESENT = `UNWIND $ids AS id
  MATCH (c:Code {id: id}) USING INDEX SEEK c:Code(id)
  RETURN properties(c) AS says,
    head(COLLECT { MATCH (c)-[:IN_FAMILY]->(f:Family) RETURN f.id }) AS family,
    head(COLLECT { MATCH (c)-[:BROADER]->(b:Code) RETURN b.id }) AS broader,
    COLLECT {
      MATCH (c)-[r:${FACT}]->(t:Term)
      RETURN {axis: t.axis, term: t.id, basis: r.basis, source: r.source, line: r.line, evidence: r.evidence}
    } AS facts`;

interface Present {
  readonly says: Readonly<Record<string, unknown>> & CitedRow & { readonly id: string };
  readonly family: string | null;
  readonly broader: string | null;
  readonly facts: readonly StatedFact[];
}

/** What is stated, in whatever order. */
const keyOf = (facts: readonly StatedFact[]) =>
  facts
    .map(({ axis, term, basis, source, line, evidence }) =>
      JSON.stringify([axis, term, basis, source, line, evidence]),
    )
    .sort()
    .join();

/** The wanted properties that differ from what is stored; null removes one. */
function differing(
  present: Readonly<Record<string, unknown>>,
  wanted: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(wanted).filter(
      ([name, value]) => JSON.stringify(value ?? null) !== JSON.stringify(present[name] ?? null),
    ),
  );
}
