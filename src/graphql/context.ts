import DataLoader from 'dataloader';
import { untilAborted } from '../event-loop.ts';
import type { Limits } from '../limits.ts';
import type { Snapshot, Store } from '../store/store.ts';
import type { Word } from '../text/fold.ts';
import type { Language } from '../text/languages.ts';
import type { Query } from '../text/query.ts';
import type { Speaker } from '../text/speaker.ts';
import type { Words } from '../text/words.ts';
import type { Bill } from './bill.ts';
import type { Cited } from './cited.ts';

/** What one request works with: one state of the dataset, and loaders that ask the store for many things at once. */
export interface Context {
  /** Throws the store's error if it could not be reached, and the signal's reason once the request was aborted. */
  readonly snapshot: Snapshot;
  readonly loaders: Loaders;
  /** The words of a language; of the one that the request asks for where none is named. */
  words(language?: Language | null): Words;
  /** The language that the request asks for. */
  readonly language: Language;
  readonly limits: Limits;
  /** Aborts at the deadline of the request, or when its client leaves; every call of the store takes it. */
  readonly signal: AbortSignal | undefined;
  /** Whether the answer depends on the language of the request, so that caches must tell languages apart. */
  readonly usesRequestLanguage: boolean;
  /** Whether this reader may be given licensed text: no page of another origin. */
  readonly mayReadLicensed: boolean;
  /** The texts that the request has had read, and the words that were corrected for it. */
  readonly texts: {
    readonly read: Map<string, Query>;
    readonly corrected: Map<string, readonly Word[]>;
  };
  /** How many edges the walks of the request may still look at. */
  readonly left: { edges: number };
  readonly bill: Bill;
  readonly exports: Exports;
  readonly cited: Cited;
  /** The address that readers know the server by; null where it has none. */
  readonly publicUrl: string | null;
}

/** What a request brings that is not in its document. */
export interface Asker {
  readonly language: Language;
  readonly signal?: AbortSignal | undefined;
  readonly mayReadLicensed?: boolean;
  /** None where it is left out. */
  readonly exports?: Exports | undefined;
  readonly publicUrl?: string | null;
}

/** A file that the operator offers, and where: a path of this server. */
export interface ExportFile {
  readonly name: string;
  readonly format: string;
  readonly rows: number;
  readonly bytes: number;
  /** In hexadecimal. */
  readonly sha256: string;
  readonly url: string;
  readonly licences: readonly string[];
  /** Whether it was made with the codes of CPT. */
  readonly hasCpt: boolean;
}

/** The files that are offered of a dataset, by name. */
export type Exports = (version: string) => Promise<readonly ExportFile[]>;

const NO_EXPORTS: Exports = async () => [];

/** Takes the present state of the store for one request. If the store is unreachable, the fields that need it fail with its error. */
export async function createContext(
  store: Store,
  speaker: Speaker,
  limits: Limits,
  asker: Asker = { language: 'EN' },
): Promise<Context> {
  const state = await untilAborted(store.at(asker.signal), asker.signal).then(
    (snapshot) => ({ snapshot }),
    (failure: unknown) => ({ failure }),
  );
  return new RequestContext(state, speaker, limits, asker);
}

type State = { readonly snapshot: Snapshot } | { readonly failure: unknown };

/** A class, since all requests should have contexts of one shape: reading objects of many shapes is slow. */
class RequestContext implements Context {
  readonly words: Context['words'];
  readonly loaders: Loaders;
  readonly limits: Limits;
  readonly signal: AbortSignal | undefined;
  readonly mayReadLicensed: boolean;
  readonly texts = { read: new Map(), corrected: new Map() };
  readonly left: { edges: number };
  readonly bill: Bill = { left: Number.POSITIVE_INFINITY, prices: new Map() };
  readonly exports: Exports;
  readonly cited: Cited = { sources: null };
  readonly publicUrl: string | null;
  readonly state: State;
  readonly spoken: { readonly language: Language; isAsked: boolean };

  constructor(state: State, speaker: Speaker, limits: Limits, asker: Asker) {
    const { language, signal, mayReadLicensed = true, exports = NO_EXPORTS, publicUrl = null } = asker;
    this.state = state;
    this.limits = limits;
    this.left = { edges: limits.edges };
    this.signal = signal;
    this.mayReadLicensed = mayReadLicensed;
    this.exports = exports;
    this.publicUrl = publicUrl;
    this.spoken = { language, isAsked: false };
    this.loaders = new LazyLoaders(this) as never;
    this.words = (named) => speaker(named ?? this.language, this.snapshot.vocabulary);
  }

  get language(): Language {
    this.spoken.isAsked = true;
    return this.spoken.language;
  }

  get usesRequestLanguage(): boolean {
    return this.spoken.isAsked;
  }

  // Apollo copies the own properties of a context; a getter that may refuse is inherited.
  get snapshot(): Snapshot {
    if ('failure' in this.state) throw this.state.failure;
    this.signal?.throwIfAborted();
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
  'measured',
  'browseCount',
  'ranges',
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

type Loader<Batch> = Batch extends (
  requests: readonly (infer Request)[],
  signal?: AbortSignal,
) => Promise<(infer Answer)[]>
  ? DataLoader<Request, Answer, string>
  : never;

/** One loader for each method of the store that answers in batches, under the same name. */
export type Loaders = { readonly [Name in (typeof BATCHES)[number]]: Loader<Snapshot[Name]> };

/** Makes each loader when it is first asked for: a request needs few of them. */
class LazyLoaders {
  readonly context: RequestContext;
  readonly made = new Map<string, unknown>();
  constructor(context: RequestContext) {
    this.context = context;
  }
}
for (const name of BATCHES) {
  Object.defineProperty(LazyLoaders.prototype, name, {
    get(this: LazyLoaders) {
      let loader = this.made.get(name);
      if (loader === undefined) this.made.set(name, (loader = loaderOf(this.context, name)));
      return loader;
    },
  });
}

function loaderOf(context: RequestContext, name: (typeof BATCHES)[number]) {
  const batch = async (requests: readonly unknown[]) => {
    context.signal?.throwIfAborted();
    return untilAborted<unknown[]>(context.snapshot[name](requests as never, context.signal), context.signal);
  };
  return new DataLoader<unknown, unknown, string>(batch, {
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
