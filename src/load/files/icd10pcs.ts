import { FISCAL_YEARS, fiscalYear, isOfApril } from './fiscal-year.ts';
import type { Format } from './format.ts';
import type { Member } from './input.ts';
import { type OrderRow, orderRows, recogniseOrderFile } from './order-file.ts';
import { type Definition, definitions } from './pcs-definitions.ts';
import { type IndexEntry, indexEntries } from './pcs-index.ts';
import { type TableLabel, type TableRow, tables } from './pcs-tables.ts';
import { blocks } from './text.ts';

export type Icd10pcsRow =
  | ({ readonly of: 'code' } & OrderRow)
  | ({ readonly of: 'label' } & TableLabel)
  | ({ readonly of: 'row' } & TableRow)
  | ({ readonly of: 'definition' } & Definition)
  | ({ readonly of: 'entry' } & IndexEntry);

const CODE = /^[0-9A-HJ-NP-Z]{3}([0-9A-HJ-NP-Z]{4})?$/;
/** The first table is of the section 0, which no code of ICD-10-CM could be. */
const FIRST = /^[0-9][0-9A-HJ-NP-Z]{2}$/;

/** ICD-10-PCS as CMS publishes it: the order file, the tables, the definitions and the index of a fiscal year. */
export const icd10pcs: Format<Icd10pcsRow> = {
  kind: 'icd10pcs',
  title: 'ICD-10-PCS order file, with its tables, definitions and index (XML) where at hand',
  releases: FISCAL_YEARS,
  release: fiscalYear,
  recognise(head) {
    const root = /<ICD10PCS\.(tabular|definitions|index)>/.exec(head.text)?.[1];
    if (root !== undefined) {
      const year = /<version>(\d{4})<\/version>/.exec(head.text)?.[1] ?? '';
      return {
        release: fiscalYear(isOfApril(head.place, year) ? `${year}-04` : year),
        part: root === 'tabular' ? 'tables' : root,
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
    } else if (part === 'index') {
      for await (const rows of indexEntries(member, report)) {
        yield rows.map((row) => ({ of: 'entry' as const, ...row }));
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
