import { stripIgnoredCharacters } from 'graphql';
import type { Plugin } from 'vite';

/** Imports of a document give its text without comments and blanks. */
export function documents(): Plugin {
  return {
    name: 'documents',
    transform(code, id) {
      if (!id.endsWith('.graphql')) return;
      return { code: `export default ${JSON.stringify(stripIgnoredCharacters(code))}`, map: null };
    },
  };
}
