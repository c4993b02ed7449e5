import type { CodeSystem } from '../../lattice/axes.ts';
import { type Code, codeIn } from '../../lattice/code.ts';
import { byMapping } from '../../lattice/crosswalk.ts';
import { compareIds } from '../../lattice/edges.ts';
import type { Crosswalk } from '../../store/records.ts';
import { cell, checkOnce, citationOf, type Problems, type Row, readTable, type Table } from './table.ts';

const EDITION = '2025';

/** A code system whose codes the seed names as candidates, and how its tables speak of them. */
export interface CandidateSystem {
  readonly system: CodeSystem;
  /** The tables under seed/crosswalk: codes with their titles, and edges. */
  readonly titles: string;
  readonly edges: string;
  /** The column that says how sure an edge is. */
  readonly confidence: string;
  /** How the edges are in order, for messages. */
  readonly order: string;
  /** What one of its codes is called; also the column that names it. */
  readonly what: 'diagnosis' | 'procedure';
  /** How a code is written, for messages. */
  readonly shape: string;
  /** The order file that its titles come from. */
  readonly orderFile: string;
}

/** The two ends of a row. */
export interface Ends {
  readonly from: string;
  readonly to: string;
}

export interface Candidates {
  readonly codes: readonly Code[];
  readonly crosswalk: readonly Crosswalk[];
  readonly titles: Table;
  readonly edges: Table;
  /** The ends of a row that names an operation and a candidate; null, and a problem, where one of them is not there. */
  endsOf(row: Row): Ends | null;
}

/**
 * Reads the codes of a system that belong to operations, and the edges to them; `operations` are the codes they can start
 * from. `refused` tells why a code is none that could be named; null where it could.
 */
export function readCandidates(
  folder: string,
  operations: readonly Pick<Code, 'id' | 'code'>[],
  system: CandidateSystem,
  readEdge: (row: Row, ends: Ends | null, problems: Problems) => Crosswalk | null,
  problems: Problems,
  refused: (code: string) => string | null = () => null,
): Candidates {
  const { what } = system;
  const read = (name: string, ...columns: string[]) =>
    readTable(folder, `seed/crosswalk/${name}.csv`, [...columns, 'evidence'], problems);
  const titles = read(system.titles, 'code', 'title');
  const edges = read(system.edges, 'code', what, 'relationship', system.confidence, 'when');
  const codes = titles.rows.flatMap((row) => {
    const why = refused(cell(row, 'code'));
    if (why !== null) problems.add(row, why);
    return readTitled(row, system, problems);
  });
  const operationId = new Map(operations.map(({ id, code }) => [code, id]));
  const candidateId = new Map(codes.map(({ id, code }) => [code, id]));
  const endsOf = (row: Row): Ends | null => {
    const [code, candidate] = [cell(row, 'code'), cell(row, what)];
    const from = operationId.get(code);
    const to = candidateId.get(candidate);
    if (from === undefined) {
      problems.add(row, `"${code}" is not in seed/cpt/codes.csv; name a code that is there`);
    }
    const why =
      refused(candidate) ?? (to ? null : `"${candidate}" is not in ${titles.file}; add it there first`);
    if (why !== null) problems.add(row, why);
    return from === undefined || to === undefined ? null : { from, to };
  };
  const edgeOf = new Map(edges.rows.map((row) => [row, readEdge(row, endsOf(row), problems)]));
  checkOnce(titles.rows, (row) => cell(row, 'code'), problems);
  checkOnce(edges.rows, (row) => pairOf(row, system), problems);
  checkOrder(titles.rows, (a, b) => compareIds(cell(a, 'code'), cell(b, 'code')), 'code', problems);
  checkOrder(edges.rows, byEdge(edgeOf), system.order, problems);
  const crosswalk = [...edgeOf.values()].filter((edge) => edge !== null);
  return { codes, crosswalk, titles, edges, endsOf };
}

/** A code with its official title; none, and a problem, where the row names no code. */
function readTitled(
  row: Row,
  { system, what, shape, orderFile }: CandidateSystem,
  problems: Problems,
): Code[] {
  const code = cell(row, 'code');
  const parsed = codeIn(system, code);
  if (parsed === null) {
    problems.add(row, `"${code}" is not a ${what}; write it ${shape}`);
    return [];
  }
  const title = cell(row, 'title');
  if (title === '') problems.add(row, `${code} has no title; copy it from the ${orderFile}`);
  return [
    {
      ...parsed,
      edition: EDITION,
      status: 'ACTIVE',
      lastValidDay: null,
      successors: [],
      label: title,
      labelKind: 'OFFICIAL',
      addOn: false,
      curated: false,
      family: null,
      broader: null,
      facts: [],
      specialties: [],
      citation: citationOf(row, 'evidence'),
    },
  ];
}

/** How messages name the pair of a row. */
export const pairOf = (row: Row, { what }: CandidateSystem) => `${cell(row, 'code')} with ${cell(row, what)}`;

/** Rows in order are found by people, and a correction shows as one line. The first row out of place is named. */
export function checkOrder(
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

/** Rows by the code they start from, then as answers list the edges. */
function byEdge(edgeOf: ReadonlyMap<Row, Crosswalk | null>): (a: Row, b: Row) => number {
  return (a, b) => {
    const [one, other] = [edgeOf.get(a), edgeOf.get(b)];
    if (!one || !other) return 0;
    return compareIds(one.from, other.from) || byMapping({ ...one, id: one.to }, { ...other, id: other.to });
  };
}
