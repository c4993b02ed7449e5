import type { Code } from './code.ts';
import { compareIds } from './edges.ts';
import { remembered } from './remembered.ts';
import type { Family, Term, Vocabulary } from './vocabulary.ts';
import { NEVER_YIELDING, type Yielding } from './yielding.ts';

/** Words that must all be indexed, each by one of its tokens; the last also by a token that begins with `prefix`. */
export interface TextQuery {
  readonly words: readonly (readonly string[])[];
  readonly prefix: string | null;
}

/** How a search document met a query, best first. */
export const MATCH_KINDS = ['EXACT_CODE', 'EXACT_NAME', 'SYNONYM', 'PREFIX', 'WORDS', 'FUZZY'] as const;
export type MatchKind = (typeof MATCH_KINDS)[number];

/** What was found and why: `field` is where the text matched, `text` what stands there. */
export interface Match {
  readonly kind: MatchKind;
  readonly field: string;
  readonly text: string;
}

export type Findable =
  | { readonly kind: 'CODE'; readonly code: Code }
  | { readonly kind: 'TERM'; readonly term: Term }
  | { readonly kind: 'FAMILY'; readonly family: Family };

/** A word as it is indexed: it is found by any of its forms. */
export interface Token {
  readonly raw: string;
  readonly forms: readonly string[];
}

/** A word of a query: it meets what has one of its forms; `corrected` are those of the words it may stand for. */
export interface SearchToken extends Token {
  readonly corrected: readonly string[];
}

export interface SearchQuery {
  readonly tokens: readonly SearchToken[];
  /** The letters of the last word where it may be the beginning of one. */
  readonly prefix: string | null;
}

/** A text with its tokens. */
export interface Named {
  readonly text: string;
  readonly tokens: readonly Token[];
}

/** How one language names what search finds. */
export interface Naming {
  readonly vocabulary: Vocabulary;
  /** The name of a term or family, then its synonyms. */
  names(id: string): readonly Named[];
  /** The label of a code; null where it has none in this language. */
  label(code: Code): Named | null;
  /** The system and the number of a code. */
  number(code: Code): readonly Named[];
}

export interface Ranked {
  readonly id: string;
  readonly found: Findable;
  readonly match: Match;
  /** What orders it: kind of match, curated first, active first, other own terms, id. */
  readonly order: readonly [number, number, number, number, string];
}

/**
 * Languages in groups, the likeliest first, each fetched where those before it do not have all words. What is `likely` is
 * tried with corrections as well before the rest.
 */
export interface Groups {
  readonly likely: readonly (() => readonly Naming[])[];
  readonly rest: readonly (() => readonly Naming[])[];
}

/** Orders what a store found; `named` are codes whose number the text is. */
export async function rank(
  found: readonly Findable[],
  asked: SearchQuery,
  named: ReadonlySet<Code>,
  groups: Groups,
  yielding: Yielding = NEVER_YIELDING,
): Promise<Ranked[]> {
  const views = viewsOf(asked, groups);
  const ranked: Ranked[] = [];
  for (const one of found) {
    if (yielding.shouldYield()) await yielding.yieldToEventLoop();
    ranked.push(rankOne(one, asked, named, views));
  }
  return ranked.sort((a, b) => compareOrder(a.order, b.order));
}

/** Orders two found documents, the better one first, as `sort` takes it. */
export function compareOrder(a: Ranked['order'], b: Ranked['order']): number {
  for (let index = 0; index < 4; index++) {
    const order = (a[index] as number) - (b[index] as number);
    if (order !== 0) return order;
  }
  return compareIds(a[4], b[4]);
}

/** One reading of a query: which of its words names match, in a group of languages, as written or as corrected. */
interface View {
  readonly isCorrected: boolean;
  readonly namings: readonly Naming[];
  /** Which words a text meets. */
  metBy(named: Named): readonly boolean[];
  isSame(named: Named): boolean;
  isBeginning(named: Named): boolean;
  /** What the names of a term, of those below it and of those above it meet; `text` is the one that meets most words. */
  term(id: string): { readonly met: readonly boolean[]; readonly text: string | null };
}

