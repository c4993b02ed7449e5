import type { Code } from './code.ts';
import { compareIds } from './edges.ts';
import type { Family, Term, Vocabulary } from './vocabulary.ts';

export const MATCH_KINDS = ['EXACT_CODE', 'EXACT_NAME', 'SYNONYM', 'PREFIX', 'WORDS'] as const;
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

/** A query as tokens: `stem` meets indexed tokens whole; the last one also as a prefix, by its `raw` letters. */
export interface QueryToken {
  readonly raw: string;
  readonly stem: string;
}

export interface Ranked {
  readonly id: string;
  readonly found: Findable;
  readonly match: Match;
  /** What orders it: kind of match, curated first, active first, other own terms, id. */
  readonly order: readonly [number, number, number, number, string];
}

/** Splits a text into the tokens under which it is indexed. */
export type Tokens = (text: string) => readonly QueryToken[];

/** Orders what a store found. */
export function rank(
  found: readonly Findable[],
  query: readonly QueryToken[],
  codeId: string | null,
  vocabulary: Vocabulary,
  tokens: Tokens,
): Ranked[] {
  return found
    .map((one) => rankOne(one, query, codeId, vocabulary, tokens))
    .sort((a, b) => compareOrder(a.order, b.order));
}

export function compareOrder(a: Ranked['order'], b: Ranked['order']): number {
  for (let index = 0; index < 4; index++) {
    const order = (a[index] as number) - (b[index] as number);
    if (order !== 0) return order;
  }
  return compareIds(a[4], b[4]);
}

function rankOne(
  found: Findable,
  query: readonly QueryToken[],
  codeId: string | null,
  vocabulary: Vocabulary,
  tokens: Tokens,
): Ranked {
  if (found.kind !== 'CODE') {
    const node = found.kind === 'TERM' ? found.term : found.family;
    const synonyms = found.kind === 'TERM' ? found.term.synonyms : [];
    const match = matchNames(node.name, synonyms, query, tokens);
    return { id: node.id, found, match, order: [MATCH_KINDS.indexOf(match.kind), 0, 0, 0, node.id] };
  }
  const { code } = found;
  const own = code.facts.flatMap((fact) => fact.terms).flatMap((id) => vocabulary.terms.get(id) ?? []);
  const hits = own.map((term) => hitOf(term, query, vocabulary, tokens));
  const match = matchCode(code, hits, query, codeId, tokens);
  const others = hits.filter((hit) => hit === null).length;
  const order = [
    MATCH_KINDS.indexOf(match.kind),
    code.curated ? 0 : 1,
    code.status === 'ACTIVE' ? 0 : 1,
    others,
    code.id,
  ] as const;
  return { id: code.id, found, match, order };
}

function matchCode(
  code: Code,
  hits: readonly (string | null)[],
  query: readonly QueryToken[],
  codeId: string | null,
  tokens: Tokens,
): Match {
  if (codeId === code.id) return { kind: 'EXACT_CODE', field: 'code', text: code.code };
  if (startsWith(tokens(code.code), query)) {
    return { kind: 'PREFIX', field: 'code', text: code.code };
  }
  const label = tokens(code.label);
  if (sameTokens(label, query)) return { kind: 'EXACT_NAME', field: 'label', text: code.label };
  if (startsWith(label, query)) return { kind: 'PREFIX', field: 'label', text: code.label };
  if (query.every((token, index) => label.some((one) => meets(one, token, index === query.length - 1)))) {
    return { kind: 'WORDS', field: 'label', text: code.label };
  }
  const texts = new Set(hits.filter((hit) => hit !== null));
  if (texts.size === 0) return { kind: 'WORDS', field: 'code', text: code.id };
  return { kind: 'WORDS', field: 'terms', text: [...texts].join(', ') };
}

function matchNames(
  name: string,
  synonyms: readonly string[],
  query: readonly QueryToken[],
  tokens: Tokens,
): Match {
  const names = [name, ...synonyms];
  const field = (index: number) => (index === 0 ? 'name' : 'synonym');
  const exact = names.findIndex((one) => sameTokens(tokens(one), query));
  if (exact >= 0) {
    return { kind: exact === 0 ? 'EXACT_NAME' : 'SYNONYM', field: field(exact), text: names[exact] ?? name };
  }
  const prefix = names.findIndex((one) => startsWith(tokens(one), query));
  if (prefix >= 0) return { kind: 'PREFIX', field: field(prefix), text: names[prefix] ?? name };
  const words = names.findIndex((one) =>
    query.every((token, index) =>
      tokens(one).some((indexed) => meets(indexed, token, index === query.length - 1)),
    ),
  );
  return { kind: 'WORDS', field: field(Math.max(0, words)), text: names[Math.max(0, words)] ?? name };
}

/** The name or synonym of a term, or the name of one above or below it, that a word of the query meets; null where none does. */
function hitOf(
  term: Term,
  query: readonly QueryToken[],
  vocabulary: Vocabulary,
  tokens: Tokens,
): string | null {
  const below = [...vocabulary.atOrUnder(term.id)].flatMap((id) => vocabulary.terms.get(id) ?? []);
  const above = vocabulary.ancestors(term.id).flatMap((id) => vocabulary.terms.get(id) ?? []);
  const texts = [
    ...below.flatMap(({ name, synonyms }) => [name, ...synonyms]),
    ...above.map(({ name }) => name),
  ];
  const isHit = (text: string) =>
    query.some((token, index) => tokens(text).some((at) => meets(at, token, index === query.length - 1)));
  return texts.find(isHit) ?? null;
}

function sameTokens(indexed: readonly QueryToken[], query: readonly QueryToken[]): boolean {
  return (
    indexed.length === query.length && indexed.every((token, index) => token.stem === query[index]?.stem)
  );
}

function startsWith(indexed: readonly QueryToken[], query: readonly QueryToken[]): boolean {
  return (
    query.length <= indexed.length &&
    query.every((token, index) => {
      const at = indexed[index];
      return at !== undefined && meets(at, token, index === query.length - 1);
    })
  );
}

/** The rule by which the stores match: stems are equal, or the last token is a prefix of the raw letters. */
function meets(indexed: QueryToken, token: QueryToken, last: boolean): boolean {
  return (
    indexed.stem === token.stem || indexed.raw === token.stem || (last && indexed.raw.startsWith(token.raw))
  );
}
