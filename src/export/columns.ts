/** What a column of a table holds; any cell may be null, for what is not stated. */
export type ColumnType = 'TEXT' | 'INTEGER' | 'NUMBER' | 'BOOLEAN';
export type Cell = string | number | boolean | null;
export type Row = readonly Cell[];

/** A table of the tidy formats: its columns in order, by name. */
export interface Table {
  readonly name: string;
  readonly columns: Readonly<Record<string, ColumnType>>;
}

const CITED = { source: 'TEXT', line: 'INTEGER', evidence: 'TEXT' } as const;

/** The tables, one fact a row: ids in `code`, `from_code`, `term` and the like join `id`. */
export const TABLES = {
  codes: {
    name: 'codes',
    columns: {
      id: 'TEXT',
      system: 'TEXT',
      code: 'TEXT',
      edition: 'TEXT',
      status: 'TEXT',
      last_valid_day: 'TEXT',
      successors: 'TEXT',
      label: 'TEXT',
      label_kind: 'TEXT',
      add_on: 'BOOLEAN',
      curated: 'BOOLEAN',
      family: 'TEXT',
      broader: 'TEXT',
      ...CITED,
    },
  },
  facts: {
    name: 'facts',
    columns: { code: 'TEXT', axis: 'TEXT', term: 'TEXT', basis: 'TEXT', inherited: 'BOOLEAN', ...CITED },
  },
  terms: {
    name: 'terms',
    columns: {
      id: 'TEXT',
      axis: 'TEXT',
      name: 'TEXT',
      synonyms: 'TEXT',
      definition: 'TEXT',
      broader: 'TEXT',
      overlaps: 'TEXT',
      position: 'INTEGER',
      notation: 'TEXT',
      unit: 'TEXT',
      repeat: 'TEXT',
      least: 'INTEGER',
      most: 'INTEGER',
      ...CITED,
    },
  },
  families: {
    name: 'families',
    columns: {
      id: 'TEXT',
      name: 'TEXT',
      broader: 'TEXT',
      rows_axis: 'TEXT',
      columns_axis: 'TEXT',
      position: 'INTEGER',
      ...CITED,
    },
  },
  edges: {
    name: 'edges',
    columns: {
      kind: 'TEXT',
      source: 'TEXT',
      target: 'TEXT',
      axes: 'TEXT',
      release: 'TEXT',
      valid_from: 'TEXT',
      valid_to: 'TEXT',
      modifier_indicator: 'INTEGER',
    },
  },
  related: {
    name: 'related',
    columns: {
      from_code: 'TEXT',
      to_code: 'TEXT',
      axes: 'TEXT',
      count: 'INTEGER',
      distance: 'NUMBER',
      sentence: 'TEXT',
    },
  },
  crosswalk: {
    name: 'crosswalk',
    columns: {
      from_code: 'TEXT',
      to_code: 'TEXT',
      relationship: 'TEXT',
      confidence: 'NUMBER',
      justification: 'TEXT',
      ...CITED,
    },
  },
  sources: {
    name: 'sources',
    columns: {
      id: 'TEXT',
      title: 'TEXT',
      publisher: 'TEXT',
      release: 'TEXT',
      sha256: 'TEXT',
      licence: 'TEXT',
      rows: 'INTEGER',
      kind: 'TEXT',
      starts: 'TEXT',
      ends: 'TEXT',
    },
  },
} as const satisfies Readonly<Record<string, Table>>;

export type TableName = keyof typeof TABLES;
