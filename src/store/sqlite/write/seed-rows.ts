import type { Dataset } from '../../records.ts';
import type { Database } from '../driver.ts';
import { type Insert, inserting } from './insert.ts';
import { numbersOf } from './numbers.ts';
import { createPairs } from './pairs.ts';
import { SEED, writing } from './rows.ts';
import { placeNames, putDocuments } from './search-index.ts';

/**
 * Puts the seed into a database that is empty, or from which the former seed was taken away; a term of an import that stands
 * under the id of one of the seed gets another id. What imports say of its codes is worked out after this.
 */
export function insertSeed(database: Database, dataset: Dataset): void {
  const into = inserting(database);
  const insert: Insert = (table, rows) => into(table, rows, 'or replace');
  makeRoom(database, dataset);
  const numbered = (table: 'code' | 'term', rows: readonly { id: string }[]) => {
    const numbers = numbersOf(database, table);
    for (const { id } of [...rows].sort((a, b) => (a.id < b.id ? -1 : 1))) numbers.add(id);
    return numbers;
  };
  const codeN = numbered('code', dataset.codes);
  const termN = numbered('term', dataset.terms);
  const broaderOf = new Map(dataset.terms.map(({ id, broader }) => [id, broader]));
  const write = writing(insert, codeN.of, termN.of);
  const pairs = createPairs();
  for (const pair of dataset.related) pairs.add(codeN.of(pair.from), codeN.of(pair.to), pair);
  const tokensOf = new Map(dataset.documents.map(({ id, tokens }) => [id, tokens.join(' ')]));

  insert('dataset (version, seed, fingerprint)', [{ ...dataset, seed: dataset.version }]);
  write.sources(dataset.sources, null, () => null);
  write.families(dataset.families);
  write.terms(dataset.terms);
  insert(
    'synonym (term, position, text)',
    dataset.terms.flatMap(({ id, synonyms }) => synonyms.map((text, position) => [id, position, text])),
  );
  insert(
    'overlap (term, position, other)',
    dataset.terms.flatMap(({ id, overlaps }) => overlaps.map((other, position) => [id, position, other])),
  );
  const line = (id: string): string[] => {
    const broader = broaderOf.get(id) ?? null;
    return broader === null ? [id] : [id, ...line(broader)];
  };
  insert(
    'at_or_under (term, broader)',
    dataset.terms.flatMap(({ id }) => line(id).map((broader) => [termN.of(id), termN.of(broader)])),
  );
  insert(
    'performs (family, specialty, role, position)',
    dataset.performs.map((one, position) => ({ ...one, position })),
  );
  insert(
    'code_kind (position, kind, first, last, source, line, evidence)',
    dataset.kinds.map((one, position) => ({ ...one, ...one.citation, position })),
  );
  write.codes(dataset.codes);
  write.facts(dataset.codes);
  pairs.write(insert);
  write.addOns(dataset.addOns, SEED);
  insert(
    'accompanies (add_on, "primary")',
    dataset.accompanies.map(({ addOn, primary }) => ({ addOn: codeN.of(addOn), primary: codeN.of(primary) })),
  );
  insert(
    'companion (position, code, companion, relation, kind, source, line, evidence)',
    dataset.companions.map((one, position) => ({
      ...one,
      ...one.citation,
      position,
      code: codeN.of(one.code),
      companion: codeN.of(one.companion),
    })),
  );
  insert(
    'confused (code, other, source, line, evidence)',
    dataset.confused.map(({ from, to, citation }) => ({
      ...citation,
      code: codeN.of(from),
      other: codeN.of(to),
    })),
  );
  insert(
    'spoken_name (position, id, name, abbreviations, by_facts, parts, codes, conveys, source, line, evidence)',
    dataset.names.map((one, position) => ({
      ...one,
      ...one.citation,
      position,
      byFacts: Number(one.byFacts),
      abbreviations: JSON.stringify(one.abbreviations),
      parts: JSON.stringify(one.parts),
      codes: JSON.stringify(one.codes),
      conveys: JSON.stringify(one.conveys),
    })),
  );
  write.crosswalks(dataset.crosswalk, SEED);
  insert(
    'never (code, other, why, source, line, evidence)',
    dataset.never.map((one) => ({
      ...one.citation,
      code: codeN.of(one.from),
      other: codeN.of(one.to),
      why: one.why,
    })),
  );
  insert(
    'seeded (code, edition, status, last_valid_day, label, label_kind, add_on, curated, tokens, source, line, evidence)',
    dataset.codes.map((one) => ({
      ...one,
      ...one.citation,
      code: codeN.of(one.id),
      tokens: tokensOf.get(one.id) ?? '',
    })),
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
