import type { CodeSystem } from '../../lattice/axes.ts';
import { type Code, codeIn } from '../../lattice/code.ts';
import { byMapping } from '../../lattice/crosswalk.ts';
import { compareIds } from '../../lattice/edges.ts';
import type { Crosswalk } from '../../store/records.ts';
import { citationOf } from './forest.ts';
import { cell, type Problems, type Row, type Table } from './table.ts';

const EDITION = '2025';

/** A code system whose codes the seed names as candidates, and how its tables speak of them. */
export interface CandidateSystem {
  readonly system: CodeSystem;
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

/** A code with its official title, as a row of a table of titles has it. */
export function readTitled(
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

/** Finds the ends of rows by their codes. `refused` tells why a code is none that could be named; null where it could. */
export function endsIn(
  operations: readonly Pick<Code, 'id' | 'code'>[],
  candidates: readonly Code[],
  titles: Table,
  { what }: CandidateSystem,
  problems: Problems,
  refused: (code: string) => string | null = () => null,
): (row: Row) => Ends | null {
  const operationId = new Map(operations.map(({ id, code }) => [code, id]));
  const candidateId = new Map(candidates.map(({ id, code }) => [code, id]));
  return (row) => {
    const [code, candidate] = [cell(row, 'code'), cell(row, what)];
    const from = operationId.get(code);
    const to = candidateId.get(candidate);
    if (from === undefined) {
      problems.add(row, `"${code}" is not in seed/cpt/codes.csv; name a code that is there`);
    }
    const why = refused(candidate);
    if (why !== null) problems.add(row, why);
    else if (to === undefined)
      problems.add(row, `"${candidate}" is not in ${titles.file}; add it there first`);
    return from === undefined || to === undefined ? null : { from, to };
  };
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
export function byEdge(edgeOf: ReadonlyMap<Row, Crosswalk | null>): (a: Row, b: Row) => number {
  return (a, b) => {
    const [one, other] = [edgeOf.get(a), edgeOf.get(b)];
    if (!one || !other) return 0;
    return compareIds(one.from, other.from) || byMapping({ ...one, id: one.to }, { ...other, id: other.to });
  };
}
