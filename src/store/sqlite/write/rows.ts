import type { Code } from '../../../lattice/code.ts';
import type { Family, Term } from '../../../lattice/vocabulary.ts';
import { includedText } from '../../cited.ts';
import type { AddOn, Crosswalk, Source } from '../../records.ts';
import { listOf } from '../sql.ts';
import type { Insert } from './insert.ts';

type NumberOf = (id: string) => number;

/** The release of what the seed says, in tables that hold it beside what imports say. */
export const SEED = 0;

const NO_COUNTS = { unit: null, least: null, most: null, repeat: null };

/**
 * Inserts rows of the tables that both the seed and imports fill. `codeN` and `termN` give the numbers by which rows name
 * codes and terms.
 */
export function writing(insert: Insert, codeN: NumberOf, termN: NumberOf) {
  return {
    /** `partOf` is the number of their release, null of the seed; those without a number of their own get the next one. */
    sources: (rows: readonly Source[], partOf: number | null, numberOf: (id: string) => number | null) =>
      insert(
        'source (n, id, title, publisher, release, sha256, licence, rows, imported_at, part_of, part)',
        rows.map((row) => ({ ...row, n: numberOf(row.id), partOf })),
      ),
    terms: (rows: readonly Term[]) =>
      insert(
        'term (n, id, axis, name, phrase, short, participle, definition, explanation, includes, rank, unit, least, most, repeat, notation, broader, position, code_count, source, line, evidence)',
        rows.map((row) => ({
          ...row,
          ...(row.counts ?? NO_COUNTS),
          ...row.citation,
          includes: includedText(row),
          n: termN(row.id),
        })),
      ),
    /** A family that is named again keeps its first row. */
    families: (rows: readonly Family[]) =>
      insert(
        'family (id, name, includes, broader, rows_axis, columns_axis, position, code_count, source, line, evidence)',
        rows.map((row) => ({
          ...row,
          ...row.citation,
          includes: includedText(row),
          rowsAxis: row.rows,
          columnsAxis: row.columns,
        })),
        'or ignore',
      ),
    /** In the place of the rows of the same codes. */
    codes: (rows: readonly Code[]) =>
      insert(
        'code (n, id, code, system, edition, status, last_valid_day, successors, label, label_kind, add_on, curated, family, broader, specialties, source, line, evidence)',
        rows.map((row) => ({
          ...row,
          ...row.citation,
          n: codeN(row.id),
          successors: row.successors.join(' ') || null,
          specialties: listOf(row.specialties, termN),
        })),
        'or replace',
      ),
    facts(rows: readonly Code[]) {
      insert(
        'fact (code, axis, basis, inherited, terms, source, line, evidence)',
        factsOf(rows, codeN, termN),
      );
      insert('fact_term (code, axis, position, term)', factTermsOf(rows, codeN, termN));
    },
    /** A pair that a file holds twice keeps its first row. */
    addOns: (rows: readonly AddOn[], release: number) =>
      insert(
        'add_on (add_on, "primary", type, release, source, line, evidence)',
        rows.map(({ addOn, primary, type, citation }) => ({
          ...citation,
          addOn: codeN(addOn),
          primary: codeN(primary),
          type,
          release,
        })),
        'or ignore',
      ),
    crosswalks: (rows: readonly Crosswalk[], release: number) =>
      insert(
        'crosswalk (code, other, relationship, confidence, justification, release, source, line, evidence)',
        rows.map((row) => ({
          ...row,
          ...row.citation,
          code: codeN(row.from),
          other: codeN(row.to),
          release,
        })),
      ),
  };
}

// One row after the other: all of a batch at once outlive what the collector takes quickly.
function* factsOf(rows: readonly Code[], codeN: NumberOf, termN: NumberOf) {
  for (const { id, facts } of rows) {
    const code = codeN(id);
    for (const { axis, basis, inherited, terms, citation } of facts) {
      const { source, line, evidence } = citation;
      yield [code, axis, basis, Number(inherited), listOf(terms, termN), source, line, evidence];
    }
  }
}

function* factTermsOf(rows: readonly Code[], codeN: NumberOf, termN: NumberOf) {
  for (const { id, facts, specialties } of rows) {
    const code = codeN(id);
    for (const { axis, terms } of [...facts, { axis: 'SPECIALTY', terms: specialties }]) {
      for (const [position, term] of terms.entries()) yield [code, axis, position, termN(term)];
    }
  }
}
