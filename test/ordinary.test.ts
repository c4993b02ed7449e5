import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ApolloServerPlugin } from '@apollo/server';
import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import { root } from '../src/commands/root.ts';
import { createApollo } from '../src/graphql/apollo.ts';
import { createContext } from '../src/graphql/context.ts';
import type { GraphQLContext } from '../src/graphql/request-plugin.ts';
import { DEFAULT_LIMITS } from '../src/limits.ts';
import { schema } from './documents.ts';
import { storeForTests } from './opened.ts';
import { speaker } from './seeded.ts';

const seeded = storeForTests();

/** What takes the place of a part of Node's, Fastify's or Apollo's, or listens in on it. */
const REPLACES = [
  /removeAllListeners/,
  /\.listeners\(/,
  /setPrototypeOf/,
  /\.(write|end|writeHead|closeIdleConnections|emit)\s*=[^=>]/,
  /(socket|request|raw)\.(on|prependListener)\('(data|end|readable)'/,
  /\.on\('connection'/,
  /gateway:/,
  /serverFactory/,
];

test('nothing of Node’s, Fastify’s or Apollo’s is replaced, wrapped or listened in on', () => {
  const src = join(root, 'src');
  const found = readdirSync(src, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.ts$/.test(file) && !/^(explorer|generated)/.test(file))
    .flatMap((file) =>
      readFileSync(join(src, file), 'utf8')
        .split('\n')
        .flatMap((line, index) =>
          REPLACES.some((shape) => shape.test(line)) ? [`${file}:${index + 1}: ${line.trim()}`] : [],
        ),
    );
  expect(found).toEqual([]);
});

describe('Apollo’s own plugins', () => {
  test('see every field that is resolved', async () => {
    let fields = 0;
    const counting: ApolloServerPlugin<GraphQLContext> = {
      requestDidStart: async () => ({
        executionDidStart: async () => ({ willResolveField: () => void fields++ }),
      }),
    };
    const log = pino({ level: 'silent' });
    const apollo = createApollo(schema, DEFAULT_LIMITS, log);
    apollo.addPlugin(counting);
    await apollo.start();
    const context = await createContext(seeded.store, speaker, DEFAULT_LIMITS);
    const contextValue = Object.assign(context, { log }) as unknown as GraphQLContext;
    const query = '{ code(id: "63278") { id label regions { id name } } }';
    const { body } = await apollo.executeOperation({ query }, { contextValue });
    expect(body).toMatchObject({ singleResult: { data: { code: { id: 'CPT:63278' } } } });
    // code, id, label, regions, and id and name of its one region.
    expect(fields).toBe(6);
    await apollo.stop();
  });
});
