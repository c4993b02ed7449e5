import type { EmbedFamilyQuery } from '../../generated/explorer.ts';
import { text as familyText } from '../documents/embed-family.graphql';
import type { Language } from '../language.ts';

export type Family = NonNullable<
  NonNullable<NonNullable<EmbedFamilyQuery['lookup']>[number]['code']>['family']
>;

export type Answer =
  | { readonly state: 'ready'; readonly code: string; readonly family: Family }
  | { readonly state: 'unknown' | 'invalid' | 'away' };

/**
 * The address of a server, from what a page says of it, with or without `/graphql`, or else from the address of the
 * element's own file; null where that is no web address.
 */
export function serverAt(endpoint: string | null, file: string, base: string): URL | null {
  try {
    const url = endpoint ? new URL(`${endpoint.replace(/\/(graphql\/?)?$/, '')}/`, base) : new URL('/', file);
    return url.protocol === 'https:' || url.protocol === 'http:' ? url : null;
  } catch {
    return null;
  }
}

/** Asks a server for the family of a code. Throws only when aborted. */
export async function familyOf(
  server: URL,
  code: string,
  language: Language,
  signal: AbortSignal,
): Promise<Answer> {
  try {
    const response = await fetch(new URL('graphql', server), {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'accept-language': language },
      body: JSON.stringify({ query: familyText, variables: { code } }),
      credentials: 'omit',
      signal,
    });
    const { data } = (await response.json()) as { data?: EmbedFamilyQuery | null };
    const [found] = data?.lookup ?? [];
    if (!found) return { state: 'away' };
    if (found.status === 'INVALID') return { state: 'invalid' };
    if (!found.code?.family) return { state: 'unknown' };
    return { state: 'ready', code: found.code.code, family: found.code.family };
  } catch (error) {
    if (signal.aborted) throw error;
    return { state: 'away' };
  }
}
