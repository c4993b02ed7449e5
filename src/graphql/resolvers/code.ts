import { badInput } from '../../errors.ts';
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
} from '../../generated/graphql.ts';
import { roleOf } from '../../lattice/add-on-role.ts';
import { ALL_AXES, type Axis } from '../../lattice/axes.ts';
import { type Code, termsOn, worksOf } from '../../lattice/code.ts';
import { compareCodes } from '../../lattice/compare.ts';
import { metByOverlap, termGroups } from '../../lattice/near.ts';
import type { Term } from '../../lattice/vocabulary.ts';
import type { AddOnRow, CodeQuery } from '../../store/store.ts';
import { labelOf } from '../../text/labels.ts';
import type { Language } from '../../text/languages.ts';
import { type Context, present } from '../context.ts';
import { ANY_CODE, checkIds, checkTerms, familiesUnder } from './arguments.ts';
import type { Complete } from './complete.ts';
import { filteredText } from './named.ts';
import { BY_ID, type CodeOrder, orderOf, rowsInOrder } from './order.ts';
import {
  type AddOnPage,
  type CodePage,
  idOf,
  type PlacedCode,
  pageFields,
  pageOf,
  pageSize,
} from './page.ts';
import { codeOf, known } from './reading.ts';

export const codeQueries: Pick<Complete<QueryResolvers>, 'code' | 'codes' | 'compare'> = {
  code: (_, { id }, context) => codeOf(id, context),

  async codes(_, { filter, sort, descending, first, after }, context) {
    const order = orderOf(sort ?? 'ID', descending ?? false, context);
    const terms = checkTerms(filter?.terms ?? [], 'terms', context);
    const text = filter?.text == null ? null : await filteredText(filter.text, context);
    if (filter?.text != null && text === null)
      return codePage({ ...ANY_CODE, families: [] }, [], { first, after }, context, order);
    const query: CodeQuery = {
      system: filter?.system ?? null,
      status: filter?.status ?? null,
      addOn: filter?.addOn ?? null,
      families: filter?.family == null ? null : familiesUnder(filter.family, context),
      within: termGroups(terms, filter?.near ?? false, context.snapshot.vocabulary),
      text,
    };
    return codePage(query, filter?.near ? terms : [], { first, after }, context, order);
  },

  async compare(_, { ids }, context) {
    checkIds(ids, 'ids', context);
    const codes = [...new Set(await Promise.all(ids.map((id) => known(id, context))))];
    if (codes.length < 2 || codes.length > 12) {
      throw badInput(`\`ids\` names ${codes.length} different codes; compare takes two to twelve.`);
    }
    const words = context.words();
    return compareCodes(codes, words.vocabulary, words);
  },
};

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

/** Rows that name a term, with the term itself. */
export function withTerms<Row extends { readonly term: string }>(
  rows: readonly Row[],
  { vocabulary }: Context['snapshot'],
): (Omit<Row, 'term'> & { readonly term: Term })[] {
  return rows.flatMap((row) => {
    const term = vocabulary.terms.get(row.term);
    return term ? [{ ...row, term }] : [];
  });
}

export const codeFields: Omit<
  Complete<
    CodeResolvers,
    'id' | 'code' | 'system' | 'edition' | 'status' | 'lastValidDay' | 'labelKind' | 'addOn'
  >,
  | 'related'
  | 'crosswalk'
  | 'confusedWith'
  | 'names'
  | 'guidance'
  | 'modifiers'
  | 'billing'
  | 'unitsPerDay'
  | 'bundles'
  | 'descriptor'
