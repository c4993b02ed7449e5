import type { Code } from './code.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Words that must all be indexed, each by one of its tokens; the last also by a token that begins with `prefix`. */
export interface TextQuery {
  readonly words: readonly (readonly string[])[];
  readonly prefix: string | null;
}

/** A word as it is indexed: it is found by any of its forms. */
export interface Token {
  readonly raw: string;
  readonly forms: readonly string[];
}

/**
 * A word of a query: it meets what has one of its forms; `corrected` are those of the words it may stand for. `terms` are
 * alternatives that it means besides, the best first: a vertebral level means the regions that hold it.
 */
export interface SearchToken extends Token {
  readonly corrected: readonly string[];
  readonly terms: readonly string[];
  /** The name of operations that it is, as people say it: "ACDF"; its terms are then the ids of such names. */
  readonly said?: string | undefined;
  /** The word passed over right before it: "in". */
  readonly lead?: string | undefined;
}

/** Words of a query, and what they mean together where they are an everyday word for it: one token for each axis, or for a name of operations. */
export interface QueryPart {
  readonly tokens: readonly SearchToken[];
  readonly meant: readonly SearchToken[] | null;
}

export interface SearchQuery {
  readonly parts: readonly QueryPart[];
  /** The letters of the last word where it may be the beginning of one. */
  readonly prefix: string | null;
}

/** A text with its tokens. */
export interface Named {
  readonly text: string;
  readonly tokens: readonly Token[];
  /** Whether its first token is its first word: in "for diabetics" it is not. */
  readonly opens: boolean;
  /** The word passed over before each token, in the places of those that have one. */
  readonly leads: readonly (string | undefined)[];
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

/** A group of languages, whose names are fetched where those before it do not have all words. */
export interface Group {
  /** Whether the words of the query are of these languages and of no other. */
  readonly isOwn: boolean;
  readonly open: () => readonly Naming[];
}

/** Groups in tiers, the likeliest first: each tier is tried with corrections as well before the next. */
export type Groups = readonly (readonly Group[])[];
