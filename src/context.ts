import DataLoader from 'dataloader';
import { tooLong } from './errors.ts';
import type { Limits } from './limits.ts';
import type { Snapshot, Store } from './store/store.ts';
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
  return new RequestContext(state, speaker, limits, language);
}

type State = { readonly snapshot: Snapshot } | { readonly failure: unknown };

/** A class, since all requests should have contexts of one shape: reading objects of many shapes is slow. */
class RequestContext implements Context {
  readonly words: Context['words'];
  readonly loaders: Loaders;
  readonly language: Language;
  readonly limits: Limits;
  readonly passing = { is: false };
  readonly state: State;
  readonly deadline: number;

  constructor(state: State, speaker: Speaker, limits: Limits, language: Language) {
    this.state = state;
    this.deadline = Date.now() + limits.deadlineMs;
    this.limits = limits;
    this.language = language;
    this.loaders = new LazyLoaders(() => this.snapshot) as never;
    this.words = (named) => speaker(named ?? language, this.snapshot.vocabulary);
  }

  // Apollo copies the own properties of a context; a getter that may refuse is inherited.
  get snapshot(): Snapshot {
    if ('failure' in this.state) throw this.state.failure;
    if (Date.now() > this.deadline) throw tooLong(this.limits.deadlineMs);
    return this.state.snapshot;
  }
}

/** The methods of the store that answer in batches. */
const BATCHES = [
  'codes',
  'members',
  'related',
  'relatedCount',
  'addOns',
  'addOnCount',
  'contractorDefinedPrimaries',
  'crosswalk',
  'guidance',
  'browse',
  'browseCount',
  'facets',
  'billing',
  'unitsPerDay',
  'bundles',
  'bundleCount',
  'together',
  'descriptor',
  'changes',
  'changeCounts',
  'sources',
] as const;

type Loader<Batch> = Batch extends (requests: readonly (infer Request)[]) => Promise<(infer Answer)[]>
  ? DataLoader<Request, Answer, string>
  : never;

/** One loader for each method of the store that answers in batches, under the same name. */
export type Loaders = { readonly [Name in (typeof BATCHES)[number]]: Loader<Snapshot[Name]> };

/** Makes each loader when it is first asked for: a request needs few of them. */
class LazyLoaders {
  readonly at: () => Snapshot;
  readonly made = new Map<string, unknown>();
  constructor(at: () => Snapshot) {
    this.at = at;
  }
}
for (const name of BATCHES) {
  Object.defineProperty(LazyLoaders.prototype, name, {
    get(this: LazyLoaders) {
      let loader = this.made.get(name);
      if (loader === undefined) this.made.set(name, (loader = loaderOf(this.at, name)));
      return loader;
    },
  });
}

function loaderOf(at: () => Snapshot, name: (typeof BATCHES)[number]) {
  return new DataLoader<unknown, unknown, string>(async (requests) => at()[name](requests as never), {
    // Requests that are objects are the same when they read the same.
    cacheKeyFn: (request) => (typeof request === 'string' ? request : JSON.stringify(request)),
  });
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
