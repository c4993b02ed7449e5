import type { Citation } from '../../lattice/code.ts';
import type { Source } from '../../store/records.ts';
import type { Existing } from '../../store/release.ts';
import type { Member } from '../files/input.ts';
import type { Report } from '../files/report.ts';
import type { AnySelection, Selection } from '../files/select.ts';

/** The first and the last code that the rows of a file are ordered by. */
export interface Span {
  readonly firstCode: string;
  readonly lastCode: string;
}

/** What a reader of one kind works with. */
export interface Reading<Kind extends AnySelection['kind'] = AnySelection['kind']> {
  readonly selection: Selection<Kind>;
  /** One for each file of the selection, in the same order. */
  readonly sources: readonly Source[];
  readonly report: Report;
  readonly held: Existing;
  /** From which code to which each file goes, where its reader tells. */
  readonly spans: Map<Member, Span>;
  /** Whether descriptors may be kept. */
  readonly licensed: boolean;
}

/** The source of a member, for citations. */
export function sourceOf({ selection, sources }: Pick<Reading, 'selection' | 'sources'>) {
  const ids = new Map(selection.files.map(({ member }, index) => [member, sources[index]?.id ?? '']));
  return (member: Member, line: number): Citation => ({
    source: ids.get(member) ?? '',
    line,
    evidence: null,
  });
}
