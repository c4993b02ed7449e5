import type { Citation } from '../../lattice/code.ts';
import type { Source } from '../../store/records.ts';
import type { Existing } from '../../store/release.ts';
import type { Kind, RowOf } from '../files/formats.ts';
import type { Member } from '../files/input.ts';
import type { Report } from '../files/report.ts';
import { rowsOf, type Selection } from '../files/select.ts';

/** The first and the last code that the rows of a file are ordered by. */
export interface Span {
  readonly firstCode: string;
  readonly lastCode: string;
}

/** What a reader of one kind works with. */
export interface Reading<K extends Kind = Kind> {
  readonly selection: Selection<K>;
  /** One for each file of the selection, in the same order. */
  readonly sources: readonly Source[];
  readonly report: Report;
  readonly held: Existing;
  /** First and last code of each file, if its reader gives them. */
  readonly spans: Map<Member, Span>;
  /** Whether descriptors may be kept. */
  readonly licensed: boolean;
}

/** Some rows of one file of a release, and what cites a line of it. */
export interface CitedRows<Row> {
  readonly member: Member;
  readonly rows: readonly Row[];
  readonly cite: (line: number) => Citation;
}

/** The rows of a release in batches, in the order of its files. Throws ImportError if a file cannot be read. */
export async function* citedRows<K extends Kind>({
  selection,
  sources,
  report,
}: Reading<K>): AsyncGenerator<CitedRows<RowOf<K>>> {
  const ids = new Map(selection.files.map(({ member }, index) => [member, sources[index]?.id ?? '']));
  for await (const { member, rows } of rowsOf(selection, report)) {
    const source = ids.get(member) ?? '';
    yield { member, rows, cite: (line) => ({ source, line, evidence: null }) };
  }
}
