import type { Batch } from '../../store/release.ts';
import { rowsOf } from '../files/select.ts';
import { namedCodes } from './named.ts';
import type { Reading } from './reading.ts';
import { sourceOf } from './reading.ts';

/** A user's own map between code systems; what it says stands beside what the seed says. */
export async function* readCrosswalkFile(reading: Reading<'crosswalk'>): AsyncGenerator<Batch> {
  const { selection, report } = reading;
  const at = sourceOf(reading);
  const codes = namedCodes();
  for await (const { member, rows } of rowsOf(selection, report)) {
    for (const { from, to, line } of rows) {
      codes.note(from, at(member, line));
      codes.note(to, at(member, line));
    }
    yield* codes.noted();
    yield {
      of: 'crosswalks',
      rows: rows.map(({ from, to, line, ...says }) => ({
        from: from.id,
        to: to.id,
        ...says,
        citation: at(member, line),
      })),
    };
  }
}
