import { isRecord, stored, useStored } from './stored.ts';

/** So many codes are remembered. */
const MOST_SEEN = 50;

interface Seen {
  /** Whether the reader wants it. */
  readonly isOn: boolean;
  /** The codes whose pages were opened in this browser, by their ids, the last one first. */
  readonly ids: readonly string[];
}

const SEEN = stored('codelattice:seen', read);

/** The codes that were looked at, and the ways to forget them and to remember none. */
export function useSeen() {
  const { value, isKept } = useStored(SEEN);
  return {
    ...value,
    isKept,
    forget: () => SEEN.change((before) => ({ ...before, ids: [] })),
    turn: (isOn: boolean) => SEEN.change(({ ids }) => ({ isOn, ids: isOn ? ids : [] })),
  };
}

/** Remembers that the page of a code was opened. */
export function see(id: string): void {
  const { value } = SEEN.now();
  if (!value.isOn || value.ids[0] === id) return;
  SEEN.change((before) => read({ ...before, ids: [id, ...before.ids] }));
}

/** What can be used of what is found: each code once, the latest fifty. */
function read(found: unknown): Seen {
  if (!isRecord(found)) return { isOn: true, ids: [] };
  const ids = (Array.isArray(found.ids) ? found.ids : []).filter((id) => typeof id === 'string');
  return { isOn: found.isOn !== false, ids: [...new Set(ids)].slice(0, MOST_SEEN) };
}
