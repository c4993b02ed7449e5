import { AXES, type Axis, axisOf, STATED_AXES } from '../../lattice/axes.ts';
import { COUNT_REPEATS, COUNT_UNITS, type Counts, lieOfCounts } from '../../lattice/counts.ts';
import { grouped } from '../../lattice/grouped.ts';
import type { Family, Term } from '../../lattice/vocabulary.ts';
import type { TermText } from '../../text/words.ts';
import {
  cell,
  checkOnce,
  citationOf,
  listIn,
  oneOf,
  type Problems,
  type Row,
  readTable,
  type Table,
} from './table.ts';
import type { TextTables } from './texts.ts';

/** Terms and families as the seed states them, before the counts that follow from the codes. */
export interface Forest {
  readonly terms: readonly Omit<Term, 'codeCount'>[];
  readonly families: readonly Omit<Family, 'codeCount'>[];
  readonly tables: readonly Table[];
}

/** The axes whose terms are the seed's own; those of ICD-10-PCS come with its files. */
const SEED_AXES: readonly Axis[] = [...STATED_AXES, 'SPECIALTY'];

const TERM_COLUMNS = ['id', 'broader', 'overlaps', 'rank', 'notation', 'evidence'];
const COUNT_COLUMNS = ['unit', 'least', 'most', 'repeat'];
/** The columns of an axis: extents count, and say so before their evidence. */
const columnsOf = (axis: Axis) =>
  axis === 'EXTENT' ? [...TERM_COLUMNS.slice(0, -1), ...COUNT_COLUMNS, 'evidence'] : TERM_COLUMNS;

const idOf = (row: Row) => cell(row, 'id');

/** Where a text is missing, which is a problem, so that nothing is made of it. */
const NO_TEXT: TermText = {
  name: '',
  phrase: '',
  short: '',
  participle: null,
  synonyms: [],
  definition: null,
};

/**
 * Reads terms (one file per axis) and families, which have their names in `english`; dangling ids, cycles, one-sided
 * overlaps and texts that do not match are problems.
 */
export function readForest(folder: string, english: TextTables, problems: Problems): Forest {
  const termTables = SEED_AXES.map((axis) =>
    readTable(folder, `seed/terms/${AXES[axis].prefix}.csv`, columnsOf(axis), problems),
  );
  const familyTable = readTable(
    folder,
    'seed/families.csv',
    ['id', 'broader', 'rows', 'columns', 'evidence'],
    problems,
  );

  const termRows = termTables.flatMap(({ rows }) => rows);
  checkForest(termRows, problems);
  checkForest(familyTable.rows, problems);
  checkOverlaps(termRows, problems);
  checkTextsOf(termRows, english.terms, problems);
  checkTextsOf(familyTable.rows, english.families, problems);

  const terms = inTreeOrder(termRows).map((row, position) => {
    const rank = cell(row, 'rank');
    if (rank !== '' && !Number.isFinite(Number(rank))) {
      problems.add(row, `the rank "${rank}" is not a number`);
    }
    return {
      ...(english.texts.terms.get(idOf(row)) ?? NO_TEXT),
      id: idOf(row),
      axis: termAxis(row, problems),
      rank: rank === '' ? null : Number(rank),
      counts: countsIn(row, problems),
      notation: cell(row, 'notation') || null,
      title: null,
      broader: cell(row, 'broader') || null,
      overlaps: listIn(row, 'overlaps'),
      explanation: null,
      includes: [],
      position,
      citation: citationOf(row, 'evidence'),
    };
  });
  checkCounts(terms, termRows, problems);
  const families = inTreeOrder(familyTable.rows).map((row, position) => ({
    id: idOf(row),
    name: english.texts.families.get(idOf(row)) ?? '',
    broader: cell(row, 'broader') || null,
    rows: gridAxis(row, 'rows', problems),
    columns: gridAxis(row, 'columns', problems),
    includes: [],
    position,
    citation: citationOf(row, 'evidence'),
  }));
  return { terms, families, tables: [...termTables, familyTable] };
}

