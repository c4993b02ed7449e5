import type { Groups, Named, SearchQuery, SearchToken } from './asked.ts';
import type { Axis } from './axes.ts';
import { type Code, termsOn } from './code.ts';
import { compareIds } from './edges.ts';
import { isSaidOf } from './spoken.ts';
import { type Meeting, type View, type Views, viewsOf } from './view.ts';
import type { Family, Term, Vocabulary } from './vocabulary.ts';
import { NEVER_YIELDING, type Yielding } from './yielding.ts';

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

/** By what found documents are ordered, in this order; each the less the better. */
const ORDER = [
  /** A code asked by its number, then what stands, then deleted codes and headings. */
  'standing',
  'kind',
  /** Matched in the language of the query, where its words settle that; what no reading matches comes last. */
  'language',
  'curated',
  /** Words met by other words of the same stem only. */
  'derived',
  /** Columns and devices of which nobody asked: a fusion or an implant does more than free a nerve. */
  'beyond',
  /** Neighbouring words of the query that stand together in no name, unless each is a name by itself. */
  'apart',
  /** Add-ons and repeat operations whose words are not asked. */
  'later',
  /** Of alternatives that a word means, the place of the best one. */
  'alternative',
  /** Words that stand in names of which nobody asked the rest, or, farther, in names of narrower terms than are stated. */
  'far',
  /** Other own terms. */
  'others',
  /** The place of its family: what frees nerves stands before what fuses or puts in. */
  'family',
] as const;
type Order = Readonly<Record<(typeof ORDER)[number], number>>;

export interface Ranked {
  readonly id: string;
  readonly found: Findable;
  readonly match: Match;
  /** The numbers of its order, then its id. */
  readonly order: readonly (number | string)[];
}

/** The shape of `order`. */
export const ORDER_SHAPE: Ranked['order'] = [...ORDER.map(() => 0), ''];

/** Orders what a store found; `named` are codes whose number the text is, in its order. */
export async function rank(
  found: readonly Findable[],
  asked: SearchQuery,
  named: ReadonlySet<Code>,
  groups: Groups,
  yielding: Yielding = NEVER_YIELDING,
): Promise<Ranked[]> {
  const views = viewsOf(asked, groups);
  const places = new Map([...named].map((code, index) => [code, index]));
  const ranked: Ranked[] = [];
  for (const one of found) {
    if (yielding.shouldYield()) await yielding.yieldToEventLoop();
    ranked.push(rankOne(one, asked, places, views));
  }
  return ranked.sort((a, b) => compareOrder(a.order, b.order));
}

/** Orders two found documents, the better one first, as `sort` takes it. */
export function compareOrder(a: Ranked['order'], b: Ranked['order']): number {
  for (let index = 0; index < ORDER.length; index++) {
    const order = (a[index] as number) - (b[index] as number);
    if (order !== 0) return order;
  }
  return compareIds(a[ORDER.length] as string, b[ORDER.length] as string);
}

/** The codes that a text names, each with its place there. */
type Places = ReadonlyMap<Code, number>;

function rankOne(found: Findable, asked: SearchQuery, named: Places, views: Views): Ranked {
  if (found.kind !== 'CODE') {
    const { id, name } = found.kind === 'TERM' ? found.term : found.family;
    const isEnough = ({ kind }: Match) => kind === 'EXACT_NAME' || kind === 'SYNONYM';
    const best = bestMatch(views, (view) => matchNames(id, view), isEnough);
    const places = best?.view.tokens.map(({ terms }) => Math.max(0, terms.indexOf(id))) ?? [];
    const alternative = places.reduce((sum, place) => sum + place, 0);
    return ranked(id, found, best, { kind: 'WORDS', field: 'name', text: name }, { alternative });
  }
  const { code } = found;
  const best = bestMatch(
    views,
    (view) => matchCode(code, asked, named, view),
    () => true,
  );
  const standing = code.status === 'ACTIVE' ? 1 : 2;
  const place = named.get(code);
  const order =
    place === undefined
      ? { curated: code.curated ? 0 : 1, standing, ...(best && orderOf(code, best.view)) }
      : { alternative: place };
  return ranked(code.id, found, best, { kind: 'WORDS', field: 'label', text: code.label }, order);
}

