import { UsageError } from '../../errors.ts';
import type { Shape } from './shape.ts';

export type Cell = string | number | boolean;

export interface Rows {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

/** A shape with what becomes of it in a table. */
interface ColumnPlan {
  readonly key: string;
  /** Where its values stand; null for what has columns below. */
  readonly column: string | null;
  readonly isList: boolean;
  /** Whether it, or something below it, makes rows. */
  readonly unfolds: boolean;
  readonly below: readonly ColumnPlan[];
}

type Row = ReadonlyMap<string, Cell>;

/**
 * An answer as a table, with one column for each path to a value. Rows are the edges of connections; where there is no
 * connection, the elements of the outermost lists; else there is one row. What stands above is repeated in every row;
 * connections side by side follow one another. What a connection says beside its edges, its count and facets, is no part
 * of a row, and left out. Another list makes rows where `explode` names it, by the end of its path; else its elements stand
 * in one cell for each of their values, between semicolons, as spreadsheets have it, and as JSON where there are lists in it. The names of columns leave out
 * `edges` and `node`, and the first name where all have it.
 */
export function rowsOf(
  shapes: readonly Shape[],
  data: Readonly<Record<string, unknown>>,
  explode: readonly string[] = [],
): Rows {
  const outermost = outermostList(shapes);
  const isRow = shapes.some(hasEdges)
    ? ({ part }: Shape) => part === 'edges'
    : ({ kind }: Shape, depth: number) => kind === 'list' && depth === outermost;
  const lists: string[] = [];
  const exploded = new Set<string>();
  const makesRows = (shape: Shape, depth: number, named: readonly string[]) => {
    if (isRow(shape, depth)) return true;
    const name = named.join('.');
    const asked = explode.filter((one) => `.${name}`.endsWith(`.${one}`));
    lists.push(name);
    for (const one of asked) exploded.add(one);
    return asked.length > 0;
  };
  const columns: string[] = [];
  const plans = shapes.map((shape) => planOf(shape, { depth: 0, named: [], whole: [], makesRows, columns }));
  const unknown = explode.find((one) => !exploded.has(one));
  if (unknown !== undefined) {
    throw new UsageError(
      `--explode ${unknown}: the answer has no such list; ${lists.length === 0 ? 'it has none but its rows' : `its lists are ${[...new Set(lists)].join(', ')}`}.`,
    );
  }
  const [first = ''] = columns[0]?.split('.') ?? [];
  const isShared = columns.every((column) => column.startsWith(`${first}.`));
  const rows = plans.some(({ unfolds }) => unfolds) ? unfolded(plans, data) : [flat(plans, data)];
  return {
    columns: isShared ? columns.map((column) => column.slice(first.length + 1)) : columns,
    rows: rows.map((row) => columns.map((column) => row.get(column) ?? '')),
  };
}

const hasEdges = ({ part, below }: Shape): boolean => part === 'edges' || below.some(hasEdges);

/** How deep the outermost list stands; infinity where there is none. */
function outermostList(shapes: readonly Shape[]): number {
  return Math.min(
    Number.POSITIVE_INFINITY,
    ...shapes.map(({ kind, below }) => (kind === 'list' ? 0 : 1 + outermostList(below))),
  );
}

interface TablePart {
  readonly depth: number;
  /** The names above it, without and with `edges` and `node`. */
  readonly named: readonly string[];
  readonly whole: readonly string[];
  makesRows(shape: Shape, depth: number, named: readonly string[]): boolean;
  /** Takes the columns up, in their order. */
  readonly columns: string[];
}

function planOf(shape: Shape, place: TablePart): ColumnPlan {
  const { key, kind } = shape;
  const named = shape.part === null ? [...place.named, key] : place.named;
  const whole = [...place.whole, key];
  if (kind === 'value') {
    return { key, column: columnFor(named, whole, place), isList: false, unfolds: false, below: [] };
  }
  const isList = kind === 'list';
  const edges = shape.below.filter(({ part }) => part === 'edges');
  const makesRows = isList && place.makesRows(shape, place.depth, named);
  const before = place.columns.length;
  const below = (edges.length > 0 ? edges : shape.below).map((one) =>
    planOf(one, { ...place, depth: place.depth + 1, named, whole }),
  );
  const unfolds = makesRows || below.some((one) => one.unfolds);
  if (isList && !unfolds && below.some(hasList)) {
    place.columns.length = before;
    return { key, column: columnFor(named, whole, place), isList: false, unfolds: false, below: [] };
  }
  return { key, column: null, isList, unfolds, below };
}

/** Takes a column up, by its whole name where the short one is taken. */
function columnFor(named: readonly string[], whole: readonly string[], { columns }: TablePart): string {
  const short = named.join('.');
  const column = columns.includes(short) ? whole.join('.') : short;
  columns.push(column);
  return column;
}

const hasList = ({ isList, below }: ColumnPlan): boolean => isList || below.some(hasList);

/** The rows of an object: what stands in it once, with each row that something in it makes; none where nothing does. */
function unfolded(plans: readonly ColumnPlan[], value: unknown): Row[] {
  const once = plans.filter(({ unfolds }) => !unfolds);
  const own = flat(once, value);
  return plans
    .filter(({ unfolds }) => unfolds)
    .flatMap(({ key, isList, below }) =>
      itemsOf(value, key).flatMap((item) => {
        const rows = below.some(({ unfolds }) => unfolds) ? unfolded(below, item) : [flat(below, item)];
        // An element of a list is a row, also where nothing is below it.
        return isList && rows.length === 0 ? [flat(withoutRows(below), item)] : rows;
      }),
    )
    .map((row) => new Map([...own, ...row]));
}

/** What is left of plans when nothing makes rows. */
function withoutRows(plans: readonly ColumnPlan[]): ColumnPlan[] {
  return plans
    .filter(({ unfolds, isList }) => !unfolds || !isList)
    .map((plan) => (plan.unfolds ? { ...plan, below: withoutRows(plan.below) } : plan));
}

/** Objects in one row; lists in it are joined. */
function flat(plans: readonly ColumnPlan[], value: unknown): Row {
  const row = new Map<string, Cell>();
  for (const { key, column, isList, below } of plans) {
    if (column !== null) row.set(column, cellOf((value as Readonly<Record<string, unknown>> | null)?.[key]));
    else if (!isList)
      for (const item of itemsOf(value, key))
        for (const [name, cell] of flat(below, item)) row.set(name, cell);
    else {
      const rows = itemsOf(value, key).map((item) => flat(below, item));
      for (const name of columnsOf(below)) row.set(name, joined(rows.map((one) => one.get(name) ?? '')));
    }
  }
  return row;
}

const columnsOf = (plans: readonly ColumnPlan[]): string[] =>
  plans.flatMap(({ column, below }) => (column === null ? columnsOf(below) : [column]));

/** What stands under a name, as a list: nothing, an object, or the elements. */
function itemsOf(value: unknown, key: string): readonly unknown[] {
  const found = (value as Readonly<Record<string, unknown>> | null)?.[key];
  if (found === null || found === undefined) return [];
  return Array.isArray(found) ? found : [found];
}

function cellOf(value: unknown): Cell {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return joined(value);
  return typeof value === 'object' ? JSON.stringify(value) : (value as Cell);
}

/** A list in one cell: between semicolons, or as JSON where these would not tell its elements apart. */
function joined(items: readonly unknown[]): string {
  const isPlain = items.every(
    (one) => (typeof one !== 'object' || one === null) && !/[;\n]|^\[/.test(String(one)),
  );
  return isPlain ? items.map(cellOf).join('; ') : JSON.stringify(items);
}
