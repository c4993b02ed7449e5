import type { Citation } from '../../../lattice/code.ts';
import type { Source } from '../../records.ts';
import type { Batch, Import, Imported } from '../../release.ts';
import type { Database, Value } from '../driver.ts';
import { RELEASED } from '../release-columns.ts';
import { type Bundles, createBundles } from './bundles.ts';
import { inserting } from './insert.ts';
import { numbersOf } from './numbers.ts';
import { createPairs } from './pairs.ts';
import { reattribute } from './reattribute.ts';
import { recount } from './recount.ts';
import { rowsOf, setAside } from './release-rows.ts';
import { rename } from './rename.ts';
import { writing } from './rows.ts';
import { touchRelease } from './touch.ts';
import { vacateRelease } from './vacate.ts';
import { type Takers, takingWords } from './words.ts';

/** Takes the batches of one import into an open database. */
export interface Intake {
  take(batch: Batch): void;
  /** Brings counts up to date and says what became of the rows. */
  finish(): Omit<Extract<Imported, { outcome: 'imported' }>, 'outcome'>;
}

/** `replaced` are the held files whose place the import takes. */
export function createIntake(
  database: Database,
  { kind, release, starts, sources, documents }: Import,
  replaced: readonly Source[],
): Intake {
  const run = (sql: string, parameters: Record<string, Value> = {}) => database.prepare(sql).run(parameters);
  const value = (sql: string, parameters: Record<string, Value> = {}) =>
    database.prepare<{ value: number | null }>(sql).all(parameters)[0]?.value ?? null;
  const next = (table: 'release' | 'source') => (value(`select max(n) as value from ${table}`) ?? 0) + 1;
  const insert = inserting(database);

  const codes = numbersOf(database, 'code');
  const terms = numbersOf(database, 'term');
  const rationales = new Map<string, number>();
  const pairs = createPairs();

  const former = value('select n as value from release where kind = @kind and release = @release', {
    kind,
    release,
  });
  const n = former ?? next('release');
  const replacedN = database
    .prepare<{ n: number }>('select n from source where id in (select value from json_each(@ids))')
    .all({ ids: JSON.stringify(replaced.map(({ id }) => id)) })
    .map((row) => row.n);
  const staying =
    value('select count(*) as value from source where part_of = @n', { n }) !== replacedN.length;
  const files = staying ? replacedN : null;
  if (former !== null) vacateRelease(database, { n, kind }, files);
  const held = former === null ? null : setAside(database, former, files);
  const kept = rowsOf(database, n);
  run('insert or replace into release (n, kind, release, starts) values (@n, @kind, @release, @starts)', {
    n,
    kind,
    release,
    starts,
  });
  let lastSource = next('source');
  const sourceN = new Map(sources.map(({ id }) => [id, lastSource++]));
  const write = writing(insert, codes.of, terms.of);
  write.sources(sources, n, (id) => sourceN.get(id) ?? null);

  const rationale = (text: string): number => {
    let found = rationales.get(text);
    if (found === undefined) {
      run('insert or ignore into rationale (text) values (@text)', { text });
      found = value('select n as value from rationale where text = @text', { text }) ?? 0;
      rationales.set(text, found);
    }
    return found;
  };
  const at = ({ source, line }: Citation) => ({ source: sourceN.get(source) ?? 0, line });

  let bundles: Bundles | null = null;
  const takers: Takers = {
    ...takingWords({ insert, write, release: n, codes, terms, at }),
    related(rows) {
      for (const pair of rows) pairs.add(codes.of(pair.from), codes.of(pair.to), pair);
    },
    billing: (rows) =>
      insert(
        `billing (release, code, modifier, ${RELEASED.billing.says.join(', ')}, source, line)`,
        rows.map((row) => ({ ...row, ...at(row.citation), release: n, code: codes.of(row.code) })),
      ),
    bundles(rows) {
      bundles ??= createBundles(database, insert, n);
      for (const row of rows) {
        const source = sourceN.get(row.citation.source) ?? 0;
        bundles.add(codes.of(row.column1), codes.of(row.column2), source, rationale(row.rationale), row);
      }
    },
    unitsPerDay: (rows) =>
      insert(
        'units_per_day (release, code, units, adjudication, rationale, source, line)',
        rows.map((row) => ({ ...row, ...at(row.citation), release: n, code: codes.of(row.code) })),
      ),
    addOns: (rows) => write.addOns(rows, n),
    crosswalks: (rows) => write.crosswalks(rows, n),
    contractorAddOns: (rows) =>
      insert(
        'contractor_add_on (release, add_on, type, source, line)',
        rows.map((row) => ({ ...row, ...at(row.citation), release: n, addOn: codes.of(row.addOn) })),
        'or replace',
      ),
    texts: (rows) =>
      insert(
        'licensed_text (release, code, kind, text, source, line)',
        rows.map((row) => ({ ...row, ...at(row.citation), release: n, code: codes.of(row.code) })),
        'or replace',
      ),
  };

  return {
    take: (batch) => (takers[batch.of] as (rows: Batch['rows']) => void)(batch.rows),
    finish() {
      if (pairs.size > 0) {
        database.exec(`delete from differs where code in (select n from code where curated = 0)`);
        pairs.write(insert);
      }
      bundles?.finish();
      touchRelease(database, n, kind);
      if (kind === 'icd10pcs') rename(database, documents);
      reattribute(database, documents);
      if (kind === 'icd10pcs') recount(database);
      for (const { id, rows, firstCode, lastCode } of sources) {
        run('update source set rows = @rows, first_code = @firstCode, last_code = @lastCode where id = @id', {
          id,
          rows,
          firstCode,
          lastCode,
        });
      }
      const { changed = 0, unchanged = 0, removed = 0 } = held?.compare() ?? {};
      return { added: rowsOf(database, n) - kept - changed - unchanged, changed, unchanged, removed };
    },
  };
}
