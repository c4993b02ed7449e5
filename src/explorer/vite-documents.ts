import { createHash } from 'node:crypto';
import { stripIgnoredCharacters } from 'graphql';
import type { Plugin } from 'vite';

/** Imports of a document give its id, by which the server knows it, and its text without comments and blanks. */
export function documents(): Plugin {
  return {
    name: 'documents',
    transform(code, id) {
      if (!id.endsWith('.graphql')) return;
      const text = stripIgnoredCharacters(code);
      return {
        code: `export default '${idOf(code)}';\nexport const text = ${JSON.stringify(text)};`,
        map: null,
      };
    },
  };
}

/** The id of a document: the hash of its text without comments and blanks. */
export function idOf(text: string): string {
  return `sha256:${createHash('sha256').update(stripIgnoredCharacters(text)).digest('hex')}`;
}
