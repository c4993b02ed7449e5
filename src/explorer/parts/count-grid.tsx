import './count-grid.css';
import { linkTo } from '../router.ts';
import { count as countOf, numbersIn, useSpeech } from '../words.ts';
import { type GridKey, GridTable } from './grid-table.tsx';
import { Scroller } from './scroller.tsx';

interface CountGridProps {
  readonly grid: {
    readonly rows: readonly GridKey[];
    readonly columns: readonly GridKey[];
    readonly cells: readonly {
      readonly row: string;
      readonly column: string;
      readonly codeCount: number;
    }[];
  };
  /** The id of the family that is counted. */
  readonly family: string;
  readonly caption: string;
}

/** A family as a table of how many codes there are at or under each place, the darker the more; each number leads to so many codes. */
export function CountGrid({ grid: { rows, columns, cells }, family, caption }: CountGridProps) {
  const { words, language } = useSpeech();
  const number = numbersIn(language);
  const counts = new Map(cells.map(({ row, column, codeCount }) => [`${row} ${column}`, codeCount]));
  const most = Math.log(Math.max(2, ...counts.values()));
  return (
    <figure class="count-grid">
      <Scroller mark="" sight={null}>
        <GridTable
          rows={rows}
          columns={columns}
          caption={caption}
          cellOf={(row, column) => {
            const count = counts.get(`${row.key} ${column.key}`);
            if (!count) return <td key={column.key} />;
            const shade = `${Math.round(15 + (85 * Math.log(count)) / most)}%`;
            // No address can ask for codes that state nothing on an axis.
            const terms = row.term && column.term && `${row.term.id},${column.term.id}`;
            return (
              <td key={column.key} class="count" style={{ '--shade': shade }}>
                {terms ? (
                  <a
                    href={linkTo('/browse', { family, terms })}
                    aria-label={`${row.name}, ${column.name}: ${countOf(words.shell.codes, count, language)}`}
                  >
                    {number.format(count)}
                  </a>
                ) : (
                  number.format(count)
                )}
              </td>
            );
          }}
        />
      </Scroller>
    </figure>
  );
}
