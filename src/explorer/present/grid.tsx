import '../parts/grid.css';
import type { TargetedMouseEvent } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { GridPicture } from '../parts/grid.tsx';
import { GridTable } from '../parts/grid-table.tsx';
import { Scroller } from '../parts/scroller.tsx';
import { go } from '../router.ts';

interface PresentGridProps {
  readonly grid: GridPicture;
  readonly caption: string;
  /** The codes to mark, with the row and column that they stand in. */
  readonly marked?: readonly string[];
  /** Where the step of a code is. */
  readonly hrefOf: (code: string) => string;
}

/** The grid of a family, to be seen from afar: each code leads to its step. */
export function PresentGrid({ grid, caption, marked = [], hrefOf }: PresentGridProps) {
  const { rows, columns, cells } = grid;
  const isMarked = (code: string) => marked.includes(code);
  const own = cells.filter(({ state, codes }) => stands(state) && codes.some(({ code }) => isMarked(code)));
  const stated = new Set(own.flatMap(({ row, column }) => [row, column]));
  const figure = useRef<HTMLElement>(null);
  const sight = marked.at(-1);

  // Sideways the scroller does the same.
  useEffect(() => {
    const found = sight && [...(figure.current?.querySelectorAll('[aria-current]') ?? [])].at(-1);
    const scroller = found ? found.closest('.scroller') : null;
    if (!found || !scroller) return;
    const [frame, box] = [scroller.getBoundingClientRect(), found.getBoundingClientRect()];
    scroller.scrollTop += (box.top + box.bottom - frame.top - frame.bottom) / 2;
  }, [sight]);

  return (
    <figure ref={figure} class="grid">
      <Scroller mark="[aria-current]" sight={sight}>
        <GridTable
          rows={rows}
          columns={columns}
          caption={caption}
          style={{ '--columns': columns.length }}
          nameOf={({ key, name }) => <span class={stated.has(key) ? 'stated' : undefined}>{name}</span>}
          cellOf={(row, column) => {
            const cell = cells.find((one) => one.row === row.key && one.column === column.key);
            if (!cell) return <td key={column.key} />;
            if (!stands(cell.state)) {
              return (
                <td key={column.key} class="hole">
                  <span class="hidden">{cell.why}</span>
                  <span aria-hidden="true">–</span>
                </td>
              );
            }
            return (
              <td key={column.key} class="stands">
                {cell.codes.map(({ code }) => (
                  <span key={code} aria-current={isMarked(code) ? 'true' : undefined}>
                    <a class="code" href={hrefOf(code)} dir="ltr" onClick={turn}>
                      {code}
                    </a>
                  </span>
                ))}
              </td>
            );
          }}
        />
      </Scroller>
    </figure>
  );
}

/** Goes to a step as all ways do: the back button leaves the presentation. */
function turn(event: TargetedMouseEvent<HTMLAnchorElement>) {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  go(event.currentTarget.href, { replace: true });
}

const stands = (state: string) => state === 'CODE' || state === 'ANY_LEVEL';
