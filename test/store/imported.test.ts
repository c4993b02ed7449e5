import { describe, expect, it } from 'vitest';
import { documents } from '../documents.ts';
import { storeWith } from '../imported.ts';
import { storeForTests } from '../opened.ts';
import { licensed } from '../small-releases.ts';
import { EDITIONS, EDITS, FEES } from './releases.ts';

const opened = storeForTests(() =>
  storeWith([
    ...FEES,
    ...EDITS,
    ...EDITIONS,
    licensed([['63278', 'LONG', 'a text that somebody holds a licence for']]),
  ]),
);
const { ask } = opened;

describe('descriptor', () => {
  it('is the licensed text with its notice, in the language asked; null where there is none', async () => {
    const { code } = await ask(
      `{ code(id: "63278") { a: descriptor { text notice source { file { licence } } }
        b: descriptor(kind: LONG) { notice(lang: DE) } c: descriptor(kind: SHORT) { text } } }`,
    );
    expect(code.a).toMatchObject({
      text: 'a text that somebody holds a licence for',
      notice: expect.stringContaining('no export'),
    });
    expect(code.b.notice).toContain('Verlag');
    expect(code.c).toBeNull();
  });
});

describe('the documents of clients', () => {
  it.each(documents)('$file answers on imported files too', async ({ text, variables }) => {
    for (const values of variables) await ask(text, values);
  });
});
