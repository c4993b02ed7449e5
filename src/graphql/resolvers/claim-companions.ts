import { type PairVerdict, type Reason, silence } from '../../lattice/claim.ts';
import type { CodePair } from '../../lattice/claim-pairs.ts';
import { type Companion, type Companions, companionsAmong } from '../../lattice/companions.ts';
import { besideSentence } from '../../text/companions.ts';
import type { Words } from '../../text/words.ts';

/**
 * A pair with what the seed says of one code beside the other: the condition of an instrument or a graft, or that Medicare
 * never pays the microscope there. It decides nothing, and is left out where a row of a file that speaks says otherwise.
 */
export function withCompanions(pair: CodePair, companions: Companions, words: Words): CodePair {
  const { a, b, verdict, reasons } = pair;
  const said = companionsAmong([a.id, b.id], companions).flatMap(({ code, companion }): Reason[] => {
    const text = contradicting(companion).includes(verdict)
      ? null
      : besideSentence(code === a.id ? a : b, companion, words);
    return text === null ? [] : [{ ...silence('COMPANION', text), citation: companion.citation }];
  });
  return said.length === 0 ? pair : { ...pair, reasons: [...reasons, ...said] };
}

/** The verdicts beside which what the seed says of a companion would be untrue. */
const contradicting = ({ relation }: Companion): readonly PairVerdict[] =>
  relation === 'MAY_GO_WITH' ? ['NOT_TOGETHER'] : ['NO_EDIT', 'ALLOWED_WITH_MODIFIER'];
