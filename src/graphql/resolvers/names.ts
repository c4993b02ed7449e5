import type { CodeResolvers, NameFactsResolvers, NameResolvers } from '../../generated/graphql.ts';
import { worksOf } from '../../lattice/code.ts';
import type { SpokenName } from '../../lattice/spoken-name.ts';
import { nameIn, saidAs } from '../../text/names.ts';
import type { Words } from '../../text/words.ts';
import { present } from '../context.ts';
import { termsOf } from './code.ts';
import type { Complete } from './complete.ts';

/** A name of operations with the words of the language in which it is asked for. */
export interface NameIn {
  readonly name: SpokenName;
  readonly words: Words;
}

/** The terms that a name asks of one code. */
export interface FactsAsked {
  readonly terms: readonly string[];
}

export const namesOfCode: Pick<Complete<CodeResolvers>, 'names'> = {
  names: ({ id }, { lang }, { snapshot, words }): NameIn[] =>
    snapshot.vocabulary.names
      .filter(({ codes }) => codes.includes(id))
      .map((name) => ({ name, words: words(lang) })),
};

export const nameFields: Complete<NameResolvers> = {
  id: ({ name }) => name.id,
  name: ({ name, words }) => nameIn(name, words),
  abbreviations: ({ name }) => [...name.abbreviations],
  saidAs: ({ name, words }) => saidAs(name, words),
  kind: ({ name }) => (name.byFacts ? 'BY_FACTS' : 'BY_HABIT'),
  facts: ({ name }) => name.parts.map((terms) => ({ terms })),
  codes: ({ name }, _, { loaders }) => Promise.all(name.codes.map((id) => present(loaders.codes, id))),
  sources: ({ name }, _, { loaders }) =>
    Promise.all(worksOf(name.citation).map((id) => present(loaders.sources, id))),
  source: ({ name }) => name.citation,
};

export const nameFactsFields: Complete<NameFactsResolvers> = {
  terms: ({ terms }, _, { snapshot }) => termsOf(terms, snapshot),
};
