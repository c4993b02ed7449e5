import type { CodeId } from '../../lattice/code.ts';
import { medicareCode } from './codes.ts';
import { bindColumns, checkWidth, noHeader, titleOf } from './columns.ts';
import { type CsvRecord, records } from './csv.ts';
import type { Format, Head, Recognised } from './format.ts';
import type { Member } from './input.ts';
import { parseQuarter, quarter, type Release } from './release.ts';
import { type Report, RowFault } from './report.ts';

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

async function* read(member: Member, report: Report): AsyncGenerator<MueRow[]> {
  let header: ReturnType<typeof headerOf> | null = null;
  for await (const batch of records(member, { encoding: 'cp1252' })) {
    const rows: MueRow[] = [];
    for (const record of batch) {
      if (header === null) {
        if (
          record.cells.map(titleOf).some((title) => title === TITLES.code || title === TITLES.adjudication)
        ) {
          header = headerOf(member, record);
        } else if (record.line > HEADER_WITHIN) throw noHeader(member, HEADER_EXPECTED);
        continue;
      }
      if (record.cells.length === 1 && record.cells[0] === '') continue;
      try {
        rows.push(rowOf(record, header));
      } catch (fault) {
        report.refuse(member, record.line, fault);
      }
    }
    report.read += rows.length;
    yield rows;
  }
  if (header === null) throw noHeader(member, HEADER_EXPECTED);
}

function headerOf(member: Member, { line, cells }: CsvRecord) {
  return { at: bindColumns(member, line, cells.map(titleOf), TITLES), width: cells.length };
}

function rowOf({ line, cells }: CsvRecord, { at, width }: ReturnType<typeof headerOf>): MueRow {
  checkWidth(cells, width);
  const cell = (field: keyof typeof TITLES) => (cells[at[field]] ?? '').trim();
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
