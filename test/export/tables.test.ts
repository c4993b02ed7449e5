import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { root } from '../../src/commands/root.ts';
import { TABLES } from '../../src/export/columns.ts';
import { importedStore, storeWith } from '../imported.ts';
import { pythonOf } from '../python.ts';
import { seededStore } from '../seeded.ts';
import { ptp } from '../small-releases.ts';
import { EDITS } from '../store/releases.ts';
import { type Exported, exported } from './exported.ts';

let seeded: Awaited<ReturnType<typeof seededStore>>;
let files: Exported;
beforeAll(async () => {
  seeded = await seededStore();
  files = await exported(seeded.store, ['parquet', 'csv']);
});
afterAll(async () => {
  files.remove();
  await seeded.close();
});

/** Answers README's three questions from the tables, in SQL that any of them takes. */
const QUESTIONS = `
RELATED = """select case when r.from_code = 'CPT:63278' then r.to_code else r.from_code end as id, r.axes
  from related r where 'CPT:63278' in (r.from_code, r.to_code) order by r.count, r.distance, id limit 3"""
SACRAL = """with recursive up(term, above) as (
    select id, id from terms union all select up.term, t.broader from up join terms t on t.id = up.above where t.broader is not null),
  sacral as (select distinct f.code from facts f join up on up.term = f.term join codes c on c.id = f.code
    where up.above = 'region:sacral')
  select t.name, count(distinct f.code) as n from facts f join sacral s on s.code = f.code join up on up.term = f.term
  join terms t on t.id = up.above where f.axis = 'COMPARTMENT' group by t.name order by n desc, t.name limit 3"""
LEVELS = """select f.term, min(c.code) as code from codes c join facts f on f.code = c.id join terms t on t.id = f.term
  where c.family = 'family:lesion-vascular' and f.axis = 'REGION' and c.status = 'ACTIVE'
  group by f.term, t.position order by t.position"""
`;
const READ = `import json, sys, duckdb, pandas, polars
${QUESTIONS}
folder, names = sys.argv[1], sys.argv[2].split(",")
said = {}
for form in ("parquet", "csv"):
  db = duckdb.connect()
  for name in names:
    path = f"{folder}/{name}.{form}"
    reader = "read_parquet" if form == "parquet" else "read_csv"
    more = "" if form == "parquet" else ", header = true, auto_detect = true"
    db.execute(f"create view {name} as select * from {reader}('{path}'{more})")
  pandas_read = pandas.read_parquet if form == "parquet" else pandas.read_csv
  polars_read = polars.read_parquet if form == "parquet" else lambda path: polars.read_csv(path, infer_schema_length=None)
  rows = {name: [db.execute(f"select count(*) from {name}").fetchone()[0],
    len(pandas_read(f"{folder}/{name}.{form}")), polars_read(f"{folder}/{name}.{form}").height] for name in names}
  columns = {name: list(polars_read(f"{folder}/{name}.{form}").columns) for name in names}
  edges = dict(db.execute("select kind, count(*) from edges group by kind").fetchall())
  related = pandas_read(f"{folder}/related.{form}")
  sentence = related[(related["from_code"] == "CPT:63277") & (related["to_code"] == "CPT:63278")].iloc[0].sentence
  dangling = [db.execute(one).fetchone()[0] for one in (
    "select count(*) from facts f left join codes c on c.id = f.code where c.id is null",
    "select count(*) from facts f left join terms t on t.id = f.term where t.id is null and f.term is not null",
    "select count(*) from codes c left join families f on f.id = c.family where f.id is null and c.family is not null",
    "select count(*) from crosswalk x left join codes c on c.id = x.to_code where c.id is null",
    "select count(*) from crosswalk x left join sources s on s.id = x.source where s.id is null",
    "select count(*) from edges e where e.kind <> 'HIERARCHY' and (e.source not in (select id from codes) or e.target not in (select id from codes))")]
  said[form] = {"rows": rows, "columns": columns, "edges": edges, "sentence": sentence, "dangling": dangling,
    "types": [str(polars_read(f"{folder}/codes.{form}").schema["add_on"]), str(polars_read(f"{folder}/related.{form}").schema["distance"]),
      str(polars_read(f"{folder}/related.{form}").schema["count"])[:3]],
    "answers": [db.execute(one).fetchall() for one in (RELATED, SACRAL, LEVELS)]}
print(json.dumps(said))`;

test('DuckDB, pandas and polars read all rows, and answer the questions of README by joins', async (context) => {
  const python = await pythonOf(context);
  const read = JSON.parse(python.run(READ, files.folder, Object.keys(TABLES).join(',')));
  const snapshot = await seeded.store.at();
  const { codes, edges, sources } = await snapshot.dataset();
  const counts = Object.fromEntries(edges.map(({ kind, count }) => [kind, count]));
  const { terms, families } = snapshot.vocabulary;
  for (const form of ['parquet', 'csv']) {
    const { rows, columns, answers, ...said } = read[form];
    const expected = {
      codes,
      terms: terms.size,
      families: families.size,
      edges: edges.reduce((sum, { count }) => sum + count, 0),
      related: counts.AXIS,
      crosswalk: counts.CROSSWALK,
      sources: sources.length,
    };
    for (const [name, count] of Object.entries(expected)) {
      expect([form, name, ...rows[name]]).toEqual([form, name, count, count, count]);
    }
    for (const { name, columns: own } of Object.values(TABLES))
      expect(columns[name]).toEqual(Object.keys(own));
    expect(said.edges).toEqual(Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0)));
    expect(said.sentence).toMatch(/^Same operation, .*; sacral instead of lumbar\.$/);
    expect(said.dangling).toEqual([0, 0, 0, 0, 0, 0]);
    expect(said.types).toEqual(['Boolean', 'Float64', 'Int']);
    const [related, sacral, levels] = answers;
    expect(related.map(([id, axes]: string[]) => `${id} ${axes}`)).toEqual([
      'CPT:63277 REGION',
      'CPT:63283 COMPARTMENT',
      'CPT:63276 REGION',
    ]);
    expect(sacral).toEqual([
      ['spinal canal', 10],
      ['extradural', 6],
      ['intradural', 3],
    ]);
    expect(levels).toEqual([
      ['region:cervical', '63250'],
      ['region:thoracic', '63251'],
      ['region:thoracolumbar', '63252'],
    ]);
  }
});

