import { AXES, type Axis, axisOf, COMPARED_AXES } from '../../lattice/axes.ts';
import type { Citation } from '../../lattice/code.ts';
import type { Family, Term } from '../../lattice/vocabulary.ts';
import { cell, listIn, type Problems, type Row, readTable, type Table } from './table.ts';

/** Terms and families as the seed states them, before the counts that follow from the codes. */
export interface Forest {
  readonly terms: readonly Omit<Term, 'codeCount'>[];
  readonly families: readonly Omit<Family, 'codeCount'>[];
  readonly tables: readonly Table[];
}

/** The axes whose terms are the seed's own; those of ICD-10-PCS come with its files. */
const SEED_AXES: readonly Axis[] = [...COMPARED_AXES, 'SPECIALTY'];

const TERM_COLUMNS = ['id', 'broader', 'overlaps', 'rank', 'notation', 'evidence'];
const TEXT_COLUMNS = ['id', 'name', 'phrase', 'short', 'participle', 'synonyms', 'definition'];

/** Reads terms (one file per axis), families and their English texts; dangling ids, cycles and one-sided overlaps are problems. */
export function readForest(folder: string, problems: Problems): Forest {
  const termTables = SEED_AXES.map((axis) =>
    readTable(folder, `seed/terms/${AXES[axis].prefix}.csv`, TERM_COLUMNS, problems),
  );
  const familyTable = readTable(
    folder,
    'seed/families.csv',
    ['id', 'broader', 'rows', 'columns', 'evidence'],
    problems,
  );
  const termTexts = readTable(folder, 'seed/text/en/terms.csv', TEXT_COLUMNS, problems);
  const familyTexts = readTable(folder, 'seed/text/en/families.csv', ['id', 'name'], problems);

  const termRows = termTables.flatMap(({ rows }) => rows);
  checkForest(termRows, problems);
  checkForest(familyTable.rows, problems);
  checkOverlaps(termRows, problems);
  const textOf = matchTexts(termRows, termTexts, problems);
  const nameOf = matchTexts(familyTable.rows, familyTexts, problems);

  const terms = inTreeOrder(termRows).map((row, position) => {
    const text = textOf.get(cell(row, 'id'));
    const name = text ? cell(text, 'name') : '';
    const phrase = (text && cell(text, 'phrase')) || name;
    const rank = cell(row, 'rank');
    if (rank !== '' && !Number.isFinite(Number(rank))) {
      problems.add(row, `the rank "${rank}" is not a number`);
    }
    return {
      id: cell(row, 'id'),
      axis: termAxis(row, problems),
      name,
      phrase,
      short: (text && cell(text, 'short')) || phrase,
      participle: (text && cell(text, 'participle')) || null,
      synonyms: text ? listIn(text, 'synonyms') : [],
      definition: (text && cell(text, 'definition')) || null,
      rank: rank === '' ? null : Number(rank),
      notation: cell(row, 'notation') || null,
      title: null,
      broader: cell(row, 'broader') || null,
      overlaps: listIn(row, 'overlaps'),
      position,
      citation: citationOf(row, 'evidence'),
    };
  });
  const families = inTreeOrder(familyTable.rows).map((row, position) => ({
    id: cell(row, 'id'),
    name: (() => {
      const text = nameOf.get(cell(row, 'id'));
      return text ? cell(text, 'name') : '';
    })(),
    broader: cell(row, 'broader') || null,
    rows: gridAxis(row, 'rows', problems),
    columns: gridAxis(row, 'columns', problems),
    position,
    citation: citationOf(row, 'evidence'),
  }));
  return { terms, families, tables: [...termTables, familyTable] };
}

/** Where a row stands, and the work it rests on. */
export function citationOf(row: Row, evidence: string): Citation {
  return { source: row.file, line: row.line, evidence: cell(row, evidence) || null };
}

