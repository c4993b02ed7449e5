import { openDatabase } from '../../src/store/sqlite/driver.ts';

/** Rows of a table whose codes are said by their ids: its columns of codes, what else it says, what else is joined. */
function rowsOf(table: string, codes: readonly string[], says: string, joins = ''): [string, string] {
  const ids = codes.map((_, index) => `c${index}.id`);
  const named = codes.map((column, index) => `join code c${index} on c${index}.n = x.${column}`);
  return [[...ids, says].join(', '), `${table} x ${named.join(' ')} ${joins}`];
}

const cited = 'x.source, x.line, x.evidence';
const release = 'left join release r on r.n = x.release';
const numbered = (table: string, codes: readonly string[], says: string) =>
  rowsOf(
    table,
    codes,
    `r.kind, r.release, ${says}, s.id, x.line`,
    `join release r on r.n = x.release join source s on s.n = x.source`,
  );

/** Everything a database file says, without the numbers by which it says it, and without the times of imports. */
const CONTENTS: Readonly<Record<string, readonly [string, string]>> = {
  dataset: ['version, seed, fingerprint', 'dataset'],
  source: [
    'x.id, x.title, x.publisher, x.release, x.sha256, x.licence, x.rows, r.kind, r.release, r.starts, x.part, x.first_code, x.last_code',
    'source x left join release r on r.n = x.part_of',
  ],
  family: [`id, name, broader, rows_axis, columns_axis, code_count, ${cited}`, 'family x'],
  families: ['id', '(select id from family order by position)'],
  term: [
    `id, axis, name, phrase, short, participle, definition, rank, notation, title, broader, code_count, ${cited}`,
    'term x',
  ],
  terms: ['id', '(select id from term order by position)'],
  synonym: ['term, position, text', 'synonym'],
  overlap: ['term, position, other', 'overlap'],
  at_or_under: ['t.id, b.id', 'at_or_under u join term t on t.n = u.term join term b on b.n = u.broader'],
  performs: ['family, specialty, role, position', 'performs'],
  code_kind: [`position, kind, first, last, ${cited}`, 'code_kind x'],
  code: [
    `id, code, system, edition, status, last_valid_day, label, label_kind, add_on, curated, family, broader, ${cited}`,
    'code x',
  ],
  fact: rowsOf('fact', ['code'], `x.axis, x.basis, x.inherited, ${cited}`),
  fact_term: rowsOf('fact_term', ['code'], 'x.axis, x.position, t.id', 'join term t on t.n = x.term'),
  differs: rowsOf('differs', ['code', 'other'], 'x.axes, x.count, x.distance'),
  add_on: rowsOf('add_on', ['add_on', '"primary"'], `r.kind, r.release, x.type, ${cited}`, release),
  crosswalk: rowsOf(
    'crosswalk',
    ['code', 'other'],
    `r.kind, r.release, x.relationship, x.confidence, x.justification, ${cited}`,
    release,
  ),
  never: rowsOf('never', ['code', 'other'], `x.why, ${cited}`),
  companion: rowsOf('companion', ['code', 'companion'], `x.position, x.relation, x.kind, ${cited}`),
  confused: rowsOf('confused', ['code', 'other'], cited),
  document: ['kind, id, curated', '(select * from document order by n)'],
  listed: numbered('listed', ['code'], 'x.label, x.status, x.last_valid_day, x.family, x.broader, x.short'),
  named: rowsOf('named', ['code'], 's.id, x.line, x.valid, x.add_on', 'join source s on s.n = x.source'),
  meaning: [
    `r.release, x."table", x.position, x.value, x.axis, t.id, ${cited}`,
    'meaning x join term t on t.n = x.term join release r on r.n = x.release',
  ],
  worded: [
    'r.release, x.id, x.name, x.title, x.definition, s.id, x.line',
    'worded x join release r on r.n = x.release join source s on s.n = x.source',
  ],
  seeded: rowsOf(
    'seeded',
    ['code'],
    `x.edition, x.status, x.last_valid_day, x.label, x.label_kind, x.add_on, x.curated, x.tokens, ${cited}`,
  ),
  billing: numbered(
    'billing',
    ['code'],
    'x.modifier, x.status, x.work_rvu, x.global_days, x.conversion_factor',
  ),
  contractor_add_on: numbered('contractor_add_on', ['add_on'], 'x.type'),
  units_per_day: numbered('units_per_day', ['code'], 'x.units, x.adjudication, x.rationale'),
  bundle: numbered(
    'bundle',
    ['column1', 'column2'],
    'x.indicator, x.effective, x.last_day, (select text from rationale where n = x.rationale)',
  ),
  licensed_text: numbered('licensed_text', ['code'], 'x.kind, x.text'),
};

/** Tables whose rows come in an order of their own. */
const ORDERED = ['families', 'terms', 'document'];

/** The rows of each table; and which documents search finds by each token. */
export function contentsOf(path: string): Record<string, string[]> {
  const database = openDatabase(path, 'build');
  try {
    const rows = (columns: string, from: string) =>
      database
        .prepare<{ row: string }>(`select json_array(${columns}) as row from ${from}`)
        .all()
        .map(({ row }) => row);
    const tables = Object.entries(CONTENTS).map(([table, [columns, from]]): [string, string[]] => {
      const found = rows(columns, from);
      return [table, ORDERED.includes(table) ? found : found.sort()];
    });
    database.exec("create virtual table temp.tokens using fts5vocab('main', 'search', 'instance')");
    const found = rows('d.id, t.term', 'temp.tokens t left join document d on d.n = t.doc').sort();
    return Object.fromEntries([...tables, ['search', found]]);
  } finally {
    database.close();
  }
}
