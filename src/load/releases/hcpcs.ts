import { codeIn } from '../../lattice/code.ts';
import type { Listed } from '../../store/records.ts';
import type { Batch } from '../../store/release.ts';
import type { HcpcsRow } from '../files/hcpcs.ts';
import { citedRows, type Reading } from './reading.ts';

/**
 * The codes of HCPCS Level II with their official descriptions and what the file says of their end. D codes (CDT) keep
 * their number alone: their texts are the ADA's.
 */
export async function* readHcpcs(reading: Reading<'hcpcs'>): AsyncGenerator<Batch> {
  for await (const { rows, cite } of citedRows(reading)) {
    yield {
      of: 'listed',
      rows: rows.map((row) => listed(row, reading.selection.release.asOf ?? '', cite(row.line))),
    };
  }
}

/** A code that ended before the edition starts is no longer valid; one that ends later is, at its start. */
function listed(row: HcpcsRow, starts: string, citation: Listed['citation']): Listed {
  const code = codeIn('HCPCS', row.code);
  if (code === null) throw new Error(`${row.code} is no code of HCPCS`);
  const isDeleted = row.lastDay !== null && row.lastDay < starts;
  const isNumberAlone = row.code.startsWith('D');
  return {
    ...code,
    label: isNumberAlone ? null : row.long,
    short: isNumberAlone ? null : row.short,
    status: isDeleted ? 'DELETED' : 'ACTIVE',
    lastValidDay: isDeleted ? row.lastDay : null,
    family: null,
    broader: null,
    citation,
  };
}
