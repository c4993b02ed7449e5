import type { Citation } from '../../lattice/code.ts';
import type { Listed } from '../../store/records.ts';
import type { Batch } from '../../store/release.ts';
import type { OrderRow } from '../files/order-file.ts';
import { citedRows, type Reading } from './reading.ts';

/** The diagnoses of a fiscal year with their official titles; each stands under the longest code that begins it. */
export async function* readIcd10cm(reading: Reading<'icd10cm'>): AsyncGenerator<Batch> {
  const seen = new Set<string>();
  for await (const { rows, cite } of citedRows(reading)) {
    yield { of: 'listed', rows: rows.map((row) => diagnosis(row, seen, cite(row.line))) };
  }
}

function diagnosis(row: OrderRow, seen: Set<string>, citation: Citation): Listed {
  const code = dotted(row.code);
  const id = `ICD10CM:${code}`;
  seen.add(id);
  return {
    id,
    system: 'ICD10CM',
    code,
    label: row.title,
    short: null,
    status: row.valid ? 'ACTIVE' : 'HEADING',
    lastValidDay: null,
    family: null,
    broader: parentOf(row.code, seen),
    citation,
  };
}

function parentOf(code: string, seen: ReadonlySet<string>): string | null {
  for (let length = code.length - 1; length >= 3; length--) {
    const id = `ICD10CM:${dotted(code.slice(0, length))}`;
    if (seen.has(id)) return id;
  }
  return null;
}

const dotted = (code: string) => (code.length > 3 ? `${code.slice(0, 3)}.${code.slice(3)}` : code);