/** What an extent counts: 4-7 segments is `segment,4,7,first`; `most` is empty where there is no upper end. */
function countsIn(row: Row, problems: Problems): Counts | null {
  const [unit = '', least = '', most = '', repeat = ''] = COUNT_COLUMNS.map((column) => cell(row, column));
  if (unit + least + most + repeat === '') return null;
  if (unit === '') {
    const said = `${least}-${most}`;
    problems.add(
      row,
      `${idOf(row)} counts ${said}, but not of what; write one of ${COUNT_UNITS.join(', ')} as its unit`,
    );
    return null;
  }
  const known = oneOf(row, 'unit', COUNT_UNITS, problems, `one of ${COUNT_UNITS.join(', ')}`);
  const again = oneOf(row, 'repeat', COUNT_REPEATS, problems, `one of ${COUNT_REPEATS.join(', ')}`);
  const isCount = (text: string) => /^[1-9]\d*$/.test(text);
  if (!isCount(least) || (most !== '' && (!isCount(most) || Number(most) < Number(least)))) {
    problems.add(
      row,
      `${idOf(row)} counts from "${least}" to "${most}"; write whole numbers from 1, the least first`,
    );
    return null;
  }
  if (known === undefined || again === undefined) return null;
  return { unit: known, least: Number(least), most: most === '' ? null : Number(most), repeat: again };
}

/** What lies under a count counts no more than it. */
function checkCounts(terms: Forest['terms'], rows: readonly Row[], problems: Problems): void {
  const byId = new Map(terms.map((term) => [term.id, term]));
  for (const row of rows) {
    const [term, above] = [byId.get(idOf(row)), byId.get(cell(row, 'broader'))];
    const lie = term?.counts && above?.counts ? lieOfCounts(term.counts, above.counts) : null;
    if (lie === null || lie === 'SAME' || lie === 'WITHIN') continue;
    problems.add(
      row,
      `${idOf(row)} counts what is not within ${cell(row, 'broader')}; correct one of the two`,
    );
  }
}

function termAxis(row: Row, problems: Problems): Axis {
  const axis = axisOf(idOf(row));
  if (axis !== null && row.file.endsWith(`/${AXES[axis].prefix}.csv`)) return axis;
  problems.add(row, `"${idOf(row)}" is not an id of this file's axis; write <axis>:<name>`);
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
  const already = (id: string, { file, line }: Row) => `${id} stands already at ${file}:${line}; keep one`;
  checkOnce(rows, idOf, problems, already);
  const byId = new Map(rows.map((row) => [idOf(row), row]));
  const prefix = (id: string) => id.slice(0, id.indexOf(':'));
  for (const row of rows) {
    const id = idOf(row);
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
  const byId = new Map(rows.map((row) => [idOf(row), row]));
  for (const row of rows) {
    const id = idOf(row);
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

/** Every row has one text with a name, and no text is of a row that is not there. */
function checkTextsOf(rows: readonly Row[], texts: Table, problems: Problems): void {
  const ids = new Set(rows.map(idOf));
  checkOnce(texts.rows, idOf, problems, (id) => `${id} has two texts; keep one`);
  for (const text of texts.rows) {
    const id = idOf(text);
    if (!ids.has(id)) problems.add(text, `"${id}" is not in the seed; remove the text or add the row`);
    if (cell(text, 'name') === '') problems.add(text, `${id} has no name`);
  }
  const named = new Set(texts.rows.map(idOf));
  for (const row of rows) {
    if (!named.has(idOf(row))) problems.add(row, `${idOf(row)} has no text; add it to ${texts.file}`);
  }
}

/** Depth first; siblings keep the order of their file. */
function inTreeOrder(rows: readonly Row[]): Row[] {
  const ids = new Set(rows.map(idOf));
  const below = grouped(rows, (row) => (ids.has(cell(row, 'broader')) ? cell(row, 'broader') : ''));
  const ordered: Row[] = [];
  const walk = (id: string) => {
    for (const row of below.get(id) ?? []) {
      ordered.push(row);
      walk(idOf(row));
    }
  };
  walk('');
  return ordered;
}
