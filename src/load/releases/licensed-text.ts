import type { Batch } from '../../store/release.ts';
import { namedCodes } from './named.ts';
import { citedRows, type Reading } from './reading.ts';

/** Descriptors of a user who holds the licence for them. They stand beside the label, and search does not read them. */
export async function* readLicensedText(reading: Reading<'licensed-text'>): AsyncGenerator<Batch> {
  const codes = namedCodes();
  for await (const { rows, cite } of citedRows(reading)) {
    for (const { code, line } of rows) codes.note(code, cite(line));
    yield* codes.noted();
    yield {
      of: 'texts',
      rows: rows.flatMap(({ code, texts, line }) =>
        texts.map((one) => ({ code: code.id, ...one, citation: cite(line) })),
      ),
    };
  }
}
