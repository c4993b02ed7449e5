import { documents } from '../documents.ts';
import { storeForTests } from '../opened.ts';

/** A store with the seed for the tests of one file, and how to ask it a document of `test/operations`. */
export function operationsForTests() {
  const { ask } = storeForTests();
  return {
    ask,
    /** The data that a document, named without its ending, has on these variables. */
    answer(name: string, variables: Record<string, unknown>) {
      const document = documents.find(({ file }) => file === `${name}.graphql`);
      if (document === undefined) throw new Error(`there is no document ${name}.graphql`);
      return ask(document.text, variables);
    },
  };
}

/** The numbers of the codes of edges. */
export const numbers = (edges: readonly { node: { code: string } }[]) => edges.map(({ node }) => node.code);
/** The ids of what rows are about. */
export const ids = (rows: readonly { node: { id: string } }[]) => rows.map(({ node }) => node.id);
