import type { ApolloServerPlugin } from '@apollo/server';
import { ApolloServerValidationErrorCode } from '@apollo/server/errors';
import type { FastifyBaseLogger } from 'fastify';
import {
  type DocumentNode,
  type GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  getVariableValues,
  isEnumType,
  type OperationDefinitionNode,
} from 'graphql';
import { limitExceeded } from '../errors.ts';
import { exceeded, type Limits } from '../limits.ts';
import { isLarger } from './answer-size.ts';
import type { Context } from './context.ts';
import { type Cost, costOf, dearestOf, type Operation } from './cost.ts';
import { checkNulls, checkVariables } from './given.ts';
import { checkIntrospection } from './introspection.ts';
import { shortened, toldErrors } from './told-errors.ts';

/**
 * The context of a request: with the log whose lines carry its id and, over HTTP, a place to note its error.
 */
export type Asked = Context & {
  readonly log: FastifyBaseLogger;
  note?(code: string): void;
};

/** Names the state of the dataset that an answer was made from. */
export const DATASET_HEADER = 'codelattice-dataset';

/** Says what a request cost of what it may cost. */
export const COST_HEADER = 'graphql-cost';

const RESPONSE_JSON = 'application/graphql-response+json';

export const acceptsResponseJson = (accept: string | undefined) => accept?.includes(RESPONSE_JSON) ?? false;

/** Codes of errors that are told to clients as they are; every other error is masked and logged. */
const TOLD = new Set([
  'BAD_REQUEST',
  'BAD_USER_INPUT',
  'FORBIDDEN',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'LIMIT_EXCEEDED',
  'OPERATION_RESOLUTION_FAILURE',
  'OVERLOADED',
  'PERSISTED_QUERY_NOT_FOUND',
  'PERSISTED_QUERY_NOT_SUPPORTED',
  'TIMEOUT',
]);

