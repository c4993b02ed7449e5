import type { ComponentChildren } from 'preact';
import type {
  ComparePageQuery,
  ComparePageQueryVariables,
  KnownCodesQuery,
  KnownCodesQueryVariables,
} from '../../generated/explorer.ts';
import { document } from '../client.ts';
import compareText from '../documents/compare-page.graphql';
import knownText from '../documents/known-codes.graphql';
import { CopyLink } from '../parts/copy-link.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { MOST_CHOSEN } from '../parts/most-chosen.ts';
import { Prose } from '../parts/prose.tsx';
import { CodeList } from '../parts/sentences.tsx';
import { Unread } from '../parts/unread.tsx';
import { linkTo } from '../router.ts';
import { useAnswer, useSteady } from '../use-answer.ts';
import { useSpeech } from '../words.ts';
import type { Comparison } from './compare-beside.tsx';
import { Sides } from './compare-beside.tsx';
import { CompareTable } from './compare-table.tsx';

const COMPARE_PAGE = document<ComparePageQuery, ComparePageQueryVariables>(compareText);
const KNOWN_CODES = document<KnownCodesQuery, KnownCodesQueryVariables>(knownText);
/** How many codes a sentence can name and still be read at a glance. */
const MOST_IN_LEAD = 4;

interface SideBySideProps {
  /** Two to twelve. */
  readonly codes: readonly string[];
  /** Whether only what differs is shown. */
  readonly only: boolean;
  /** Stands in place of an answer that is refused. */
  readonly refused?: ComponentChildren;
}

/** What the codes share and what not: as a sentence, then as a table. */
export function SideBySide({ codes, only, refused }: SideBySideProps) {
  const { words } = useSpeech();
  const asked = useSteady(useAnswer(COMPARE_PAGE, { codes }));
  if (asked.state === 'refused' && refused) return <>{refused}</>;
  return (
    <Loaded asked={asked}>
      {({ compare }) =>
        compare && (
          <>
            <Summary {...compare} />
            <Sides codes={compare.codes} />
            <CompareTable comparison={compare} only={only} />
            <p>
              <a href={linkTo('/together', { codes: codes.join() })}>{words.compare.claim}</a>
            </p>
            <CopyLink />
          </>
        )
      }
    </Loaded>
  );
}

/** What can be made of codes of which some are unknown, or which are too few: the others, and what is missing. */
export function Mended({ codes, only }: Pick<SideBySideProps, 'codes' | 'only'>) {
  const { compare } = useSpeech().words;
  const asked = useSteady(useAnswer(KNOWN_CODES, { codes }));
  return (
    <Loaded asked={asked}>
      {({ lookup }) => {
        const all = (lookup ?? []).flatMap(({ code, range }) => code ?? range);
        const known = [...new Map(all.map((code) => [code.id, code])).values()].slice(0, MOST_CHOSEN);
        return (
          <>
            <Unread lookup={lookup ?? []} />
            {known.length > 1 ? (
              <SideBySide codes={known.map(({ id }) => id)} only={only} />
            ) : (
              <>
                <CodeList codes={known} />
                <p class="lead">{compare.more}</p>
              </>
            )}
          </>
        );
      }}
    </Loaded>
  );
}

/** The comparison as a sentence; one about many codes is long, and kept folded. */
function Summary({ summary, codes }: Comparison) {
  const { compare } = useSpeech().words;
  const said = <Prose text={summary} mentions={codes} />;
  if (codes.length <= MOST_IN_LEAD) return <p class="lead">{said}</p>;
  return (
    <details>
      <summary>{compare.sentence}</summary>
      <p>{said}</p>
    </details>
  );
}
