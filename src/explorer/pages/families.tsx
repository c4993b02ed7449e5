import './home.css';
import type { FamiliesPageQuery, FamiliesPageQueryVariables } from '../../generated/explorer.ts';
import { document } from '../client.ts';
import familiesText from '../documents/families-page.graphql';
import { CopyLink } from '../parts/copy-link.tsx';
import { Dropped } from '../parts/dropped.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { readQuery } from '../parts/read-query.ts';
import { ROOT, Systems } from '../parts/systems.tsx';
import { useTitle } from '../parts/title.ts';
import type { PageProps } from '../router.ts';
import { useAnswer } from '../use-answer.ts';
import { useSpeech } from '../words.ts';

const FAMILIES = document<FamiliesPageQuery, FamiliesPageQueryVariables>(familiesText);

/** All families, by code system. */
export function FamiliesPage({ query }: PageProps) {
  const { words } = useSpeech();
  const asked = useAnswer(FAMILIES, { root: ROOT });
  useTitle(words.home.families);
  return (
    <div class="home">
      <h1>{words.home.families}</h1>
      <Dropped what={readQuery(query).left()} />
      <Loaded asked={asked}>
        {({ families, dataset }) => (
          <section aria-labelledby="systems">
            <h2 id="systems">{words.home.systems}</h2>
            <Systems families={families} editions={dataset?.editions ?? []} />
          </section>
        )}
      </Loaded>
      <CopyLink />
    </div>
  );
}