/** Mistakes of clients that Apollo and graphql-js tell without a code. */
const UNCODED: readonly (readonly [RegExp, string])[] = [
  [/^Too many errors processing variables|^Argument "/, 'BAD_USER_INPUT'],
  [/^Schema is not configured to execute/, 'GRAPHQL_VALIDATION_FAILED'],
  [/^Unsupported persisted query version|^provided sha does not match query/, 'BAD_REQUEST'],
];

/** More bytes than an answer has for each object that it cost: what cost little needs no look at its size. */
const MOST_BYTES = 5_000;

/** How many different causes of one request are logged. */
const MOST_CAUSES = 5;

/** Writes an answer as JSON. */
export function stringify(answer: { readonly data?: unknown; readonly errors?: unknown }): string {
  return `${JSON.stringify(answer)}\n`;
}

/** Refuses what costs too much, logs what fails, and gives every answer its status and headers. */
export function answering(schema: GraphQLSchema, limits: Limits): ApolloServerPlugin<Asked> {
  return {
    async requestDidStart() {
      let cost: number | null = null;
      return {
        async didResolveOperation({ document, operation, request, contextValue: { bill } }) {
          if (!operation) return;
          const price = priceOf(schema, document, operation, request.variables ?? {}, limits);
          if (price === null) return;
          cost = price.total;
          bill.left = limits.cost - cost;
          bill.prices = price.prices;
        },
        async didEncounterErrors({ errors, contextValue }) {
          logFailures(errors, limits, contextValue.log);
        },
        async willSendResponse({ response, request, contextValue }) {
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
 * Refuses a request that asks for too much, before anything is made of it; else what it costs. Null where its variables do not fit:
 * then it does not run.
 */
function priceOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  given: Readonly<Record<string, unknown>>,
  limits: Limits,
): Cost | null {
  checkVariables(given, limits);
  const definitions = operation.variableDefinitions ?? [];
  const { coerced: variables } = getVariableValues(schema, definitions, given, { maxErrors: 1 });
  if (!variables) return null;
  checkNulls(schema, document, operation, variables);
  const asked = { schema, document, operation, variables };
  checkIntrospection(asked, limits);
  const cost = costOf(asked);
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

/** What a client reads of an error: refusals with their code; of anything else only that it happened. */
export function tellingOf(schema: GraphQLSchema, limits: Limits) {
  return (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const { message, code } = refusalOf(error as GraphQLError, limits) ?? {
      message: 'The server failed at this; its log has the cause under the request id of this answer.',
      code: 'INTERNAL_SERVER_ERROR',
    };
    const { locations, path } = formatted;
    const told = `${shortened(message)}${valuesOf(message, schema)}`;
    return { message: told, ...(locations && { locations }), ...(path && { path }), extensions: { code } };
  };
}

const NO_VALUE = /does not exist in "(\w+)" enum|^(?:.*; )?Enum "(\w+)" cannot represent/;

/** All values of the enum that a value is none of; graphql-js itself names near ones at most. */
function valuesOf(message: string, schema: GraphQLSchema): string {
  const [, missed, unfit] = NO_VALUE.exec(message) ?? [];
  const type = schema.getType(missed ?? unfit ?? '');
  if (!isEnumType(type)) return '';
  const names = type.getValues().map(({ name }) => name);
  return ` ${type.name} is one of ${names.join(', ')}.`;
}

/** The refusal that an error stands for; null where the fault is the server's. */
function refusalOf(error: GraphQLError, limits: Limits): { message: string; code: string } | null {
  const { message, originalError } = error;
  // Apollo gives every error of validation its own code; ours is at the error it wraps.
  const codes = [codeOf(originalError), codeOf(error)];
  if (codes.includes('LIMIT_EXCEEDED')) return { message, code: 'LIMIT_EXCEEDED' };
  if (
    error.extensions.validationErrorCode === ApolloServerValidationErrorCode.MAX_RECURSIVE_SELECTIONS_EXCEEDED
  ) {
    return { message: exceeded('cost', 'a cost of more than', limits.cost, limits), code: 'LIMIT_EXCEEDED' };
  }
  if (/^Syntax Error: Document contains more tha[nt] \d+ tokens/.test(message)) {
    return { message: exceeded('tokens', 'more tokens than', limits.tokens, limits), code: 'LIMIT_EXCEEDED' };
  }
  if (message === 'Validation aborted.') {
    const remedy = 'The document repeats fields too often to be checked; ask for each once.';
    return { message: remedy, code: 'LIMIT_EXCEEDED' };
  }
  if (codes.includes('STORE_UNAVAILABLE')) {
    const remedy =
      'The store does not answer just now. Try again later; the log of the server has the remedy.';
    return { message: remedy, code: 'STORE_UNAVAILABLE' };
  }
  const isOfGraphql = originalError === undefined || originalError.name === 'GraphQLError';
  const code = codes[1] ?? UNCODED.find(([told]) => isOfGraphql && told.test(message))?.[1];
  return code !== undefined && TOLD.has(code) ? { message, code } : null;
}

function codeOf(error: unknown): string | undefined {
  const code = (error as Partial<GraphQLError> | undefined)?.extensions?.code;
  return typeof code === 'string' ? code : undefined;
}

/** Logs each cause once, however many fields it spoils. */
function logFailures(errors: readonly GraphQLError[], limits: Limits, log: FastifyBaseLogger): void {
  const causes = new Map<unknown, GraphQLError>();
  for (const error of errors) {
    const code = refusalOf(error, limits)?.code;
    if (code !== undefined && code !== 'STORE_UNAVAILABLE') continue;
    const cause = error.originalError ?? error;
    const key = code === undefined ? cause : error.message;
    if (!causes.has(key) && causes.size < MOST_CAUSES) causes.set(key, error);
  }
  for (const { originalError, message, path } of causes.values()) {
    const err = originalError ?? new Error(message);
    if (codeOf(err) === 'STORE_UNAVAILABLE') log.warn({ err, path }, 'the store is away');
    else log.error({ err, path }, 'a field failed');
  }
}
