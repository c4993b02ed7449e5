import { ApolloServerValidationErrorCode } from '@apollo/server/errors';
import { type GraphQLError, type GraphQLFormattedError, type GraphQLSchema, isEnumType } from 'graphql';
import type { Logger } from 'pino';
import { exceeded, type Limits } from '../limits.ts';
import { shortened } from './told-errors.ts';

/** Codes of errors that clients see as they are; every other error is masked and logged. */
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

/** How many different causes of one request are logged. */
const MOST_CAUSES = 5;

/** What a client sees of an error: refusals with their code; of any other error only that it happened. */
export function formatErrorWith(schema: GraphQLSchema, limits: Limits) {
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

/** All values of the enum that a wrong value was given for; graphql-js itself names only similar ones. */
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

/** Logs each cause once, however many fields it makes fail. */
export function logFailures(
  errors: readonly GraphQLError[],
  limits: Limits,
  log: Pick<Logger, 'warn' | 'error'>,
): void {
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
