import {
  type McpServer,
  ProtocolError,
  ProtocolErrorCode,
  ResourceTemplate,
} from '@modelcontextprotocol/server';
import type { GraphQLSchema } from 'graphql';
import type { McpDatasetQuery, McpTermsQuery } from '../generated/mcp.ts';
import { typeText } from '../graphql/schema.ts';
import { ALL_AXES } from '../lattice/axes.ts';
import { DATASET, TERMS } from './documents.ts';
import { schemaSummary } from './schema-text.ts';
import { type RunDocument, told } from './tool.ts';

/** Registers what can be read: the schema, the dataset, and the terms of an axis. */
export function registerResources(server: McpServer, schema: GraphQLSchema, run: RunDocument): void {
  const ask = async <Data>(document: string, variables: Readonly<Record<string, unknown>> = {}) => {
    const { data, errors = [], dataset } = await run(document, variables, null);
    if (errors.length > 0 || data == null) {
      throw new ProtocolError(ProtocolErrorCode.InternalError, told(errors, ''));
    }
    return { data: data as Data, dataset };
  };
  const missing = (uri: URL, why: string) =>
    new ProtocolError(ProtocolErrorCode.InvalidParams, `${uri.href} is not there: ${why}`);

  server.registerResource(
    'schema',
    'codelattice://schema',
    {
      title: 'Root fields and inputs of the GraphQL schema',
      description: 'Read it before run_query.',
      mimeType: 'text/plain',
    },
    (uri) => textOf(uri, schemaSummary(schema)),
  );
  server.registerResource(
    'type',
    new ResourceTemplate('codelattice://schema/{type}', {
      list: undefined,
      complete: {
        type: (begun) =>
          Object.values(schema.getTypeMap()).flatMap(({ name, astNode }) =>
            astNode && name.startsWith(begun) ? name : [],
          ),
      },
    }),
    {
      title: 'A type of the GraphQL schema',
      description: 'With all fields and what they mean, such as Code.',
      mimeType: 'text/plain',
    },
    (uri, { type }) => {
      const text = typeText(schema, String(type));
      if (text === null)
        throw missing(uri, `the schema has no type ${type}; codelattice://schema names them.`);
      return textOf(uri, text);
    },
  );
  server.registerResource(
    'dataset',
    'codelattice://dataset',
    {
      title: 'What is loaded',
      description: 'Version, counts, editions, sources with licences, what is missing.',
      mimeType: 'application/json',
    },
    async (uri) => {
      const { data } = await ask<McpDatasetQuery>(DATASET);
      return textOf(uri, JSON.stringify(data.dataset), 'application/json');
    },
  );
  server.registerResource(
    'terms',
    new ResourceTemplate('codelattice://terms/{axis}', {
      list: () => ({
        resources: ALL_AXES.map((axis) => ({ uri: `codelattice://terms/${axis}`, name: `Terms of ${axis}` })),
      }),
      complete: { axis: (begun) => ALL_AXES.filter((axis) => axis.startsWith(begun.toUpperCase())) },
    }),
    {
      title: 'The terms of an axis',
      description: 'A line for each: id, name, the term above, how many codes.',
      mimeType: 'text/plain',
    },
    async (uri, given) => {
      const axis = String(given.axis).toUpperCase();
      if (!ALL_AXES.some((one) => one === axis)) {
        throw missing(uri, `there is no axis ${given.axis}; there are ${ALL_AXES.join(', ')}.`);
      }
      const { data, dataset } = await ask<McpTermsQuery>(TERMS, { axis });
      return textOf(uri, `# dataset ${dataset}\n${termsText(data)}`);
    },
  );
}

function termsText({ terms }: McpTermsQuery): string {
  const { edges = [], totalCount = 0 } = terms ?? {};
  const lines = edges.map(({ node: { id, name, parent, codeCount } }) =>
    [id, name, parent?.id ?? '', `${codeCount} codes`].join('\t'),
  );
  const more = totalCount - edges.length;
  if (more > 0) lines.push(`(${more} more; find_codes finds terms by words)`);
  return ['id\tname\tunder\tcodes', ...lines, ''].join('\n');
}

const textOf = (uri: URL, text: string, mimeType = 'text/plain') => ({
  contents: [{ uri: uri.href, mimeType, text }],
});