const RUN = `import json, sys, duckdb
print(json.dumps([duckdb.sql(one).fetchall() for one in json.loads(sys.argv[1])]))`;

test('the queries of the document answer, and each pair of codes described here has a sentence', async (context) => {
  const python = await pythonOf(context);
  const written = [...readFileSync(join(root, 'docs/exporting.md'), 'utf8').matchAll(/```sql\n(.*?)```/gs)];
  const asked = [
    ...written.map(([, sql = '']) => sql),
    `select a.curated and b.curated, count(*), count(sentence) from 'data/export/related.parquet'
    join 'data/export/codes.parquet' a on a.id = from_code join 'data/export/codes.parquet' b on b.id = to_code group by 1`,
  ].map((sql) => sql.replaceAll('data/export', files.folder));
  const [nearest, sacral, pairs, sentences] = JSON.parse(python.run(RUN, JSON.stringify(asked)));
  expect(nearest.map(([code, axes]: string[]) => `${code} ${axes}`)).toEqual([
    'CPT:63277 REGION',
    'CPT:63283 COMPARTMENT',
    'CPT:63276 REGION',
  ]);
  expect(nearest[0][2]).toMatch(/; sacral instead of lumbar\.$/);
  expect(sacral.map(([id]: string[]) => id)).toContain('CPT:63278');
  expect(sacral.length).toBeGreaterThanOrEqual(10);
  // The seed has no pairs of NCCI.
  expect(pairs).toEqual([]);
  for (const [isCurated, count, told] of sentences) expect(told).toBe(isCurated ? count : 0);
});

test('the same dataset gives the same bytes', async () => {
  const again = await exported(seeded.store, ['parquet', 'csv']);
  expect(again.manifest).toEqual(files.manifest);
  again.remove();
});

test('what spreadsheets take for a formula is none', () => {
  const rows = files.manifest.files
    .filter(({ format }) => format === 'csv')
    .flatMap(({ name }) => parse(files.text(name), { bom: true }) as string[][]);
  expect(rows.length).toBeGreaterThan(10_000);
  expect(rows.flat().filter((cell) => /^[=+@-]/.test(cell))).toEqual([]);
});

test('texts that the user holds a licence for are in no file, and every row of the pairs of NCCI is an edge', async () => {
  const imported = await importedStore();
  const all = await exported(imported.store, ['csv']);
  const snapshot = await imported.store.at();
  const { edges, codes } = await snapshot.dataset();
  const texts = all.manifest.files.map(({ name }) => all.text(name));
  expect(texts.filter((text) => text.includes('text of 63278'))).toEqual([]);
  const rows = parse(all.text('edges.csv'), { bom: true, columns: true }) as Readonly<
    Record<string, string>
  >[];
  for (const { kind, count } of edges) {
    expect([kind, rows.filter((row) => row.kind === kind).length]).toEqual([kind, count]);
  }
  expect(all.manifest.files.find(({ name }) => name === 'codes.csv')?.rows).toBe(codes);
  all.remove();
  await imported.close();
});

test('a pair of NCCI stands as often as in its files, with its days; graphs have it once, where it is in force', async () => {
  const later = ptp('2024Q4', '2024-10-01', [['63278', '63277', 0]]);
  const pairs = await storeWith([...EDITS, later]);
  const all = await exported(pairs.store, ['csv', 'cyjs']);
  const { edges } = await (await pairs.store.at()).dataset();
  const rows = (parse(all.text('edges.csv'), { bom: true }) as string[][]).filter(
    ([kind]) => kind === 'BUNDLE',
  );
  expect(rows.length).toBe(edges.find(({ kind }) => kind === 'BUNDLE')?.count);
  expect(rows.map((row) => row.slice(1).join(' ').replaceAll('CPT:', ''))).toEqual([
    '22630 63295  2024Q3 2024-07-02  1',
    '63278 22630  2024Q3 2000-01-01 2024-07-01 1',
    '63278 63275  2024Q3 2000-01-01 2024-06-30 1',
    '63278 63277  2024Q3 1996-01-01  0',
    '63278 63277  2024Q3 2020-01-01  1',
    '63278 63277  2024Q4 1996-01-01  0',
    '63278 63283  2024Q3 1996-01-01  9',
  ]);
  const { elements } = JSON.parse(all.text('lattice.cyjs'));
  const drawn = elements.edges.filter(({ data }: { data: { kind: string } }) => data.kind === 'BUNDLE');
  expect(drawn.map(({ data }: { data: { id: string } }) => data.id)).toEqual(['BUNDLE CPT:63278 CPT:63277']);
  all.remove();
  await pairs.close();
});
