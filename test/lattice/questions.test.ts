import { execute, parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import { createContext } from '../../src/graphql/context.ts';
import { chanceOf, shuffled } from '../../src/lattice/chance.ts';
import { compareFacts } from '../../src/lattice/differences.ts';
import { askable, type Level, questionsOf, type Start, startsOf } from '../../src/lattice/questions.ts';
import { DEFAULT_LIMITS } from '../../src/limits.ts';
import { LANGUAGE_CODES, type Language } from '../../src/text/languages.ts';
import { documents, schema } from '../documents.ts';
import { storeForTests } from '../opened.ts';
import { code as coded, dataset, speaker, vocabulary } from '../seeded.ts';

const LEVELS: readonly Level[] = [1, 2, 3];
const SEEDS = ['spine', 'a', '00000', '脊柱'];

const seeded = storeForTests();

const idsOf = (family: string) => askable(dataset.codes.filter((code) => code.family === family));

/** What the page is answered for a set, in a language. */
async function startsIn(language: Language, ids: readonly string[], seed: string): Promise<Start[]> {
  const text = documents.find(({ file }) => file === 'learn-questions.graphql')?.text ?? '';
  const contextValue = await createContext(seeded.store, speaker, DEFAULT_LIMITS, { language });
  const variableValues = { starts: startsOf(ids, seed) };
  const { data, errors } = await execute({ schema, document: parse(text), variableValues, contextValue });
  expect(errors).toBeUndefined();
  return ((data?.lookup ?? []) as { code: Start }[]).map(({ code }) => code);
}

describe('questions', () => {
  test.each(['family:lesion-neoplasm', 'family:decompression-laminectomy', 'family:lesion-corpectomy'])(
    'of %s have one right answer, for every level and seed',
    async (family) => {
      for (const seed of SEEDS) {
        const starts = await startsIn('EN', idsOf(family), seed);
        for (const level of LEVELS) {
          const questions = questionsOf(starts, level, seed);
          expect(questions).toEqual(questionsOf(starts, level, seed));
          expect(new Set(questions.map(({ start, answer }) => `${start.code} ${answer}`)).size).toBe(
            questions.length,
          );
          for (const { start, answer, sentence, choices } of questions) {
            const { related: { edges: related } = { edges: [] }, confusedWith = [] } =
              starts.find(({ code }) => code === start.code) ?? {};
            const right = choices.filter((choice) => choice.sentence === sentence);
            expect(right.map(({ code }) => code)).toEqual([answer]);
            expect(related.filter((edge) => edge.sentence === sentence)).toHaveLength(1);
            expect(new Set(choices.map(({ code }) => code)).size).toBe(4);
            const drawn = [...related, ...confusedWith].map(({ node }) => node.code);
            for (const { code } of choices) expect(drawn).toContain(code);
            const differing = related.find(({ node }) => node.code === answer)?.differences.length ?? 0;
            expect(Math.min(differing, 3)).toBe(level);
          }
        }
      }
    },
  );

  test('offer what people take for the start among the wrong answers', async () => {
    const starts = await startsIn('EN', ['CPT:63030', 'CPT:63047'], 'spine');
    for (const { start, answer, choices } of questionsOf(starts, 2, 'spine')) {
      const taken = starts.find(({ code }) => code === start.code)?.confusedWith ?? [];
      const offered = taken.filter(({ node }) => choices.some(({ code }) => code === node.code));
      const wrong = taken.filter(({ node }) => node.code !== answer);
      expect(wrong.length).toBeGreaterThan(0);
      expect(offered.filter(({ node }) => node.code !== answer).length).toBe(Math.min(3, wrong.length));
    }
  });

  test.each([
    ...['fusion-lateral-extracavitary', 'fusion-anterior', 'fusion-posterior', 'deformity-fusion'],
    ...['deformity-kyphectomy', 'vertebra-excision', 'osteotomy-posterior', 'osteotomy-anterior'],
    ...['instrumentation-insertion', 'instrumentation-later', 'intervertebral-device', 'tethering'],
    ...['disc-replacement', 'interspinous', 'graft-spine', 'sacroiliac-fusion', 'decompression-endoscopic'],
    'decompression-laminotomy',
  ])('of %s are asked, and no wrong choice is a special case of the answer', async (family) => {
    const starts = await startsIn('EN', idsOf(`family:${family}`), 'spine');
    const questions = LEVELS.flatMap((level) => questionsOf(starts, level, 'spine'));
    expect(questions.length).toBeGreaterThan(1);
    for (const { start, answer, sentence, choices } of questions) {
      const place = `${start.code}: ${sentence}`;
      expect(choices.filter((choice) => choice.sentence === sentence).map(({ code }) => code)).toEqual([
        answer,
      ]);
      expect(choices.length, place).toBeGreaterThan(1);
      for (const { code } of choices.filter((choice) => choice.code !== answer)) {
        const { differences } = compareFacts(coded(answer), coded(code), vocabulary);
        expect(
          differences.every(({ relation }) => relation === 'NARROWER'),
          `${place} ${code}`,
        ).toBe(false);
      }
    }
  });

  test('are the same in every language, and in each only the answer is said so', async () => {
    const ids = idsOf('family:lesion-neoplasm');
    const asked = new Set<string>();
    for (const language of LANGUAGE_CODES) {
      const starts = await startsIn(language, ids, 'spine');
      const questions = LEVELS.flatMap((level) => questionsOf(starts, level, 'spine'));
      expect(questions).toHaveLength(30);
      for (const { sentence, choices } of questions) {
        expect(
          choices.filter((choice) => choice.sentence === sentence),
          sentence,
        ).toHaveLength(1);
      }
      asked.add(
        JSON.stringify(questions.map(({ answer, choices }) => [answer, choices.map(({ code }) => code)])),
      );
    }
    expect(asked.size).toBe(1);
  });

  test('are others for another seed', async () => {
    const starts = await startsIn('EN', idsOf('family:lesion-neoplasm'), 'spine');
    const asked = (seed: string) => questionsOf(starts, 1, seed).map(({ answer }) => answer);
    expect(asked('spine')).not.toEqual(asked('column'));
  });

  test('are none where no code can be told from the others', () => {
    expect(questionsOf([], 1, 'spine')).toEqual([]);
    expect(startsOf([], 'spine')).toEqual([]);
  });
});

describe('chance', () => {
  test('is spread over the whole of 0 to 1, and a shuffle loses nothing', () => {
    const chance = chanceOf('spine');
    const drawn = [...Array(10_000)].map(chance);
    const counts = [...Array(10).keys()].map(
      (tenth) => drawn.filter((one) => Math.floor(one * 10) === tenth).length,
    );
    for (const count of counts) expect(Math.abs(count - 1_000)).toBeLessThan(150);
    const items = [...Array(50).keys()];
    expect(shuffled(items, chance).sort((a, b) => a - b)).toEqual(items);
  });
});