/** Whole words in every group before the beginning of one: "Prolaps" is a German word before it begins an English one. */
function viewsOf(asked: SearchQuery, { likely, rest }: Groups): Views {
  const whole: Reading = { ...asked, prefix: null, isCorrected: false };
  const begun: Reading = { ...asked, isCorrected: false };
  const corrected: Reading = { ...asked, isCorrected: true };
  const readings = [
    whole,
    ...(asked.prefix === null ? [] : [begun]),
    ...(asked.tokens.some((token) => token.corrected.length > 0) ? [corrected] : []),
  ];
  return [likely, rest].flatMap((groups) =>
    readings.map((reading) =>
      groups.map((group) => {
        let view: View | undefined;
        return () => (view ??= createView(reading, group()));
      }),
    ),
  );
}

interface Reading extends SearchQuery {
  readonly isCorrected: boolean;
}

/** One list for each reading, the best first. */
type Views = readonly (readonly (() => View)[])[];

function createView({ tokens, prefix, isCorrected }: Reading, namings: readonly Naming[]): View {
  const wanted = tokens.map(
    ({ forms, corrected }) => new Set(isCorrected ? [...forms, ...corrected] : forms),
  );
  const last = wanted.length - 1;
  /** The rule by which the stores match: a form is the same, or the last word begins it. */
  const meets = (token: Token, index: number) =>
    token.forms.some(
      (form) => wanted[index]?.has(form) || (index === last && prefix !== null && form.startsWith(prefix)),
    );
  const isWhole = (token: Token | undefined, index: number) =>
    token?.forms.some((form) => wanted[index]?.has(form)) ?? false;
  const metBy = (named: Named) => wanted.map((_, index) => named.tokens.some((token) => meets(token, index)));
  return {
    isCorrected,
    namings,
    metBy,
    isSame: (named) =>
      named.tokens.length === wanted.length && wanted.every((_, at) => isWhole(named.tokens[at], at)),
    isBeginning: ({ tokens }) =>
      wanted.length <= tokens.length && wanted.every((_, at) => meets(tokens[at] as Token, at)),
    term: remembered((id) => meetTerm(id, namings, metBy, wanted.length)),
  };
}

function meetTerm(
  id: string,
  namings: readonly Naming[],
  metBy: View['metBy'],
  words: number,
): ReturnType<View['term']> {
  const met = Array.from({ length: words }, () => false);
  let text: string | null = null;
  let most = 0;
  for (const { vocabulary, names } of namings) {
    const below = [...vocabulary.atOrUnder(id)].flatMap(names);
    const above = vocabulary.ancestors(id).flatMap((one) => names(one).slice(0, 1));
    for (const named of [...below, ...above]) {
      const by = metBy(named);
      const count = by.filter(Boolean).length;
      if (count > most) [most, text] = [count, named.text];
      for (const [index, isMet] of by.entries()) met[index] ||= isMet;
    }
  }
  return { met, text };
}

function rankOne(found: Findable, asked: SearchQuery, named: ReadonlySet<Code>, views: Views): Ranked {
  if (found.kind !== 'CODE') {
    const { id, name } = found.kind === 'TERM' ? found.term : found.family;
    const isEnough = ({ kind }: Match) => kind === 'EXACT_NAME' || kind === 'SYNONYM';
    const best = bestMatch(views, (view) => matchNames(id, view), isEnough);
    const match = best?.match ?? { kind: 'WORDS', field: 'name', text: name };
    return { id, found, match, order: [MATCH_KINDS.indexOf(match.kind), 0, 0, 0, id] };
  }
  const { code } = found;
  const best = bestMatch(
    views,
    (view) => matchCode(code, asked, named, view),
    () => true,
  );
  const match = best?.match ?? { kind: 'WORDS', field: 'label', text: code.label };
  const others = ownTerms(code).filter((id) => best?.view.term(id).text == null).length;
  const order = [
    MATCH_KINDS.indexOf(match.kind),
    code.curated ? 0 : 1,
    code.status === 'ACTIVE' ? 0 : 1,
    others,
    code.id,
  ] as const;
  return { id: code.id, found, match, order };
}

