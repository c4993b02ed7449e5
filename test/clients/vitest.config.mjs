import { defineConfig } from 'vitest/config';

/** The clients that people use, each with packages of its own beside these tests: `npm run test:clients`. */
export default defineConfig({
  // One copy of graphql in what serves; the clients bring theirs.
  resolve: { alias: { graphql: 'graphql/index.js' } },
  test: {
    root: import.meta.dirname,
    globalSetup: ['../build.ts'],
    include: ['*.test.mjs'],
    testTimeout: 120_000,
    hookTimeout: 600_000,
    server: { deps: { inline: [/node_modules\/@apollo\/server/, /@graphql-tools/, /@as-integrations/] } },
  },
});
