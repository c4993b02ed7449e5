import type { Batch } from '../../store/release.ts';
import { rowsOf } from '../files/select.ts';
import { namedCodes } from './named.ts';
import type { Reading } from './reading.ts';
import { sourceOf } from './reading.ts';

/** Descriptors of a user who holds the licence for them. They stand beside the label, and search does not read them. */
export async function* readLicensedText(reading: Reading<'licensed-text'>): AsyncGenerator<Batch> {
  const { selection, report } = reading;
  const at = sourceOf(reading);
  const codes = namedCodes();
  for await (const { member, rows } of rowsOf(selection, report)) {
    for (const { code, line } of rows) codes.note(code, at(member, line));
    yield* codes.noted();
    yield {
      of: 'texts',
      rows: rows.flatMap(({ code, texts, line }) =>
        texts.map((one) => ({ code: code.id, ...one, citation: at(member, line) })),
      ),
    };
  }
}
