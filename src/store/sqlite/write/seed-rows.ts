import type { Dataset } from '../../records.ts';
import type { Database } from '../driver.ts';
import { axisBits, listOf } from '../sql.ts';
import { inserting, type Row } from './insert.ts';
import { numbersOf } from './numbers.ts';
import { placeNames, putDocuments } from './search-index.ts';

/**
 * Puts the seed into a database that is empty, or from which the former seed was taken away; a term of an import that stands
 * under the id of one of the seed gets another id. What imports say of its codes is worked out after this.
 */
export function insertSeed(database: Database, dataset: Dataset): void {
  const into = inserting(database);
  const insert = (table: string, columns: string, rows: Iterable<Row>) =>
    into(`${table} (${columns})`, rows, 'or replace');
  makeRoom(database, dataset);
  const numbered = (table: 'code' | 'term', rows: readonly { id: string }[]) => {
    const numbers = numbersOf(database, table);
    for (const { id } of [...rows].sort((a, b) => (a.id < b.id ? -1 : 1))) numbers.add(id);
    return numbers;
  };
  const codeN = numbered('code', dataset.codes);
  const termN = numbered('term', dataset.terms);
  const broaderOf = new Map(dataset.terms.map(({ id, broader }) => [id, broader]));
  const cited = ({ citation }: { citation: { source: string; line: number; evidence: string | null } }) => [
    citation.source,
    citation.line,
    citation.evidence,
  ];

  insert('dataset', 'version, seed, fingerprint', [[dataset.version, dataset.version, dataset.fingerprint]]);
  insert(
    'source',
    'id, title, publisher, release, sha256, licence, rows, imported_at',
    dataset.sources.map((one) => [
      one.id,
      one.title,
      one.publisher,
      one.release,
      one.sha256,
      one.licence,
      one.rows,
      one.importedAt,
    ]),
  );
  insert(
    'family',
    'id, name, broader, rows_axis, columns_axis, position, code_count, source, line, evidence',
    dataset.families.map((one) => [
      one.id,
      one.name,
      one.broader,
      one.rows,
      one.columns,
      one.position,
      one.codeCount,
      ...cited(one),
    ]),
  );
  insert(
    'term',
    'n, id, axis, name, phrase, short, participle, definition, rank, notation, broader, position, code_count, source, line, evidence',
    dataset.terms.map((one) => [
      termN.of(one.id),
      one.id,
      one.axis,
      one.name,
      one.phrase,
      one.short,
      one.participle,
      one.definition,
      one.rank,
      one.notation,
      one.broader,
      one.position,
      one.codeCount,
      ...cited(one),
    ]),
  );
  insert(
    'synonym',
    'term, position, text',
    dataset.terms.flatMap(({ id, synonyms }) => synonyms.map((text, position) => [id, position, text])),
  );
  insert(
    'overlap',
    'term, position, other',
    dataset.terms.flatMap(({ id, overlaps }) => overlaps.map((other, position) => [id, position, other])),
  );
  const line = (id: string): string[] => {
    const broader = broaderOf.get(id) ?? null;
    return broader === null ? [id] : [id, ...line(broader)];
  };
  insert(
    'at_or_under',
    'term, broader',
    dataset.terms.flatMap(({ id }) => line(id).map((broader) => [termN.of(id), termN.of(broader)])),
  );
  insert(
    'performs',
    'family, specialty, role, position',
    dataset.performs.map((one, position) => [one.family, one.specialty, one.role, position]),
  );
  insert(
    'code',
    'n, id, code, system, edition, status, last_valid_day, label, label_kind, add_on, curated, family, broader, specialties, source, line, evidence',
    dataset.codes.map((one) => [
      codeN.of(one.id),
      one.id,
      one.code,
      one.system,
      one.edition,
      one.status,
      one.lastValidDay,
      one.label,
      one.labelKind,
      Number(one.addOn),
      Number(one.curated),
      one.family,
      one.broader,
      listOf(one.specialties, termN.of),
      ...cited(one),
    ]),
  );
  insert(
    'fact',
    'code, axis, basis, inherited, terms, source, line, evidence',
    dataset.codes.flatMap((code) =>
      code.facts.map((one) => [
        codeN.of(code.id),
        one.axis,
        one.basis,
        Number(one.inherited),
        listOf(one.terms, termN.of),
        ...cited(one),
      ]),
    ),
  );
  insert(
    'fact_term',
    'code, axis, position, term',
    dataset.codes.flatMap((code) => [
      ...code.facts.flatMap(({ axis, terms }) =>
        terms.map((term, position) => [codeN.of(code.id), axis, position, termN.of(term)]),
      ),
      ...code.specialties.map((term, position) => [codeN.of(code.id), 'SPECIALTY', position, termN.of(term)]),
    ]),
  );
  insert(
    'differs',
    'code, other, axes, count, distance',
    dataset.related.flatMap(({ from, to, axes, distance }) => {
      const facts = [axisBits(axes), axes.length, distance];
      return [
        [codeN.of(from), codeN.of(to), ...facts],
        [codeN.of(to), codeN.of(from), ...facts],
      ];
    }),
  );
  insert(
    'add_on',
    'add_on, "primary", source, line, evidence',
    dataset.addOns.map((one) => [codeN.of(one.addOn), codeN.of(one.primary), ...cited(one)]),
  );
  insert(
    'companion',
    'position, code, companion, relation, kind, source, line, evidence',
    dataset.companions.map((one, position) => [
      position,
      codeN.of(one.code),
      codeN.of(one.companion),
      one.relation,
      one.kind,
      ...cited(one),
    ]),
  );
  insert(
    'crosswalk',
    'code, other, relationship, confidence, justification, source, line, evidence',
    dataset.crosswalk.map((one) => [
      codeN.of(one.from),
      codeN.of(one.to),
      one.relationship,
      one.confidence,
      one.justification,
      ...cited(one),
    ]),
  );
  insert(
    'never',
    'code, other, why, source, line, evidence',
    dataset.never.map((one) => [codeN.of(one.from), codeN.of(one.to), one.why, ...cited(one)]),
  );
  const tokensOf = new Map(dataset.documents.map(({ id, tokens }) => [id, tokens.join(' ')]));
  insert(
    'seeded',
    'code, edition, status, last_valid_day, label, label_kind, add_on, curated, tokens, source, line, evidence',
    dataset.codes.map((one) => [
      codeN.of(one.id),
      one.edition,
      one.status,
      one.lastValidDay,
      one.label,
      one.labelKind,
      Number(one.addOn),
      Number(one.curated),
      tokensOf.get(one.id) ?? '',
      ...cited(one),
    ]),
  );
  putDocuments(database, into, dataset.documents);
  placeNames(database);
}

/** Terms of imports stand under ids that the seed does not use. */
function makeRoom(database: Database, { terms }: Dataset): void {
  const ids = JSON.stringify(terms.map(({ id }) => id));
  for (const table of ['document', 'term', 'worded']) {
    database
      .prepare(`update ${table} set id = substr(id, 1, instr(id, ':')) || 'pcs-' || substr(id, instr(id, ':') + 1)
        where id in (select id from worded where id in (select value from json_each(@ids)))`)
      .run({ ids });
  }
}
