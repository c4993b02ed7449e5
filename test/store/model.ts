import type { TextQuery } from '../../src/lattice/asked.ts';
import type { Code } from '../../src/lattice/code.ts';
import { byEdge, compareIds, EDGE_KINDS, type Edge } from '../../src/lattice/edges.ts';
import type { SearchDocument } from '../../src/store/records.ts';
import type {
  AddOnRequest,
  AddOnRow,
  CodeQuery,
  CrosswalkRequest,
  CrosswalkRow,
  DatasetSummary,
  Facet,
  FacetRequest,
  GuidanceRequest,
  GuidanceRow,
  RelatedRequest,
  RelatedRow,
  SearchHit,
  SearchRequest,
  TermGroups,
} from '../../src/store/store.ts';
import { dataset, vocabulary } from '../seeded.ts';

/** What a store must answer, worked out from the seed in memory by the plainest code there is. */

const byId = (a: { id: string }, b: { id: string }) => compareIds(a.id, b.id);

export const codes = new Map(dataset.codes.map((code) => [code.id, code]));

const ownTerms = (code: Code) => [...code.facts.flatMap(({ terms }) => terms), ...code.specialties];

const isWithin = (code: Code, groups: TermGroups) =>
  groups.every((group) => ownTerms(code).some((term) => group.includes(term)));

export function members(families: readonly string[]): Code[] {
  return dataset.codes
    .filter((code) => code.status === 'ACTIVE' && families.includes(code.family ?? ''))
    .sort(byId);
}

/** All pages at once: `first` and `after` are left to the tests. */
export function related({ id, axes, within }: RelatedRequest): RelatedRow[] {
  return dataset.related
    .filter(({ from, to }) => from === id || to === id)
    .filter((pair) => axes === null || pair.axes.every((axis) => axes.includes(axis)))
    .map(({ from, to, axes, distance }) => ({
      id: from === id ? to : from,
      axes,
      count: axes.length,
      distance,
    }))
    .filter((row) => isWithin(codes.get(row.id) as Code, within))
    .sort((a, b) => a.count - b.count || a.distance - b.distance || byId(a, b));
}

export function addOns({ id, direction }: AddOnRequest): AddOnRow[] {
  return dataset.addOns
    .filter(({ addOn, primary }) => id === (direction === 'OUT' ? addOn : primary))
    .map(({ addOn, primary, type, citation }) => ({
      id: direction === 'OUT' ? primary : addOn,
      type,
      citation,
    }))
    .sort(byId);
}

export function crosswalk({ id, to }: CrosswalkRequest): CrosswalkRow[] {
  return dataset.crosswalk
    .filter((edge) => id === edge.from || id === edge.to)
    .map(({ from, to, ...edge }) => ({ id: id === from ? to : from, turned: id === to, ...edge }))
    .filter((row) => codes.get(row.id)?.system === to)
    .sort(byId);
}

export function guidance({ id, first, family, sources }: GuidanceRequest): GuidanceRow {
  const all = (rows: readonly { id: string }[]) => rows.flatMap((row) => codes.get(row.id) ?? []);
  const page = { id, first, after: null };
  return {
    related: all(related({ ...page, axes: null, within: [] })).slice(0, first),
    addOns: all(addOns({ ...page, direction: 'IN' })).slice(0, first),
    primaries: all(addOns({ ...page, direction: 'OUT' })).slice(0, first),
    members: family === null ? [] : members([family]),
    diagnoses: crosswalk({ id, to: 'ICD10CM' }).map(({ citation, turned, ...row }) => ({
      ...row,
      code: codes.get(row.id) as Code,
    })),
    never: dataset.never
      .filter(({ from }) => from === id)
      .map(({ to, why }) => ({ code: codes.get(to) as Code, why }))
      .sort((a, b) => byId(a.code, b.code)),
    sources: sources.flatMap((one) => dataset.sources.find((source) => source.id === one) ?? []),
  };
}

export function isFound({ tokens }: SearchDocument, { words, prefix }: TextQuery): boolean {
  return words.every(
    (any, index) =>
      any.some((token) => tokens.includes(token)) ||
      (prefix !== null && index === words.length - 1 && tokens.some((token) => token.startsWith(prefix))),
  );
}