const ownTerms = (code: Code) => code.facts.flatMap(({ terms }) => terms);

/**
 * The best match of the first reading that has one; further languages are tried until one is enough. Null where a graph was
 * loaded with other texts than are read here.
 */
function bestMatch(
  views: Views,
  matchIn: (view: View) => Match | null,
  isEnough: (match: Match) => boolean,
): { match: Match; view: View } | null {
  for (const reading of views) {
    let best: { match: Match; view: View } | null = null;
    for (const open of reading) {
      const view = open();
      const match = matchIn(view);
      if (match === null) continue;
      if (best === null || MATCH_KINDS.indexOf(match.kind) < MATCH_KINDS.indexOf(best.match.kind)) {
        best = { match, view };
      }
      if (isEnough(match)) break;
    }
    if (best === null) continue;
    const { match, view } = best;
    return { match: view.isCorrected ? { ...match, kind: 'FUZZY' } : match, view };
  }
  return null;
}

function matchCode(code: Code, { tokens }: SearchQuery, named: ReadonlySet<Code>, view: View): Match | null {
  if (named.has(code)) return { kind: 'EXACT_CODE', field: 'code', text: code.code };
  const [only] = tokens;
  if (tokens.length === 1 && only && code.code.toLowerCase().startsWith(only.raw)) {
    return { kind: 'PREFIX', field: 'code', text: code.code };
  }
  const number = view.namings[0]?.number(code) ?? [];
  if (number.some(view.isBeginning)) return { kind: 'PREFIX', field: 'code', text: code.code };
  const labels = view.namings.flatMap((naming) => naming.label(code) ?? []);
  if (labels.length === 0) return null;
  const whole = matchWhole(labels, () => ['EXACT_NAME', 'label'], view);
  if (whole !== null) return whole;
  const terms = ownTerms(code).map((id) => view.term(id));
  const met = [...[...labels, ...number].map(view.metBy), ...terms.map((term) => term.met)];
  if (!isAllMet(met, tokens.length)) return null;
  const texts = new Set(terms.flatMap(({ text }) => text ?? []));
  if (texts.size === 0) return { kind: 'WORDS', field: 'label', text: labels[0]?.text ?? code.label };
  return { kind: 'WORDS', field: 'terms', text: [...texts].join(', ') };
}

function matchNames(id: string, view: View): Match | null {
  const names = view.namings.map((naming) => naming.names(id));
  const all = names.flat();
  const first = new Set(names.map(([name]) => name));
  const kindOf = (named: Named) =>
    first.has(named) ? (['EXACT_NAME', 'name'] as const) : (['SYNONYM', 'synonym'] as const);
  const whole = matchWhole(all, kindOf, view);
  if (whole !== null) return whole;
  const met = all.map(view.metBy);
  const best = all[met.findIndex((one) => one.includes(true))];
  if (best === undefined || !isAllMet(met, met[0]?.length ?? 0)) return null;
  return { kind: 'WORDS', field: kindOf(best)[1], text: best.text };
}

/** The best of the texts that hold all words by themselves. */
function matchWhole(
  texts: readonly Named[],
  kindOf: (named: Named) => readonly ['EXACT_NAME' | 'SYNONYM', string],
  view: View,
): Match | null {
  let best: Match | null = null;
  for (const named of texts) {
    const [exact, field] = kindOf(named);
    const kind = view.isSame(named)
      ? exact
      : view.isBeginning(named)
        ? 'PREFIX'
        : view.metBy(named).every(Boolean)
          ? 'WORDS'
          : null;
    if (kind === null) continue;
    if (best === null || MATCH_KINDS.indexOf(kind) < MATCH_KINDS.indexOf(best.kind)) {
      best = { kind, field, text: named.text };
    }
  }
  return best;
}

function isAllMet(met: readonly (readonly boolean[])[], words: number): boolean {
  return Array.from({ length: words }, (_, index) => index).every((index) => met.some((one) => one[index]));
}
