import type { ApolloServer } from '@apollo/server';
import type { GraphQLContext } from '../graphql/request-plugin.ts';
import { runDocument } from '../graphql/run-document.ts';

/** What a page of the explorer is about. */
export type SubjectKind = 'code' | 'family' | 'term';

/** How a page is sent: what it is about is there, it is not, or the store does not say just now. */
export type PageStatus = 200 | 404 | 503;

interface Named {
  readonly id: string;
  readonly name: string;
  /** Of terms: EN where they have no name in the language of the page. */
  readonly nameLanguage?: string;
}

interface CodeName {
  readonly code: string;
  readonly label: string;
  /** CODE_ONLY: the label is no more than the number. OFFICIAL: it is English. */
  readonly labelKind: string;
}

interface Listed {
  readonly edges: readonly { readonly node: CodeName }[];
}

export interface CodeSubject extends CodeName {
  readonly kind: 'code';
  readonly system: 'CPT' | 'HCPCS' | 'ICD10PCS' | 'ICD10CM';
  readonly edition: string | null;
  readonly status: string;
  /** As 2020-12-31; null where none is known. */
  readonly lastValidDay: string | null;
  readonly addOn: boolean;
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

export interface PageSubject {
  readonly status: PageStatus;
  /** What the page is about, as far as it is written without a script; null where it is not there or is several codes. */
  readonly subject: Subject | null;
}

const LISTED = 'codes(first: 100) { edges { node { code label labelKind } } }';

/** What is asked of each, and nothing licensed: pages may be kept and shown by anybody. */
const QUESTIONS: Readonly<Record<SubjectKind, string>> = {
  code: `query PageOfCode($id: ID!) { subject: lookup(ids: [$id]) { status code {
    code system edition status lastValidDay label labelKind addOn
    axes { axis terms { id name nameLanguage } }
    specialties { id name nameLanguage }
    family { id name parent { id name } }
    related(first: 12) { edges { node { code label labelKind } sentence } }
  } } }`,
  family: `query PageOfFamily($id: ID!) { subject: family(id: $id) {
    id name parent { id name } children { id name codeCount } codeCount ${LISTED}
  } }`,
  term: `query PageOfTerm($id: ID!) { subject: term(id: $id) {
    id axis name nameLanguage definition explanation synonyms ancestors { id name nameLanguage }
    children { id name nameLanguage } codeCount ${LISTED}
  } }`,
};

/** Asks the graph, within its limits, what a page is about, as the page itself will ask. */
export async function pageSubject(
  apollo: ApolloServer<GraphQLContext>,
  contextValue: GraphQLContext,
  kind: SubjectKind,
  id: string,
): Promise<PageSubject> {
  const { data, errors = [] } = await runDocument(apollo, contextValue, {
    query: QUESTIONS[kind],
    variables: { id },
  });
  if (errors.length > 0) {
    const isAsked = errors.every(({ extensions }) => OF_READER.includes(String(extensions?.code)));
    return { status: isAsked ? 404 : 503, subject: null };
  }
  if (kind !== 'code') {
    const found = data?.subject as Subject | null;
    return found ? { status: 200, subject: { ...found, kind } as Subject } : MISSING;
  }
  const [found] = (data?.subject ?? []) as readonly { status: string; code: CodeSubject | null }[];
  if (found === undefined || found.status === 'UNKNOWN' || found.status === 'INVALID') return MISSING;
  return { status: 200, subject: found.code && { ...found.code, kind } };
}

const MISSING: PageSubject = { status: 404, subject: null };

/** Error codes that mean that the address is wrong, and not that the store failed. */
const OF_READER = ['BAD_USER_INPUT', 'LIMIT_EXCEEDED'];
