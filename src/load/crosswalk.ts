import { type Code, parseCodeId } from '../lattice/code.ts';
import { byMapping } from '../lattice/crosswalk.ts';
import { compareIds } from '../lattice/edges.ts';
import type { Crosswalk, Never } from '../store/store.ts';
import { citationOf } from './forest.ts';
import { cell, type Problems, type Row, readTable, type Table } from './table.ts';

const EDITION = '2025';
const DIAGNOSES = 'seed/crosswalk/diagnoses.csv';

/** How sure a `fit` is. The steps are ours: they order the edges, and say no more than that. */
const CONFIDENCE: Readonly<Record<string, number>> = { high: 0.9, medium: 0.6, low: 0.3 };

export interface CrosswalkTables {
  readonly diagnoses: readonly Code[];
  readonly crosswalk: readonly Crosswalk[];
  readonly never: readonly Never[];
  readonly tables: readonly Table[];
}

/** Reads the diagnoses met with operations, and those never met with them; `operations` are the codes they can name. */
export function readCrosswalk(
  folder: string,
  operations: readonly Pick<Code, 'id' | 'code'>[],
  problems: Problems,
): CrosswalkTables {
  const read = (file: string, ...columns: string[]) => readTable(folder, file, columns, problems);
  const headings = read('seed/crosswalk/headings.csv', 'code', 'title', 'evidence');
  const titles = read(DIAGNOSES, 'code', 'title', 'evidence');
  const edges = read(
    'seed/crosswalk/icd10cm.csv',
    'code',
    'diagnosis',
    'relationship',
    'fit',
    'when',
    'evidence',
  );
  const nots = read('seed/crosswalk/never.csv', 'code', 'diagnosis', 'why', 'evidence');

  const headed = new Set(headings.rows.map((row) => cell(row, 'code')));
  const diagnoses = titles.rows.flatMap((row) => readDiagnosis(row, headed, problems));
  const operationId = new Map(operations.map(({ id, code }) => [code, id]));
  const diagnosisId = new Map(diagnoses.map(({ id, code }) => [code, id]));
  const endsOf = (row: Row) => {
    const [code, diagnosis] = [cell(row, 'code'), cell(row, 'diagnosis')];
    const from = operationId.get(code);
    const to = diagnosisId.get(diagnosis);
    if (from === undefined) {
      problems.add(row, `"${code}" is not in seed/cpt/codes.csv; name a code that is there`);
    }
    if (headed.has(diagnosis)) problems.add(row, headingProblem(diagnosis));
    else if (to === undefined) problems.add(row, `"${diagnosis}" is not in ${DIAGNOSES}; add it there first`);
    return from === undefined || to === undefined ? null : { from, to };
  };
  const edgeOf = new Map(edges.rows.map((row) => [row, readEdge(row, endsOf(row), problems)]));
  const neverOf = new Map(nots.rows.map((row) => [row, readNever(row, endsOf(row), problems)]));

  checkOnce(titles.rows, (row) => cell(row, 'code'), problems);
  checkOnce(edges.rows, pairOf, problems);
  checkOnce(nots.rows, pairOf, problems);
  const met = new Map(edges.rows.map((row) => [pairOf(row), row]));
  for (const row of nots.rows) {
    const edge = met.get(pairOf(row));
    if (edge) problems.add(row, `${pairOf(row)} is met at ${edge.file}:${edge.line}; keep one of the two`);
  }
  const byPair = (a: Row, b: Row) => compareIds(pairOf(a), pairOf(b));
  const byEdge = (a: Row, b: Row) => {
    const [one, other] = [edgeOf.get(a), edgeOf.get(b)];
    if (!one || !other) return 0;
    return compareIds(one.from, other.from) || byMapping({ ...one, id: one.to }, { ...other, id: other.to });
  };
  checkOrder(titles.rows, (a, b) => compareIds(cell(a, 'code'), cell(b, 'code')), 'code', problems);
  checkOrder(edges.rows, byEdge, 'code, INDICATION before SUPPORTING, fit, diagnosis', problems);
  checkOrder(nots.rows, byPair, 'code, diagnosis', problems);
  return {
    diagnoses,
    crosswalk: [...edgeOf.values()].filter((edge) => edge !== null),
    never: [...neverOf.values()].filter((one) => one !== null),
    tables: [headings, titles, edges, nots],
  };
}

const pairOf = (row: Row) => `${cell(row, 'code')} with ${cell(row, 'diagnosis')}`;

const headingProblem = (code: string) =>
  `${code} is a heading of ICD-10-CM and no code by itself; name a code under it`;

function readDiagnosis(row: Row, headed: ReadonlySet<string>, problems: Problems): Code[] {
  const code = cell(row, 'code');
  const parsed = parseCodeId(`ICD10CM:${code}`);
  if (parsed?.code !== code) {
    problems.add(row, `"${code}" is not a diagnosis; write it with its dot, such as C79.51`);
    return [];
  }
  if (headed.has(code)) problems.add(row, headingProblem(code));
  const title = cell(row, 'title');
  if (title === '') problems.add(row, `${code} has no title; copy it from the ICD-10-CM order file`);
  return [
    {
      ...parsed,
      edition: EDITION,
      status: 'ACTIVE',
      lastValidDay: null,
      label: title,
      labelKind: 'OFFICIAL',
      addOn: false,
      curated: false,
      family: null,
      facts: [],
      specialties: [],
      citation: citationOf(row, 'evidence'),
    },
  ];
}

interface Ends {
  readonly from: string;
  readonly to: string;
}

function readEdge(row: Row, ends: Ends | null, problems: Problems): Crosswalk | null {
  const relationship = cell(row, 'relationship');
  const known = relationship === 'INDICATION' || relationship === 'SUPPORTING' ? relationship : null;
  if (known === null) {
    problems.add(row, `the relationship "${relationship}" is none; write INDICATION or SUPPORTING`);
  }
  const fit = cell(row, 'fit');
  const confidence = CONFIDENCE[fit] ?? null;
  if (confidence === null) problems.add(row, `the fit "${fit}" is none; write high, medium or low`);
  const justification = cell(row, 'when');
  if (justification === '') problems.add(row, 'it is not said for which patient; fill in the column when');
  if (ends === null || known === null || confidence === null) return null;
  return { ...ends, relationship: known, confidence, justification, citation: citationOf(row, 'evidence') };
}

function readNever(row: Row, ends: Ends | null, problems: Problems): Never | null {
  const why = cell(row, 'why');
  if (why === '') problems.add(row, 'it is not said why not; fill in the column why');
  return ends && { ...ends, why, citation: citationOf(row, 'evidence') };
}

function checkOnce(rows: readonly Row[], nameOf: (row: Row) => string, problems: Problems): void {
  const lineOf = new Map<string, number>();
  for (const row of rows) {
    const name = nameOf(row);
    const twin = lineOf.get(name);
    if (twin !== undefined) problems.add(row, `${name} stands already at line ${twin}; keep one`);
    lineOf.set(name, row.line);
  }
}

/** Rows in order are found by people, and a correction shows as one line. The first row out of place is named. */
function checkOrder(
  rows: readonly Row[],
  compare: (a: Row, b: Row) => number,
  order: string,
  problems: Problems,
): void {
  const at = rows.findIndex((row, index) => index > 0 && compare(rows[index - 1] as Row, row) > 0);
  const row = rows[at];
  const ahead = rows[at - 1];
  if (row && ahead) problems.add(row, `this row belongs before line ${ahead.line}; the order is ${order}`);
}
