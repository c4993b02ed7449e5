import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { type GIFTQuestion, parse as parseGift } from 'gift-pegjs';
import { describe, expect, test } from 'vitest';
import { root } from '../../src/commands/root.ts';
import { LEVELS, type Question, quizOf, type Start } from '../../src/lattice/questions.ts';
import { LANGUAGE_CODES, LANGUAGES, type Language } from '../../src/text/languages.ts';
import { ankiCards } from '../../src/text/quiz/anki-cards.ts';
import { QUIZ_FORMATS } from '../../src/text/quiz/formats.ts';
import type { Quiz } from '../../src/text/quiz/quiz.ts';
import { idsOf, startsIn } from '../lattice/starts.ts';
import { storeForTests } from '../opened.ts';
import { speaker, vocabulary } from '../seeded.ts';

const seeded = storeForTests();
const FAMILY = 'family:lesion-neoplasm';

async function quizIn(language: Language, change = (questions: Question[]) => questions): Promise<Quiz> {
  const starts: Start[] = await startsIn(seeded.store, language, idsOf(FAMILY).slice(0, 10));
  const words = speaker(language, vocabulary);
  return {
    family: words.vocabulary.families.get(FAMILY)?.name ?? '',
    language: LANGUAGES[language].folder,
    direction: LANGUAGES[language].direction === 'RTL' ? 'rtl' : 'ltr',
    questions: change(quizOf(starts, LEVELS, 'spine', 12)),
    say: (key, values) => words.say(`quiz.${key}`, values),
  };
}

/** What a text must come through with: signs that the formats take for their own. */
const HOSTILE = '\\ "x" <b>{=a ~b #c}</b> :: // $CATEGORY: [html] %50% & \'=1+1, ->\n\n::next::\ttab';
const hostile = (questions: Question[]): Question[] =>
  questions.map((question) => ({
    ...question,
    sentence: `${question.sentence} ${HOSTILE}`,
    choices: question.choices.map((choice) => ({
      ...choice,
      label: `${choice.label} ${HOSTILE}`,
      sentence: `${HOSTILE} ${choice.sentence}`,
    })),
  }));
const shown = (text: string) =>
  text
    .replace(/[ \t\r\n]+/g, ' ')
    .replaceAll('->', '→')
    .trim();

describe.each(LANGUAGE_CODES)('files of questions in %s', (language) => {
  test.each([
    ['as they are', undefined],
    ['with hostile texts', hostile],
  ])('are read by a parser of GIFT as they are meant, %s', async (_, change) => {
    const quiz = await quizIn(language, change);
    const [category, ...questions] = parseGift(QUIZ_FORMATS.gift.write(quiz));
    expect(category).toMatchObject({ type: 'Category' });
    expect(questions).toHaveLength(12);
    for (const [index, { start, sentence, answer, choices }] of quiz.questions.entries()) {
      const read = questions[index] as Extract<GIFTQuestion, { type: 'MC' }>;
      expect(read.type).toBe('MC');
      expect(read.stem.format).toBe('plain');
      expect(read.stem.text).toBe(shown(quiz.say('question', { ...start, sentence })));
      expect(read.choices.map((one) => [one.isCorrect, one.text.text, one.feedback?.text])).toEqual(
        choices.map((one) => [one.code === answer, shown(`${one.code} ${one.label}`), shown(one.sentence)]),
      );
    }
  });

  test.each([
    ['as they are', undefined],
    ['with hostile texts', hostile],
  ])('are notes of five columns for Anki, %s', async (_, change) => {
    const quiz = await quizIn(language, change);
    const lines = QUIZ_FORMATS.anki.write(quiz).split('\n');
    const notes = lines
      .filter((line) => !line.startsWith('#') && line !== '')
      .map((line) => line.split('\t'));
    expect(notes.map(({ length }) => length)).toEqual(Array(12).fill(5));
    expect(new Set(notes.map(([guid]) => guid)).size).toBe(12);
    for (const [guid, deck, front, back, tags] of notes) {
      expect(guid).toMatch(new RegExp(`^codelattice-${quiz.language}-\\d{5}-\\d{5}$`));
      expect(deck).toBe(`codelattice::${quiz.family}`);
      expect(`${front}${back}`).not.toMatch(/["\r]|<(?!\/?(?:ul|li|b|br|div)\b)/);
      expect(back?.includes(String(guid?.slice(-5)))).toBe(true);
      expect(tags).toMatch(/^codelattice codelattice::level-[123]( codelattice::[a-z]+)+$/);
    }
  });

  test('are a table of two columns for Quizlet', async () => {
    const quiz = await quizIn(language);
    const rows: string[][] = parse(QUIZ_FORMATS.csv.write(quiz));
    expect(rows).toEqual(
      quiz.questions.map(({ start, sentence, answer, choices }) => [
        quiz.say('question', { ...start, sentence }),
        `${answer} ${choices.find(({ code }) => code === answer)?.label}`,
      ]),
    );
  });

  test('are a page with every question, and a sheet with every answer by its letter', async () => {
    const quiz = await quizIn(language);
    const [asked = '', answers = ''] = QUIZ_FORMATS.worksheet.write(quiz).split('<section class="answers">');
    expect(asked).toContain(`<html lang="${quiz.language}" dir="${quiz.direction}">`);
    expect(asked).not.toMatch(/src=|href=|<script/);
    expect(asked.match(/<ol class="choices">/g)).toHaveLength(12);
    const letters = quiz.questions.map(({ answer, choices }) => {
      const at = choices.findIndex(({ code }) => code === answer);
      return `<b>${'ABCD'[at]}: ${answer}</b>`;
    });
    expect(answers.match(/<b>[A-D]: \d{5}<\/b>/g)).toEqual(letters);
    expect(answers).toContain('CPT');
  });

  test('say by whom CPT is held as every page does', () => {
    const { folder } = LANGUAGES[language];
    const { licence } = JSON.parse(
      readFileSync(join(root, `src/explorer/words/${folder}/shell.json`), 'utf8'),
    );
    expect(speaker(language, vocabulary).say('quiz.notice')).toBe(licence);
  });
});

test('no text of a choice makes a tag of its own on the page to print', async () => {
  const page = QUIZ_FORMATS.worksheet.write(await quizIn('EN', hostile));
  expect(page).not.toContain('<b>{');
  expect(page).toContain('&lt;b&gt;{');
});

test('cards for Anki are five columns with hostile texts too, one note for each kind of card', () => {
  const deck = { name: `all: ${HOSTILE}`, language: 'ar', direction: 'rtl', labelFirst: false } as const;
  const cards = [{ code: '63278', label: HOSTILE, said: [HOSTILE] }];
  const notes = [true, false].map((plain) =>
    ankiCards({ ...deck, plain, cards })
      .split('\n')
      .slice(6, -1)
      .map((line) => line.split('\t')),
  );
  expect(notes.map((lines) => lines.map(({ length }) => length))).toEqual([[5], [5]]);
  const [plain, facts] = notes.map(([note]) => note ?? []);
  expect([plain?.[0], facts?.[0]]).toEqual([
    'codelattice-ar-card-number-plain-63278',
    'codelattice-ar-card-number-facts-63278',
  ]);
  expect(plain?.[2]).toBe('<div dir=rtl><b>63278</b></div>');
  expect(plain?.[3]).not.toMatch(/["\r]|<(?!\/?(?:b|br|div)\b)/);
});
