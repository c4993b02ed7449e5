import DataLoader from 'dataloader';
import { tooLong } from './errors.ts';
import type { Limits } from './limits.ts';
import type {
  BillingRequest,
  BundleQuery,
  BundleRequest,
  ChangesQuery,
  ChangesRequest,
  DescriptorRequest,
  TogetherRequest,
  UnitsPerDayRequest,
} from './store/imported.ts';
import type {
  AddOnRequest,
  CodePageRequest,
  CodeQuery,
  CrosswalkRequest,
  FacetRequest,
  GuidanceRequest,
  RelatedRequest,
  Snapshot,
  Store,
} from './store/store.ts';
import type { Language } from './text/languages.ts';
import type { Speaker } from './text/speaker.ts';
import type { Words } from './text/words.ts';

/** What one request works with: one state of the dataset, and loaders that ask the store for many things at once. */
export interface Context {
  /** Throws the store's refusal where the store could not be reached. */
  readonly snapshot: Snapshot;
  readonly loaders: Loaders;
  /** The words of a language; of the one that the request asks for where none is named. */
  words(language?: Language | null): Words;
  /** The language that the request asks for. */
  readonly language: Language;
  readonly limits: Limits;
  /** Whether the answer holds for this moment only, and not for as long as its dataset does. */
  readonly passing: { is: boolean };
}

/** One loader for each method of the store that answers in batches, under the same name. */
export type Loaders = ReturnType<typeof createLoaders>;

/** Takes the present state of the store for one request. A store that is away is told to the fields that need it. */
export async function createContext(
  store: Store,
  speaker: Speaker,
  limits: Limits,
  language: Language = 'EN',
): Promise<Context> {
  const state = await store.at().then(
    (snapshot) => ({ snapshot }),
    (failure: unknown) => ({ failure }),
  );
  const deadline = Date.now() + limits.deadlineMs;
  const taken = (): Snapshot => {
    if ('failure' in state) throw state.failure;
    if (Date.now() > deadline) throw tooLong(limits.deadlineMs);
    return state.snapshot;
  };
  return {
    get snapshot() {
      return taken();
    },
    loaders: createLoaders(taken),
    words: (named) => speaker(named ?? language, taken().vocabulary),
    language,
    limits,
    passing: { is: false },
  };
}

function createLoaders(at: () => Snapshot) {
  /** Requests that are objects are the same when they read the same. */
  const batch = <Request, Answer>(load: (requests: readonly Request[]) => Promise<Answer[]>) =>
    new DataLoader<Request, Answer, string>(async (requests) => load(requests), {
      cacheKeyFn: (request) => JSON.stringify(request),
    });
  return {
    codes: batch((ids: readonly string[]) => at().codes(ids)),
    members: batch((families: readonly (readonly string[])[]) => at().members(families)),
    related: batch((requests: readonly RelatedRequest[]) => at().related(requests)),
    relatedCount: batch((requests: readonly RelatedRequest[]) => at().relatedCount(requests)),
    addOns: batch((requests: readonly AddOnRequest[]) => at().addOns(requests)),
    addOnCount: batch((requests: readonly AddOnRequest[]) => at().addOnCount(requests)),
    contractorDefinedPrimaries: batch((ids: readonly string[]) => at().contractorDefinedPrimaries(ids)),
    crosswalk: batch((requests: readonly CrosswalkRequest[]) => at().crosswalk(requests)),
    guidance: batch((requests: readonly GuidanceRequest[]) => at().guidance(requests)),
    browse: batch((requests: readonly CodePageRequest[]) => at().browse(requests)),
    browseCount: batch((requests: readonly CodeQuery[]) => at().browseCount(requests)),
    facets: batch((requests: readonly FacetRequest[]) => at().facets(requests)),
    billing: batch((requests: readonly BillingRequest[]) => at().billing(requests)),
    unitsPerDay: batch((requests: readonly UnitsPerDayRequest[]) => at().unitsPerDay(requests)),
    bundles: batch((requests: readonly BundleRequest[]) => at().bundles(requests)),
    bundleCount: batch((requests: readonly BundleQuery[]) => at().bundleCount(requests)),
    together: batch((requests: readonly TogetherRequest[]) => at().together(requests)),
    descriptor: batch((requests: readonly DescriptorRequest[]) => at().descriptor(requests)),
    changes: batch((requests: readonly ChangesRequest[]) => at().changes(requests)),
    changeCounts: batch((requests: readonly ChangesQuery[]) => at().changeCounts(requests)),
    sources: batch((ids: readonly string[]) => at().sources(ids)),
  };
}

/** Loads what must be there because the graph itself names it. */
export async function present<Key, Answer>(
  loader: DataLoader<Key, Answer | null, string>,
  key: Key,
): Promise<Answer> {
  const answer = await loader.load(key);
  if (answer === null) throw new Error(`the graph names ${JSON.stringify(key)}, but does not have it`);
  return answer;
}
