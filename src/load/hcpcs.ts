import { type Code, codeIn } from '../lattice/code.ts';
import type { Batch, Listed } from '../store/import.ts';
import type { SearchDocument } from '../store/store.ts';
import type { Reading } from './batches.ts';
import { editionsOf } from './editions.ts';
import type { HcpcsRow } from './files/hcpcs.ts';
import { rowsOf } from './files/select.ts';
import { ended } from './icd10cm.ts';
import { sourceOf } from './medicare.ts';
import { bareCode, documentOf } from './named.ts';

/**
 * The codes of HCPCS Level II with their official descriptions. A code that was known by its number alone gets its
 * description, and what this file says of its end. D codes (CDT) keep their number alone: their texts are the ADA's.
 */
export async function* readHcpcs(reading: Reading<'hcpcs'>): AsyncGenerator<Batch> {
  const { selection, report, held } = reading;
  const { name: edition, asOf } = selection.release;
  const starts = asOf ?? '';
  const editions = editionsOf(held, 'hcpcs', edition, starts);
  const at = sourceOf(reading);
  const ids = new Set<string>();
  for await (const { member, rows } of rowsOf(selection, report)) {
    const codes: Code[] = [];
    const documents: SearchDocument[] = [];
    const listed: Listed[] = [];
    for (const row of rows) {
      const code = codeOf(row, edition, starts, at(member, row.line));
      ids.add(code.id);
      const official = code.labelKind === 'OFFICIAL';
      listed.push({
        code: code.id,
        label: official ? code.label : null,
        status: code.status,
        citation: code.citation,
      });
      if (!editions.speaksOf(code.id)) continue;
      codes.push(code.status === 'DELETED' ? code : ended(code, editions.lastDay));
      documents.push(documentOf(code, official ? [row.short] : []));
    }
    yield { of: 'codes', rows: codes };
    yield { of: 'documents', rows: documents };
    yield { of: 'listed', rows: listed };
  }
  yield* editions.ended('HCPCS', ids);
}

/** A code that ended before the edition starts is no longer valid; one that ends later is, at its start. */
function codeOf(row: HcpcsRow, edition: string, starts: string, citation: Code['citation']): Code {
  const named = codeIn('HCPCS', row.code);
  if (named === null) throw new Error(`${row.code} is no code of HCPCS`);
  const isDeleted = row.lastDay !== null && row.lastDay < starts;
  const code = bareCode(named, edition, citation, isDeleted ? 'DELETED' : 'ACTIVE');
  const lastValidDay = isDeleted ? row.lastDay : null;
  return row.code.startsWith('D')
    ? { ...code, lastValidDay }
    : { ...code, lastValidDay, label: row.long, labelKind: 'OFFICIAL' };
}
