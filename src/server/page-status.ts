import type { ApolloServer } from '@apollo/server';
import type { GraphQLContext } from '../graphql/request-plugin.ts';
import { runDocument } from '../graphql/run-document.ts';

/** What a page of the explorer is about. */
export type Subject = 'code' | 'family' | 'term';

/** How a page is sent: it is there, it is not, or the store does not say just now. */
export type PageStatus = 200 | 404 | 503;

const QUESTIONS: Readonly<Record<Subject, string>> = {
  code: 'query PageOfCode($id: ID!) { subject: lookup(ids: [$id]) { status } }',
  family: 'query PageOfFamily($id: ID!) { subject: family(id: $id) { id } }',
  term: 'query PageOfTerm($id: ID!) { subject: term(id: $id) { id } }',
};

/** Asks the graph, within its limits, whether there is what a page is about, as the page itself will ask. */
export async function pageStatus(
  apollo: ApolloServer<GraphQLContext>,
  contextValue: GraphQLContext,
  subject: Subject,
  id: string,
): Promise<PageStatus> {
  const { data, errors = [] } = await runDocument(apollo, contextValue, {
    query: QUESTIONS[subject],
    variables: { id },
  });
  if (errors.length > 0) {
    const isAsked = errors.every(({ extensions }) => OF_READER.includes(String(extensions?.code)));
    return isAsked ? 404 : 503;
  }
  const found = data?.subject as { id: string } | readonly { status: string }[] | null;
  if (!Array.isArray(found)) return found ? 200 : 404;
  return found.every(({ status }) => status === 'UNKNOWN' || status === 'INVALID') ? 404 : 200;
}

/** Error codes that mean that the address is wrong, and not that the store failed. */
const OF_READER = ['BAD_USER_INPUT', 'LIMIT_EXCEEDED'];
