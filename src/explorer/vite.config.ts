import { defineConfig, type Plugin } from 'vite';
import { documents } from './vite-documents.ts';
import { messages } from './vite-messages.ts';

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
  plugins: [documents(), messages(), paintOnce()],
});

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