function ranked(id: string, found: Findable, best: Best | null, other: Match, order: Partial<Order>): Ranked {
  const match = best?.match ?? other;
  const isNumber = match.kind === 'EXACT_CODE';
  const by: Partial<Order> = {
    standing: 1,
    ...order,
    ...(isNumber ? { standing: 0 } : {}),
    kind: MATCH_KINDS.indexOf(match.kind),
    language: best === null ? 2 : best.view.isOwn ? 0 : 1,
  };
  return { id, found, match, order: [...ORDER.map((one) => by[one] ?? 0), id] };
}

/** What the words of a query come to in a code, as a view reads them. */
function orderOf(code: Code, view: View): Partial<Order> {
  const own = ownTerms(code);
  const terms = own.map((id) => view.term(id));
  const labels = view.namings.flatMap((naming) => naming.label(code) ?? []).map(view.meet);
  const all: Meeting[] = [...labels, ...terms, { met: saidMet(code, view), together: [], led: [] }];
  const words = view.tokens.map((_, index) => index);
  const far = words.map((index) => Math.min(2, ...terms.map((term) => term.far[index] ?? 2)));
  const isTerm = (index: number) => far[index] === 0;
  return {
    derived: words.filter((index) => !all.some(({ met }) => met[index] === 2)).length,
    beyond: beyondOf(code, view),
    apart:
      words
        .slice(1)
        .filter((at) => !(isTerm(at - 1) && isTerm(at)) && !all.some(({ together }) => together[at])).length +
      view.tokens.filter(({ lead }, index) => lead !== undefined && !all.some(({ led }) => led[index]))
        .length,
    later: laterOf(code, view),
    alternative: view.tokens.reduce((sum, token) => sum + alternativeOf(token, own, view), 0),
    far: far.reduce((sum, one) => sum + one, 0),
    others: othersOf(code, view),
    family: view.namings[0]?.vocabulary.families.get(code.family ?? '')?.position ?? 0,
  };
}

/** Terms that are not asked, beside some of their axis that are. What is asked but stated as an example only counts for two. */
const othersOf = ({ facts }: Code, view: View): number =>
  facts.reduce((sum, { terms, basis }) => {
    const others = terms.filter((id) => view.term(id).text === null).length;
    return others === terms.length ? sum : sum + others + (basis === 'EXAMPLE' ? 2 : 0);
  }, 0);

/** Of column and device, how many are stated and not asked, nor is the operation. */
function beyondOf(code: Code, view: View): number {
  const isAsked = (axis: Axis) => termsOn(code, axis).some((id) => view.term(id).far.includes(0));
  if (isAsked('OPERATION')) return 0;
  return (['COLUMN', 'DEVICE'] as const).filter((axis) => termsOn(code, axis).length > 0 && !isAsked(axis))
    .length;
}

/** An add-on is no first operation; nor is a special case of what other codes state, unless its own words are asked. */
function laterOf(code: Code, view: View): number {
  const isAsked = (id: string, broader: string | null) =>
    view.own(id).some((met, index) => met > 0 && (broader === null || view.own(broader)[index] === 0));
  const [naming] = view.namings;
  const isSpecial = termsOn(code, 'OPERATION').some((id) => {
    const broader = naming?.vocabulary.ancestors(id)[0];
    return broader !== undefined && isOrdinary(broader, naming?.vocabulary) && !isAsked(id, broader);
  });
  const isAddOn = code.addOn && !termsOn(code, 'EXTENT').some((id) => isAsked(id, null));
  return (isAddOn ? 1 : 0) + (isSpecial ? 1 : 0);
}

/** Whether a term is the ordinary case: codes state it itself, at least half as many as state narrower ones. */
function isOrdinary(id: string, vocabulary: Vocabulary | undefined): boolean {
  const count = (one: string) => vocabulary?.terms.get(one)?.codeCount ?? 0;
  const below = (vocabulary?.narrower(id) ?? []).reduce((sum, one) => sum + count(one), 0);
  return 2 * (count(id) - below) >= below && count(id) > below;
}

function alternativeOf({ terms }: SearchToken, own: readonly string[], { namings: [naming] }: View): number {
  if (terms.length < 2 || naming === undefined) return 0;
  const { vocabulary } = naming;
  const at = terms.findIndex((term) =>
    own.some((id) => vocabulary.isAtOrUnder(id, term) || vocabulary.isAtOrUnder(term, id)),
  );
  return at < 0 ? terms.length : at;
}

const ownTerms = (code: Code) => code.facts.flatMap(({ terms }) => terms);

interface Best {
  readonly match: Match;
  readonly view: View;
}

/**
 * The best match of the first reading that has one; further languages are tried until one is enough. Null where a graph was
 * loaded with other texts than are read here.
 */
