import { type ClaimedCode, type Known, LINE_VERDICTS, PAIR_VERDICTS, type Sentences } from './claim.ts';
import { type ClaimLine, linesOf } from './claim-lines.ts';
import { type CodePair, pairsOf } from './claim-pairs.ts';
import { compareIds } from './edges.ts';

/** What is known of a claim: its lines and the pairs of its codes, each list with the gravest first, then by id. */
export interface Claim {
  readonly lines: readonly ClaimLine[];
  readonly pairs: readonly CodePair[];
}

/**
 * Judges a claim of one patient and day. `unread` are lines whose inputs name no code. The order of what is given changes
 * nothing, and a further code takes no NOT_TOGETHER away.
 */
export function together(
  claimed: readonly ClaimedCode[],
  unread: readonly ClaimLine[],
  known: Known,
  wording: Sentences,
): Claim {
  const lines = [...linesOf(claimed, known, wording), ...unread];
  const place = ({ code, input }: ClaimLine) => `${code === null ? 1 : 0} ${code?.id ?? input}`;
  return {
    lines: lines.sort(
      (x, y) =>
        LINE_VERDICTS.indexOf(x.verdict) - LINE_VERDICTS.indexOf(y.verdict) || compareIds(place(x), place(y)),
    ),
    pairs: pairsOf(claimed, known, wording).sort(
      (x, y) => PAIR_VERDICTS.indexOf(x.verdict) - PAIR_VERDICTS.indexOf(y.verdict),
    ),
  };
}
