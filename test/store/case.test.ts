import { describe, expect, it } from 'vitest';
import { LANGUAGE_CODES } from '../../src/text/languages.ts';
import { type Answer, DOCUMENT, expected, remarked, saidBy, told } from '../case/said.ts';
import { examples, sampleReleases, surveyed, wrong } from '../case/sample.ts';
import { run } from '../documents.ts';
import { storeWith } from '../imported.ts';
import { storeForTests } from '../opened.ts';
import { dataset, seededStore } from '../seeded.ts';

const files = storeForTests(() => storeWith(sampleReleases()));
const seed = storeForTests(seededStore);

const said = (asked: string | readonly string[], given: object = {}, from = files) =>
  saidBy(from.store, asked, given);

describe('a worked example, byte for byte', () => {
  it.each(examples)('of $asked', async (example) => {
    expect(told(await said(example.asked))).toEqual(expected(example));
  });

  it.each(wrong)('of $asked, in which something is wrong', async ({ asked, verdict, says }) => {
    const answer = await said(asked);
    expect([answer.verdict, ...remarked(answer)]).toEqual([verdict, ...says]);
  });

  it.each(surveyed)('of $asked, as a survey names it in other words', async ({ asked, verdict, name }) => {
    expect(await said(asked)).toMatchObject({ verdict, name });
  });
});

describe.each(LANGUAGE_CODES)('the names of claims in %s', (lang) => {
  it('are whole for each code beside one of a lesion and one of a graft', async () => {
    for (const { code, facts, addOn } of dataset.codes) {
      if (facts.length === 0 || addOn || !/^\d{5}$/.test(code)) continue;
      const { name } = await said([code, '62380', '20936'], { lang });
      expect(name, code).not.toMatch(/[{}]|^$/);
    }
  });
});

describe('a claim', () => {
  it('cites the facts of each piece, and the rows of files', async () => {
    const { parts, notes } = await said('22551 22552 22845 20930');
    expect(parts[0].text).toMatch(/, two interspaces$/);
    expect(parts[0].facts.map(({ code, axis }: Answer) => `${code.code} ${axis}`)).toEqual(
      expect.arrayContaining(['22551 OPERATION', '22551 REGION', '22551 EXTENT', '22552 EXTENT']),
    );
    expect(parts[0].facts.at(-1).terms).toEqual([{ id: 'extent:each-additional-interspace' }]);
    expect(notes).toMatchObject([
      { kind: 'NOT_PAID_APART', inputs: ['20930'], source: { file: { id: 'ncci-mue/2024Q3/rows.csv' } } },
    ]);
  });

  it('keeps name and levels on the seed alone, in the order asked, and says what was not checked', async () => {
    const [first] = examples;
    const asked = '22551 22552 22845 22853 20930';
    const answer = await said(asked, {}, seed);
    expect(told(answer)).toMatchObject({
      name: first?.name,
      shorthand: first?.shorthand,
      levels: first?.levels,
      verdict: 'CLEAR',
      problems: [],
    });
    expect(answer.releases).toEqual([]);
    expect(
      answer.lines.map(({ input, relativeValue, paid }: Answer) => [input, relativeValue, paid]),
    ).toEqual(asked.split(' ').map((code) => [code, null, null]));
    expect(answer.notes.map(({ kind }: Answer) => kind)).toEqual([
      'COUNT',
      'NOT_CHECKED',
      'NOT_CHECKED',
      'NOT_CHECKED',
    ]);
  });

  it('says what has ended by the day, and nothing of it before', async () => {
    const kinds = async (asOf: string | null) =>
      (await said('22551 22851', { asOf }, seed)).problems.map(({ kind }: Answer) => kind);
    expect(await kinds(null)).toEqual(['DELETED']);
    expect(await kinds('2017-01-01')).toEqual(['DELETED']);
    expect(await kinds('2016-12-31')).toEqual(['NO_FACTS']);
  });

  it('lets an add-on stand on a code that is known by number only', async () => {
    const answer = await said('22325 22842', {}, seed);
    expect(answer).toMatchObject({ name: null, verdict: 'INCOMPLETE' });
    expect(answer.problems.map(({ kind }: Answer) => kind)).toEqual(['NO_FACTS']);
    expect(answer.lines).toMatchObject([{ role: 'ACCOMPANIES', to: { code: '22325' } }]);
  });

  it('names a modifier that the claim has for a pair', async () => {
    const answer = await said(['22551', '63075-59']);
    expect(answer.notes[0].text).toContain('The claim carries such a modifier: 63075-59.');
    expect(answer.lines[1]).toMatchObject({ input: '63075-59', modifiers: ['59'] });
  });

  it.each([
    ['zzz', 'UNKNOWN'],
    ['63278-63283', 'UNKNOWN'],
    ['99999', 'UNKNOWN'],
    ['J1100', 'UNKNOWN'],
    ['69990', 'NO_FACTS'],
    ['22851', 'DELETED'],
    ['C79.51', 'NO_FACTS'],
  ])('of %s alone says so, and has no name', async (input, kind) => {
    const answer = await said([input], {}, seed);
    expect(answer).toMatchObject({ name: null, shorthand: null, verdict: 'INCOMPLETE', lines: [] });
    expect(answer.problems).toMatchObject([{ kind, inputs: [input] }]);
  });

  it('takes any number of units', async () => {
    const answer = await said(['63030 x10000', '63035 x9999']);
    expect(answer).toMatchObject({ verdict: 'CONFLICT' });
    expect(answer.levels).toMatchObject([{ least: 5001, most: 10000 }]);
  });

  it.each([
    [[], 'BAD_USER_INPUT', '`ids` is empty. Name 1 to 30 codes of one claim.'],
    [Array.from({ length: 31 }, () => '63030'), 'LIMIT_EXCEEDED', '31 entries'],
  ])('of none, or of too many, is refused', async (ids, code, message) => {
    const { data, errors } = await run(seed.store, DOCUMENT, { ids });
    expect(data?.case ?? null).toBeNull();
    expect(errors).toMatchObject([{ extensions: { code }, message: expect.stringContaining(message) }]);
  });

  it.each(['ES', 'ZH', 'RU', 'AR', 'VI', 'FR', 'DE', 'KO', 'TL'])('is said in %s', async (lang) => {
    const [english, other] = await Promise.all([
      said('22551 22552 22845 22853 20930'),
      said('22551 22552 22845 22853 20930', { lang }),
    ]);
    expect(other.name).not.toBe(english.name);
    const texts = (answer: Answer) => answer.notes.map(({ text }: Answer) => text);
    for (const [at, text] of texts(other).entries()) expect(text).not.toBe(texts(english)[at]);
  });
});
