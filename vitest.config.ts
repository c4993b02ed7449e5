import { defineConfig } from 'vitest/config';

/** One copy of graphql in tests: vitest would load its ESM and CommonJS builds side by side. */
const resolve = { alias: { graphql: 'graphql/index.js' } };
const server = {
  deps: { inline: [/@apollo\/server/, /@graphql-tools/, /@as-integrations/, /graphql-http/] },
};

/** It puts other modules in the place of some, which must not reach other files. */
const ALONE = 'test/event-loop.test.ts';

export default defineConfig({
  resolve,
  test: {
    globalSetup: ['test/build.ts'],
    // Files share what they import: reading it anew for each would take longer than the tests.
    isolate: false,
    // No test may depend on the speed of the machine: only what hangs meets these.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    expect: { poll: { timeout: 120_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: 'default',
          include: ['test/**/*.test.ts'],
          exclude: [
            'test/**/neo4j*.test.ts',
            'test/store/neo4j/**',
            'test/browser/**',
            '**/node_modules/**',
            ALONE,
          ],
          server,
        },
      },
      { extends: true, test: { name: 'alone', include: [ALONE], isolate: true, server } },
      {
        extends: true,
        test: {
          name: 'neo4j',
          include: ['test/**/neo4j*.test.ts', 'test/store/neo4j/**/*.test.ts'],
          globalSetup: ['test/store/neo4j/server.ts'],
          fileParallelism: false,
          sequence: { groupOrder: 2 },
          server,
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          fileParallelism: false,
          sequence: { groupOrder: 1 },
          server,
        },
      },
    ],
  },
});
