import type { Code } from '../../../lattice/code.ts';
import type { Dated } from '../../../lattice/releases.ts';
import { type DerivedCode, derive, documentOf, editionsOf } from '../../derive.ts';
import type { Documents, SearchDocument } from '../../records.ts';
import type { Database } from '../driver.ts';
import { type Insert, inserting } from './insert.ts';
import { numbersOf } from './numbers.ts';
import { writing } from './rows.ts';
import { putDocuments, removeDocuments } from './search-index.ts';
import { factsIn, type Told, toldOf } from './stated.ts';

/**
 * Writes the rows of the codes that were touched as all that is said of them comes to, and removes those of which nothing
 * is said any more.
 */
export function reattribute(database: Database, documents: Documents): void {
  const insert = inserting(database);
  const terms = numbersOf(database, 'term');
  const factsOf = factsIn(database);
  const editions = editionsOf(database.prepare<Dated>('select kind, release, starts from release').all());
  const seeds = new Set(
    database
      .prepare<{ id: string }>('select id from source where part_of is null')
      .all()
      .map(({ id }) => id),
  );
  const gone: number[] = [];
  for (const told of toldOf(database)) {
    const numbers = new Map(told.map(({ row }) => [row.id, row.n]));
    const numberOf = (id: string) => numbers.get(id) ?? 0;
    const words = told.map((one) => one.words);
    const { codes, curated, gone: ids } = derive(words, editions, factsOf);
    writeCodes(database, insert, codes, numberOf, terms.of);
    const addOns = curated.map(({ id, addOn }) => [numberOf(id), Number(addOn)]);
    database.prepare(ADD_ONS).run({ addOns: JSON.stringify(addOns) });
    putDocuments(database, insert, newDocuments(told, codes, documents, seeds));
    gone.push(...ids.map(numberOf));
  }
  remove(database, gone);
  database.exec('drop table touched');
}

const ADD_ONS = `update code set add_on = e.value ->> 1 from json_each(@addOns) e
  where code.n = e.value ->> 0 and code.add_on <> e.value ->> 1`;

function writeCodes(
  database: Database,
  insert: Insert,
  codes: readonly Code[],
  numberOf: (id: string) => number,
  termOf: (id: string) => number,
): void {
  const numbers = JSON.stringify(codes.map(({ id }) => numberOf(id)));
  for (const table of ['fact', 'fact_term']) {
    database
      .prepare(`delete from ${table} where code in (select value from json_each(@numbers))`)
      .run({ numbers });
  }
  const write = writing(insert, numberOf, termOf);
  write.codes(codes);
  write.facts(codes);
}

/** The documents of codes that are found otherwise than before. */
function newDocuments(
  told: readonly Told[],
  codes: readonly DerivedCode[],
  documents: Documents,
  seeds: ReadonlySet<string>,
): SearchDocument[] {
  const before = new Map(told.map((one) => [one.row.id, one]));
  return codes.flatMap((code) => {
    const { row, tokens = null } = before.get(code.id) ?? {};
    const wasSeeds = seeds.has(row?.source ?? '');
    const isSame = row?.source !== '' && row?.label === code.label && code.short === null;
    return isSame && wasSeeds === (code.from === 'SEED') ? [] : [documentOf(code, tokens, documents)];
  });
}

function remove(database: Database, gone: readonly number[]): void {
  if (gone.length === 0) return;
  database.exec('create temp table gone (n integer primary key)');
  database.prepare('insert into gone select value from json_each(@gone)').run({ gone: JSON.stringify(gone) });
  removeDocuments(database, 'select c.id from gone g cross join code c on c.n = g.n');
  database.exec(`
    delete from fact where code in (select n from gone);
    delete from fact_term where code in (select n from gone);
    delete from differs where (code, other) in (select d.other, d.code from gone g cross join differs d on d.code = g.n);
    delete from differs where code in (select n from gone);
    delete from code where n in (select n from gone);
    drop table gone`);
}
