import type { ApolloServerPlugin } from '@apollo/server';
import {
  type DocumentNode,
  type GraphQLSchema,
  getVariableValues,
  type OperationDefinitionNode,
} from 'graphql';
import type { Logger } from 'pino';
import { limitExceeded } from '../errors.ts';
import { exceeded, type Limits } from '../limits.ts';
import { isLarger } from './answer-size.ts';
import type { Context } from './context.ts';
import { type Cost, costOf, dearestOf, type Operation } from './cost.ts';
import { logFailures } from './format-error.ts';
import { checkNulls, checkVariables } from './given.ts';
import { checkIntrospection } from './introspection.ts';
import { PROVENANCE_COST, provenanceOf } from './provenance.ts';
import { toldErrors } from './told-errors.ts';

/**
 * The context of a request: with the log whose lines carry its id and, over HTTP, a place to note its error.
 */
export type GraphQLContext = Context & {
  readonly log: Pick<Logger, 'warn' | 'error'>;
  note?(code: string): void;
};

/** Names the state of the dataset that an answer was made from. */
export const DATASET_HEADER = 'codelattice-dataset';

/** Says what a request cost of what it may cost. */
export const COST_HEADER = 'graphql-cost';

const RESPONSE_JSON = 'application/graphql-response+json';

/** Whether a client asks for `application/graphql-response+json`, in which errors have statuses of their own. */
export const acceptsResponseJson = (accept: string | undefined) => accept?.includes(RESPONSE_JSON) ?? false;

/** Upper bound of bytes per unit of cost; answers too cheap to exceed the limit are not measured. */
const MOST_BYTES = 5_000;

/** Writes an answer as JSON. */
export function stringify(answer: { readonly data?: unknown; readonly errors?: unknown }): string {
  return `${JSON.stringify(answer)}\n`;
}

/** Refuses what costs too much, logs what fails, and gives every answer its status and headers. */
export function requestPlugin(schema: GraphQLSchema, limits: Limits): ApolloServerPlugin<GraphQLContext> {
  return {
    async requestDidStart() {
      let cost: number | null = null;
      return {
        async didResolveOperation({ document, operation, request, contextValue: { bill, cited } }) {
          if (!operation) return;
          const asksProvenance = request.extensions?.provenance === true;
          const more = asksProvenance ? PROVENANCE_COST : 0;
          const price = priceOf(schema, document, operation, request.variables ?? {}, more, limits);
          if (price === null) return;
          cost = price.total;
          if (asksProvenance) cited.sources = new Set();
          bill.left = limits.cost - cost;
          bill.prices = price.prices;
        },
        async didEncounterErrors({ errors, contextValue }) {
          logFailures(errors, limits, contextValue.log);
        },
        async willSendResponse({ response, request, source, contextValue }) {
          const { body, http } = response;
          if (body.kind !== 'single') return;
          const mayBeLarge = (cost ?? 0) * MOST_BYTES > limits.answerBytes;
          if (mayBeLarge && isLarger(body.singleResult.data, limits.answerBytes)) {
            const message = `${exceeded('answerBytes', 'an answer of more bytes than', limits.answerBytes, limits)} Ask for less at once.`;
            body.singleResult = { errors: [{ message, extensions: { code: 'LIMIT_EXCEEDED' } }] };
          }
          if (body.singleResult.errors) body.singleResult.errors = toldErrors(body.singleResult.errors);
          if (cost !== null) http.headers.set(COST_HEADER, String(cost));
          if (cost !== null && request.extensions?.cost === true) {
            body.singleResult.extensions = { cost: { requested: cost, limit: limits.cost } };
          }
          const { errors, data } = body.singleResult;
          if (contextValue.cited.sources !== null && errors === undefined && source !== undefined) {
            const { variables = {}, operationName = null } = request;
            const provenance = await provenanceOf(contextValue, {
              document: source,
              variables,
              operationName,
            });
            body.singleResult.extensions = { ...body.singleResult.extensions, provenance };
          }
          const accepts = acceptsResponseJson(request.http?.headers.get('accept'));
          const code = errors?.[0]?.extensions?.code;
          if (typeof code === 'string') contextValue.note?.(code);
          if (accepts) http.headers.set('content-type', `${RESPONSE_JSON}; charset=utf-8`);
          if (
            errors !== undefined &&
            data === undefined &&
            !errors.some(({ extensions }) => extensions?.code === 'BAD_REQUEST')
          ) {
            http.status = accepts ? 400 : 200;
          }
        },
      };
    },
  };
}

/**
 * The cost of a request, with `more` for what it asks beside its document; refuses one that asks for too much before it
 * runs. Null if its variables do not fit: then it does not run.
 */
function priceOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  given: Readonly<Record<string, unknown>>,
  more: number,
  limits: Limits,
): Cost | null {
  checkVariables(given, limits);
  const definitions = operation.variableDefinitions ?? [];
  const { coerced: variables } = getVariableValues(schema, definitions, given, { maxErrors: 1 });
  if (!variables) return null;
  checkNulls(schema, document, operation, variables);
  const asked = { schema, document, operation, variables };
  checkIntrospection(asked, limits);
  const { total, prices } = costOf(asked);
  const cost = { total: total + more, prices };
  if (cost.total <= limits.cost) return cost;
  throw limitExceeded(`${exceeded('cost', 'a cost of', cost.total, limits)}${adviceOn(asked)}`);
}

/** Where a request that costs too much can be shortened. */
function adviceOn(asked: Operation): string {
  const { fields, count } = dearestOf(asked);
  if (fields.length === 0) return '';
  const path = fields.map((field) => `\`${field}\``).join(' > ');
  return count > 1
    ? ` ${path} counts ${figure(count)} of them; ask for fewer there.`
    : ` ${path} costs most; ask for it less often.`;
}

const figure = (count: number) => count.toLocaleString('en-US');
