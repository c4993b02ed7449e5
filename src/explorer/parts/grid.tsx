import './grid.css';
import { useId, useState } from 'preact/hooks';
import { useSpeech } from '../words.ts';
import { Balloon, type Spot } from './balloon.tsx';
import { type GridKey, GridTable } from './grid-table.tsx';
import { CodeLink, type CodeName } from './links.tsx';
import { Scroller } from './scroller.tsx';

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

/** A family as a table of codes. Pointed at, focused or tapped, a cell says beside itself why it is what it is. */
export function Grid({ grid: { rows, columns, cells }, caption, marked, tintOf, tell }: GridProps) {
  const { shell } = useSpeech().words;
  const id = useId();
  const [told, setTold] = useState<{ readonly cell: GridCell; readonly spot: Spot } | null>(null);
  const point = (cell: GridCell, spot: Spot) => {
    if (cell === told?.cell) return;
    setTold({ cell, spot });
    tell?.(cell.codes.map(({ code }) => code));
  };
  const close = () => {
    setTold(null);
    tell?.([]);
  };
  return (
    <figure
      class="grid"
      onPointerLeave={({ pointerType }) => pointerType === 'mouse' && close()}
      onFocusOut={({ currentTarget, relatedTarget }) =>
        !(relatedTarget instanceof Node && currentTarget.contains(relatedTarget)) && close()
      }
    >
      <Scroller mark=".marked, [aria-current]" sight={marked}>
        <GridTable
          rows={rows}
          columns={columns}
          caption={caption}
          style={{ '--columns': columns.length }}
          cellOf={(row, column) => {
            const cell = cells.find((one) => one.row === row.key && one.column === column.key);
            return (
              cell && (
                <Cell
                  key={column.key}
                  cell={cell}
                  marked={marked}
                  tintOf={tintOf}
                  tell={point}
                  describedBy={told?.cell === cell ? id : undefined}
                />
              )
            );
          }}
        />
      </Scroller>
      {told && (
        <Balloon id={id} spot={told.spot} close={close}>
          {told.cell.why}
        </Balloon>
      )}
      <figcaption>{shell.gridHint}</figcaption>
    </figure>
  );
}

interface CellProps {
  readonly cell: GridCell;
  readonly marked: GridProps['marked'];
  readonly tintOf: GridProps['tintOf'];
  readonly tell: (cell: GridCell, spot: Spot) => void;
  /** Of what is said of the cell, while it is. */
  readonly describedBy: string | undefined;
}

function Cell({ cell, marked, tintOf, tell, describedBy }: CellProps) {
  const { state, codes, why } = cell;
  const stands = state === 'CODE' || state === 'ANY_LEVEL';
  const isMarked = stands && codes.every(({ code }) => code === marked);
  const point = ({ currentTarget }: { readonly currentTarget: HTMLElement }) =>
    tell(cell, currentTarget.getBoundingClientRect());
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: by keys a cell is pointed at through what stands in it
    <td
      class={`${stands ? 'stands' : 'hole'} ${state.toLowerCase().replace('_', '-')}${isMarked ? ' marked' : ''}`}
      // Cells that come under a pointer that rests, since something else moved, are not pointed at.
      onPointerMove={(event) => event.pointerType === 'mouse' && point(event)}
      onFocusCapture={point}
      onClick={point}
    >
      {stands ? (
        codes.map((code) => (
          <span
            key={code.code}
            class={code.code === marked ? undefined : tintOf?.(code.code)}
            aria-current={code.code === marked ? 'true' : undefined}
          >
            <CodeLink code={code.code} describedBy={describedBy} />
          </span>
        ))
      ) : codes.length === 0 ? (
        <button type="button">
          <span class="hidden">{why}</span>
          <span aria-hidden="true">–</span>
        </button>
      ) : (
        <div class="covers">
          <span class="hidden">{why}</span>
          {codes.map(({ code }) => (
            <CodeLink key={code} code={code} describedBy={describedBy} />
          ))}
        </div>
      )}
    </td>
  );
}
