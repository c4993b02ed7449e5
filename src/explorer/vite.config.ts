import { stripIgnoredCharacters } from 'graphql';
import { defineConfig, type Plugin } from 'vite';

export default defineConfig({
  root: import.meta.dirname,
  base: '/app/',
  build: {
    outDir: '../../dist/explorer/app',
    emptyOutDir: true,
    modulePreload: { polyfill: false },
    // The page's policy allows no data: in styles and scripts.
    assetsInlineLimit: 0,
  },
  plugins: [documents(), paintOnce()],
});

/** Imports of a document give its text without comments and blanks. */
function documents(): Plugin {
  return {
    name: 'documents',
    transform(code, id) {
      if (!id.endsWith('.graphql')) return;
      return { code: `export default ${JSON.stringify(stripIgnoredCharacters(code))}`, map: null };
    },
  };
}

/** The first paint waits for the script, which knows the reader's theme and language: no flash of another one. */
function paintOnce(): Plugin {
  return {
    name: 'paint-once',
    transformIndexHtml: {
      order: 'post',
      handler: (html) => html.replace('<script type="module"', '<script blocking="render" type="module"'),
    },
  };
}
