import type { Axis } from './axes.ts';
import type { Citation } from './code.ts';

/** A name that people say for an operation, for one code or for several that stand together: ACDF, PLIF. */
export interface SpokenName {
  readonly id: string;
  /** In English. */
  readonly name: string;
  /** The same in all languages, the usual one first. */
  readonly abbreviations: readonly string[];
  /** Whether its codes are exactly those that meet its terms; a name by habit never states a fact. */
  readonly byFacts: boolean;
  /** The terms that it asks of one code, of each code of several. */
  readonly parts: readonly (readonly string[])[];
  /** The ids of its codes, in order; empty where it takes several. */
  readonly codes: readonly string[];
  /** The axes on which it says what its codes state, besides those of its terms. */
  readonly conveys: readonly Axis[];
  readonly citation: Citation;
}

/** The message that says a name in a language: `name.acdf`; `name.alif.said` is what a claim says where the name says more than the code. */
export const keyOfName = ({ id }: Pick<SpokenName, 'id'>): string => id.replace(':', '.');
