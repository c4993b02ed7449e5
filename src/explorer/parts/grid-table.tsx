import type { ComponentChildren, CSSProperties } from 'preact';
import { linkTo } from '../router.ts';

/** A row or a column: a term, or codes that state none on its axis. */
export interface GridKey {
  readonly key: string;
  readonly name: string;
  readonly term: { readonly id: string } | null;
}

interface GridTableProps {
  readonly rows: readonly GridKey[];
  readonly columns: readonly GridKey[];
  readonly caption: string;
  readonly style?: CSSProperties | undefined;
  /** What a row or a column is called; left out, a link to its term. */
  readonly nameOf?: (key: GridKey) => ComponentChildren;
  /** The `td` of a row and a column. */
  readonly cellOf: (row: GridKey, column: GridKey) => ComponentChildren;
}

/** A family as a table of its rows and columns. */
export const GridTable = ({ rows, columns, caption, style, nameOf = KeyName, cellOf }: GridTableProps) => (
  <table style={style}>
    <caption class="hidden">{caption}</caption>
    <thead>
      <tr>
        <td />
        {columns.map((column) => (
          <th key={column.key} scope="col">
            {nameOf(column)}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {rows.map((row) => (
        <tr key={row.key}>
          <th scope="row">{nameOf(row)}</th>
          {columns.map((column) => cellOf(row, column))}
        </tr>
      ))}
    </tbody>
  </table>
);

function KeyName({ name, term }: GridKey) {
  return term ? <a href={linkTo(`/terms/${term.id}`)}>{name}</a> : <span>{name}</span>;
}
