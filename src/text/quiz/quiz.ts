import type { Question } from '../../lattice/questions.ts';

/** Questions about the codes of a family, with all that a file of them says. */
export interface Quiz {
  readonly family: string;
  /** As in BCP 47, such as `es`. */
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
  readonly questions: readonly Question[];
  /** Says the message `quiz.<key>` in that language. */
  say(key: string, values?: Readonly<Record<string, string>>): string;
}

/** What is asked, in one paragraph. */
export const questionText = ({ start, sentence }: Question, { say }: Quiz): string =>
  say('question', { ...start, sentence });

/** The label of the answer. */
export const answerLabel = ({ choices, answer }: Question): string =>
  choices.find(({ code }) => code === answer)?.label ?? '';

/** Without breaks and tabs, which begin another line or column. */
export const oneLine = (text: string): string => text.replace(/[ \t\r\n]+/g, ' ').trim();
