import { aloneOnes } from './case-alone.ts';
import { type Beside, filed } from './case-files.ts';
import { fitting } from './case-fit.ts';
import { hosted } from './case-hosts.ts';
import { type CaseLevel, levelsOf } from './case-levels.ts';
import { type CasePart, partsOf } from './case-name.ts';
import { inOrder, type Worth, worthOf } from './case-order.ts';
import type { ReadCase } from './case-read.ts';
import {
  byRemark,
  type CaseVerdict,
  type Note,
  type Placed,
  type Problem,
  verdictOf,
} from './case-remarks.ts';
import type { ClaimedCode, Known, Sentences } from './claim.ts';
import type { Code } from './code.ts';
import { compareIds } from './edges.ts';
import type { Vocabulary } from './vocabulary.ts';

/** A line of a claim as it is reported. */
export type CaseLine = Placed & Worth;

/** What one claim says. */
export interface Case {
  readonly verdict: CaseVerdict;
  /** Empty where no primary speaks. */
  readonly parts: readonly CasePart[];
  readonly levels: readonly CaseLevel[];
  readonly lines: readonly CaseLine[];
  readonly problems: readonly Problem[];
  readonly notes: readonly Note[];
}

/** What is looked up besides the files of the day. */
export interface CaseFacts extends Beside {
  readonly known: Known;
  /** All primaries of an add-on that is alone, by its id. */
  readonly primaries: ReadonlyMap<string, readonly Code[]>;
}

/**
 * What the codes of one claim say: the operation, its levels, the order of its lines, and what stands against it. With a fee
 * schedule the order of the codes changes nothing, and a further code takes no NOT_TOGETHER away.
 */
export function caseOf(
  { speaking, bare, problems }: ReadCase,
  facts: CaseFacts,
  vocabulary: Vocabulary,
  wording: Sentences,
): Case {
  const { known, primaries } = facts;
  const valid = [...speaking, ...bare];
  const worth = worthIn(known);
  const { placed, notes } = hosted([...speaking].sort(byCode), bare, known, vocabulary, wording);
  const asked = (one: Placed) => speaking.findIndex(({ code }) => code === one.code);
  const ordered =
    known.now.schedule === null ? [...placed].sort((a, b) => asked(a) - asked(b)) : inOrder(placed, worth);
  const levels = levelsOf(placed, vocabulary);
  const said = [
    { problems, notes },
    aloneOnes(placed, valid, known, primaries, vocabulary, wording),
    fitting(placed, levels, vocabulary, wording),
    filed(valid, known, facts, vocabulary, wording),
  ];
  const remarks = {
    problems: said.flatMap((one) => one.problems).sort(byRemark),
    notes: said.flatMap((one) => one.notes).sort(byRemark),
  };
  return {
    verdict: verdictOf(remarks),
    parts: partsOf(ordered, levels, vocabulary),
    levels,
    lines: ordered.map((one) => ({ ...one, ...worth(one.code.id) })),
    ...remarks,
  };
}

const byCode = (a: ClaimedCode, b: ClaimedCode) => compareIds(a.code.id, b.code.id);

/** What a code is worth by the fee schedule of the day. */
export const worthIn =
  ({ now }: Known) =>
  (id: string): Worth =>
    worthOf(now.schedule?.rows.get(id));
