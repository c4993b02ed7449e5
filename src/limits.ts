import { limitExceeded, type PublicError } from './errors.ts';

/** What one request may cost, and how many are taken at once. Sizes in bytes, times in milliseconds. */
export interface Limits {
  readonly cost: number;
  readonly depth: number;
  readonly aliases: number;
  readonly directives: number;
  readonly operations: number;
  readonly tokens: number;
  /** Values in the variables of a request, those inside others counted too. */
  readonly variables: number;
  /** Fields that introspection may give, those of all types together. */
  readonly introspection: number;
  readonly bodyBytes: number;
  readonly first: number;
  readonly ids: number;
  readonly text: number;
  /** Different words of a request that no name has, and that are corrected. */
  readonly corrections: number;
  readonly levels: number;
  readonly nodes: number;
  /** Edges that the walks of a request look at. */
  readonly edges: number;
  readonly together: number;
  readonly answerBytes: number;
  readonly deadlineMs: number;
  readonly headersMs: number;
  readonly requestMs: number;
  readonly inFlight: number;
  readonly connections: number;
}

/** The limits where no setting states another. */
export const DEFAULT_LIMITS: Limits = {
  cost: 20_000,
  depth: 15,
  aliases: 60,
  directives: 50,
  operations: 10,
  tokens: 4_000,
  variables: 2_000,
  introspection: 100_000,
  bodyBytes: 100_000,
  first: 500,
  ids: 500,
  text: 256,
  corrections: 64,
  levels: 4,
  nodes: 5_000,
  edges: 100_000,
  together: 20,
  answerBytes: 5_000_000,
  deadlineMs: 10_000,
  headersMs: 10_000,
  requestMs: 15_000,
  inFlight: 256,
  connections: 2_000,
};

/** The environment variable that sets a limit, as messages name it: LIMIT_BODY_BYTES for bodyBytes. */
export const limitVariable = (name: keyof Limits) =>
  `LIMIT_${name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;

/** What is said of a broken limit: what was found, what is taken, and how to raise it. */
export const exceeded = (name: keyof Limits, what: string, found: number, limits: Limits) =>
  `The request has ${what} ${found}; at most ${limits[name]} is taken (${limitVariable(name)}, set where the server runs).`;

/** The refusal of a request that breaks a limit. */
export function refuse(
  name: keyof Limits,
  what: string,
  found: number,
  limits: Limits,
  instead = '',
): PublicError {
  return limitExceeded(`${exceeded(name, what, found, limits)}${instead}`);
}
