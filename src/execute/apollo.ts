import type { ApolloServerOptionsWithGateway, BaseContext } from '@apollo/server';
import type { ExecutionResult, GraphQLSchema } from 'graphql';
import type { Execute } from './execute.ts';

/** What Apollo calls a gateway is its way of taking another executor than graphql-js. */
export function executingBy(
  execute: Execute,
  schema: GraphQLSchema,
): ApolloServerOptionsWithGateway<BaseContext>['gateway'] {
  return {
    onSchemaLoadOrUpdate(tell) {
      tell({ apiSchema: schema, coreSupergraphSdl: '' });
      return () => {};
    },
    load: async () => ({
      executor: async ({ document, operation, request, context }) => {
        const { operationName, variables = {} } = request;
        return (await execute({
          document,
          operation,
          operationName,
          variables,
          context,
        })) as ExecutionResult;
      },
    }),
    stop: async () => {},
  };
}
