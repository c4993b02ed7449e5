import { createHash } from 'node:crypto';
import { badInput } from '../../errors.ts';
import type { Code } from '../../lattice/code.ts';
import type { Ranked } from '../../lattice/rank.ts';
import type { Term } from '../../lattice/vocabulary.ts';
import type { AddOnRequest, AddOnRow, CodeQuery, RelatedRow } from '../../store/store.ts';
import type { Pair } from './pairs.ts';

/** A row of a list with its place in it. */
export interface Placed<Row> {
  readonly cursor: string;
  readonly row: Row;
}

export interface PageInfo {
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  readonly startCursor: string | null;
  readonly endCursor: string | null;
}

/** A page that asks the store only for what is selected. */
export interface Page<Row> {
  totalCount(): Promise<number>;
  rows(): Promise<readonly Placed<Row>[]>;
  info(): Promise<PageInfo>;
}

export type RelatedPage = Page<RelatedRow> & { readonly from: Code; readonly asked: readonly string[] };
export interface RelatedEdge {
  readonly cursor: string;
  readonly node: Code;
  readonly pair: Pair;
  readonly asked: readonly string[];
}
/** `id` is the code that the others are add-ons of (IN), or primaries of (OUT). */
export type AddOnPage = Page<AddOnRow> & Pick<AddOnRequest, 'id' | 'direction'>;
export type AddOnEdge = Placed<AddOnRow> & Pick<AddOnRequest, 'id' | 'direction'>;
/** The place of a code: its id; by a number, whether it has none (1), the number, its id. */
export type PlacedCode = readonly [id: string] | readonly [none: number, value: number, id: string];

export const idOf = (row: PlacedCode): string => row[row.length - 1] as string;

export type CodePage = Page<PlacedCode> & { readonly query: CodeQuery; readonly asked: readonly string[] };
export type CodeEdge = Placed<PlacedCode> & { readonly asked: readonly string[] };
export type TermPage = Page<Term>;
export type TermEdge = Placed<Term>;
export type SearchPage = Page<Ranked>;
export type SearchEdge = Placed<Ranked>;

type KeyPart = string | number;

export interface PageRequest<Row, Key extends readonly KeyPart[]> {
  /** Names the list: the field and all its arguments but `first` and `after`. A cursor belongs to one list only. */
  readonly list: readonly unknown[];
  readonly first: number | null | undefined;
  readonly fallback: number;
  readonly after: string | null | undefined;
  readonly limit: number;
  /** An example of a key, to check the types in a cursor. */
  readonly shape: Key;
  keyOf(row: Row): Key;
  /** At most `first` rows behind the key. */
  load(first: number, after: Key | null): Promise<readonly Row[]>;
  count(): Promise<number>;
}

/** Makes a page out of a list that a store can give piece by piece. */
export function pageOf<Row, Key extends readonly KeyPart[]>(request: PageRequest<Row, Key>): Page<Row> {
  const first = pageSize(request.first ?? request.fallback, request.limit);
  const list = createHash('sha256').update(JSON.stringify(request.list)).digest('base64url').slice(0, 8);
  const after = request.after == null ? null : readCursor(request.after, list, request.shape);
  let loaded: Promise<{ rows: Placed<Row>[]; more: boolean }> | undefined;
  const page = () => {
    loaded ??= (first === 0 ? Promise.resolve([]) : request.load(first + 1, after)).then((rows) => ({
      rows: rows.slice(0, first).map((row) => ({ cursor: writeCursor(list, request.keyOf(row)), row })),
      more: rows.length > first,
    }));
    return loaded;
  };
  return {
    async totalCount() {
      // Lets sibling fields ask for the rows first: the count may follow from them.
      await null;
      if (loaded === undefined || after !== null || first === 0) return request.count();
      const { rows, more } = await loaded;
      return more ? request.count() : rows.length;
    },
    rows: async () => (await page()).rows,
    async info() {
      const { rows, more } = await page();
      return {
        hasNextPage: first === 0 ? (await request.load(1, after)).length > 0 : more,
        hasPreviousPage: after !== null,
        startCursor: rows[0]?.cursor ?? null,
        endCursor: rows.at(-1)?.cursor ?? null,
      };
    },
  };
}

/** The fields that every connection has. */
export const pageFields = {
  totalCount: (page: Page<unknown>) => page.totalCount(),
  edges: <Row>(page: Page<Row>) => page.rows(),
  pageInfo: (page: Page<unknown>) => page.info(),
};

/** Checks `first`: a refusal, not a clamp. */
export function pageSize(first: number, limit: number, name = 'first'): number {
  if (first >= 0 && first <= limit) return first;
  throw badInput(
    `\`${name}\` is ${first}; it must be from 0 to ${limit} (LIMIT_FIRST, set where the server runs).`,
  );
}

function writeCursor(list: string, key: readonly KeyPart[]): string {
  return Buffer.from(JSON.stringify([list, ...key])).toString('base64url');
}

function readCursor<Key extends readonly KeyPart[]>(cursor: string, list: string, shape: Key): Key {
  try {
    const [head, ...key] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown[];
    const fits =
      head === list &&
      key.length === shape.length &&
      key.every((part, index) => typeof part === typeof shape[index]);
    if (fits) return key as unknown as Key;
  } catch {
    // A text that is not JSON is refused below like any other wrong cursor.
  }
  throw badInput(
    '`after` is not a cursor of this list; give the `endCursor` of the same field with the same arguments.',
  );
}
