import { codeIn } from '../../lattice/code.ts';
import { CODE_KINDS, type CodeKindRange } from '../../lattice/code-kinds.ts';
import { cell, citationOf, oneOf, type Problems, readTable, type Table } from './table.ts';

const FILE = 'seed/cpt/kinds.csv';

/** Reads which ranges of CPT codes are visits, operations or other services; what is no range of one kind is a problem. */
export function readCodeKinds(
  folder: string,
  problems: Problems,
): { readonly kinds: readonly CodeKindRange[]; readonly table: Table } {
  const table = readTable(folder, FILE, ['kind', 'first', 'last', 'evidence'], problems);
  const kinds = table.rows.map((row): CodeKindRange => {
    const [first, last] = [cell(row, 'first'), cell(row, 'last')];
    for (const code of [first, last]) {
      if (codeIn('CPT', code) === null) {
        problems.add(row, `"${code}" is not a CPT code; write five characters such as 99202`);
      }
    }
    if (first > last) problems.add(row, `the range ends at ${last}, before ${first}; write the lesser first`);
    const kind = oneOf(row, 'kind', CODE_KINDS, problems);
    return { kind: kind ?? 'SERVICE', first, last, citation: citationOf(row, 'evidence') };
  });
  return { kinds, table };
}
