import type { Code } from '../../lattice/code.ts';
import { COMPANION_KINDS, COMPANION_RELATIONS, type CompanionPair } from '../../lattice/companions.ts';
import type { AddOn } from '../../store/records.ts';
import {
  cell,
  checkOnce,
  citationOf,
  oneOf,
  type Problems,
  type Row,
  readTable,
  type Table,
} from './table.ts';

const FILE = 'seed/cpt/companions.csv';
const KINDS_FILE = 'seed/cpt/companion-kinds.csv';

export interface CompanionTable {
  readonly companions: readonly CompanionPair[];
  readonly tables: readonly Table[];
}

export type CodesByNumber = ReadonlyMap<string, Omit<Code, 'label' | 'labelKind'>>;

/** The code that a cell names; undefined, and a problem, where the seed has none of that number. */
export function codeNamed(row: Row, column: string, codes: CodesByNumber, problems: Problems) {
  const code = codes.get(cell(row, column));
  if (code === undefined) {
    problems.add(row, `"${cell(row, column)}" is not in seed/cpt/codes.csv; add it there first`);
  }
  return code;
}

/**
 * Reads which codes may go with a code, or do not, beyond the add-ons that go on from it (`addOns`) and the instruments that
 * accompany it, which are put together with them; what does not fit is a problem.
 */
export function readCompanions(
  folder: string,
  codes: CodesByNumber,
  addOns: readonly AddOn[],
  instruments: readonly CompanionPair[],
  problems: Problems,
): CompanionTable {
  const table = readTable(folder, FILE, ['code', 'companion', 'relation', 'kind', 'evidence'], problems);
  const kinds = readTable(folder, KINDS_FILE, ['kind', 'evidence'], problems);
  const allKinds = `one of ${COMPANION_KINDS.join(', ')}`;
  for (const row of kinds.rows) oneOf(row, 'kind', COMPANION_KINDS, problems, allKinds);
  checkOnce(kinds.rows, (row) => `the kind "${cell(row, 'kind')}"`, problems);
  const lineOf = new Map(
    [
      ...addOns.map(({ addOn, primary, citation }) => ({ code: primary, companion: addOn, citation })),
      ...instruments,
    ].map(({ code, companion, citation }) => [`${code} ${companion}`, `${citation.source}:${citation.line}`]),
  );
  const companions = table.rows.map((row): CompanionPair => {
    const code = codeNamed(row, 'code', codes, problems);
    const companion = codeNamed(row, 'companion', codes, problems);
    if (code?.facts.length === 0) {
      problems.add(row, `${code.code} is a bare reference; only codes with facts have companions`);
    }
    if (code && code === companion) problems.add(row, `${code.code} cannot be its own companion`);
    const relation = oneOf(
      row,
      'relation',
      COMPANION_RELATIONS,
      problems,
      `one of ${COMPANION_RELATIONS.join(', ')}`,
    );
    const kind = oneOf(row, 'kind', COMPANION_KINDS, problems, allKinds);
    if (kind !== undefined && !kinds.rows.some((one) => cell(one, 'kind') === kind)) {
      problems.add(row, `nothing says what the kind "${kind}" rests on; add it to ${KINDS_FILE}`);
    }
    const pair = `${code?.id} ${companion?.id}`;
    const twin = lineOf.get(pair);
    if (twin !== undefined)
      problems.add(row, `${code?.code} and ${companion?.code} stand at ${twin} already; keep one`);
    lineOf.set(pair, `${FILE}:${row.line}`);
    return {
      code: code?.id ?? '',
      companion: companion?.id ?? '',
      relation: relation ?? 'MAY_GO_WITH',
      kind: kind ?? 'posterior',
      citation: citationOf(row, 'evidence'),
    };
  });
  const order = ({ code, relation, companion }: CompanionPair) => `${code} ${relation} ${companion}`;
  const all = [...companions, ...instruments].sort((a, b) => (order(a) < order(b) ? -1 : 1));
  return { companions: all, tables: [table, kinds] };
}
