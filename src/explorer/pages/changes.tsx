import '../browse/browse.css';
import './changes.css';
import { useState } from 'preact/hooks';
import type {
  BrowseNamesQuery,
  BrowseNamesQueryVariables,
  ChangesLoadedQuery,
  ChangesLoadedQueryVariables,
} from '../../generated/explorer.ts';
import { SYSTEM_NAMES, SYSTEM_ORDER } from '../../lattice/systems.ts';
import { SystemLinks } from '../browse/systems.tsx';
import { document } from '../client.ts';
import namesText from '../documents/browse-names.graphql';
import loadedText from '../documents/changes-loaded.graphql';
import { CopyLink } from '../parts/copy-link.tsx';
import { type Divided, FamilySelect, systemOfFamily } from '../parts/family-select.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { useTitle } from '../parts/title.ts';
import type { PageProps } from '../router.ts';
import { changed, go, linkTo } from '../router.ts';
import { useAnswer } from '../use-answer.ts';
import { fill, list, useSpeech } from '../words.ts';
import { type ChangesAsked, comparable, readChanges } from './changes-asked.ts';
import { ChangesTable } from './changes-table.tsx';

const LOADED = document<ChangesLoadedQuery, ChangesLoadedQueryVariables>(loadedText);
const NAMES = document<BrowseNamesQuery, BrowseNamesQueryVariables>(namesText);

/** The systems whose codes stand in families; diagnoses and supplies do not. */
const DIVIDED: readonly Divided[] = ['CPT', 'ICD10PCS'];

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
  const { words, language } = useSpeech();
  const sources = loaded.dataset?.sources ?? [];
  const asked = readChanges(query, sources);
  const given = asked?.family ?? null;
  // What was chosen from the menu is there; of what an address says that is to be seen.
  const [picked, setPicked] = useState<string | null>(null);
  const names = useAnswer(NAMES, given === null || given === picked ? null : { ids: [given] });
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
  const { system, from, to, after, page } = asked;
  const absent = SYSTEM_ORDER.filter((one) => !comparable(sources).includes(one)).map(
    (one) => SYSTEM_NAMES[one],
  );
  const divided = DIVIDED.find((one) => one === system);
  const found = names.state === 'ready' ? names.data.nodes : [];
  const isThere =
    given === picked || found.some((node) => node?.__typename === 'Family' && node.id === given);
  const waits = !isThere && names.state === 'loading';
  const family = given !== null && isThere && systemOfFamily(given) === system ? given : null;
  const dropped = [...asked.dropped, ...(given !== family && !waits ? [`family=${given}`] : [])];
  return (
    <div class="browse">
      <p class="lead">{words.changes.lead}</p>
      <SystemLinks
        systems={comparable(sources)}
        current={system}
        hrefOf={(one) => linkTo('/changes', { system: one })}
      />
      {absent.length > 0 && (
        <p class="quiet">{fill(words.changes.absent, { systems: list(absent, language) })}</p>
      )}
      <div class="filter">
        <Release asked={asked} name="from" />
        <Release asked={asked} name="to" />
        {divided && (
          <FamilySelect
            system={divided}
            value={family}
            none={words.home.families}
            choose={(one) => {
              setPicked(one);
              go(changed({ family: one, after: null, page: null }));
            }}
          />
        )}
      </div>
      {!waits && <ChangesTable asked={{ system, from, to, family, after }} page={page} dropped={dropped} />}
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
