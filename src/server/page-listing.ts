import type { Html } from './html.ts';
import type { Speech } from './page-parts.ts';
import type { Ask } from './page-subject.ts';
import type { Question } from './page-template.ts';

export type Query = Readonly<Record<string, unknown>>;

/** What a page that lists something has to say without a script. */
export interface Listing {
  /** Null where the graph does not say. */
  readonly main: ((speech: Speech) => Html) | null;
  /** What the answers are of; null where none may be kept. */
  readonly dataset: string | null;
  /** What the explorer asks first of what is listed. */
  readonly asks?: readonly Question[];
}

/** Asks for what a page lists at its address; the answers cost at most what one request may, a few documents each. */
export type Lister = (ask: Ask, query: Query) => Promise<Listing>;

export const UNLISTED: Listing = { main: null, dataset: null };
