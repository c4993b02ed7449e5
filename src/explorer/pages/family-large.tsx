import type { FamilyHeadQuery, FamilyHeadQueryVariables } from '../../generated/explorer.ts';
import { document } from '../client.ts';
import headText from '../documents/family-head.graphql';
import { CopyLink } from '../parts/copy-link.tsx';
import { Listing } from '../parts/listing.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { useTitle } from '../parts/title.ts';
import { useAnswer } from '../use-answer.ts';
import { fill, useSpeech } from '../words.ts';
import { FamilyHead } from './family-head.tsx';
import { Missing } from './missing.tsx';

const FAMILY_HEAD = document<FamilyHeadQuery, FamilyHeadQueryVariables>(headText);

/** A family of more codes than the server draws: what it is, the families below, and its codes by the page. */
export function FamilyLarge({ family, query }: { family: string; query: URLSearchParams }) {
  const { words } = useSpeech();
  const asked = useAnswer(FAMILY_HEAD, { family });
  useTitle(asked.state === 'ready' ? asked.data.family?.name : null);
  return (
    <Loaded asked={asked}>
      {(data) =>
        data.family ? (
          <article class="family-page">
            <FamilyHead {...data.family} />
            <section class="page" aria-labelledby="codes">
              <h2 id="codes">{words.family.codes}</h2>
              <p class="quiet">{words.family.tooMany}</p>
              <Listing filter={{ family, status: ['ACTIVE'] }} query={query} />
            </section>
            <CopyLink />
          </article>
        ) : (
          <Missing title={fill(words.family.missing, { family })} hint={words.family.missingHint} />
        )
      }
    </Loaded>
  );
}
