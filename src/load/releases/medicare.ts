import type { LicensedText } from '../../store/records.ts';
import type { Batch } from '../../store/release.ts';
import { namedCodes } from './named.ts';
import { citedRows, type Reading } from './reading.ts';

/** In place of the days of care that belong to an operation: those of the one that it is added to. */
const ADD_ON_DAYS = 'ZZZ';

/** The relative value file of the physician fee schedule. Descriptors are left out, unless the user holds their licence. */
export async function* readPfs(reading: Reading<'pfs'>): AsyncGenerator<Batch> {
  const codes = namedCodes();
  for await (const { rows, cite } of citedRows(reading)) {
    for (const { code, globalDays, line } of rows)
      codes.note(code, cite(line), { isAddOn: globalDays === ADD_ON_DAYS });
    yield* codes.noted();
    yield {
      of: 'billing',
      rows: rows.map(({ code, endoscopicBase, line, descriptor, ...row }) => ({
        ...row,
        code: code.id,
        endoscopicBase: endoscopicBase?.id ?? null,
        citation: cite(line),
      })),
    };
    if (!reading.licensed) continue;
    yield {
      of: 'texts',
      rows: rows
        .filter(({ modifier, descriptor }) => modifier === '' && descriptor !== '')
        .map(
          ({ code, descriptor, line }): LicensedText => ({
            code: code.id,
            kind: 'SHORT',
            text: descriptor,
            citation: cite(line),
          }),
        ),
    };
  }
}

/** The pairs of the National Correct Coding Initiative. A code that only pairs name that are over may have ended. */
export async function* readPtp(reading: Reading<'ncci-ptp'>): AsyncGenerator<Batch> {
  const { spans, selection } = reading;
  const { asOf } = selection.release;
  const codes = namedCodes();
  for await (const { member, rows, cite } of citedRows(reading)) {
    const span = spans.get(member);
    let firstCode = span?.firstCode ?? rows[0]?.column1.code;
    let lastCode = span?.lastCode ?? firstCode;
    for (const { column1, column2, lastDay, modifierIndicator, line } of rows) {
      if (firstCode === undefined || column1.code < firstCode) firstCode = column1.code;
      if (lastCode === undefined || column1.code > lastCode) lastCode = column1.code;
      const isValid = modifierIndicator !== 9 && (lastDay === null || asOf === null || lastDay >= asOf);
      const citation = cite(line);
      codes.note(column1, citation, { isValid });
      codes.note(column2, citation, { isValid });
    }
    if (firstCode !== undefined && lastCode !== undefined) spans.set(member, { firstCode, lastCode });
    yield* codes.noted();
    yield {
      of: 'bundles',
      // Spelled out for speed: there are millions of rows.
      rows: rows.map(({ column1, column2, modifierIndicator, effective, lastDay, rationale, line }) => ({
        column1: column1.id,
        column2: column2.id,
        modifierIndicator,
        effective,
        lastDay,
        rationale,
        citation: cite(line),
      })),
    };
  }
}

/** The most units of a code for a patient and day. */
export async function* readMue(reading: Reading<'ncci-mue'>): AsyncGenerator<Batch> {
  const codes = namedCodes();
  for await (const { rows, cite } of citedRows(reading)) {
    for (const { code, line } of rows) codes.note(code, cite(line));
    yield* codes.noted();
    yield {
      of: 'unitsPerDay',
      rows: rows.map(({ code, line, ...row }) => ({ ...row, code: code.id, citation: cite(line) })),
    };
  }
}

/** Add-ons and the codes they are reported with, as far as they are in force on the first day of the release. */
export async function* readAoc(reading: Reading<'ncci-aoc'>): AsyncGenerator<Batch> {
  const codes = namedCodes();
  const day = reading.selection.release.asOf ?? '';
  let over = 0;
  for await (const { rows: all, cite } of citedRows(reading)) {
    const rows = all.filter(({ effective, lastDay }) => (effective ?? day) <= day && (lastDay ?? day) >= day);
    over += all.length - rows.length;
    for (const { addOn, primary, line } of rows) {
      codes.note(addOn, cite(line), { isAddOn: true });
      if (primary !== null) codes.note(primary, cite(line));
    }
    yield* codes.noted();
    yield {
      of: 'addOns',
      rows: rows.flatMap(({ addOn, primary, type, line }) =>
        primary === null ? [] : [{ addOn: addOn.id, primary: primary.id, type, citation: cite(line) }],
      ),
    };
    yield {
      of: 'contractorAddOns',
      rows: rows
        .filter(({ primary }) => primary === null)
        .map(({ addOn, type, line }) => ({ addOn: addOn.id, type, citation: cite(line) })),
    };
  }
  if (over > 0) reading.report.notes.push(`pairs that are not in force on ${day} are passed over: ${over}`);
}
