import { z } from 'zod';
import { ToolError, told, tool } from './tool.ts';

const ADVICE = 'Ask for fewer fields, or give a smaller `first`, in `query`.';

/** The tool that runs a document of the caller's own; `refusalOf` says why one is not run, or null. */
export const runQuery = (refusalOf: (document: string) => string | null) =>
  tool({
    name: 'run_query',
    title: 'Run a GraphQL query',
    description:
      'Runs a GraphQL document where no other tool answers. Read codelattice://schema first (or `{ __type(name: "Code") { fields { name } } }`). Ask `source { id file { id title licence } }` for evidence, and few fields with a small `first`.',
    input: {
      query: z.string(),
      variables: z.record(z.string(), z.unknown()).default({}),
    },
    output: { data: z.record(z.string(), z.unknown()), errors: z.array(z.string()) },
    shortenings: [],
    advice: ADVICE,
    async answer({ query, variables }, _, run) {
      const refusal = refusalOf(query);
      if (refusal !== null) throw new ToolError(refusal);
      const { data, errors = [] } = await run(query, variables);
      if (data == null) throw new ToolError(told(errors, ADVICE));
      return {
        data: data as Record<string, unknown>,
        errors: errors.map(
          ({ message, path }) => `${message}${path === undefined ? '' : ` (at ${path.join('.')})`}`,
        ),
        from: data,
      };
    },
  });
