import type { Batch } from '../store/import.ts';
import type { Reading } from './batches.ts';
import { RowFault } from './files/report.ts';
import { rowsOf } from './files/select.ts';
import { sourceOf } from './medicare.ts';
import { NO_EDITION, namedCodes } from './named.ts';

/** Descriptors of a user who holds the licence for them. They stand beside the label, and search does not read them. */
export async function* readLicensedText(reading: Reading<'licensed-text'>): AsyncGenerator<Batch> {
  const { selection, report, held } = reading;
  const at = sourceOf(reading);
  const codes = namedCodes(held, NO_EDITION);
  for await (const { member, rows } of rowsOf(selection, report)) {
    const kept = rows.filter(({ code, line }) => {
      if (code.system === 'CPT' || held.codes.has(code.id)) return true;
      report.read -= 1;
      report.refuse(
        member,
        line,
        new RowFault('code', code.code, 'a CPT code, or one that the graph has already'),
      );
      return false;
    });
    for (const { code, line } of kept) codes.note(code, at(member, line));
    yield* codes.created();
    yield {
      of: 'texts',
      rows: kept.flatMap(({ code, texts, line }) =>
        texts.map((one) => ({ code: code.id, ...one, citation: at(member, line) })),
      ),
    };
  }
}
