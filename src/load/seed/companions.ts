import type { Code } from '../../lattice/code.ts';
import { COMPANION_KINDS, COMPANION_RELATIONS, type CompanionPair } from '../../lattice/companions.ts';
import type { AddOn } from '../../store/records.ts';
import { cell, citationOf, type Problems, readTable, type Table } from './table.ts';

const FILE = 'seed/cpt/companions.csv';

export interface CompanionTable {
  readonly companions: readonly CompanionPair[];
  readonly table: Table;
}

/** Reads which codes may go with a code, or do not, beyond the add-ons of the graph; what does not fit is a problem. */
export function readCompanions(
  folder: string,
  codes: readonly Pick<Code, 'id' | 'code' | 'facts'>[],
  addOns: readonly AddOn[],
  problems: Problems,
): CompanionTable {
  const table = readTable(folder, FILE, ['code', 'companion', 'relation', 'kind', 'evidence'], problems);
  const byNumber = new Map(codes.map((code) => [code.code, code]));
  const lineOf = new Map(
    addOns.map(({ addOn, primary, citation }) => [
      `${primary} ${addOn}`,
      `${citation.source}:${citation.line}`,
    ]),
  );
  const companions = table.rows.map((row): CompanionPair => {
    const [code, companion] = ['code', 'companion'].map((column) => {
      const found = byNumber.get(cell(row, column));
      if (found === undefined) {
        problems.add(row, `"${cell(row, column)}" is not in seed/cpt/codes.csv; add it there first`);
      }
      return found;
    });
    if (code?.facts.length === 0) {
      problems.add(row, `${code.code} is a bare reference; only codes with facts have companions`);
    }
    if (code && code === companion) problems.add(row, `${code.code} cannot be its own companion`);
    const relation = COMPANION_RELATIONS.find((one) => one === cell(row, 'relation'));
    const kind = COMPANION_KINDS.find((one) => one === cell(row, 'kind'));
    if (relation === undefined) {
      problems.add(
        row,
        `the relation "${cell(row, 'relation')}" is none; write ${COMPANION_RELATIONS.join(' or ')}`,
      );
    }
    if (kind === undefined) {
      problems.add(
        row,
        `the kind "${cell(row, 'kind')}" is none; write one of ${COMPANION_KINDS.join(', ')}`,
      );
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
      kind: kind ?? 'instrumentation',
      citation: citationOf(row, 'evidence'),
    };
  });
  const order = ({ code, relation, companion }: CompanionPair) => `${code} ${relation} ${companion}`;
  return { companions: companions.sort((a, b) => (order(a) < order(b) ? -1 : 1)), table };
}
