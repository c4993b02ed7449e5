import type { Citation, Code } from '../lattice/code.ts';
import type { Batch } from '../store/import.ts';
import type { Reading } from './batches.ts';
import { editionsOf } from './editions.ts';
import type { OrderRow } from './files/order-file.ts';
import { rowsOf } from './files/select.ts';
import { sourceOf } from './medicare.ts';
import { documentOf } from './named.ts';

/** The diagnoses of a fiscal year with their official titles; each stands under the longest code that begins it. */
export async function* readIcd10cm(reading: Reading<'icd10cm'>): AsyncGenerator<Batch> {
  const { selection, report, held } = reading;
  const { name: edition, asOf } = selection.release;
  const editions = editionsOf(held, 'icd10cm', edition, asOf ?? '');
  const at = sourceOf(reading);
  const listed = new Set<string>();
  for await (const { member, rows } of rowsOf(selection, report)) {
    const codes = rows.map((row) => diagnosis(row, edition, listed, at(member, row.line)));
    const fresh = codes.filter(({ id }) => editions.speaksOf(id));
    yield { of: 'codes', rows: fresh.map((code) => ended(code, editions.lastDay)) };
    yield { of: 'documents', rows: fresh.map((code) => documentOf(code)) };
    yield {
      of: 'listed',
      rows: codes.map(({ id, label, status, citation }) => ({ code: id, label, status, citation })),
    };
  }
  yield* editions.ended('ICD10CM', listed);
}

/** A code that only an older edition lists is no longer valid. */
export function ended(code: Code, lastValidDay: string | null): Code {
  return lastValidDay === null ? code : { ...code, status: 'DELETED', lastValidDay };
}

function diagnosis(row: OrderRow, edition: string, listed: Set<string>, citation: Citation): Code {
  const code = dotted(row.code);
  const id = `ICD10CM:${code}`;
  listed.add(id);
  return {
    id,
    system: 'ICD10CM',
    code,
    edition,
    status: row.valid ? 'ACTIVE' : 'HEADING',
    lastValidDay: null,
    label: row.title,
    labelKind: 'OFFICIAL',
    addOn: false,
    curated: false,
    family: null,
    broader: parentOf(row.code, listed),
    facts: [],
    specialties: [],
    citation,
  };
}

function parentOf(code: string, listed: ReadonlySet<string>): string | null {
  for (let length = code.length - 1; length >= 3; length--) {
    const id = `ICD10CM:${dotted(code.slice(0, length))}`;
    if (listed.has(id)) return id;
  }
  return null;
}

const dotted = (code: string) => (code.length > 3 ? `${code.slice(0, 3)}.${code.slice(3)}` : code);
