import './claim.css';
import { useRef } from 'preact/hooks';
import type { ClaimQuery, ClaimQueryVariables } from '../../generated/explorer.ts';
import { document } from '../client.ts';
import claimText from '../documents/claim.graphql';
import { CopyLink } from '../parts/copy-link.tsx';
import { Dropped } from '../parts/dropped.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { readQuery } from '../parts/read-query.ts';
import { useTitle } from '../parts/title.ts';
import { linkTo, type PageProps } from '../router.ts';
import { useAnswer, useSteady } from '../use-answer.ts';
import { fill, list, type Speech, useSpeech } from '../words.ts';
import { ClaimCase } from './claim-case.tsx';
import type { Case } from './claim-facts.tsx';
import { useField } from './claim-field.ts';
import { ClaimForm, Examples } from './claim-form.tsx';
import { modifiersNotLookedAt } from './claim-modifiers.ts';
import { AnsweredBy } from './claim-releases.tsx';
import { claimOf, inputsOf, isDay, MOST_CODES, meantBy, wordsOf } from './claim-text.ts';
import { ClaimTogether } from './claim-together.tsx';

const CLAIM = document<ClaimQuery, ClaimQueryVariables>(claimText);
/** How many codes a sentence names, and how many stand side by side. */
const MOST_NAMED = 12;
/** What is repeated of a day that is none. */
const LONGEST_DAY = 20;

type View = 'together' | 'case';

/** Whether pasted codes may stand on one claim. */
export const TogetherPage = ({ query }: PageProps) => <ClaimPage query={query} view="together" />;
/** What the operation of the same claim is called, and what is missing. */
export const CasePage = ({ query }: PageProps) => <ClaimPage query={query} view="case" />;

/** A pasted claim in two views, which have one answer; the claim and the day stand in the address. */
function ClaimPage({ query, view }: Pick<PageProps, 'query'> & { view: View }) {
  const { words, language } = useSpeech();
  const said = words.claim;
  const { list: listOf, text, left } = readQuery(query);
  listOf('codes');
  // What comes twice is so many units: all are read, as they stand there.
  const given = query.getAll('codes').join();
  const inputs = inputsOf(given);
  const field = useField([...inputs, ...wordsOf(given)].join(', '));
  const { codes, leftOut } = claimOf(inputs);
  const dated = text('day') ?? '';
  const day = isDay(dated) ? dated : null;
  const pair = view === 'together' ? text('pair') : null;
  const answer = useAnswer(CLAIM, codes.length > 0 ? { codes, day } : null);
  const asked = useSteady(answer);
  const answered = useRef(codes);
  if (answer.state === 'ready') answered.current = codes;
  const isOld = asked.state === 'ready' && 'old' in asked;
  useTitle([view === 'case' ? said.case : said.title, ...codes.slice(0, MOST_NAMED)].join(' '));
  return (
    <article class="claim" aria-busy={answer.state === 'loading' && codes.length > 0}>
      <h1>{said.title}</h1>
      {codes.length === 0 && <p class="lead">{fill(said.lead, { most: MOST_CODES })}</p>}
      <ClaimForm field={field} day={day} />
      {dated !== '' && day === null && (
        <p class="noted" role="status">
          {fill(said.noDay, { day: dated.slice(0, LONGEST_DAY) })}
        </p>
      )}
      <Dropped what={left()} />
      {leftOut.length > 0 && (
        <p class="noted" role="status">
          {fill(said.most, { most: MOST_CODES, codes: named(leftOut, words, language) })}
        </p>
      )}
      <NotRead codes={codes} words={field.words} />
      {codes.length === 0 ? (
        <Examples view={view} />
      ) : (
        <>
          <Loaded asked={asked} old={fill(said.old, { codes: named(answered.current, words, language) })}>
            {(data) => (
              <>
                <Views
                  view={view}
                  codes={field.typed}
                  day={day}
                  verdict={field.isAhead ? undefined : data.case?.verdict}
                />
                {field.isAhead && !isOld && (
                  <p class="noted" role="status">
                    {fill(said.former, {
                      codes: named(answered.current, words, language),
                      check: said.check,
                    })}
                  </p>
                )}
                <div class={isOld || field.isAhead ? 'told old' : 'told'}>
                  {view === 'together'
                    ? data.together && (
                        <ClaimTogether
                          {...data.together}
                          asked={inputs}
                          day={day}
                          of={data.case}
                          chosen={pair}
                        >
                          <Basis {...data} day={day} />
                        </ClaimTogether>
                      )
                    : data.case && (
                        <ClaimCase {...data.case}>
                          <Basis {...data} day={day} />
                        </ClaimCase>
                      )}
                  <p class="quiet answered">{data.together?.notice}</p>
                </div>
              </>
            )}
          </Loaded>
          {codes.length > 1 && codes.length <= MOST_NAMED && (
            <p>
              <a href={linkTo('/compare', { codes: codes.join() })}>{said.beside}</a>
            </p>
          )}
          <CopyLink />
        </>
      )}
    </article>
  );
}

/** What of the field was not read, and what may have been meant. */
function NotRead({ codes, words }: { codes: readonly string[]; words: readonly string[] }) {
  const { words: all, language } = useSpeech();
  const said = all.claim;
  const meant = codes.flatMap((input) => {
    const other = meantBy(input);
    return other === null ? [] : [fill(said.meant, { input, other })];
  });
  if (words.length === 0 && meant.length === 0) return null;
  return (
    <div class="noted" role="status">
      {words.length > 0 && <p>{fill(said.words, { words: named(words, all, language) })}</p>}
      {words.length > 0 && codes.length === 0 && <p>{said.none}</p>}
      {meant.map((text) => (
        <p key={text}>{text}</p>
      ))}
    </div>
  );
}

/** What a verdict rests on, and which modifiers it leaves out. */
function Basis({ together, dataset, day }: ClaimQuery & { day: string | null }) {
  const { words, language } = useSpeech();
  if (together === null) return null;
  const modifiers = modifiersNotLookedAt(together);
  return (
    <>
      <AnsweredBy {...together} loaded={dataset?.sources ?? []} day={day} />
      {modifiers.length > 0 && (
        <p class="unchecked">{fill(words.claim.modifiers, { codes: list(modifiers, language) })}</p>
      )}
    </>
  );
}

interface ViewsProps {
  readonly view: View;
  readonly codes: readonly string[];
  readonly day: string | null;
  readonly verdict: Case['verdict'] | undefined;
}

/** The ways to the two views; the claim goes along. Beside the matrix it is told that something is missing. */
function Views({ view, codes, day, verdict }: ViewsProps) {
  const said = useSpeech().words.claim;
  return (
    <nav class="views ways" aria-label={said.views}>
      {(['together', 'case'] as const).map((one) => (
        <a
          key={one}
          class="button"
          href={linkTo(`/${one}`, { codes: codes.join(), day })}
          aria-current={one === view ? 'page' : undefined}
        >
          {said[one]}
          {one === 'case' && view !== 'case' && (verdict === 'INCOMPLETE' || verdict === 'CONFLICT') && (
            <>
              {' '}
              <span class={`said ${verdict}`}>{said.verdict[verdict]}</span>
            </>
          )}
        </a>
      ))}
    </nav>
  );
}

/** Codes as a sentence names them; of many the first, and how many more. */
function named(codes: readonly string[], words: Speech['words'], language: Speech['language']): string {
  const more = codes.length - MOST_NAMED;
  if (more <= 0) return list(codes, language);
  return `${codes.slice(0, MOST_NAMED).join(', ')} ${fill(words.claim.more, { count: more })}`;
}
