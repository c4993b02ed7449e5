import { addressOf, divide, LONGEST_INPUT } from '../../lattice/code-ids.ts';
import { EDGE_KINDS, type EdgeKind } from '../../lattice/edges.ts';
import { MOST_CHOSEN } from '../parts/most-chosen.ts';
import type { QueryReader } from '../parts/read-query.ts';

/** The kinds that are followed until the reader chooses others: few lines, so that the first picture can be read. */
const FIRST_KINDS: readonly EdgeKind[] = ['AXIS', 'HIERARCHY', 'ADD_ON', 'CONFUSED_WITH'];
/** So many boxes may be opened besides the codes that are started from. */
const MOST_OPENED = 40;

/** What the reader has done so far, as the address states it: codes by number, all else by id. */
export interface CanvasAsked {
  readonly starts: readonly string[];
  /** What was opened besides, in order. */
  readonly opened: readonly string[];
  /** What was taken away. */
  readonly without: readonly string[];
  readonly kinds: readonly EdgeKind[];
  /** Whether boxes say what they stand for, or have numbers only. */
  readonly labels: boolean;
}

/** Reads an address; what it states wrongly, or too much of, is dropped and named. */
export function readCanvas(reader: QueryReader): CanvasAsked & { readonly dropped: readonly string[] } {
  const { list, one, drop } = reader;
  const inputs = divide(list('codes').join()).map((input) => addressOf(input).slice(0, LONGEST_INPUT + 1));
  const starts = [...new Set(inputs)];
  const opened = list('open');
  const named = list('kinds').map((kind) => kind.toUpperCase());
  for (const kind of named) if (!EDGE_KINDS.some((one) => one === kind)) drop('kinds', kind);
  const kinds = EDGE_KINDS.filter((kind) => named.includes(kind));
  const asked = {
    starts: starts.slice(0, MOST_CHOSEN),
    opened: opened.slice(0, MOST_OPENED),
    without: list('without'),
    kinds: kinds.length > 0 ? kinds : FIRST_KINDS,
    labels: one('labels', ['off'], null) === null,
  };
  return {
    ...asked,
    dropped: [...reader.left(), ...starts.slice(MOST_CHOSEN), ...opened.slice(MOST_OPENED)],
  };
}

/** What the reader sees as the query of an address; what is as at first is left out. */
export function canvasQuery({
  starts,
  opened,
  without,
  kinds,
  labels,
}: CanvasAsked): Readonly<Record<string, string | null>> {
  return {
    codes: starts.join(),
    open: opened.join(),
    without: without.join(),
    kinds: kinds.join() === FIRST_KINDS.join() ? null : kinds.join(),
    labels: labels ? null : 'off',
  };
}