function fits(code: Code, query: CodeQuery): boolean {
  const document = dataset.documents.find(({ id }) => id === code.id);
  return (
    (query.system?.includes(code.system) ?? true) &&
    (query.status?.includes(code.status) ?? true) &&
    (query.addOn ?? code.addOn) === code.addOn &&
    (query.families?.includes(code.family ?? '') ?? true) &&
    isWithin(code, query.within) &&
    (query.text === null || (document !== undefined && isFound(document, query.text)))
  );
}

export function browse(query: CodeQuery): string[] {
  return dataset.codes
    .filter((code) => fits(code, query))
    .map(({ id }) => id)
    .sort();
}

export function facets({ axes, first, ...query }: FacetRequest): Facet[] {
  const found = dataset.codes.filter((code) => fits(code, query));
  const count = (term: string) =>
    found.filter((code) => ownTerms(code).some((own) => vocabulary.isAtOrUnder(own, term))).length;
  return axes.map((axis) => ({
    axis,
    terms: vocabulary
      .termsOf(axis)
      .map(({ id }) => ({ term: id, count: count(id) }))
      .filter(({ count }) => count > 0)
      .sort((a, b) => b.count - a.count || compareIds(a.term, b.term))
      .slice(0, first),
  }));
}

export function candidates(groups: TermGroups, system: string): Code[] {
  const met = (code: Code) => groups.filter((group) => isWithin(code, [group])).length;
  return dataset.codes
    .filter((code) => code.status === 'ACTIVE' && code.system === system && met(code) > 0)
    .sort((a, b) => met(b) - met(a) || byId(a, b));
}

const up = (rows: readonly { id: string; broader: string | null }[]) =>
  rows.flatMap(({ id, broader }) => (broader === null ? [] : [{ source: id, target: broader }]));

const accompanying = new Set(dataset.accompanies.map(({ addOn, primary }) => `${addOn} ${primary}`));

export const edges: readonly Edge[] = [
  ...dataset.related.map(({ from, to, axes }) => ({ kind: 'AXIS' as const, source: from, target: to, axes })),
  ...[
    ...up(dataset.codes.map(({ id, family }) => ({ id, broader: family }))),
    ...up(dataset.families),
    ...up(dataset.terms),
  ].map((edge) => ({ kind: 'HIERARCHY' as const, ...edge, axes: [] })),
  ...dataset.addOns.map(({ addOn, primary }) => ({
    kind: accompanying.has(`${addOn} ${primary}`) ? ('ACCOMPANIES' as const) : ('ADD_ON' as const),
    source: addOn,
    target: primary,
    axes: [],
  })),
  ...dataset.crosswalk.map(({ from, to }) => ({
    kind: 'CROSSWALK' as const,
    source: from,
    target: to,
    axes: [],
  })),
  ...dataset.confused.map(({ from, to }) => ({
    kind: 'CONFUSED_WITH' as const,
    source: from,
    target: to,
    axes: [],
  })),
].sort(byEdge);

export function search({ text, within, system }: SearchRequest): SearchHit[] {
  const isKept = ({ id, kind }: SearchDocument) => {
    const code = codes.get(id);
    if (system !== null && !(code && system.includes(code.system))) return false;
    if (code !== undefined) return isWithin(code, within);
    return within.every((group) => kind === 'TERM' && group.includes(id));
  };
  return dataset.documents
    .filter((document) => isFound(document, text) && isKept(document))
    .sort((a, b) => Number(b.curated) - Number(a.curated) || byId(a, b))
    .map(({ kind, id }) => ({ kind, id }));
}

export function summary(): DatasetSummary {
  const inside = dataset.codes.filter(
    ({ status, family }) => status === 'ACTIVE' && family !== 'family:outside-the-seed',
  );
  const editions = new Map<string, DatasetSummary['editions'][number]>();
  for (const { system, edition } of inside) {
    const key = `${system} ${edition}`;
    editions.set(key, { system, edition, codes: (editions.get(key)?.codes ?? 0) + 1 });
  }
  return {
    codes: dataset.codes.length,
    edges: EDGE_KINDS.map((kind) => ({ kind, count: edges.filter((edge) => edge.kind === kind).length })),
    editions: [...editions].sort(([a], [b]) => compareIds(a, b)).map(([, edition]) => edition),
    sources: [...dataset.sources].sort(byId),
    unfinishedImports: [],
  };
}

/** The terms at or under a term, as loaders ask for them. */
export const group = (term: string) => [...vocabulary.atOrUnder(term)];

export const nodeIds = [...codes.keys(), ...vocabulary.terms.keys(), ...vocabulary.families.keys()];
