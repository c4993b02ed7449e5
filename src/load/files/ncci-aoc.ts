import { bindColumns, cellsAt, noHeader, titleOf } from './columns.ts';
import type { Format, Head, Recognised } from './format.ts';
import type { Member } from './input.ts';
import { AOC_FIELDS, type AocField, type AocRow, aocFieldOf, aocRow } from './ncci-aoc-row.ts';
import { namesOf, parseDay, parseQuarter, type Release } from './release.ts';
import type { Report } from './report.ts';
import { lineRows, tableRows } from './rows.ts';
import { startOf } from './text.ts';

const HEADER_WITHIN = 20;
const HEADER_EXPECTED = 'a header with primary_code, add_on_code, aoc_edit_type';
const REQUIRED: readonly AocField[] = ['primary', 'addOn', 'type'];

/** Fixed positions: type, add-on, its end, primary code, its end, first and last day of the pair; days are yyyyddd. */
const RECORD = /^[123][0-9A-Z]{5}(?:\d{7}| {7})[0-9A-Z]{5}(?:\d{7}| {7}){2}(?:\d{7}| {7}|\s*$)/m;
/** What is read of a record; a note follows. */
const SHORTEST = AOC_FIELDS.effective[2];

function recognise({ place, text }: Head): Recognised | null {
  const header = headerIn(text);
  if (header === null && !RECORD.test(text)) return null;
  return {
    release: releaseOfName(place),
    part: header === null ? 'txt' : 'csv',
    why:
      header === null
        ? 'it has the fixed positions of the add-on code file'
        : `its header is ${header.text.replaceAll('"', '')}`,
    unfit: namesOf(place).some((name) => /[-_]MCD\b/i.test(name))
      ? 'its name says that it is of Medicaid'
      : null,
  };
}

/** The header among the first lines of a table, and what divides its cells; null where there is none. */
function headerIn(text: string): { readonly text: string; readonly delimiter: ',' | '\t' } | null {
  for (const line of text.split(/\r?\n/, HEADER_WITHIN)) {
    const delimiter = line.includes('\t') ? '\t' : ',';
    if (isHeader(line.split(delimiter))) return { text: line, delimiter };
  }
  return null;
}

function isHeader(cells: readonly string[]): boolean {
  const fields = cells.map(aocFieldOf);
  return fields.includes('addOn') && fields.includes('primary');
}

/** `AOC_V2024Q3-MCR.csv`, `AOC_V2026Q2-F-MCR.txt`, `aoc_2024-06.csv`: the nearest name that tells it. */
function releaseOfName(place: string): Release | null {
  for (const name of namesOf(place).reverse()) {
    const told = /20\d\dQ[1-4]|20\d\d-(?:0[1-9]|1[0-2])(?:-\d\d)?(?!\d)/i.exec(name)?.[0];
    const release = told === undefined ? null : parseRelease(told);
    if (release !== null) return release;
  }
  return null;
}

/** `2024Q3`, `2024-06` or `2024-06-03`: the file holds until the next. */
function parseRelease(text: string): Release | null {
  const quarter = parseQuarter(text);
  if (quarter !== null) return { ...quarter, lastDay: null };
  const asOf = parseDay(`${text}${text.length === 7 ? '-01' : ''}`.replaceAll('-', ''));
  return asOf?.startsWith(text) ? { name: text, asOf, lastDay: null } : null;
}

async function* read(member: Member, report: Report): AsyncGenerator<AocRow[]> {
  const header = headerIn((await startOf(member)).toString('latin1'));
  if (header === null) yield* txtRows(member, report);
  else yield* csvRows(member, report, header.delimiter);
}

function csvRows(member: Member, report: Report, delimiter: ',' | '\t'): AsyncGenerator<AocRow[]> {
  return tableRows(member, report, {
    delimiter,
    headerIn(cells, line) {
      if (!isHeader(cells)) return null;
      const at = placesIn(member, line, cells);
      return (cells, line) => aocRow(line, (field) => cells[at[field] ?? -1] ?? '');
    },
    noHeader: () => noHeader(member, HEADER_EXPECTED),
  });
}

/** Where each field stands; the days may be missing, nothing may stand twice. */
function placesIn(member: Member, line: number, cells: readonly string[]): Partial<Record<AocField, number>> {
  const fields = cells.map(aocFieldOf);
  const titles = fields.map((field, index) =>
    field === null ? titleOf(cells[index] ?? '') : AOC_FIELDS[field][0],
  );
  const wanted = [...new Set([...REQUIRED, ...fields.filter((field) => field !== null)])];
  return bindColumns(
    member,
    line,
    titles,
    Object.fromEntries(wanted.map((field) => [field, AOC_FIELDS[field][0]])),
  );
}

function txtRows(member: Member, report: Report): AsyncGenerator<AocRow[]> {
  let begun = false;
  return lineRows(member, report, (text, line) => {
    begun ||= RECORD.test(text);
    return !begun || text.trim() === '' ? null : aocRow(line, cellsAt(text, AOC_FIELDS, SHORTEST));
  });
}

/** Add-on code edits: which codes an add-on is reported with. Source: cms.gov, Medicare NCCI add-on code edits. */
export const ncciAoc: Format<AocRow> = {
  kind: 'ncci-aoc',
  title: 'NCCI add-on code edits (AOC_V…-MCR txt, or csv with primary_code, add_on_code, aoc_edit_type)',
  releases: 'a quarter, month or day such as 2024Q3, 2024-06 or 2024-06-03',
  alternatives: ['csv', 'txt'],
  release: parseRelease,
  recognise,
  read,
};
