/** Why a request is refused. GraphQL shows `extensions.code` and the message; anything that is no PublicError is masked. */
export type PublicErrorCode =
  | 'BAD_USER_INPUT'
  | 'FORBIDDEN'
  | 'OVERLOADED'
  | 'LIMIT_EXCEEDED'
  | 'STORE_UNAVAILABLE'
  | 'TIMEOUT';

/** An error whose message is meant for the person who asked: what is wrong, where, and the remedy. */
export class PublicError extends Error {
  readonly extensions: { readonly code: PublicErrorCode };
  constructor(code: PublicErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'PublicError';
    this.extensions = { code };
  }
}

/** A command that was called in a way that it does not take. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}

/** Another process holds the lock of the store; the same will do later. */
export class BusyError extends PublicError {}

/** What was asked cannot be understood: BAD_USER_INPUT. The message names the place and the remedy. */
export const badInput = (message: string) => new PublicError('BAD_USER_INPUT', message);
/** A request that was not answered by its deadline. */
export const tooLong = (deadlineMs: number) =>
  new PublicError(
    'TIMEOUT',
    `The request took longer than ${deadlineMs} ms; ask for less at once (LIMIT_DEADLINE_MS, set where the server runs).`,
  );
/** Nobody reads it: the client closed its connection before its answer was made. */
export const clientLeft = () =>
  new PublicError('TIMEOUT', 'The client closed its connection before the answer.');
/** What was asked is more than a request may take: LIMIT_EXCEEDED. The message names the limit and how to stay below it. */
export const limitExceeded = (message: string) => new PublicError('LIMIT_EXCEEDED', message);
