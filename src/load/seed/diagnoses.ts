import type { Code } from '../../lattice/code.ts';
import { CONFIDENCE } from '../../lattice/crosswalk.ts';
import { compareIds } from '../../lattice/edges.ts';
import type { Crosswalk, Never } from '../../store/records.ts';
import { type CandidateSystem, checkOrder, type Ends, pairOf, readCandidates } from './candidates.ts';
import { cell, checkOnce, citationOf, oneOf, type Problems, type Row, readTable } from './table.ts';

const ICD10CM: CandidateSystem = {
  system: 'ICD10CM',
  titles: 'diagnoses',
  edges: 'icd10cm',
  confidence: 'fit',
  order: 'code, INDICATION before SUPPORTING, fit, diagnosis',
  what: 'diagnosis',
  shape: 'with its dot, such as C79.51',
  orderFile: 'ICD-10-CM order file',
};

/** Reads the diagnoses met with operations, and those never met with them; `operations` are the codes they can name. */
export function readDiagnoses(
  folder: string,
  operations: readonly Pick<Code, 'id' | 'code'>[],
  problems: Problems,
) {
  const headings = readTable(folder, 'seed/crosswalk/headings.csv', ['code', 'title', 'evidence'], problems);
  const nots = readTable(
    folder,
    'seed/crosswalk/never.csv',
    ['code', 'diagnosis', 'why', 'evidence'],
    problems,
  );
  const headed = new Set(headings.rows.map((row) => cell(row, 'code')));
  const heading = (code: string) =>
    headed.has(code) ? `${code} is a heading of ICD-10-CM and no code by itself; name a code under it` : null;
  const met = readCandidates(folder, operations, ICD10CM, readEdge, problems, heading);
  const never = nots.rows
    .map((row) => readNever(row, met.endsOf(row), problems))
    .filter((one) => one !== null);
  const pair = (row: Row) => pairOf(row, ICD10CM);
  checkOnce(nots.rows, pair, problems);
  const edgeOf = new Map(met.edges.rows.map((row) => [pair(row), row]));
  for (const row of nots.rows) {
    const edge = edgeOf.get(pair(row));
    if (edge) problems.add(row, `${pair(row)} is met at ${edge.file}:${edge.line}; keep one of the two`);
  }
  checkOrder(nots.rows, (a, b) => compareIds(pair(a), pair(b)), 'code, diagnosis', problems);
  return { ...met, never, tables: [headings, met.titles, met.edges, nots] };
}

function readEdge(row: Row, ends: Ends | null, problems: Problems): Crosswalk | null {
  const relationship = oneOf(row, 'relationship', ['INDICATION', 'SUPPORTING'], problems);
  const fit = oneOf(row, 'fit', ['high', 'medium', 'low'], problems, 'high, medium or low');
  const justification = cell(row, 'when');
  if (justification === '') problems.add(row, 'it is not said for which patient; fill in the column when');
  if (ends === null || relationship === undefined || fit === undefined) return null;
  const citation = citationOf(row, 'evidence');
  return { ...ends, relationship, confidence: CONFIDENCE[fit], justification, citation };
}

/** A key of seed/text, `never.inCord`, and the codes or ranges of codes where the diagnosis belongs. */
const WHY = /^[a-z]\w*(: \d{5}(-\d{5})?(, \d{5}(-\d{5})?)*)?$/i;

function readNever(row: Row, ends: Ends | null, problems: Problems): Never | null {
  const why = cell(row, 'why');
  if (why === '') problems.add(row, 'it is not said why not; fill in the column why');
  else if (!WHY.test(why))
    problems.add(
      row,
      `"${why}" is no reason; write its key and the codes for it, such as inCord: 63285-63287`,
    );
  return ends && { ...ends, why, citation: citationOf(row, 'evidence') };
}
