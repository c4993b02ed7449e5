import { numberOfDay } from '../../../lattice/days.ts';
import type { Bundle } from '../../records.ts';
import type { Database } from '../driver.ts';
import type { Insert } from './insert.ts';
import { orderOf } from './order.ts';

/** The pairs of NCCI of one release, gathered by number and written in the order of their table. */
export interface Bundles {
  add(column1: number, column2: number, source: number, rationale: number, bundle: Bundle): void;
  /** Writes what is still gathered, and brings the index back. */
  finish(): void;
}

/** How many rows are gathered and sorted before they are written: inserting in order is twice as fast. */
const GATHERED = 1 << 18;
/** Stands for no day: no day has this number. */
const OPEN = 0;
const INTO = 'bundle (release, column1, column2, source, line, indicator, effective, last_day, rationale)';
const INDEX = 'create index bundle_by_column2 on bundle (release, column2, column1)';

export function createBundles(database: Database, insert: Insert, release: number): Bundles {
  const column = () => new Int32Array(GATHERED);
  const [first, second, sources, lines] = [column(), column(), column(), column()];
  const [indicators, effectives, lastDays, rationales] = [column(), column(), column(), column()];
  let size = 0;
  let isIndexed = true;

  const days = new Map<string, number>();
  const dayOf = (text: string | null) => {
    if (text === null) return OPEN;
    let day = days.get(text);
    if (day === undefined) days.set(text, (day = numberOfDay(text)));
    return day;
  };
  const rows = function* () {
    for (const at of orderOf(first.subarray(0, size), second.subarray(0, size))) {
      yield [
        release,
        first[at],
        second[at],
        sources[at],
        lines[at],
        indicators[at],
        effectives[at] || null,
        lastDays[at] || null,
        rationales[at],
      ];
    }
  };
  const write = () => {
    insert(INTO, rows());
    size = 0;
  };
  return {
    add(column1, column2, source, rationale, bundle) {
      if (size === GATHERED) {
        // With very many new rows, building the index at the end is faster than filling it row by row.
        if (isIndexed) database.exec('drop index bundle_by_column2');
        isIndexed = false;
        write();
      }
      first[size] = column1;
      second[size] = column2;
      sources[size] = source;
      lines[size] = bundle.citation.line;
      indicators[size] = bundle.modifierIndicator;
      effectives[size] = dayOf(bundle.effective);
      lastDays[size] = dayOf(bundle.lastDay);
      rationales[size] = rationale;
      size++;
    },
    finish() {
      write();
      if (!isIndexed) database.exec(INDEX);
    },
  };
}
