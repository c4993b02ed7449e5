/** Why a request is refused. GraphQL shows `extensions.code` and the message; anything that is no Refusal is masked. */
export type RefusalCode =
  | 'BAD_USER_INPUT'
  | 'FORBIDDEN'
  | 'OVERLOADED'
  | 'LIMIT_EXCEEDED'
  | 'STORE_UNAVAILABLE'
  | 'TIMEOUT';

/** An error whose message is meant for the person who asked: what is wrong, where, and the remedy. */
export class Refusal extends Error {
  readonly extensions: { readonly code: RefusalCode };
  constructor(code: RefusalCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'Refusal';
    this.extensions = { code };
  }
}

/** A command that was called in a way that it does not take. */
export class WrongUse extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'WrongUse';
  }
}

/** Somebody else is at it just now: the same will do later. */
export class Busy extends Refusal {}

export const badInput = (message: string) => new Refusal('BAD_USER_INPUT', message);
/** A request that was not answered by its deadline. */
export const tooLong = (deadlineMs: number) =>
  new Refusal(
    'TIMEOUT',
    `The request took longer than ${deadlineMs} ms; ask for less at once (LIMIT_DEADLINE_MS, set where the server runs).`,
  );
/** Nobody reads it: the client closed its connection before its answer was made. */
export const clientLeft = () => new Refusal('TIMEOUT', 'The client closed its connection before the answer.');
export const limitExceeded = (message: string) => new Refusal('LIMIT_EXCEEDED', message);
