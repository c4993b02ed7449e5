import { FISCAL_YEARS, fiscalYear, isOfApril } from './fiscal-year.ts';
import type { Format } from './format.ts';
import type { Member } from './input.ts';
import { type OrderRow, orderRows, recogniseOrderFile } from './order-file.ts';
import { type Definition, definitions } from './pcs-definitions.ts';
import type { Report } from './report.ts';
import { blocks } from './text.ts';
import { parsed } from './xml.ts';

/** What one value means at one position of one table. */
export interface TableLabel {
  /** The first three characters. */
  readonly table: string;
  /** 1 to 7. */
  readonly position: number;
  readonly value: string;
  readonly label: string;
  /** The section's own word for the position: "Contrast" for the fifth of Imaging. */
  readonly title: string;
  readonly line: number;
}

/** A row of a table: which values of positions 4 to 7 go together. */
export interface TableRow {
  readonly table: string;
  readonly values: readonly (readonly string[])[];
  /** How many codes it stands for, as the file says. */
  readonly codes: number;
  readonly line: number;
}

export type Icd10pcsRow =
  | ({ readonly of: 'code' } & OrderRow)
  | ({ readonly of: 'label' } & TableLabel)
  | ({ readonly of: 'row' } & TableRow)
  | ({ readonly of: 'definition' } & Definition);

const CODE = /^[0-9A-HJ-NP-Z]{3}([0-9A-HJ-NP-Z]{4})?$/;
/** The first table is of the section 0, which no code of ICD-10-CM could be. */
const FIRST = /^[0-9][0-9A-HJ-NP-Z]{2}$/;

/** ICD-10-PCS as CMS publishes it: the order file, the tables and the definitions of a fiscal year. */
export const icd10pcs: Format<Icd10pcsRow> = {
  kind: 'icd10pcs',
  title: 'ICD-10-PCS order file, with its tables and definitions (XML) where at hand',
  releases: FISCAL_YEARS,
  release: fiscalYear,
  recognise(head) {
    const root = /<ICD10PCS\.(tabular|definitions)>/.exec(head.text)?.[1];
    if (root !== undefined) {
      const year = /<version>(\d{4})<\/version>/.exec(head.text)?.[1] ?? '';
      return {
        release: fiscalYear(isOfApril(head.place, year) ? `${year}-04` : year),
        part: root === 'tabular' ? 'tables' : 'definitions',
        why: `its root element is ICD10PCS.${root}`,
        unfit: null,
      };
    }
    return recogniseOrderFile(head, FIRST, 'a digit');
  },
  async *read(member, report) {
    const { part } =
      icd10pcs.recognise({ name: member.name, place: member.place, text: await startOf(member) }) ?? {};
    if (part === 'tables') yield* tables(member, report);
    else if (part === 'definitions') {
      for await (const rows of definitions(member, report)) {
        yield rows.map((row) => ({ of: 'definition' as const, ...row }));
      }
    } else {
      for await (const rows of orderRows(member, report, CODE, 'three or seven characters, no I or O')) {
        yield rows.map((row) => ({ of: 'code' as const, ...row }));
      }
    }
  },
};

async function startOf(member: Member): Promise<string> {
  for await (const block of blocks(member, 'cp1252')) return block.slice(0, 4_096);
  return '';
}

function tables(member: Member, report: Report): AsyncGenerator<Icd10pcsRow[]> {
  let table = '';
  let position = 0;
  let title = '';
  let value = '';
  let values: string[][] | null = null;
  let codes = 0;
  let line = 0;
  let own: string[] = [];
  const seen = new Set<string>();
  return parsed<Icd10pcsRow>(member, (add) => ({
    open(name, attributes, at) {
      if (name === 'pcsTable') table = '';
      if (name === 'axis') position = Number(attributes.pos);
      if (name === 'axis') own = [];
      if (name === 'pcsRow') {
        values = [];
        codes = Number(attributes.codes);
        line = at;
      }
      if (name === 'label') value = attributes.code ?? '';
    },
    close(name, text, at) {
      if (name === 'title') title = text;
      if (name === 'label') {
        if (values === null) table += value;
        own.push(value);
        const key = `${table} ${position} ${value}`;
        if (!seen.has(key)) {
          seen.add(key);
          add({ of: 'label', table, position, value, label: text, title, line: at });
        }
      }
      if (name === 'axis') values?.push(own);
      if (name === 'pcsRow' && values !== null) {
        report.read++;
        add({ of: 'row', table, values, codes, line });
        values = null;
      }
    },
  }));
}
