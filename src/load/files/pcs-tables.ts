import type { Member } from './input.ts';
import type { Report } from './report.ts';
import { parsed } from './xml.ts';

/** What one value means at one position of one table. */
export interface TableLabel {
  /** The first three characters. */
  readonly table: string;
  /** 1 to 7. */
  readonly position: number;
  readonly value: string;
  /**
   * Where rows of a table give a value several labels: the last two characters of the codes in which it has this one; else
   * none. In XW0, G stands for sarilumab in G5 alone.
   */
  readonly endings: readonly string[];
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

type Row = ({ readonly of: 'label' } & TableLabel) | ({ readonly of: 'row' } & TableRow);
type Said = Omit<TableLabel, 'endings'>;

/** The tables of ICD-10-PCS: their labels, table by table, and their rows, in batches. Throws ImportError where the file is no XML. */
export function tables(member: Member, report: Report): AsyncGenerator<Row[]> {
  let table = '';
  let position = 0;
  let title = '';
  let value = '';
  let values: string[][] | null = null;
  let codes = 0;
  let line = 0;
  let own: string[] = [];
  let ofRow: Said[] = [];
  const heads = new Set<string>();
  /** By position and value, then by label. */
  let labels = new Map<string, Map<string, { said: Said; endings: Set<string> }>>();
  return parsed<Row>(member, (add) => ({
    open(name, attributes, at) {
      if (name === 'pcsTable') {
        table = '';
        labels = new Map();
      }
      if (name === 'axis') {
        position = Number(attributes.pos);
        own = [];
      }
      if (name === 'pcsRow') {
        values = [];
        ofRow = [];
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
        const said = { table, position, value, label: text, title, line: at };
        if (values !== null) ofRow.push(said);
        else if (!heads.has(table)) {
          heads.add(table);
          add({ of: 'label', ...said, endings: [] });
        }
      }
      if (name === 'axis') values?.push(own);
      if (name === 'pcsRow' && values !== null) {
        report.read++;
        const [, , sixth = [], seventh = []] = values;
        for (const said of ofRow) {
          const key = `${said.position} ${said.value}`;
          const those = labels.get(key) ?? new Map<string, { said: Said; endings: Set<string> }>();
          labels.set(key, those);
          const one = those.get(said.label) ?? { said, endings: new Set() };
          those.set(said.label, one);
          for (const six of said.position === 6 ? [said.value] : sixth)
            for (const seven of said.position === 7 ? [said.value] : seventh) one.endings.add(six + seven);
        }
        add({ of: 'row', table, values, codes, line });
        values = null;
      }
      if (name !== 'pcsTable') return;
      for (const those of labels.values()) {
        for (const { said, endings } of those.values()) {
          add({ of: 'label', ...said, endings: those.size === 1 ? [] : [...endings] });
        }
      }
    },
  }));
}
