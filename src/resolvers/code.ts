import { type Context, present } from '../context.ts';
import { badInput } from '../errors.ts';
import type {
  AddOnConnectionResolvers,
  AddOnEdgeResolvers,
  AxisFactResolvers,
  CodeConnectionResolvers,
  CodeEdgeResolvers,
  CodeResolvers,
  ComparedValueResolvers,
  FacetResolvers,
  QueryResolvers,
} from '../generated/graphql.ts';
import { ALL_AXES, type Axis } from '../lattice/axes.ts';
import { type Code, parseCodeId, termsOn } from '../lattice/code.ts';
import { compareCodes } from '../lattice/compare.ts';
import { metByOverlap, termGroups } from '../lattice/near.ts';
import type { Term } from '../lattice/vocabulary.ts';
import type { AddOnRow, CodeQuery } from '../store/store.ts';
import { labelOf } from '../text/labels.ts';
import type { Language } from '../text/languages.ts';
import { ANY_CODE, checkIds, checkTerms, codeId, familiesUnder, filteredText } from './arguments.ts';
import type { Complete } from './complete.ts';
import { type AddOnPage, type CodePage, pageOf, pageSize } from './page.ts';

export const codeQueries: Pick<Complete<QueryResolvers>, 'code' | 'codes' | 'lookup' | 'compare'> = {
  code: (_, { id }, { loaders }) => loaders.codes.load(codeId(id)),

  codes(_, { filter, first, after }, context) {
    const terms = checkTerms(filter?.terms ?? [], 'terms', context);
    const text = filter?.text == null ? null : filteredText(filter.text, context);
    if (filter?.text != null && text === null)
      return codePage({ ...ANY_CODE, families: [] }, [], { first, after }, context);
    const query: CodeQuery = {
      system: filter?.system ?? null,
      status: filter?.status ?? null,
      addOn: filter?.addOn ?? null,
      families: filter?.family == null ? null : familiesUnder(filter.family, context),
      within: termGroups(terms, filter?.near ?? false, context.snapshot.vocabulary),
      text,
    };
    return codePage(query, filter?.near ? terms : [], { first, after }, context);
  },

  async lookup(_, { ids }, context) {
    checkIds(ids, 'ids', context);
    return Promise.all(
      ids.map(async (input) => {
        const parsed = parseCodeId(input);
        if (parsed === null) return { input, status: 'INVALID' as const, code: null };
        const code = await context.loaders.codes.load(parsed.id);
        return { input, status: code === null ? ('UNKNOWN' as const) : ('FOUND' as const), code };
      }),
    );
  },

  async compare(_, { ids }, context) {
    const wanted = [...new Set(ids.map(codeId))];
    if (wanted.length < 2 || wanted.length > 12) {
      throw badInput(`\`ids\` names ${wanted.length} different codes; compare takes two to twelve.`);
    }
    const codes = await Promise.all(wanted.map((id) => known(id, context)));
    const words = context.words();
    return compareCodes(codes, words.vocabulary, words);
  },
};

/** The code of an id that was asked for in a list or as an end; refuses one that is not in the graph. */
export async function known(id: string, { loaders }: Context): Promise<Code> {
  const code = await loaders.codes.load(id);
  if (code === null) throw badInput(`The code ${id} is not in the graph.`);
  return code;
}

const onAxis =
  (axis: Axis) =>
  (code: Code, _: unknown, { snapshot }: Context) =>
    termsOf(termsOn(code, axis), snapshot);

/** A composed label in a language; official titles and bare numbers are the same in all. */
export function labelIn(code: Code, language: Language, context: Context): string {
  return code.labelKind !== 'COMPOSED' || language === 'EN'
    ? code.label
    : labelOf(code, context.words(language));
}

/** The terms of these ids. */
export function termsOf(ids: readonly string[], { vocabulary }: Context['snapshot']): Term[] {
  const terms: Term[] = [];
  for (const id of ids) {
    const term = vocabulary.terms.get(id);
    if (term !== undefined) terms.push(term);
  }
  return terms;
}

export const codeFields: Omit<
  Complete<
    CodeResolvers,
    'id' | 'code' | 'system' | 'edition' | 'status' | 'lastValidDay' | 'labelKind' | 'addOn'
  >,
  'related' | 'crosswalk' | 'guidance' | 'modifiers' | 'billing' | 'unitsPerDay' | 'bundles' | 'descriptor'
