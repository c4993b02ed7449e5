import { BETWEEN_WORKS } from '../../lattice/code.ts';
import { type ConfusedPair, keyOfConfused } from '../../lattice/confused.ts';
import { compareIds } from '../../lattice/edges.ts';
import type { LanguageTexts } from '../../text/words.ts';
import type { UnlabelledCode } from './codes.ts';
import { codeNamed } from './companions.ts';
import { cell, listIn, type Problems, readTable, type Table } from './table.ts';

const FILE = 'seed/cpt/confused.csv';
const MESSAGES = 'seed/text/en/messages.csv';

export interface ConfusedTable {
  readonly confused: readonly ConfusedPair[];
  readonly table: Table;
}

/**
 * Reads which codes people take for each other, in order of both ids. What decides between two stands among the English
 * messages; a pair without one, or one without a pair, is a problem.
 */
export function readConfused(
  folder: string,
  codes: readonly UnlabelledCode[],
  english: LanguageTexts,
  problems: Problems,
): ConfusedTable {
  const table = readTable(folder, FILE, ['code', 'confused_with', 'evidence'], problems);
  const byNumber = new Map(codes.map((code) => [code.code, code]));
  const lineOf = new Map<string, number>();
  const confused = table.rows.flatMap((row): ConfusedPair[] => {
    const [a = '', b = ''] = ['code', 'confused_with'].map((column) => cell(row, column));
    const [from, to] = ['code', 'confused_with'].map((column) => {
      const found = codeNamed(row, column, byNumber, problems);
      if (found?.facts.length !== 0) return found;
      problems.add(row, `${found.code} is a bare reference; only codes with facts are told from each other`);
      return undefined;
    });
    if (from === undefined || to === undefined) return [];
    if (from === to) problems.add(row, `${a} cannot be taken for itself; name another code`);
    if (from.id > to.id) problems.add(row, `a pair stands under its lesser code; write ${b},${a}`);
    const key = keyOfConfused(from.id, to.id);
    const twin = lineOf.get(key);
    if (twin !== undefined) problems.add(row, `${a} and ${b} stand already at line ${twin}; keep one`);
    lineOf.set(key, row.line);
    if (from !== to && !english.messages.has(key)) {
      problems.add(row, `nothing says what decides between ${a} and ${b}; write "${key}" in ${MESSAGES}`);
    }
    const evidence = listIn(row, 'evidence').join(BETWEEN_WORKS);
    return [{ from: from.id, to: to.id, citation: { source: FILE, line: row.line, evidence } }];
  });
  for (const key of english.messages.keys()) {
    if (key.startsWith('confused.') && !lineOf.has(key)) {
      problems.add(MESSAGES, `"${key}" is of no pair in ${FILE}; remove it, or add the pair`);
    }
  }
  return {
    confused: confused.sort((a, b) => compareIds(a.from, b.from) || compareIds(a.to, b.to)),
    table,
  };
}
