import type { CodeId } from '../../lattice/code.ts';
import { medicareCode } from './codes.ts';
import { bindColumns, noHeader, titleOf } from './columns.ts';
import type { Format, Head, Recognised } from './format.ts';
import type { Member } from './input.ts';
import { parseQuarter, quarter, type Release } from './release.ts';
import { type Report, RowFault } from './report.ts';
import { tableRows } from './rows.ts';

/** How many units of a code are paid on one day; a code without a row has no published limit. */
export interface MueRow {
  readonly code: CodeId;
  readonly units: number;
  /** 1: each line is judged; 2: the day, absolutely; 3: the day, with appeal. */
  readonly adjudication: 1 | 2 | 3;
  readonly rationale: string;
  readonly line: number;
}

const TITLES = {
  code: 'HCPCS/ CPT Code',
  units: 'Practitioner Services MUE Values',
  adjudication: 'MUE Adjudication Indicator',
  rationale: 'MUE Rationale',
};
const HEADER_WITHIN = 20;
const HEADER_EXPECTED = `a header with ${Object.values(TITLES).join(', ')}`;
const ADJUDICATIONS: Readonly<Record<string, 1 | 2 | 3>> = { 1: 1, 2: 2, 3: 3 };

function recognise({ place, text }: Head): Recognised | null {
  const [title, services = ''] = /\b(\w+(?: \w+)?) Services\s+MUE\s+Values/i.exec(text) ?? [];
  if (title === undefined || !/MUE\s+Adjudication\s+Indicator/i.test(text)) return null;
  return {
    release: releaseOfName(place),
    part: 'all',
    why: `its header has ${titleOf(title)}`,
    unfit: services === 'Practitioner' ? null : `these are the limits for ${services} services`,
  };
}

/** `MCR_MUE_PractitionerServices_2024Q3.csv`, `…_Eff_07-01-2024.csv`; the year of the notice inside may be another. */
function releaseOfName(place: string): Release | null {
  const named = parseQuarter(/20\d\dQ[1-4]/i.exec(place)?.[0] ?? '');
  const [, month, year] = /(0[147]|10)-01-(20\d\d)/.exec(place) ?? [];
  if (named !== null || year === undefined) return named;
  const number = (Number(month) + 2) / 3;
  return quarter(`${year}Q${number}`, Number(year), number);
}

function read(member: Member, report: Report): AsyncGenerator<MueRow[]> {
  const none = () => noHeader(member, HEADER_EXPECTED);
  return tableRows(member, report, {
    headerIn(cells, line) {
      const titles = cells.map(titleOf);
      if (titles.includes(TITLES.code) || titles.includes(TITLES.adjudication)) {
        const at = bindColumns(member, line, titles, TITLES);
        return (cells, line) => rowOf(line, (field) => (cells[at[field]] ?? '').trim());
      }
      if (line > HEADER_WITHIN) throw none();
      return null;
    },
    noHeader: none,
  });
}

function rowOf(line: number, cell: (field: keyof typeof TITLES) => string): MueRow {
  const units = cell('units');
  if (!/^\d{1,6}$/.test(units)) throw new RowFault(TITLES.units, units, 'a whole number of units');
  const adjudication = ADJUDICATIONS[/^[1-3](?!\d)/.exec(cell('adjudication'))?.[0] ?? ''];
  if (adjudication === undefined) {
    throw new RowFault(TITLES.adjudication, cell('adjudication'), '1, 2 or 3 and its name');
  }
  return {
    code: medicareCode(cell('code'), TITLES.code),
    units: Number(units),
    adjudication,
    rationale: cell('rationale'),
    line,
  };
}

/** Medically unlikely edits for practitioners. Source: cms.gov, Medicare NCCI medically unlikely edits. */
export const ncciMue: Format<MueRow> = {
  kind: 'ncci-mue',
  title: 'NCCI medically unlikely edits for practitioners (MCR_MUE_PractitionerServices csv)',
  releases: 'a quarter such as 2024Q3',
  release: parseQuarter,
  recognise,
  read,
};
