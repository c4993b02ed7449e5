import '../browse/browse.css';
import './changes.css';
import type { ChangesLoadedQuery, ChangesLoadedQueryVariables } from '../../generated/explorer.ts';
import { SystemLinks } from '../browse/systems.tsx';
import { document } from '../client.ts';
import loadedText from '../documents/changes-loaded.graphql';
import { CopyLink } from '../parts/copy-link.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { useTitle } from '../parts/title.ts';
import type { PageProps } from '../router.ts';
import { changed, go, linkTo } from '../router.ts';
import { useAnswer } from '../use-answer.ts';
import { useSpeech } from '../words.ts';
import { type ChangesAsked, comparable, readChanges } from './changes-asked.ts';
import { ChangesTable } from './changes-table.tsx';

const LOADED = document<ChangesLoadedQuery, ChangesLoadedQueryVariables>(loadedText);

/** What changed in a code system from one release to another; which ones stands in the address. */
export function ChangesPage({ query }: PageProps) {
  const { changes } = useSpeech().words;
  const asked = useAnswer(LOADED, {});
  useTitle(changes.title);
  return (
    <article class="browse-page changes-page">
      <h1>{changes.title}</h1>
      <Loaded asked={asked}>{(loaded) => <Changes query={query} loaded={loaded} />}</Loaded>
    </article>
  );
}

function Changes({ query, loaded }: { query: URLSearchParams; loaded: ChangesLoadedQuery }) {
  const { words } = useSpeech();
  const asked = readChanges(query, loaded);
  if (asked === null) {
    return (
      <div role="status">
        <p class="lead">{words.changes.none}</p>
        <p>{words.changes.missing}</p>
        <p>
          <a class="button" href={linkTo('/browse')}>
            {words.browse.title}
          </a>
        </p>
      </div>
    );
  }
  const { system, from, to, families, family, after, page } = asked;
  return (
    <div class="browse">
      <p class="lead">{words.changes.lead}</p>
      <SystemLinks
        systems={comparable(loaded.dataset?.sources ?? [])}
        current={system}
        hrefOf={(one) => linkTo('/changes', { system: one })}
      />
      <div class="filter">
        <Release asked={asked} name="from" />
        <Release asked={asked} name="to" />
        {families.length > 0 && (
          <label>
            <span>{words.browse.columns.family}</span>
            <select
              value={family ?? ''}
              onChange={({ currentTarget: { value } }) =>
                go(changed({ family: value || null, after: null, page: null }))
              }
            >
              <option value="">{words.home.families}</option>
              {families.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          </label>
        )}
      </div>
      <ChangesTable asked={{ system, from, to, family, after }} page={page} dropped={asked.dropped} />
      <p>
        <a href={linkTo('/changes.atom', { system, family })} target="_self" type="application/atom+xml">
          {words.changes.feed}
        </a>
      </p>
      <CopyLink />
    </div>
  );
}

/** One end of the step, of all releases that are loaded. */
function Release({ asked, name }: { asked: ChangesAsked; name: 'from' | 'to' }) {
  const { changes } = useSpeech().words;
  const choose = (release: string) =>
    go(changed({ from: asked.from, to: asked.to, [name]: release, after: null, page: null }));
  return (
    <label class="release">
      <span>{changes[name]}</span>
      <select value={asked[name]} onChange={({ currentTarget }) => choose(currentTarget.value)}>
        {asked.releases.map((release) => (
          <option key={release} value={release}>
            {release}
          </option>
        ))}
      </select>
    </label>
  );
}
