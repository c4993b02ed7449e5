import './grid.css';
import { useState } from 'preact/hooks';
import { linkTo } from '../router.ts';
import { useSpeech } from '../words.ts';
import { CodeLink, type CodeName } from './links.tsx';

export interface GridKey {
  readonly key: string;
  readonly name: string;
  readonly term: { readonly id: string } | null;
}

export interface GridCell {
  readonly row: string;
  readonly column: string;
  readonly state: 'CODE' | 'ANY_LEVEL' | 'COVERED_BY' | 'SPLIT' | 'NOT_DEFINED';
  readonly codes: readonly CodeName[];
  readonly why: string;
}

export interface GridPicture {
  readonly rows: readonly GridKey[];
  readonly columns: readonly GridKey[];
  readonly cells: readonly GridCell[];
}

interface GridProps {
  readonly grid: GridPicture;
  readonly caption: string;
  /** The code to mark. */
  readonly marked?: string | undefined;
  /** The class that colors a code. */
  readonly tintOf?: ((code: string) => string | undefined) | undefined;
  /** Hears of the codes of the cell that is pointed at. */
  readonly tell?: ((codes: readonly string[]) => void) | undefined;
}

/** A family as a table of codes. Under the pointer or the focus, a cell says below why it is what it is. */
export function Grid({ grid: { rows, columns, cells }, caption, marked, tintOf, tell }: GridProps) {
  const { shell } = useSpeech().words;
  const [told, setTold] = useState<GridCell | null>(null);
  const point = (cell: GridCell) => {
    setTold(cell);
    tell?.(cell.codes.map(({ code }) => code));
  };
  const cellAt = (row: GridKey, column: GridKey) =>
    cells.find((cell) => cell.row === row.key && cell.column === column.key);
  return (
    <figure class="grid">
      <div class="scroll">
        <table style={{ '--columns': columns.length }}>
          <caption class="hidden">{caption}</caption>
          <thead>
            <tr>
              <td />
              {columns.map((column) => (
                <th key={column.key} scope="col">
                  <KeyName {...column} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.key}>
                <th scope="row">
                  <KeyName {...row} />
                </th>
                {columns.map((column) => {
                  const cell = cellAt(row, column);
                  return (
                    cell && <Cell key={column.key} cell={cell} marked={marked} tintOf={tintOf} tell={point} />
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <figcaption aria-live="polite">{told?.why ?? shell.gridHint}</figcaption>
    </figure>
  );
}

interface CellProps {
  readonly cell: GridCell;
  readonly marked: GridProps['marked'];
  readonly tintOf: GridProps['tintOf'];
  readonly tell: (cell: GridCell) => void;
}

function Cell({ cell, marked, tintOf, tell }: CellProps) {
  const { state, codes, why } = cell;
  const stands = state === 'CODE' || state === 'ANY_LEVEL';
  const isMarked = stands && codes.every(({ code }) => code === marked);
  return (
    <td
      class={`${stands ? 'stands' : 'hole'} ${state.toLowerCase().replace('_', '-')}${isMarked ? ' marked' : ''}`}
      onPointerEnter={() => tell(cell)}
      onFocusCapture={() => tell(cell)}
    >
      {stands ? (
        codes.map((code) => (
          <span
            key={code.code}
            class={code.code === marked ? undefined : tintOf?.(code.code)}
            aria-current={code.code === marked ? 'true' : undefined}
          >
            <CodeLink {...code} />
          </span>
        ))
      ) : (
        <button type="button" onClick={() => tell(cell)}>
          <span class="hidden">{why}</span>
          {state === 'NOT_DEFINED' ? (
            <span aria-hidden="true">–</span>
          ) : (
            codes.map(({ code }) => (
              <span key={code} aria-hidden="true">
                {code}
              </span>
            ))
          )}
        </button>
      )}
    </td>
  );
}

function KeyName({ name, term }: GridKey) {
  return term ? <a href={linkTo(`/terms/${term.id}`)}>{name}</a> : <span>{name}</span>;
}
