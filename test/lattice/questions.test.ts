import { describe, expect, test } from 'vitest';
import { chanceOf, shuffled } from '../../src/lattice/chance.ts';
import { compareCodes } from '../../src/lattice/compare.ts';
import { compareFacts } from '../../src/lattice/differences.ts';
import {
  LEVELS,
  type Question,
  questionsOf,
  quizOf,
  startsOf,
  withoutQuestions,
} from '../../src/lattice/questions.ts';
import { LANGUAGE_CODES } from '../../src/text/languages.ts';
import { storeForTests } from '../opened.ts';
import { code as coded, dataset, vocabulary, wording } from '../seeded.ts';
import { idsOf, startsIn } from './starts.ts';

const SEEDS = ['spine', 'a', '00000', '脊柱'];

const seeded = storeForTests();

const known = new Map<string, string>();

/** What a code says where it differs from another one, in no language. */
function saidBeside(start: string, number: string): string {
  const key = `${start} ${number}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  const { differences } = compareFacts(coded(start), coded(number), vocabulary);
  const said = JSON.stringify(differences.map(({ axis, to }) => [axis, ...to]));
  known.set(key, said);
  return said;
}

const active = dataset.codes.filter(({ status }) => status === 'ACTIVE').map(({ code }) => code);

/** Questions start from them where they are chosen one by one. */
const addOns = dataset.codes.filter(({ status, addOn }) => status === 'ACTIVE' && addOn).map(({ id }) => id);

const codesOf = ({ choices }: Question) => choices.map(({ code }) => code).sort();

describe('questions', () => {
  test.each(['family:lesion-neoplasm', 'family:decompression-laminectomy', 'family:lesion-corpectomy'])(
    'of %s have one right answer, for every level and seed',
    async (family) => {
      for (const seed of SEEDS) {
        const starts = await startsIn(seeded.store, 'EN', startsOf(idsOf(family), seed));
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
    const starts = await startsIn(seeded.store, 'EN', ['CPT:63030', 'CPT:63047']);
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
    const starts = await startsIn(seeded.store, 'EN', startsOf(idsOf(`family:${family}`), 'spine'));
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

  test.each([...dataset.families.map(({ id }) => [id, idsOf(id)] as const), ['add-ons', addOns] as const])(
    'of %s have by compare one right answer among the choices, and among all codes',
    async (family, ids) => {
      const starts = await startsIn(seeded.store, 'EN', ids);
      // Of all related codes: the document asks for no more than 40.
      for (const { related } of starts) expect(related.edges.length).toBeLessThan(40);
      for (const level of LEVELS) {
        for (const { start, answer, choices, sentence, axes } of questionsOf(starts, level, family, 500)) {
          const place = `${start.code} > ${answer}: ${sentence}`;
          const said = (number: string) => saidBeside(start.code, number);
          expect(
            active.filter((number) => said(number) === said(answer)),
            place,
          ).toEqual([answer]);
          expect(
            choices.filter(({ code }) => said(code) === said(answer)).map(({ code }) => code),
            place,
          ).toEqual([answer]);
          const { differences } = compareFacts(coded(start.code), coded(answer), vocabulary);
          expect(axes, place).toEqual(differences.map(({ axis }) => axis));
          const { summary } = compareCodes([coded(start.code), coded(answer)], vocabulary, wording);
          for (const { code } of choices.filter((choice) => choice.code !== answer)) {
            const other = compareCodes([coded(start.code), coded(code)], vocabulary, wording).summary;
            expect(other.replaceAll(code, answer), place).not.toBe(summary);
            const apart = compareFacts(coded(answer), coded(code), vocabulary).differences;
            expect(
              apart.some(({ relation }) => relation !== 'NARROWER'),
              `${place} ${code}`,
            ).toBe(true);
          }
        }
      }
    },
  );

  test('name the codes from which none starts', async () => {
    const starts = await startsIn(seeded.store, 'EN', ['CPT:63275', 'CPT:63295', 'CPT:22552', 'CPT:63278']);
    for (const level of LEVELS) {
      const silent = starts.filter((start) => questionsOf([start], level, 'spine').length === 0);
      expect(withoutQuestions(starts, level)).toEqual(silent.map(({ code }) => code));
    }
    expect(withoutQuestions(starts, 1)).toContain('63295');
    expect(withoutQuestions(starts, 1)).not.toContain('63278');
  });

  test('of a quiz are of all levels, the easier first, and choices of two codes always the same', async () => {
    const starts = await startsIn(seeded.store, 'EN', idsOf('family:lesion-neoplasm'));
    const quiz = quizOf(starts, LEVELS, 'spine', 40);
    expect(quiz).toHaveLength(40);
    expect(LEVELS.map((level) => quiz.filter((question) => question.level === level).length)).toEqual([
      14, 13, 13,
    ]);
    expect(quiz.map(({ level }) => level)).toEqual(quiz.map(({ level }) => level).sort());
    const known = new Map(quiz.map((one) => [`${one.start.code} ${one.answer}`, codesOf(one)]));
    const other = quizOf(starts, LEVELS, 'column', 200);
    const again = other.filter((one) => known.has(`${one.start.code} ${one.answer}`));
    expect(again.length).toBeGreaterThan(10);
    for (const one of again) expect(codesOf(one)).toEqual(known.get(`${one.start.code} ${one.answer}`));
    expect(quizOf(starts, [2], 'spine', 10)).toEqual(questionsOf(starts, 2, 'spine'));
  });

  test('are the same in every language, and in each only the answer is said so', async () => {
    const ids = idsOf('family:lesion-neoplasm');
    const asked = new Set<string>();
    for (const language of LANGUAGE_CODES) {
      const starts = await startsIn(seeded.store, language, startsOf(ids, 'spine'));
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
    const starts = await startsIn(seeded.store, 'EN', startsOf(idsOf('family:lesion-neoplasm'), 'spine'));
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
