import type { Question } from '../../lattice/questions.ts';
import { escaped } from '../escaped.ts';
import { answerLabel, oneLine, type Quiz, questionText } from './quiz.ts';

/**
 * Notes for Anki's import of text files. A note is known by its language and two codes, and says the same whichever set it
 * comes from: importing it again changes nothing. Anki knows a note type only by its name, which is Basic in English; in
 * other languages it proposes one.
 */
export function ankiText(quiz: Quiz): string {
  const deck = ankiDeck(quiz.family);
  const notes = quiz.questions.map((question) =>
    [guidOf(question, quiz), deck, frontOf(question, quiz), backOf(question, quiz), tagsOf(question)].join(
      '\t',
    ),
  );
  return `${[...ANKI_HEAD, ...notes].join('\n')}\n`;
}

/** What Anki is told of the columns. */
export const ANKI_HEAD = [
  '#separator:tab',
  '#html:true',
  '#notetype:Basic',
  '#guid column:1',
  '#deck column:2',
  '#tags column:5',
];

const guidOf = ({ start, answer }: Question, { language }: Quiz) =>
  `codelattice-${language}-${start.code}-${answer}`;

/** The question and its choices, in the order of their codes. */
function frontOf(question: Question, quiz: Quiz): string {
  const choices = inOrder(question).map(({ code, label }) => `<b>${code}</b> ${escaped(label)}`);
  return ankiSide(quiz.direction, `${escaped(questionText(question, quiz))}${listed(choices)}`);
}

/** The answer, and how each choice differs from the start. */
function backOf(question: Question, quiz: Quiz): string {
  const { answer, start } = question;
  const why = inOrder(question).map(({ code, sentence }) => `<b>${code}</b> ${escaped(sentence)}`);
  const said = `<b>${answer}</b> ${escaped(answerLabel(question))}`;
  return ankiSide(
    quiz.direction,
    `${said}<br><br>${escaped(quiz.say('why', { code: start.code }))}${listed(why)}`,
  );
}

const inOrder = ({ choices }: Question) => [...choices].sort((a, b) => (a.code < b.code ? -1 : 1));

const listed = (items: readonly string[]) => `<ul>${items.map((item) => `<li>${item}</li>`).join('')}</ul>`;

/** The deck of what is called so; colons would make decks within. */
export const ankiDeck = (name: string) => `codelattice::${oneLine(name).replaceAll(':', ' ')}`;

/** A side of a note, in the direction of its language. */
export const ankiSide = (direction: Quiz['direction'], html: string) =>
  oneLine(direction === 'rtl' ? `<div dir=rtl>${html}</div>` : html);

const tagsOf = ({ level, axes }: Question) =>
  [
    'codelattice',
    `codelattice::level-${level}`,
    ...axes.map((axis) => `codelattice::${axis.toLowerCase()}`),
  ].join(' ');
