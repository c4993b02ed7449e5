import type { GraphQLFormattedError } from 'graphql';

/** How many errors an answer tells, and how long one is. */
const MOST = 20;
const LONGEST = 1_000;
const HEAD = 200;

/**
 * The errors that an answer tells: one mistake once, however often it is made, with the first place; of many the first, and how many
 * there are besides. What failed in a field is told with its path, each by itself.
 */
export function toldErrors(errors: readonly GraphQLFormattedError[]): GraphQLFormattedError[] {
  const seen = new Set<string>();
  const different = errors.filter(({ message, path }) => {
    if (path !== undefined) return true;
    const isNew = !seen.has(message);
    seen.add(message);
    return isNew;
  });
  const told = different.slice(0, MOST);
  const more = different.length - told.length;
  if (more === 0) return told;
  const { extensions } = told.at(-1) as GraphQLFormattedError;
  return [...told, { message: `There are ${more} more errors.`, ...(extensions && { extensions }) }];
}

/** Shortens a message in its middle: the input that it quotes may be long, and the fault stands at the end. */
export const shortened = (message: string) =>
  message.length <= LONGEST ? message : `${message.slice(0, HEAD)} … ${message.slice(HEAD - LONGEST)}`;