> = {
  family: ({ family }, _, { snapshot }) =>
    family === null ? null : (snapshot.vocabulary.families.get(family) ?? null),
  label: (code, { lang }, context) => labelIn(code, lang ?? context.language, context),
  axes: ({ facts }) => facts,
  regions: onAxis('REGION'),
  compartments: onAxis('COMPARTMENT'),
  spinalColumns: onAxis('COLUMN'),
  lesionTypes: onAxis('LESION'),
  operations: onAxis('OPERATION'),
  devices: onAxis('DEVICE'),
  approaches: onAxis('APPROACH'),
  extents: onAxis('EXTENT'),
  sides: onAxis('SIDE'),
  specialties: onAxis('SPECIALTY'),
  successors: ({ successors }, _, { loaders }) =>
    Promise.all(successors.map((id) => present(loaders.codes, id))),
  addOns: ({ id }, page, context) => addOnPage(id, 'IN', page, context),
  addOnTo: ({ id }, page, context) => addOnPage(id, 'OUT', page, context),
  contractorDefinedPrimaries: ({ id }, _, { loaders }) => loaders.contractorDefinedPrimaries.load(id),
  source: ({ citation }) => citation,
};

export const axisFactFields: Complete<AxisFactResolvers, 'axis' | 'basis' | 'inherited'> = {
  terms: ({ terms }, _, { snapshot }) => termsOf(terms, snapshot),
  sources: ({ citation }, _, { loaders }) =>
    Promise.all(worksOf(citation).map((id) => present(loaders.sources, id))),
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
  context: Context,
  order: CodeOrder = BY_ID,
): CodePage {
  const { loaders, limits } = context;
  const page = pageOf<PlacedCode, PlacedCode>({
    ...rowsInOrder(query, order, context),
    first,
    fallback: 25,
    after,
    limit: limits.first,
    count: () => loaders.browseCount.load(query),
  });
  return { ...page, query, asked };
}

export const codeConnectionFields: Complete<CodeConnectionResolvers> = {
  ...pageFields,
  edges: async (page) => (await page.rows()).map((edge) => ({ ...edge, asked: page.asked })),
  facets: ({ query }, { axes, first }, { loaders, limits }) =>
    loaders.facets.load({
      ...query,
      axes: [...new Set(axes ?? ALL_AXES)],
      first: pageSize(first ?? 20, limits.first),
    }),
};

export const codeEdgeFields: Complete<CodeEdgeResolvers, 'cursor'> = {
  node: ({ row }, _, { loaders }) => present(loaders.codes, idOf(row)),
  overlapping: async ({ row, asked }, _, { loaders, snapshot }) =>
    asked.length === 0
      ? []
      : termsOf(metByOverlap(asked, await present(loaders.codes, idOf(row)), snapshot.vocabulary), snapshot),
};

export const facetFields: Complete<FacetResolvers, 'axis'> = {
  terms: ({ terms }, _, { snapshot }) => withTerms(terms, snapshot),
};

function addOnPage(
  id: string,
  direction: 'IN' | 'OUT',
  { first, after }: PageArguments,
  { loaders, limits }: Context,
): AddOnPage {
  const page = pageOf<AddOnRow, readonly [string]>({
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
  return { ...page, id, direction };
}

export const addOnConnectionFields: Complete<AddOnConnectionResolvers> = {
  ...pageFields,
  edges: async ({ rows, id, direction }) => (await rows()).map((edge) => ({ ...edge, id, direction })),
};

export const addOnEdgeFields: Complete<AddOnEdgeResolvers, 'cursor'> = {
  node: ({ row }, _, { loaders }) => present(loaders.codes, row.id),
  type: ({ row }) => row.type,
  async role({ row, id, direction }, _, { loaders: { codes }, snapshot }) {
    const ends = direction === 'IN' ? [row.id, id] : [id, row.id];
    const [addOn, primary] = await Promise.all(ends.map((end) => present(codes, end)));
    return roleOf(addOn as Code, primary as Code, snapshot.vocabulary);
  },
  source: ({ row }) => row.citation,
};

export const comparedValueFields = {
  terms: ({ fact }, _, { snapshot }) => termsOf(fact?.terms ?? [], snapshot),
  inherited: ({ fact }) => fact?.inherited ?? false,
} satisfies Partial<ComparedValueResolvers>;
