import { Dropped } from '../parts/dropped.tsx';
import { useSpeech } from '../words.ts';
import { ClaimLines } from './claim-lines.tsx';
import { ClaimMatrix, Tally } from './claim-matrix.tsx';
import { PairName, PairReasons, pairKey, type Together } from './claim-reasons.tsx';

/** So many pairs that something stands against are told in full at once; more are folded. */
const MOST_OPEN = 3;

const NOT_AS_IT_STANDS = ['NOT_VALID', 'UNITS_EXCEEDED', 'ADD_ON_ALONE', 'NOT_TOGETHER'];
const FOR_A_REASON = ['UNITS_REVIEW', 'ALLOWED_WITH_MODIFIER'];

interface TogetherProps extends Together {
  /** What the loaded files cannot tell, as sentences. */
  readonly unchecked: readonly string[];
  /** The pair that is told in full, as the address names it. */
  readonly chosen: string | null;
}

/** The answer in a sentence, then the lines, and the pairs as a matrix, with those that something stands against. */
export function ClaimTogether({ lines, pairs, unchecked, chosen }: TogetherProps) {
  const said = useSpeech().words.claim;
  const codes = lines.flatMap(({ code }) => code ?? []);
  const answer = codes.length === 0 ? said.none : said.answer[answerOf({ lines, pairs })];
  const closer = pairs.filter(
    ({ verdict }) => verdict === 'NOT_TOGETHER' || verdict === 'ALLOWED_WITH_MODIFIER',
  );
  const [pair] = pairs;
  const isThere = pairs.some(({ a, b }) =>
    [pairKey({ a, b }), pairKey({ a: b, b: a })].some((key) => key === chosen),
  );
  return (
    <>
      <p class="lead" role="status">
        {answer}
      </p>
      <Dropped what={chosen === null || isThere ? [] : [`pair=${chosen}`]} />
      {unchecked.map((text) => (
        <p key={text} class="unchecked">
          {text}
        </p>
      ))}
      <div class="both">
        <section aria-labelledby="lines">
          <h2 id="lines">{said.lines}</h2>
          <ClaimLines lines={lines} />
        </section>
        {codes.length === 1 && <p>{said.add}</p>}
        {pair && (
          <section aria-labelledby="pairs">
            <h2 id="pairs">{said.pairs}</h2>
            <Tally pairs={pairs} />
            {pairs.length === 1 ? (
              <>
                <h3>
                  <PairName {...pair} />
                </h3>
                <PairReasons {...pair} />
              </>
            ) : (
              <ClaimMatrix codes={codes} pairs={pairs} chosen={chosen} />
            )}
          </section>
        )}
      </div>
      {pairs.length > 1 && closer.length > 0 && (
        <section class="closer" aria-labelledby="closer">
          <h2 id="closer">{said.closer}</h2>
          {closer.map((one) => (
            <details key={pairKey(one)} open={closer.length <= MOST_OPEN}>
              <summary>
                <PairName {...one} />
              </summary>
              <PairReasons {...one} />
            </details>
          ))}
        </section>
      )}
    </>
  );
}

/** The gravest of all that is said. */
function answerOf({ lines, pairs }: Pick<Together, 'lines' | 'pairs'>) {
  const verdicts: string[] = [...lines, ...pairs].map(({ verdict }) => verdict);
  const any = (some: readonly string[]) => verdicts.some((verdict) => some.includes(verdict));
  if (any(NOT_AS_IT_STANDS)) return 'NO';
  if (any(FOR_A_REASON)) return 'REASON';
  return any(['UNKNOWN']) ? 'UNKNOWN' : 'CLEAR';
}
