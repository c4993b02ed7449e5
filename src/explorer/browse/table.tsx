import type { BrowseQuery } from '../../generated/explorer.ts';
import { AXIS_COLUMNS, POSITIONS } from '../../lattice/axes.ts';
import { SYSTEM_NAMES } from '../../lattice/systems.ts';
import { InBasketMark } from '../own/in-basket.tsx';
import { CodeLabel } from '../parts/code-label.tsx';
import { CodeLink } from '../parts/links.tsx';
import { Scroller } from '../parts/scroller.tsx';
import { TermName } from '../parts/term-name.tsx';
import { changed, linkTo } from '../router.ts';
import { figuresIn, fill, list, type Speech, useSpeech } from '../words.ts';
import { type Asked, type Sort, step } from './asked.ts';
import { type AxisColumn, type Column, isAxisColumn, type OtherColumn } from './columns.ts';

type Edges = NonNullable<BrowseQuery['codes']>['edges'];
type Node = Edges[number]['node'];
/** What the cells of a row are made from. */
type Row = Pick<Node, 'code' | 'system' | 'status' | 'family' | 'axes' | 'billing'> &
  Partial<Pick<Node, 'unitsPerDay'>>;

interface TableProps {
  readonly asked: Asked;
  readonly columns: readonly Column[];
  readonly edges: Edges;
}

const SORT_OF: Partial<Record<Column | 'code', Sort>> = {
  code: 'ID',
  workRvu: 'WORK_RVU',
  facilityTotalRvu: 'FACILITY_TOTAL_RVU',
};

/** What a column is called. */
export function nameOf(column: Column, { words }: Pick<Speech, 'words'>): string {
  return isAxisColumn(column) ? words.axes[AXIS_COLUMNS[column]] : words.browse.columns[column];
}

/** The codes, a row each; the arrow keys go from row to row. */
export function CodeTable({ asked, columns, edges }: TableProps) {
  const speech = useSpeech();
  const { words } = speech;
  const release = edges.find(({ node }) => node.billing)?.node.billing?.release;
  return (
    <>
      <Scroller
        mark=""
        sight={null}
        frame="sheet"
        attributes={{ role: 'region', 'aria-label': words.browse.keys, tabIndex: 0 }}
      >
        <table>
          <thead>
            <tr>
              <Head asked={asked} column="code" name={words.family.code} />
              <th scope="col">{words.family.label}</th>
              {columns.map((column) => (
                <Head key={column} asked={asked} column={column} name={nameOf(column, speech)} />
              ))}
            </tr>
          </thead>
          <tbody onKeyDown={follow}>
            {edges.map(({ node, overlapping }) => (
              <tr key={node.id}>
                <th scope="row">
                  <CodeLink code={node.code} />
                  <InBasketMark id={node.id} />
                </th>
                <td>
                  <CodeLabel {...node} />
                  {overlapping.length > 0 && (
                    <>
                      {' '}
                      <span class="mark">
                        {fill(words.browse.overlaps, {
                          terms: list(
                            overlapping.map(({ name }) => name),
                            speech.language,
                          ),
                        })}
                      </span>
                    </>
                  )}
                </td>
                <Cells row={node} columns={columns} />
              </tr>
            ))}
          </tbody>
        </table>
      </Scroller>
      <p class="quiet keys">
        {words.browse.keys} {release && fill(words.browse.release, { release })}
      </p>
    </>
  );
}

interface HeadProps {
  readonly asked: Asked;
  readonly column: Column | 'code';
  readonly name: string;
}

/** The name of a column; where codes can be sorted by it, a link that does, and turns the order round. */
function Head({ asked, column, name }: HeadProps) {
  const { browse } = useSpeech().words;
  const sort = SORT_OF[column];
  if (sort === undefined) return <th scope="col">{name}</th>;
  const isSorted = asked.sort === sort;
  // Numbers are first looked at from the highest.
  const descending = isSorted ? !asked.descending : sort !== 'ID';
  const direction = asked.descending ? 'descending' : 'ascending';
  return (
    <th scope="col" aria-sort={isSorted ? direction : undefined} class={sort === 'ID' ? undefined : 'figure'}>
      <a
        href={changed(
          step(asked, { sort: sort === 'ID' ? null : sort, descending: descending ? 'true' : null }),
        )}
        title={descending ? browse.fromHighest : browse.fromLowest}
      >
        {name}
        <span aria-hidden="true" class="arrow">
          {'\u00a0'}
          {isSorted ? (asked.descending ? '▼' : '▲') : '↕'}
        </span>
      </a>
    </th>
  );
}

const NUMBERS: readonly Column[] = ['workRvu', 'facilityTotalRvu', 'nonFacilityTotalRvu', 'unitsPerDay'];
/** Whether a column holds figures, which stand below each other at their ends. */
export const isNumber = (column: Column) => NUMBERS.includes(column);

/** What a code says in each of the columns. */
export function Cells({ row, columns }: { row: Row; columns: readonly Column[] }) {
  return (
    <>
      {columns.map((column) => (
        <td key={column} class={isNumber(column) ? 'figure' : undefined}>
          <Cell row={row} column={column} />
        </td>
      ))}
    </>
  );
}

function Cell({ row, column }: { row: Row; column: Column }) {
  return isAxisColumn(column) ? <Terms row={row} column={column} /> : <Other row={row} column={column} />;
}

/** The terms of a code on an axis; of ICD-10-PCS with the character that stands for them. */
function Terms({ row, column }: { row: Row; column: AxisColumn }) {
  const { words } = useSpeech();
  const axis = AXIS_COLUMNS[column];
  const fact = row.axes.find((one) => one.axis === axis);
  const place = row.system === 'ICD10PCS' ? POSITIONS.indexOf(axis) : -1;
  if (fact === undefined) return null;
  if (fact.inherited) return <span class="quiet">{words.code.inherited}</span>;
  return (
    <>
      {place >= 0 && (
        <>
          <b class="number">{row.code[place]}</b>{' '}
        </>
      )}
      {fact.terms.map((term, index) => (
        <span key={term.id}>
          {index > 0 && ' · '}
          <a href={linkTo(`/terms/${term.id}`)}>
            <TermName {...term} />
          </a>
        </span>
      ))}
    </>
  );
}

function Other({ row, column }: { row: Row; column: OtherColumn }) {
  const { words, language } = useSpeech();
  const number = figuresIn(language);
  if (column === 'system') return <bdi>{SYSTEM_NAMES[row.system]}</bdi>;
  if (column === 'status') return <>{words.browse.states[row.status]}</>;
  if (column === 'family') {
    return row.family ? <a href={linkTo(`/families/${row.family.id}`)}>{row.family.name}</a> : null;
  }
  if (column === 'unitsPerDay') return <>{row.unitsPerDay?.units}</>;
  const value = row.billing?.[column] ?? null;
  return <>{typeof value === 'number' ? number.format(value) : value}</>;
}

/** From row to row, to the first and to the last. */
function follow(event: KeyboardEvent): void {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const body = event.currentTarget as HTMLElement;
  const links = [...body.querySelectorAll<HTMLElement>('th a')];
  const row = (event.target as HTMLElement).closest('tr');
  const at = links.findIndex((link) => row?.contains(link));
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: links.length - 1 }[event.key];
  const link = to === undefined ? undefined : links[to];
  if (link === undefined) return;
  event.preventDefault();
  link.focus();
}
