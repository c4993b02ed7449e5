import { defineConfig } from 'vite';
import { documents } from './vite-documents.ts';
import { messages } from './vite-messages.ts';
import { recallTheme, written } from './vite-written.ts';

export default defineConfig({
  root: import.meta.dirname,
  base: '/app/',
  build: {
    outDir: '../../dist/explorer/app',
    emptyOutDir: true,
    // The server names in each page the files that it needs.
    manifest: 'manifest.json',
    modulePreload: { polyfill: false },
    // The page's policy allows no data: in styles and scripts.
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: {
        // What every page needs is one file: over HTTP/1.1 each of seven would wait for its turn.
        codeSplitting: {
          groups: [
            {
              name: 'base',
              test: /node_modules\/preact|explorer\/(client|language|router|use-answer|words)\.ts|explorer\/parts\/(code-label|links|loaded|term-name)\./,
            },
          ],
        },
      },
    },
  },
  plugins: [documents(), messages(), written(), recallTheme()],
});
