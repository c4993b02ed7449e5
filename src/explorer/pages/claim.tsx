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
import { ClaimForm, Examples } from './claim-form.tsx';
import { AnsweredBy } from './claim-releases.tsx';
import { claimOf, inputsOf, isDay, MOST_CODES } from './claim-text.ts';
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
  const inputs = inputsOf(listOf('codes').join());
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
      <ClaimForm inputs={inputs} day={day} />
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
      {codes.length === 0 ? (
        <Examples view={view} />
      ) : (
        <>
          <Loaded asked={asked} old={fill(said.old, { codes: named(answered.current, words, language) })}>
            {(data) => (
              <div class={isOld ? 'told old' : 'told'}>
                <Views view={view} codes={inputs} day={day} verdict={data.case?.verdict} />
                {view === 'together'
                  ? data.together && (
                      <ClaimTogether {...data.together} unchecked={uncheckedIn(data.case)} chosen={pair} />
                    )
                  : data.case && <ClaimCase {...data.case} />}
                {data.together && <AnsweredBy {...data.together} />}
              </div>
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

const uncheckedIn = (said: ClaimQuery['case']) =>
  (said?.notes ?? []).flatMap(({ kind, text }) => (kind === 'NOT_CHECKED' ? [text] : []));

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
