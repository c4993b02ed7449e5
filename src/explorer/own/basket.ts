import { isRecord, stored, useStored } from './stored.ts';

/** So many codes fit, and so many signs in a note. */
export const MOST_CODES = 100;
export const LONGEST_NOTE = 500;

/** A code by its id, and what the reader has written about it. */
export interface Item {
  readonly id: string;
  readonly note: string;
}

export type Basket = readonly Item[];

const BASKET = stored('codelattice:basket', read);
/** The notes of codes that were taken out since the page was opened: a code that is put back has its note again. */
const takenNotes = new Map<string, string>();

/** The reader's codes in their order, and the ways to change them. */
export function useBasket() {
  const { value: basket, isKept } = useStored(BASKET);
  return {
    basket,
    isKept,
    has: (id: string) => basket.some((one) => one.id === id),
    /** As many of them as fit, behind those that are there. */
    add: (ids: readonly string[]) =>
      BASKET.change((before) =>
        read([...before, ...ids.map((id) => ({ id, note: takenNotes.get(id) ?? '' }))]),
      ),
    take: (id: string) =>
      BASKET.change((before) => {
        for (const one of before) if (one.id === id) takenNotes.set(id, one.note);
        return before.filter((one) => one.id !== id);
      }),
    move: (id: string, by: 1 | -1) => BASKET.change((before) => moved(before, id, by)),
    write: (id: string, note: string) =>
      BASKET.change((before) => before.map((one) => (one.id === id ? { id, note } : one))),
    put: (next: Basket) => BASKET.change(() => next),
  };
}

/** The basket with a code one place further on, or back. */
function moved(before: Basket, id: string, by: 1 | -1): Basket {
  const at = before.findIndex((one) => one.id === id);
  const [one, other] = [before[at], before[at + by]];
  if (one === undefined || other === undefined) return before;
  return before.with(at, other).with(at + by, one);
}

/** What of a list can be used: each code once, the first hundred, with notes of a length that fits. */
function read(found: unknown): Basket {
  const items = (Array.isArray(found) ? found : []).filter(isItem);
  const byId = new Map<string, Item>();
  for (const { id, note } of items) {
    if (byId.size < MOST_CODES && !byId.has(id)) byId.set(id, { id, note: note.slice(0, LONGEST_NOTE) });
  }
  return [...byId.values()];
}

function isItem(value: unknown): value is Item {
  return isRecord(value) && typeof value.id === 'string' && typeof value.note === 'string';
}
