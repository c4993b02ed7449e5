import { defineConfig } from 'vite';
import { documents } from '../vite-documents.ts';

/** Builds the element into one file, whose name stays the same for the pages that load it. */
export default defineConfig({
  root: import.meta.dirname,
  build: {
    outDir: '../../../dist/explorer/embed',
    emptyOutDir: true,
    modulePreload: false,
    // Those that know light-dark(): made for older ones, it no longer follows the page around.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    rolldownOptions: {
      input: 'code-family.ts',
      output: { entryFileNames: 'code-family.js' },
    },
  },
  plugins: [documents()],
});
