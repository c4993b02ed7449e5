import './home.css';
import type { HomeQuery, HomeQueryVariables } from '../../generated/explorer.ts';
import { document } from '../client.ts';
import homeText from '../documents/home.graphql';
import { Dropped } from '../parts/dropped.tsx';
import { Grid } from '../parts/grid.tsx';
import { CodeLink, FamilyLink } from '../parts/links.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { readQuery } from '../parts/read-query.ts';
import { ROOT, Systems } from '../parts/systems.tsx';
import { useTitle } from '../parts/title.ts';
import { linkTo, type PageProps } from '../router.ts';
import { useAnswer } from '../use-answer.ts';
import { useSpeech } from '../words.ts';

const HOME = document<HomeQuery, HomeQueryVariables>(homeText);
const PICTURED = 'family:lesion-neoplasm';
const EXAMPLE = '63278';

/** The first page: what this is in two sentences, one family as a picture, and what is loaded. */
export function HomePage({ query }: PageProps) {
  const { words } = useSpeech();
  const { home } = words;
  const doors = [
    ['/browse', words.browse.title],
    ['/spine', words.spine.title],
    ['/compare', words.compare.title],
    ['/together', words.claim.title],
    ['/changes', words.changes.title],
    ['/learn', words.learn.title],
    ['/embed', words.embed.title],
    ['/terms', words.term.title],
  ] as const;
  const asked = useAnswer(HOME, { family: PICTURED, root: ROOT });
  useTitle(null);
  return (
    <div class="home">
      <Dropped what={readQuery(query).left()} />
      <section class="hero">
        <h1>{home.title}</h1>
        <p class="lead">{home.lead}</p>
        <ul class="examples chips" aria-label={home.examples}>
          <li>
            <a class="chip" href={linkTo(`/codes/${EXAMPLE}`)}>
              {home.exampleCode}
            </a>
          </li>
          <li>
            <a class="chip" href={linkTo('/terms/compartment:intramedullary')}>
              {home.exampleTerm}
            </a>
          </li>
          <li>
            <a class="chip" href={linkTo('/families/family:lesion-vascular')}>
              {home.exampleFamily}
            </a>
          </li>
        </ul>
        <p class="doors ways">
          {doors.map(([path, title]) => (
            <a key={path} class="button" href={linkTo(path)}>
              {title}
            </a>
          ))}
        </p>
      </section>
      <Loaded asked={asked}>
        {({ family, families, dataset }) => (
          <>
            {family && (
              <section class="picture" aria-labelledby="picture">
                <h2 id="picture">
                  <FamilyLink {...family} />
                </h2>
                <p>
                  {home.picture} <CodeLink code={EXAMPLE} />
                </p>
                <Grid grid={family.grid} caption={family.name} marked={EXAMPLE} />
              </section>
            )}
            <section aria-labelledby="systems">
              <h2 id="systems">{home.systems}</h2>
              <p>
                <a href={linkTo('/families')}>{home.families}</a>
              </p>
              <Systems families={families} editions={dataset?.editions ?? []} />
            </section>
          </>
        )}
      </Loaded>
    </div>
  );
}
