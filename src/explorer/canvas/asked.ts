import { addressOf, isAmbiguous, readingsOf } from '../../lattice/code-ids.ts';
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

interface CanvasRead extends CanvasAsked {
  /** The inputs that several codes are written like; the first of these is taken. */
  readonly ambiguous: readonly string[];
  /** What goes beyond the limit of codes to start from. */
  readonly leftOut: readonly string[];
  readonly dropped: readonly string[];
}

/** Reads an address; what it states wrongly, or too much of, is dropped and named. */
export function readCanvas(reader: QueryReader): CanvasRead {
  const { list, one } = reader;
  const inputs = reader.inputs('codes');
  const starts = [...new Set(inputs.map(addressOf))];
  const opened = list('open');
  const kinds = reader.some('kinds', EDGE_KINDS);
  const asked = {
    starts: starts.slice(0, MOST_CHOSEN),
    opened: opened.slice(0, MOST_OPENED),
    without: list('without'),
    kinds: kinds.length > 0 ? kinds : FIRST_KINDS,
    labels: one('labels', ['off'], null) === null,
  };
  return {
    ...asked,
    ambiguous: inputs.filter(isAmbiguous).slice(0, MOST_CHOSEN),
    leftOut: starts.slice(MOST_CHOSEN),
    dropped: [...reader.left(), ...opened.slice(MOST_OPENED)],
  };
}

/**
 * The same steps from these codes. Where none is left, the codes that were opened take the place of the one taken away, so that
 * what stands before the reader stays.
 */
export function startedFrom(asked: CanvasAsked, starts: readonly string[]): CanvasAsked {
  if (starts.length > 0) return { ...asked, starts };
  const isCode = (token: string) => readingsOf(token).fault === null;
  const codes = asked.opened.filter(isCode).slice(0, MOST_CHOSEN);
  if (codes.length === 0) return { ...asked, starts, opened: [], without: [] };
  return {
    ...asked,
    starts: codes,
    opened: asked.opened.filter((token) => !codes.includes(token)),
    without: [...asked.without, ...asked.starts],
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
