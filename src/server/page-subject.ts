import type { DocumentAnswer } from '../graphql/run-document.ts';
import type { CodeSystem } from '../lattice/axes.ts';

/** What a page of the explorer is about. */
export type SubjectKind = 'code' | 'family' | 'term';

/** How a page is sent: what it is about is there, it is not, or the store does not say just now. */
export type PageStatus = 200 | 404 | 503;

export interface Named {
  readonly id: string;
  readonly name: string;
  /** Of terms: EN where they have no name in the language of the page. */
  readonly nameLanguage?: string;
}

export interface CodeName {
  readonly code: string;
  readonly label: string;
  /** CODE_ONLY: the label is no more than the number. OFFICIAL: it is English. */
  readonly labelKind: string;
}

export interface Listed {
  readonly edges: readonly { readonly node: CodeName & { readonly system: CodeSystem } }[];
}

export interface GridKey {
  readonly key: string;
  readonly name: string;
  readonly term: Pick<Named, 'id'> | null;
}

/** A family as rows and columns, as `grid` of a family answers. */
export interface PageGrid {
  readonly rows: readonly GridKey[];
  readonly columns: readonly GridKey[];
  readonly cells: readonly {
    readonly row: string;
    readonly column: string;
    readonly state: string;
    readonly codes: readonly { readonly code: string }[];
    readonly why: string;
  }[];
}

export interface CodeSubject extends CodeName {
  readonly kind: 'code';
  readonly system: CodeSystem;
  readonly edition: string | null;
  readonly status: string;
  /** As 2020-12-31; null where none is known. */
  readonly lastValidDay: string | null;
  readonly addOn: boolean;
  /** What was guessed of the address. */
  readonly note: string | null;
  readonly billing: {
    readonly release: string;
    readonly workRvu: number | null;
    readonly facilityTotalRvu: number | null;
    readonly globalDays: string;
  } | null;
  readonly unitsPerDay: { readonly units: number } | null;
  readonly axes: readonly { readonly axis: string; readonly terms: readonly Named[] }[];
  readonly specialties: readonly Named[];
  readonly family: (Named & { readonly parent: Named | null }) | null;
  readonly related: {
    readonly edges: readonly { readonly node: CodeName; readonly sentence: string }[];
  };
}

export interface FamilySubject extends Named {
  readonly kind: 'family';
  readonly parent: Named | null;
  readonly children: readonly (Named & { readonly codeCount: number })[];
  readonly codeCount: number;
  readonly codes: Listed;
  /** Null of a family of more codes than are drawn. */
  readonly grid: PageGrid | null;
}

export interface TermSubject extends Named {
  readonly kind: 'term';
  readonly axis: string;
  readonly definition: string | null;
  readonly explanation: string | null;
  readonly synonyms: readonly string[];
  /** The nearest first. */
  readonly ancestors: readonly Named[];
  readonly children: readonly Named[];
  readonly codeCount: number;
  readonly codes: Listed;
}

export type Subject = CodeSubject | FamilySubject | TermSubject;

/** Codes that an address names by the first and the last. */
export interface CodeRange {
  readonly input: string;
  readonly note: string | null;
  readonly range: readonly CodeName[];
}

export interface PageSubject {
  readonly status: PageStatus;
  /** What the page is about, as far as it is written without a script; null where it is not there or is several codes. */
  readonly subject: Subject | null;
  readonly range?: CodeRange;
  /** The version of the dataset that said so; null where it did not answer. */
  readonly dataset: string | null;
}

const LISTED = 'codes(first: 100) { edges { node { code system label labelKind } } }';
/** Families of more codes are drawn as counts, by the script alone. */
export const MOST_DRAWN = 80;

/** What is asked of each, and nothing licensed: pages may be kept and shown by anybody. */
const QUESTIONS: Readonly<Record<SubjectKind, string>> = {
  code: `query PageOfCode($id: ID!) { subject: lookup(ids: [$id]) { input status note range { code label labelKind } code {
    code system edition status lastValidDay label labelKind addOn
    axes { axis terms { id name nameLanguage } }
    specialties { id name nameLanguage }
    family { id name parent { id name } }
    related(first: 12) { edges { node { code label labelKind } sentence } }
    billing { release workRvu facilityTotalRvu globalDays }
    unitsPerDay { units }
  } } }`,
  family: `query PageOfFamily($id: ID!) { subject: family(id: $id) {
    id name parent { id name } children { id name codeCount } codeCount ${LISTED}
  } }`,
  term: `query PageOfTerm($id: ID!) { subject: term(id: $id) {
    id axis name nameLanguage definition explanation synonyms ancestors { id name nameLanguage }
    children { id name nameLanguage } codeCount ${LISTED}
  } }`,
};

/** Asks for a family as a table. */
export const GRID = `query PageOfGrid($id: ID!) { family(id: $id) { id name grid {
  rows { key name term { id } } columns { key name term { id } } cells { row column state codes { code } why }
} } }`;

/** Answers a document within the limits of the graph. */
export type Ask = (query: string, variables: Readonly<Record<string, unknown>>) => Promise<DocumentAnswer>;

/** Asks the graph, within its limits, what a page is about, as the page itself will ask. */
export async function pageSubject(ask: Ask, kind: SubjectKind, id: string): Promise<PageSubject> {
  const { data, errors = [], dataset } = await ask(QUESTIONS[kind], { id });
  const missing: PageSubject = { status: 404, subject: null, dataset };
  if (errors.length > 0) {
    return isOfReader(errors) ? missing : { ...missing, status: 503 };
  }
  if (kind === 'code') {
    const [found] = (data?.subject ?? []) as readonly Found[];
    if (found === undefined || found.status === 'UNKNOWN' || found.status === 'INVALID') return missing;
    if (found.code === null) return { ...missing, status: 200, range: found };
    return { status: 200, subject: { ...found.code, note: found.note, kind }, dataset };
  }
  const subject = data?.subject as FamilySubject | TermSubject | null;
  if (!subject) return missing;
  if (kind === 'term') return { status: 200, subject: { ...subject, kind } as TermSubject, dataset };
  const isDrawn = subject.codeCount <= MOST_DRAWN;
  const drawn = isDrawn ? await ask(GRID, { id }) : null;
  const { grid = null } = (drawn?.data?.family ?? {}) as { readonly grid?: PageGrid };
  // Without its grid a page is not the one that others are to keep.
  const isWhole = drawn === null || drawn.dataset === dataset;
  return {
    status: 200,
    subject: { ...subject, kind, grid } as FamilySubject,
    dataset: isWhole ? dataset : null,
  };
}

interface Found extends CodeRange {
  readonly status: string;
  readonly code: CodeSubject | null;
}

/** Error codes that mean that the address is wrong, and not that the store failed. */
const OF_READER = ['BAD_USER_INPUT', 'LIMIT_EXCEEDED'];

const isOfReader = (errors: DocumentAnswer['errors'] = []) =>
  errors.every(({ extensions }) => OF_READER.includes(String(extensions?.code)));

/** The answer, of no dataset where a part of it failed for a while: no cache is to keep what was made of it. */
export const ofDataset = (answer: DocumentAnswer): DocumentAnswer =>
  isOfReader(answer.errors) ? answer : { ...answer, dataset: null };
