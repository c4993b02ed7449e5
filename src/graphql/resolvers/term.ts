import type {
  AnatomicalRegionResolvers,
  IncludedResolvers,
  QueryResolvers,
  SpecialtyFamilyResolvers,
  SpecialtyResolvers,
  TermConnectionResolvers,
  TermEdgeResolvers,
} from '../../generated/graphql.ts';
import { AXES } from '../../lattice/axes.ts';
import { termGroups } from '../../lattice/near.ts';
import type { Term } from '../../lattice/vocabulary.ts';
import type { Language } from '../../text/languages.ts';
import type { Context } from '../context.ts';
import { ANY_CODE } from './arguments.ts';
import { codePage, termsOf } from './code.ts';
import type { Complete } from './complete.ts';
import { pageFields, pageOf } from './page.ts';

export const termQueries: Pick<Complete<QueryResolvers>, 'term' | 'terms'> = {
  term: (_, { id }, { snapshot }) => snapshot.vocabulary.terms.get(id) ?? null,
  terms(_, { axis, first, after }, { snapshot, limits }) {
    const all = snapshot.vocabulary.termsOf(axis);
    return pageOf<Term, readonly [number]>({
      list: ['terms', axis],
      first,
      fallback: 100,
      after,
      limit: limits.first,
      shape: [0],
      keyOf: ({ position }) => [position],
      load: async (size, key) =>
        all.filter(({ position }) => key === null || position > key[0]).slice(0, size),
      count: async () => all.length,
    });
  },
};

/** The type of a term, for the interface. */
export const typeOfTerm = ({ axis }: Term) => AXES[axis].type;

const codesAt =
  (near: boolean) =>
  ({ id }: Term, page: { first?: number | null; after?: string | null }, context: Context) => {
    const within = termGroups([id], near, context.snapshot.vocabulary);
    return codePage({ ...ANY_CODE, status: ['ACTIVE'], within }, near ? [id] : [], page, context);
  };

type Given = 'id' | 'axis' | 'codeCount' | 'title' | 'explanation' | 'includes';

/** The term under its name in a language. */
const textOf = (term: Term, language: Language | null | undefined, { words }: Context): Term =>
  words(language).vocabulary.terms.get(term.id) ?? term;

/** The fields that all terms have. */
export const termFields: Complete<AnatomicalRegionResolvers, Given | 'rank'> = {
  name: (term, { lang }, context) => textOf(term, lang, context).name,
  nameLanguage: ({ id }, { lang }, context) =>
    context.words(lang).isNamed(id) ? (lang ?? context.language) : 'EN',
  synonyms: (term, { lang }, context) => textOf(term, lang, context).synonyms,
  definition: (term, { lang }, context) => textOf(term, lang, context).definition,
  parent: ({ broader }, _, { snapshot }) =>
    broader === null ? null : (snapshot.vocabulary.terms.get(broader) ?? null),
  children: ({ id }, _, { snapshot }) => termsOf(snapshot.vocabulary.narrower(id), snapshot),
  ancestors: ({ id }, _, { snapshot }) => termsOf(snapshot.vocabulary.ancestors(id), snapshot),
  overlaps: ({ overlaps }, _, { snapshot }) => termsOf(overlaps, snapshot),
  codes: codesAt(false),
  nearCodes: codesAt(true),
  source: ({ citation }) => citation,
};

export const includedFields: Complete<IncludedResolvers, 'text'> = { source: ({ citation }) => citation };

export const specialtyFields: Complete<SpecialtyResolvers, Given> = {
  ...termFields,
  cmsCode: ({ notation }) => notation,
  families: ({ id }, _, { snapshot }) => snapshot.performs.filter(({ specialty }) => specialty === id),
};

export const specialtyFamilyFields: Complete<SpecialtyFamilyResolvers, 'role'> = {
  family({ family }, _, { snapshot }) {
    const found = snapshot.vocabulary.families.get(family);
    if (found === undefined) throw new Error(`the graph names ${family}, but does not have it`);
    return found;
  },
};

export const termConnectionFields: Complete<TermConnectionResolvers> = pageFields;

export const termEdgeFields: Complete<TermEdgeResolvers, 'cursor'> = { node: ({ row }) => row };
