import { expect } from 'vitest';
import type { Store } from '../../src/store/store.ts';
import { run } from '../documents.ts';
import { type Example, inputsOf } from './sample.ts';

export const DOCUMENT = `query ($ids: [ID!]!, $asOf: Date, $lang: Language) { case(ids: $ids, asOf: $asOf, lang: $lang) {
  name shorthand verdict releases { kind release }
  parts { text facts { code { code } axis terms { id } source { line } } }
  levels { code { code } unit least most codes { code } further }
  lines { input code { code } units modifiers role to { code } relativeValue paid }
  problems { kind text inputs codes { code } source { file { id } } }
  notes { kind text inputs codes { code } source { file { id } } } } }`;

// biome-ignore lint/suspicious/noExplicitAny: tests read answers of every shape
export type Answer = any;

/** What a store says of a claim. */
export async function saidBy(
  store: Store,
  asked: string | readonly string[],
  given: object = {},
): Promise<Answer> {
  const ids = typeof asked === 'string' ? inputsOf(asked) : asked;
  const { data, errors } = await run(store, DOCUMENT, { ids, ...given });
  expect(errors).toBeUndefined();
  return data?.case;
}

const numberOf = (code: Answer) => code?.code ?? null;
const texts = (list: Answer) => list.map(({ kind, text }: Answer) => ({ kind, text }));
/** What an answer says, as the examples have it. */
export const told = ({ name, shorthand, verdict, levels, lines, problems, notes }: Answer) => ({
  name,
  shorthand,
  verdict,
  levels: levels.map(({ code, codes, ...level }: Answer) => ({
    code: numberOf(code),
    ...level,
    codes: codes.map(numberOf),
  })),
  lines: lines.map(({ code, units, role, to, relativeValue }: Answer) => ({
    code: numberOf(code),
    units,
    role,
    to: numberOf(to),
    relativeValue,
  })),
  problems: texts(problems),
  notes: texts(notes),
});
/** The same of an example. */
export const expected = ({ asked: _, ...says }: Example) => says;
/** The remarks of an answer, as the wrong sets have them. */
export const remarked = ({ problems, notes }: Answer): string[] =>
  [...problems, ...notes].map(({ kind, text }: Answer) => `${kind}: ${text}`);
