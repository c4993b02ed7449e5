import { oneLine, type Quiz, questionText } from './quiz.ts';

/**
 * Questions for Moodle in its GIFT format, one right choice each; what is said of a choice is how it differs from the
 * start.
 */
export function giftText(quiz: Quiz): string {
  const questions = quiz.questions.map((question) => {
    const { start, answer, choices } = question;
    const lines = choices.map(
      ({ code, label, sentence }) =>
        `\t${code === answer ? '=' : '~'}${plain(`${code} ${label}`)}#${plain(sentence)}`,
    );
    const asked = plain(questionText(question, quiz));
    return [`::${start.code} → ${answer}::[plain]${asked} {`, ...lines, '}'].join('\n');
  });
  const head = [`// ${oneLine(quiz.say('notice'))}`, `$CATEGORY: codelattice/${category(quiz.family)}`];
  return `${[...head, ...questions].join('\n\n')}\n`;
}

/** On one line, with what GIFT takes for its own signs escaped; an arrow, which joins pairs, cannot be. */
const plain = (text: string) =>
  oneLine(text)
    .replaceAll('->', '→')
    .replace(/[\\#=~{}:]/g, '\\$&');

/** A stroke would begin a category within. */
const category = (name: string) => oneLine(name).replaceAll('/', '-');
