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
      const sha256 = createHash('sha256').update(text).digest('hex');
      return {
        code: `export default 'sha256:${sha256}';\nexport const text = ${JSON.stringify(text)};`,
        map: null,
      };
    },
  };
}