> = {
  family: ({ family }, _, { snapshot }) =>
    family === null ? null : (snapshot.vocabulary.families.get(family) ?? null),
  label: (code, { lang }, context) => labelIn(code, lang ?? context.language, context),
  axes: ({ facts }) => facts,
  regions: onAxis('REGION'),
  compartments: onAxis('COMPARTMENT'),
  lesionTypes: onAxis('LESION'),
  operations: onAxis('OPERATION'),
  approaches: onAxis('APPROACH'),
  extents: onAxis('EXTENT'),
  specialties: onAxis('SPECIALTY'),
  addOns: ({ id }, page, context) => addOnPage(id, 'IN', page, context),
  addOnTo: ({ id }, page, context) => addOnPage(id, 'OUT', page, context),
  contractorDefinedPrimaries: ({ id }, _, { loaders }) => loaders.contractorDefinedPrimaries.load(id),
  source: ({ citation }) => citation,
};

export const axisFactFields: Complete<AxisFactResolvers, 'axis' | 'basis' | 'inherited'> = {
  terms: ({ terms }, _, { snapshot }) => termsOf(terms, snapshot),
  source: ({ citation }) => citation,
};

interface PageArguments {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
}

/** A listing of codes; `asked` are the terms that edges may meet only by an overlap. */
export function codePage(
  query: CodeQuery,
  asked: readonly string[],
  { first, after }: PageArguments,
  { loaders, limits }: Context,
): CodePage {
  const page = pageOf<string, readonly [string]>({
    list: ['codes', query],
    first,
    fallback: 25,
    after,
    limit: limits.first,
    shape: [''],
    keyOf: (id) => [id],
    load: (size, key) => loaders.browse.load({ ...query, first: size, after: key?.[0] ?? null }),
    count: () => loaders.browseCount.load(query),
  });
  return { ...page, query, asked };
}

export const codeConnectionFields: Complete<CodeConnectionResolvers> = {
  totalCount: (page) => page.totalCount(),
  edges: async (page) => (await page.rows()).map((edge) => ({ ...edge, asked: page.asked })),
  pageInfo: (page) => page.info(),
  facets: ({ query }, { axes, first }, { loaders, limits }) =>
    loaders.facets.load({
      ...query,
      axes: [...new Set(axes ?? ALL_AXES)],
      first: pageSize(first ?? 20, limits.first),
    }),
};

export const codeEdgeFields: Complete<CodeEdgeResolvers, 'cursor'> = {
  node: ({ row }, _, { loaders }) => present(loaders.codes, row),
  overlapping: async ({ row, asked }, _, { loaders, snapshot }) =>
    asked.length === 0
      ? []
      : termsOf(metByOverlap(asked, await present(loaders.codes, row), snapshot.vocabulary), snapshot),
};

export const facetFields: Complete<FacetResolvers, 'axis'> = {
  terms: ({ terms }, _, { snapshot }) =>
    terms.flatMap(({ term, count }) => {
      const known = snapshot.vocabulary.terms.get(term);
      return known ? [{ term: known, count }] : [];
    }),
};

function addOnPage(
  id: string,
  direction: 'IN' | 'OUT',
  { first, after }: PageArguments,
  { loaders, limits }: Context,
): AddOnPage {
  return pageOf<AddOnRow, readonly [string]>({
    list: ['addOns', id, direction],
    first,
    fallback: 50,
    after,
    limit: limits.first,
    shape: [''],
    keyOf: (row) => [row.id],
    load: (size, key) => loaders.addOns.load({ id, direction, first: size, after: key?.[0] ?? null }),
    count: () => loaders.addOnCount.load({ id, direction, first: 0, after: null }),
  });
}

export const addOnConnectionFields: Complete<AddOnConnectionResolvers> = {
  totalCount: (page) => page.totalCount(),
  edges: (page) => page.rows(),
  pageInfo: (page) => page.info(),
};

export const addOnEdgeFields: Complete<AddOnEdgeResolvers, 'cursor'> = {
  node: ({ row }, _, { loaders }) => present(loaders.codes, row.id),
  type: ({ row }) => row.type,
  source: ({ row }) => row.citation,
};

export const comparedValueFields = {
  terms: ({ fact }, _, { snapshot }) => termsOf(fact?.terms ?? [], snapshot),
  inherited: ({ fact }) => fact?.inherited ?? false,
} satisfies Partial<ComparedValueResolvers>;
