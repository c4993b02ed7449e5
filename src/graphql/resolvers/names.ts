import type {
  CodeResolvers,
  FamilyResolvers,
  NameFactsResolvers,
  NameResolvers,
} from '../../generated/graphql.ts';
import { worksOf } from '../../lattice/code.ts';
import { grouped } from '../../lattice/grouped.ts';
import { remembered } from '../../lattice/remembered.ts';
import type { SpokenName } from '../../lattice/spoken-name.ts';
import type { Included, Vocabulary } from '../../lattice/vocabulary.ts';
import { nameIn, saidAs } from '../../text/names.ts';
import type { Words } from '../../text/words.ts';
import { present } from '../context.ts';
import { termsOf } from './code.ts';
import type { Complete } from './complete.ts';

/** A name of operations with the words of the language in which it is asked for. */
export interface NameIn {
  readonly name: SpokenName;
  readonly words: Words;
  /** Where the index of ICD-10-PCS leads from it; null of what people say for codes of the seed. */
  readonly leadsTo: readonly string[] | null;
}

/** The terms that a name asks of one code. */
export interface FactsAsked {
  readonly terms: readonly string[];
}

export const namesOfCode: Pick<Complete<CodeResolvers>, 'names'> = {
  names: ({ id }, { lang }, { snapshot, words }): NameIn[] =>
    snapshot.vocabulary.names
      .filter(({ codes }) => codes.includes(id))
      .map((name) => ({ name, words: words(lang), leadsTo: null })),
};

const keyOf = ({ text, citation }: Included) => `${citation.source} ${citation.line} ${text}`;

/** All beginnings of codes that each word of the index leads to, whatever table they stand in. */
const leadsOf = remembered((vocabulary: Vocabulary): ReadonlyMap<string, readonly string[]> => {
  const entries = [...vocabulary.families.values()].flatMap(({ includes }) => includes);
  return new Map([...grouped(entries, keyOf)].map(([key, own]) => [key, own.flatMap(({ codes }) => codes)]));
}, new WeakMap());

/** What the index leads from to a table, each with all that it leads to. */
export const namesOfFamily: Pick<Complete<FamilyResolvers>, 'names'> = {
  names({ includes }, { lang }, { snapshot, words }): NameIn[] {
    const leads = leadsOf(snapshot.vocabulary);
    return includes.map(({ text, citation }) => {
      const name = {
        id: `name:icd10pcs-${text.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`,
        name: text,
        abbreviations: [],
        byFacts: false,
        parts: [],
        codes: [],
        conveys: [],
        citation,
      };
      return { name, words: words(lang), leadsTo: leads.get(keyOf({ text, citation })) ?? [] };
    });
  },
};

const kindOf = ({ name, leadsTo }: NameIn) =>
  leadsTo !== null ? 'INDEX' : name.byFacts ? 'BY_FACTS' : 'BY_HABIT';

export const nameFields: Complete<NameResolvers> = {
  id: ({ name }) => name.id,
  name: ({ name, words }) => nameIn(name, words),
  abbreviations: ({ name }) => [...name.abbreviations],
  saidAs: ({ name, words }) => saidAs(name, words),
  kind: kindOf,
  facts: ({ name }) => name.parts.map((terms) => ({ terms })),
  codes: ({ name }, _, { loaders }) => Promise.all(name.codes.map((id) => present(loaders.codes, id))),
  leadsTo: ({ leadsTo }) => leadsTo ?? [],
  tables({ leadsTo }, _, { snapshot: { vocabulary } }) {
    const ids = new Set(leadsTo?.map((code) => `family:icd10pcs-${code.slice(0, 3).toLowerCase()}`));
    return [...ids].flatMap((id) => vocabulary.families.get(id) ?? []);
  },
  sources: ({ name }, _, { loaders }) =>
    Promise.all(worksOf(name.citation).map((id) => present(loaders.sources, id))),
  source: ({ name }) => name.citation,
};

export const nameFactsFields: Complete<NameFactsResolvers> = {
  terms: ({ terms }, _, { snapshot }) => termsOf(terms, snapshot),
};
