import { execute, parse } from 'graphql';
import { expect } from 'vitest';
import { createContext } from '../../src/graphql/context.ts';
import { askable, type Start } from '../../src/lattice/questions.ts';
import { DEFAULT_LIMITS } from '../../src/limits.ts';
import type { Store } from '../../src/store/store.ts';
import type { Language } from '../../src/text/languages.ts';
import { documents, schema } from '../documents.ts';
import { dataset, speaker, vocabulary } from '../seeded.ts';

/** The ids of the codes that questions about a family start from, with those of the families below it. */
export function idsOf(family: string): string[] {
  const within = (id: string | null): boolean =>
    id === family || (id !== null && within(vocabulary.families.get(id)?.broader ?? null));
  return askable(dataset.codes.filter((code) => code.status === 'ACTIVE' && within(code.family)));
}

/** What the page is answered for these codes, in a language. */
export async function startsIn(
  store: Store,
  language: Language,
  starts: readonly string[],
): Promise<Start[]> {
  const text = documents.find(({ file }) => file === 'learn-questions.graphql')?.text ?? '';
  const contextValue = await createContext(store, speaker, DEFAULT_LIMITS, { language });
  const { data, errors } = await execute({
    schema,
    document: parse(text),
    variableValues: { starts },
    contextValue,
  });
  expect(errors).toBeUndefined();
  return ((data?.lookup ?? []) as { code: Start }[]).map(({ code }) => code);
}
