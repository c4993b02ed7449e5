import { csvText } from '../csv.ts';
import { ankiText } from './anki.ts';
import { giftText } from './gift.ts';
import { answerLabel, type Quiz, questionText } from './quiz.ts';
import { worksheetHtml } from './worksheet.ts';

interface QuizWriter {
  /** The ending of its files. Moodle and Anki take text files only. */
  readonly ending: string;
  readonly type: string;
  write(quiz: Quiz): string;
}

/** What questions are written as: cards for Anki, questions for Moodle, a table for Quizlet, a page to print. */
export const QUIZ_FORMATS = {
  anki: { ending: 'anki.txt', type: 'text/plain', write: ankiText },
  gift: { ending: 'gift.txt', type: 'text/plain', write: giftText },
  csv: { ending: 'csv', type: 'text/csv', write: quizletCsv },
  worksheet: { ending: 'html', type: 'text/html', write: worksheetHtml },
} as const satisfies Readonly<Record<string, QuizWriter>>;

export type QuizFormat = keyof typeof QUIZ_FORMATS;

/** Term and definition in two columns and no head, which Quizlet would take for a card; it makes other choices itself. */
function quizletCsv(quiz: Quiz): string {
  return csvText(
    quiz.questions.map((question) => [
      questionText(question, quiz),
      `${question.answer} ${answerLabel(question)}`,
    ]),
  );
}
