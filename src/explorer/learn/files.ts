import type { LearnQuestionsQuery, LearnQuestionsQueryVariables } from '../../generated/explorer.ts';
import {
  type Level,
  MOST_STARTS,
  quizOf,
  type Start,
  startsOf,
  withoutQuestions,
} from '../../lattice/questions.ts';
import { QUIZ_FORMATS, type QuizFormat } from '../../text/quiz/formats.ts';
import { type Answer, ask, document } from '../client.ts';
import questionsText from '../documents/learn-questions.graphql';
import { LANGUAGES, type Language } from '../language.ts';
import { fill } from '../words.ts';

/** Which questions a file holds. */
export interface QuizChoice {
  /** What the codes are called: their family, or that they were chosen. */
  readonly name: string;
  /** The ids of those that a question may start from. */
  readonly codes: readonly string[];
  readonly level: Level;
  /** The id of the family. */
  readonly seed: string;
  /** How many questions at most. */
  readonly count: number;
}

interface QuizFile {
  readonly name: string;
  /** Null where no such question can be asked. */
  readonly blob: Blob | null;
  /** The codes that no question of it starts from. */
  readonly silent: readonly string[];
}

const LEARN_QUESTIONS = document<LearnQuestionsQuery, LearnQuestionsQueryVariables>(questionsText);

// The server's own messages, so that its command and this page write the same.
const MESSAGES = import.meta.glob<Readonly<Record<string, string>>>('../../../seed/text/*/messages.csv', {
  query: '?quiz',
  import: 'default',
});

/** The file that `codelattice quiz` writes of the same family, level and seed. */
export async function quizFile(
  { name: called, codes, level, seed, count }: QuizChoice,
  format: QuizFormat,
  language: Language,
): Promise<Answer<QuizFile>> {
  const asked = await askStarts(startsOf(codes, seed, count), language);
  if (asked.state !== 'ready') return asked;
  const questions = quizOf(asked.data, [level], seed, count);
  const silent = withoutQuestions(asked.data, level);
  const { ending, type, write } = QUIZ_FORMATS[format];
  const name = `${seed.slice(seed.indexOf(':') + 1)}-${level}.${language}.${ending}`;
  if (questions.length === 0) return { state: 'ready', data: { name, blob: null, silent } };
  const messages = (await MESSAGES[`../../../seed/text/${language}/messages.csv`]?.()) ?? {};
  const text = write({
    family: called,
    language,
    direction: LANGUAGES[language].direction,
    questions,
    say: (key, values = {}) => fill(messages[key] ?? '', values),
  });
  // A spreadsheet takes a table for UTF-8 by its mark only.
  const parts = format === 'csv' ? ['\uFEFF', text] : [text];
  const blob = new Blob(parts, { type: `${type};charset=utf-8` });
  return { state: 'ready', data: { name, blob, silent } };
}

/** What the questions are made from, as many codes at once as for a set. */
async function askStarts(ids: readonly string[], language: Language): Promise<Answer<Start[]>> {
  const starts: Start[] = [];
  for (let at = 0; at < ids.length; at += MOST_STARTS) {
    const asked = await ask(LEARN_QUESTIONS, { starts: ids.slice(at, at + MOST_STARTS) }, language);
    if (asked.state !== 'ready') return asked;
    starts.push(...(asked.data.lookup ?? []).flatMap(({ code }) => code ?? []));
  }
  return { state: 'ready', data: starts };
}
