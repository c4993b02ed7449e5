import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Request } from 'autocannon';
import { stripIgnoredCharacters } from 'graphql';
import { root } from '../src/commands/root.ts';
import { documentHash } from '../src/server/documents.ts';
import { answerOf, post } from './load.ts';

const RELATED = readFileSync(join(root, 'test/operations/related.graphql'), 'utf8');
/** The related codes of 63278, all 30: 38 kB of JSON about 540 objects. */
export const related = post(RELATED, { code: '63278', first: 30 });

/** So many different requests of `related.graphql`, for all CPT codes with growing pages, as they are posted and as they are got. */
export async function manyRelated(
  url: string,
  count: number,
): Promise<{ posts: Request[]; gets: Request[] }> {
  const { data } = await answerOf(
    url,
    post('{ codes(first: 500, filter: { system: [CPT] }) { edges { node { code } } } }'),
  );
  const codes: readonly string[] = data.codes.edges.map((edge: { node: { code: string } }) => edge.node.code);
  const variables = Array.from({ length: count }, (_, index) => ({
    code: codes[index % codes.length],
    first: 1 + Math.floor(index / codes.length),
  }));
  const id = `sha256:${documentHash(stripIgnoredCharacters(RELATED))}`;
  return {
    posts: variables.map((one) => post(RELATED, one)),
    gets: variables.map((one) => ({
      method: 'GET',
      path: `/graphql?documentId=${id}&variables=${encodeURIComponent(JSON.stringify(one))}`,
    })),
  };
}
