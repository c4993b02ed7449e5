import type { Batch } from '../../store/release.ts';
import { namedCodes } from './named.ts';
import { citedRows, type Reading } from './reading.ts';

/** A user's own map between code systems; what it says stands beside what the seed says. */
export async function* readCrosswalkFile(reading: Reading<'crosswalk'>): AsyncGenerator<Batch> {
  const codes = namedCodes();
  for await (const { rows, cite } of citedRows(reading)) {
    for (const { from, to, line } of rows) {
      codes.note(from, cite(line));
      codes.note(to, cite(line));
    }
    yield* codes.noted();
    yield {
      of: 'crosswalks',
      rows: rows.map(({ from, to, line, ...says }) => ({
        from: from.id,
        to: to.id,
        ...says,
        citation: cite(line),
      })),
    };
  }
}