function bestMatch(
  views: Views,
  matchIn: (view: View) => Match | null,
  isEnough: (match: Match) => boolean,
): Best | null {
  for (const reading of views) {
    let best: Best | null = null;
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
    return { match: view.reading === 'CORRECTED' ? { ...match, kind: 'FUZZY' } : match, view };
  }
  return null;
}

function matchCode(code: Code, asked: SearchQuery, named: Places, view: View): Match | null {
  if (named.has(code)) return { kind: 'EXACT_CODE', field: 'code', text: code.code };
  const { tokens } = view;
  const [only] = tokens;
  const called = saidMet(code, view);
  const said = tokens.flatMap((token, index) => (called[index] ? (token.said ?? []) : []));
  if (tokens.length === 1 && said[0] !== undefined)
    return { kind: 'EXACT_NAME', field: 'name', text: said[0] };
  if (tokens.length === 1 && only && only.raw !== '' && code.code.toLowerCase().startsWith(only.raw)) {
    return { kind: 'PREFIX', field: 'code', text: code.code };
  }
  const number = view.namings[0]?.number(code) ?? [];
  if (number.some(view.isBeginning)) return { kind: 'PREFIX', field: 'code', text: code.code };
  const labels = view.namings.flatMap((naming) => naming.label(code) ?? []);
  if (labels.length === 0) return null;
  const whole = matchWhole(labels, () => ['EXACT_NAME', 'label'], view);
  if (whole !== null) return whole;
  const terms = ownTerms(code).map((id) => view.term(id));
  const met = [...[...labels, ...number].map(view.meet), ...terms, { met: called }].map((one) => one.met);
  // Codes of public files have no terms: what a level means was met by their titles, or the store had not found them.
  if (!code.curated) met.push(tokens.map((token) => (token.said === undefined ? token.terms.length : 0)));
  if (!isAllMet(met, tokens.length)) return null;
  const texts = new Set([...terms.flatMap(({ text }) => text ?? []), ...said]);
  if (texts.size === 0) return { kind: 'WORDS', field: 'label', text: labels[0]?.text ?? code.label };
  const isPhrase =
    asked.parts.every((part) => part.meant !== null) && view.reading === 'MEANT' && said.length === 0;
  return { kind: isPhrase ? 'SYNONYM' : 'WORDS', field: 'terms', text: [...texts].join(', ') };
}

/** At which places a query names an operation as people call this code. */
function saidMet(code: Code, { tokens, namings: [naming] }: View): number[] {
  if (naming === undefined) return [];
  const { vocabulary } = naming;
  return tokens.map(({ said, terms }) => {
    const names = said === undefined ? [] : vocabulary.names.filter(({ id }) => terms.includes(id));
    return names.some((name) => isSaidOf(name, code, vocabulary)) ? 2 : 0;
  });
}

function matchNames(id: string, view: View): Match | null {
  const names = view.namings.map((naming) => naming.names(id));
  const all = names.flat();
  const first = new Set(names.map(([name]) => name));
  const kindOf = (named: Named) =>
    first.has(named) ? (['EXACT_NAME', 'name'] as const) : (['SYNONYM', 'synonym'] as const);
  const places = view.tokens.map(({ terms }) => terms.length === 0 || terms.includes(id));
  if (places.includes(false)) return null;
  const [only] = view.tokens;
  if (view.tokens.length === 1 && only !== undefined && only.terms.length > 0) {
    const level = all.find(({ text }) => /\d/.test(text)) ?? all[0];
    return level === undefined ? null : { kind: 'SYNONYM', field: 'synonym', text: level.text };
  }
  const whole = matchWhole(all, kindOf, view);
  if (whole !== null) return whole;
  const met = all.map((named) => view.meet(named).met);
  const best = all[met.findIndex((one) => one.some((how) => how > 0))];
  if (best === undefined || !isAllMet(met, view.tokens.length)) return null;
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
        : view.meet(named).met.every((how) => how > 0)
          ? 'WORDS'
          : null;
    if (kind === null) continue;
    if (best === null || MATCH_KINDS.indexOf(kind) < MATCH_KINDS.indexOf(best.kind)) {
      best = { kind, field, text: named.text };
    }
  }
  return best;
}

function isAllMet(met: readonly (readonly number[])[], words: number): boolean {
  return Array.from({ length: words }, (_, index) => index).every((index) =>
    met.some((one) => (one[index] ?? 0) > 0),
  );
}
