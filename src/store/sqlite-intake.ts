import type { Citation, Code } from '../lattice/code.ts';
import type { Batch, Import, Imported } from './import.ts';
import type { Database, Value } from './libsql.ts';
import { type Bundles, createBundles } from './sqlite-bundles.ts';
import { placeNames, putDocuments } from './sqlite-documents.ts';
import { inserting } from './sqlite-insert.ts';
import { numbersOf } from './sqlite-numbers.ts';
import { createPairs } from './sqlite-pairs.ts';
import { recount } from './sqlite-recount.ts';
import { RELEASED, rowsOf, setAside } from './sqlite-released.ts';
import { listOf } from './sqlite-rows.ts';
import { settle } from './sqlite-settle.ts';
import { vacateRelease } from './sqlite-vacate.ts';
import type { Source } from './store.ts';

/** Takes the batches of one import into an open database. */
export interface Intake {
  take(batch: Batch): void;
  /** Brings counts up to date and says what became of the rows. */
  finish(): Omit<Extract<Imported, { outcome: 'imported' }>, 'outcome'>;
}

/** `replaced` are the held files whose place the import takes. */
export function createIntake(
  database: Database,
  { kind, release, starts, sources, documentOf }: Import,
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
  const positions = new Map(
    database
      .prepare<{ id: string; position: number }>('select id, position from term')
      .all()
      .map(({ id, position }) => [id, position]),
  );
  let lastPosition = Math.max(0, ...positions.values());
  let lastFamily = value('select max(position) as value from family') ?? 0;

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
  const held = former === null ? null : setAside(database, former, files);
  const kept = rowsOf(database, n);
  vacateRelease(database, n, files);
  run('insert or replace into release (n, kind, release, starts) values (@n, @kind, @release, @starts)', {
    n,
    kind,
    release,
    starts,
  });
  let lastSource = next('source');
  const sourceN = new Map(sources.map(({ id }) => [id, lastSource++]));
  insert(
    'source (n, id, title, publisher, release, sha256, licence, rows, imported_at, part_of, part)',
    sources.map((one) => [
      sourceN.get(one.id),
      one.id,
      one.title,
      one.publisher,
      one.release,
      one.sha256,
      one.licence,
      one.rows,
      one.importedAt,
      n,
      one.part,
    ]),
  );

  const rationale = (text: string): number => {
    let found = rationales.get(text);
    if (found === undefined) {
      run('insert or ignore into rationale (text) values (@text)', { text });
      found = value('select n as value from rationale where text = @text', { text }) ?? 0;
      rationales.set(text, found);
    }
    return found;
  };
  const at = ({ source, line }: Citation) => [sourceN.get(source), line] as const;
  const cited = ({ source, line, evidence }: Citation) => [source, line, evidence] as const;

  let bundles: Bundles | null = null;
  let bringsFacts = false;
  let bringsNames = false;
  // One row after the other: all of a batch at once outlive what the collector takes quickly.
  const factsOf = function* (rows: readonly Code[]) {
    for (const { id, facts } of rows) {
      const code = codes.of(id);
      for (const { axis, basis, inherited, terms: held, citation } of facts) {
        yield [code, axis, basis, Number(inherited), listOf(held, terms.of), ...cited(citation)];
      }
    }
  };
  const factTermsOf = function* (rows: readonly Code[]) {
    for (const { id, facts } of rows) {
      const code = codes.of(id);
      for (const fact of facts) {
        for (const [position, term] of fact.terms.entries()) {
          yield [code, fact.axis, position, terms.of(term)];
        }
      }
    }
  };
  const takeCodes = (rows: readonly Code[]) => {
    bringsFacts ||= rows.some(({ facts, family }) => facts.length > 0 || family !== null);
    const known = rows.filter(({ id }) => codes.has(id));
    const fresh = rows.filter(({ id }) => !codes.has(id));
    for (const { id } of fresh) codes.add(id);
    insert(
      'code (n, id, code, system, edition, status, last_valid_day, label, label_kind, add_on, curated, family, broader, source, line, evidence)',
      rows.map((row) => [
        codes.of(row.id),
        row.id,
        row.code,
        row.system,
        row.edition,
        row.status,
        row.lastValidDay,
        row.label,
        row.labelKind,
        Number(row.addOn),
        Number(row.curated),
        row.family,
        row.broader,
        ...cited(row.citation),
      ]),
      'or replace',
    );
    const again = JSON.stringify(known.map(({ id }) => codes.of(id)));
    for (const table of known.length > 0 ? ['fact', 'fact_term'] : []) {
      run(`delete from ${table} where code in (select value from json_each(@again))`, { again });
    }
    insert('fact (code, axis, basis, inherited, terms, source, line, evidence)', factsOf(rows));
    insert('fact_term (code, axis, position, term)', factTermsOf(rows));
  };

  const takers: { readonly [Of in Batch['of']]: (rows: Extract<Batch, { of: Of }>['rows']) => void } = {
    terms(rows) {
      for (const { id } of rows) if (!terms.has(id)) terms.add(id);
      insert(
        'term (n, id, axis, name, phrase, short, participle, definition, rank, notation, title, broader, position, code_count, source, line, evidence)',
        rows.map((row) => [
          terms.of(row.id),
          row.id,
          row.axis,
          row.name,
          row.phrase,
          row.short,
          row.participle,
          row.definition,
          row.rank,
          row.notation,
          row.title,
          row.broader,
          positions.get(row.id) ?? ++lastPosition,
          0,
          ...cited(row.citation),
        ]),
        'or replace',
      );
      insert(
        'at_or_under (term, broader)',
        rows.map(({ id }) => [terms.of(id), terms.of(id)]),
        'or ignore',
      );
    },
    families(rows) {
      run("delete from family where source = '' and id in (select value from json_each(@ids))", {
        ids: JSON.stringify(rows.map(({ id }) => id)),
      });
      insert(
        'family (id, name, broader, rows_axis, columns_axis, position, code_count, source, line, evidence)',
        rows.map((row) => [
          row.id,
          row.name,
          row.broader,
          row.rows,
          row.columns,
          ++lastFamily,
          0,
          ...cited(row.citation),
        ]),
        'or ignore',
      );
    },
    codes: takeCodes,
    documents(rows) {
      bringsNames ||= rows.some((row) => row.kind !== 'CODE');
      putDocuments(database, insert, rows);
    },
    related(rows) {
      for (const pair of rows) pairs.add(codes.of(pair.from), codes.of(pair.to), pair);
    },
    listed: (rows) =>
      insert(
        'listed (release, code, label, status, source, line)',
        rows.map((row) => [n, codes.of(row.code), row.label, row.status, ...at(row.citation)]),
      ),
    billing: (rows) =>
      insert(
        `billing (release, code, modifier, ${RELEASED.billing.says.join(', ')}, source, line)`,
        rows.map((row) => [
          n,
          codes.of(row.code),
          row.modifier,
          row.status,
          row.workRvu,
          row.nonFacilityPeRvu,
          row.facilityPeRvu,
          row.malpracticeRvu,
          row.nonFacilityTotalRvu,
          row.facilityTotalRvu,
          row.globalDays,
          Number(row.nonFacilityNa),
          Number(row.facilityNa),
          row.preOperative,
          row.intraOperative,
          row.postOperative,
          row.pcTc,
          row.multipleProcedure,
          row.bilateral,
          row.assistant,
          row.coSurgeon,
          row.teamSurgeon,
          row.endoscopicBase,
          row.conversionFactor,
          ...at(row.citation),
        ]),
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
        rows.map((row) => [
          n,
          codes.of(row.code),
          row.units,
          row.adjudication,
          row.rationale,
          ...at(row.citation),
        ]),
      ),
    addOns: (rows) =>
      insert(
        'add_on (add_on, "primary", type, release, source, line, evidence)',
        rows.map((row) => [codes.of(row.addOn), codes.of(row.primary), row.type, n, ...cited(row.citation)]),
        'or ignore',
      ),
    crosswalks: (rows) =>
      insert(
        'crosswalk (code, other, relationship, confidence, justification, release, source, line, evidence)',
        rows.map((row) => [
          codes.of(row.from),
          codes.of(row.to),
          row.relationship,
          row.confidence,
          row.justification,
          n,
          ...cited(row.citation),
        ]),
      ),
    contractorAddOns: (rows) =>
      insert(
        'contractor_add_on (release, add_on, type, source, line)',
        rows.map((row) => [n, codes.of(row.addOn), row.type, ...at(row.citation)]),
        'or replace',
      ),
    ended(rows) {
      const ended = JSON.stringify(rows.map((row) => [codes.of(row.code), row.lastValidDay]));
      run(
        `update code set status = 'DELETED', last_valid_day = e.value ->> 1 from json_each(@ended) e
         where code.n = e.value ->> 0`,
        { ended },
      );
    },
    texts: (rows) =>
      insert(
        'licensed_text (release, code, kind, text, source, line)',
        rows.map((row) => [n, codes.of(row.code), row.kind, row.text, ...at(row.citation)]),
        'or replace',
      ),
  };

  return {
    take: (batch) => (takers[batch.of] as (rows: Batch['rows']) => void)(batch.rows),
    finish() {
      if (pairs.size > 0) {
        database.exec(`delete from differs where code in (select n from code where curated = 0)`);
        insert('differs (code, other, axes, count, distance)', pairs.rows());
      }
      bundles?.finish();
      if (bringsNames) placeNames(database);
      if (held !== null) settle(database, documentOf);
      if (bringsFacts || held !== null) recount(database);
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
