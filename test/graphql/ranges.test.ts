import { expect, it } from 'vitest';
import { storeWith } from '../imported.ts';
import { storeForTests } from '../opened.ts';
import { pcs } from '../small-edition.ts';

/** 1,200 codes, 0TB0000 to 0TB1199. */
const codeAt = (at: number) => `0TB${String(at).padStart(4, '0')}`;
const TITLES = Object.fromEntries(Array.from({ length: 1_200 }, (_, at) => [codeAt(at), `Excision ${at}`]));

const { ask } = storeForTests(() => storeWith([pcs('2025', '2024-10-01', TITLES)]));

const range = (from: number, to: number) => `${codeAt(from)}-${codeAt(to)}`;
const found = async (text: string) =>
  (await ask('query ($text: String!) { search(text: $text) { totalCount } }', { text })).search.totalCount;

it('a text names the codes of its ranges up to a thousand, all of its ranges together', async () => {
  expect(await found(range(0, 599))).toBe(600);
  expect(await found(`${range(0, 599)} ${range(600, 999)}`)).toBe(1_000);
  expect(await found(range(0, 1_000))).toBe(0);
  expect(await found(`${range(0, 599)} ${range(600, 1_000)}`)).toBe(0);
});
