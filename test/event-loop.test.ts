import { execute, parse } from 'graphql';
import { describe, expect, it, vi } from 'vitest';
import { createContext } from '../src/graphql/context.ts';
import { DEFAULT_LIMITS } from '../src/limits.ts';
import { documents, schema } from './documents.ts';
import { storeForTests } from './opened.ts';
import { speaker } from './seeded.ts';

let isOver = false;
let turns = 0;
vi.mock('../src/event-loop.ts', async (original) => {
  const real = await original<typeof import('../src/event-loop.ts')>();
  return {
    ...real,
    shouldYield: () => isOver,
    yieldToEventLoop: () => {
      turns++;
      return real.yieldToEventLoop();
    },
  };
});

const seeded = storeForTests();

async function answer(text: string, variables: Readonly<Record<string, unknown>>): Promise<unknown> {
  const document = parse(text);
  const contextValue = await createContext(seeded.store, speaker, DEFAULT_LIMITS);
  return execute({ schema, document, variableValues: variables, contextValue });
}

describe('work that stops for other requests wherever it can', () => {
  it.each(documents)('comes to the same: $file', async ({ text, variables }) => {
    for (const values of variables) {
      isOver = false;
      const whole = await answer(text, values);
      isOver = true;
      expect(await answer(text, values)).toEqual(whole);
    }
  });

  it('and did stop', () => expect(turns).toBeGreaterThan(100));
});
