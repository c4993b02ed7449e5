import type { ComponentChildren } from 'preact';
import { Dropped } from '../parts/dropped.tsx';
import { linkTo } from '../router.ts';
import { fill, useSpeech } from '../words.ts';
import type { Case } from './claim-facts.tsx';
import { ClaimLines } from './claim-lines.tsx';
import { ClaimMatrix, Tally } from './claim-matrix.tsx';
import { PairName, PairReasons, pairKey, type Together } from './claim-reasons.tsx';

/** So many pairs that something stands against are told in full at once; more are folded. */
const MOST_OPEN = 3;
/** The matrix of more codes takes the whole width. */
const MOST_BESIDE = 12;

const NOT_AS_IT_STANDS = ['NOT_VALID', 'UNITS_EXCEEDED', 'ADD_ON_ALONE', 'NOT_TOGETHER'];
const FOR_A_REASON = ['UNITS_REVIEW', 'ALLOWED_WITH_MODIFIER'];

interface TogetherProps extends Together {
  /** The inputs, as they were typed. */
  readonly asked: readonly string[];
  /** ISO */
  readonly day: string | null;
  /** What the claim says as a whole. */
  readonly of: Case | null;
  /** The pair that is told in full, as the address names it. */
  readonly chosen: string | null;
  /** What the answer rests on. */
  readonly children: ComponentChildren;
}

/** The answer in a sentence, then the lines, and the pairs as a matrix, with those that something stands against. */
export function ClaimTogether({ pairs, chosen, children, ...claim }: TogetherProps) {
  const { asked, day, of, releases } = claim;
  const said = useSpeech().words.claim;
  const lines = asTyped(claim.lines, asked);
  const codes = lines.flatMap(({ code }) => code ?? []);
  const unchecked = (of?.notes ?? []).flatMap(({ kind, text }) => (kind === 'NOT_CHECKED' ? [text] : []));
  const found = answerOf({ lines, pairs });
  const answer = found === 'CLEAR' && unchecked.length > 0 ? 'UNKNOWN' : found;
  const areChecked = releases.some(({ kind }) => kind === 'NCCI_MUE');
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
        {codes.length === 0 ? said.none : said.answer[answer]}
      </p>
      {of && (
        <p>
          <a href={linkTo('/case', { codes: asked.join(), day })}>
            {of.problems.length === 0
              ? said.noProblems
              : fill(said.problemsLink, { count: of.problems.length })}
          </a>
        </p>
      )}
      {children}
      <Dropped what={chosen === null || isThere ? [] : [`pair=${chosen}`]} />
      {unchecked.map((text) => (
        <p key={text} class="unchecked">
          {text}
        </p>
      ))}
      <div class={codes.length > MOST_BESIDE ? undefined : 'both'}>
        <section aria-labelledby="lines">
          <h2 id="lines">{said.lines}</h2>
          <ClaimLines lines={lines} areChecked={areChecked} />
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

/** In the order in which they were typed: a code that came again stands where it came first. */
function asTyped(lines: Together['lines'], asked: readonly string[]): Together['lines'] {
  const placeOf = ({ input }: Together['lines'][number]) => {
    const inputs = input.split(', ');
    const place = asked.findIndex((one) => one === input || inputs.includes(one));
    return place < 0 ? asked.length : place;
  };
  return [...lines].sort((a, b) => placeOf(a) - placeOf(b));
}

/** The gravest of all that is said. */
function answerOf({ lines, pairs }: Pick<Together, 'lines' | 'pairs'>) {
  const verdicts: string[] = [...lines, ...pairs].map(({ verdict }) => verdict);
  const any = (some: readonly string[]) => verdicts.some((verdict) => some.includes(verdict));
  if (any(NOT_AS_IT_STANDS)) return 'NO';
  if (any(FOR_A_REASON)) return 'REASON';
  return any(['UNKNOWN']) ? 'UNKNOWN' : 'CLEAR';
}
