import type { CodeId } from '../../lattice/code.ts';
import { medicareCode } from './codes.ts';
import { bindColumns, checkWidth, noHeader, titleOf } from './columns.ts';
import { records } from './csv.ts';
import type { Format, Head, Recognised } from './format.ts';
import type { Member } from './input.ts';
import { parseDay, type Release } from './release.ts';
import { type Report, RowFault } from './report.ts';

/** An add-on code and a code it is reported with. */
export interface AocRow {
  readonly addOn: CodeId;
  /** Null where the contractor decides which codes these are (`CCCCC` in the file). */
  readonly primary: CodeId | null;
  /** 1: only with the primaries listed; 2: the contractor decides; 3: some are listed, the contractor may add. */
  readonly type: 1 | 2 | 3;
  readonly line: number;
}

const TITLES = { primary: 'primary_code', addOn: 'add_on_code', type: 'aoc_edit_type' };
const HEADER = Object.values(TITLES).join(', ');
const CONTRACTOR = 'CCCCC';
const TYPES: Readonly<Record<string, 1 | 2 | 3>> = { 1: 1, 2: 2, 3: 3 };

function recognise({ place, text }: Head): Recognised | null {
  const header = /^[^\r\n]*/.exec(text)?.[0] ?? '';
  if (!header.includes(TITLES.addOn) || !header.includes(TITLES.primary)) return null;
  const [, month] = /(20\d\d-(?:0[1-9]|1[0-2])(?:-\d\d)?)(?!\d)/.exec(place) ?? [];
  return {
    release: parseRelease(month ?? ''),
    part: 'all',
    why: `its header is ${header.replaceAll('"', '')}`,
    unfit: null,
  };
}

/** `2024-06` or `2024-06-03`: the file holds until the next. */
function parseRelease(text: string): Release | null {
  const asOf = parseDay(`${text}${text.length === 7 ? '-01' : ''}`.replaceAll('-', ''));
  return asOf?.startsWith(text) ? { name: text, asOf, lastDay: null } : null;
}

async function* read(member: Member, report: Report): AsyncGenerator<AocRow[]> {
  let at: Record<keyof typeof TITLES, number> | null = null;
  let width = 0;
  for await (const batch of records(member)) {
    const rows: AocRow[] = [];
    for (const { line, cells } of batch) {
      if (at === null) {
        at = bindColumns(member, line, cells.map(titleOf), TITLES);
        width = cells.length;
        continue;
      }
      if (cells.length === 1 && cells[0] === '') continue;
      try {
        checkWidth(cells, width);
        rows.push(rowOf(cells, at, line));
      } catch (fault) {
        report.refuse(member, line, fault);
      }
    }
    report.read += rows.length;
    yield rows;
  }
  if (at === null) throw noHeader(member, `a header with ${HEADER}`);
}

function rowOf(cells: readonly string[], at: Record<keyof typeof TITLES, number>, line: number): AocRow {
  const primary = cells[at.primary] ?? '';
  const text = cells[at.type] ?? '';
  const type = TYPES[text];
  if (type === undefined) throw new RowFault(TITLES.type, text, '1, 2 or 3');
  return {
    addOn: medicareCode(cells[at.addOn] ?? '', TITLES.addOn),
    primary: primary === CONTRACTOR ? null : medicareCode(primary, TITLES.primary),
    type,
    line,
  };
}

/** Add-on code edits: which codes an add-on is reported with. Source: cms.gov, Medicare NCCI add-on code edits. */
export const ncciAoc: Format<AocRow> = {
  kind: 'ncci-aoc',
  title: 'NCCI add-on code edits (csv with primary_code, add_on_code, aoc_edit_type)',
  releases: 'a month or day such as 2024-06 or 2024-06-03',
  release: parseRelease,
  recognise,
  read,
};