function termAxis(row: Row, problems: Problems): Axis {
  const axis = axisOf(cell(row, 'id'));
  if (axis !== null && row.file.endsWith(`/${AXES[axis].prefix}.csv`)) return axis;
  problems.add(row, `"${cell(row, 'id')}" is not an id of this file's axis; write <axis>:<name>`);
  return 'REGION';
}

function gridAxis(row: Row, column: string, problems: Problems): Axis {
  const axis = SEED_AXES.find((one) => one === cell(row, column));
  if (axis !== undefined) return axis;
  problems.add(row, `"${cell(row, column)}" is not an axis; use one of ${SEED_AXES.join(', ')}`);
  return 'REGION';
}

/** Ids are unique, parents exist and have the same prefix, and no line of parents runs in a circle. */
function checkForest(rows: readonly Row[], problems: Problems): void {
  const byId = new Map<string, Row>();
  for (const row of rows) {
    const id = cell(row, 'id');
    const twin = byId.get(id);
    if (twin !== undefined) problems.add(row, `${id} stands already at ${twin.file}:${twin.line}; keep one`);
    byId.set(id, row);
  }
  const prefix = (id: string) => id.slice(0, id.indexOf(':'));
  for (const row of rows) {
    const id = cell(row, 'id');
    const broader = cell(row, 'broader');
    if (broader === '') continue;
    if (!byId.has(broader))
      problems.add(row, `the broader "${broader}" does not exist; name one of this file`);
    else if (prefix(broader) !== prefix(id)) problems.add(row, `the broader "${broader}" is of another kind`);
    const line = new Set([id]);
    for (let up = broader; up !== ''; up = cell(byId.get(up) ?? row, 'broader')) {
      if (line.has(up)) {
        problems.add(row, `${id} is broader than itself by way of ${[...line].join(', ')}; break the circle`);
        break;
      }
      if (!byId.has(up)) break;
      line.add(up);
    }
  }
}

function checkOverlaps(rows: readonly Row[], problems: Problems): void {
  const byId = new Map(rows.map((row) => [cell(row, 'id'), row]));
  for (const row of rows) {
    const id = cell(row, 'id');
    for (const other of listIn(row, 'overlaps')) {
      const there = byId.get(other);
      if (there === undefined) problems.add(row, `the overlap "${other}" does not exist`);
      else if (!listIn(there, 'overlaps').includes(id)) {
        problems.add(
          row,
          `${id} overlaps ${other}, but not the reverse; add ${id} at ${there.file}:${there.line}`,
        );
      }
    }
  }
}

function matchTexts(rows: readonly Row[], texts: Table, problems: Problems): Map<string, Row> {
  const ids = new Set(rows.map((row) => cell(row, 'id')));
  const textOf = new Map<string, Row>();
  for (const text of texts.rows) {
    const id = cell(text, 'id');
    if (!ids.has(id)) problems.add(text, `"${id}" is not in the seed; remove the text or add the row`);
    if (textOf.has(id)) problems.add(text, `${id} has two texts; keep one`);
    if (cell(text, 'name') === '') problems.add(text, `${id} has no name`);
    textOf.set(id, text);
  }
  for (const row of rows) {
    const id = cell(row, 'id');
    if (!textOf.has(id)) problems.add(row, `${id} has no text; add it to ${texts.file}`);
  }
  return textOf;
}

/** Depth first; siblings keep the order of their file. */
function inTreeOrder(rows: readonly Row[]): Row[] {
  const ids = new Set(rows.map((row) => cell(row, 'id')));
  const below = new Map<string, Row[]>();
  for (const row of rows) {
    const broader = cell(row, 'broader');
    const key = ids.has(broader) ? broader : '';
    below.set(key, [...(below.get(key) ?? []), row]);
  }
  const ordered: Row[] = [];
  const walk = (id: string) => {
    for (const row of below.get(id) ?? []) {
      ordered.push(row);
      walk(cell(row, 'id'));
    }
  };
  walk('');
  return ordered;
}
