import type { Question } from '../../lattice/questions.ts';
import { escaped } from '../escaped.ts';
import { answerLabel, type Quiz, questionText } from './quiz.ts';

const LETTERS = 'ABCDEFGH';

const STYLE = `
  body { max-width: 44rem; margin: 2rem auto; padding: 0 1rem; font: 12pt/1.45 system-ui, sans-serif; }
  h1, h2 { font-size: 1.5rem; }
  ol.questions > li { margin-block: 1.2rem; break-inside: avoid; }
  ol.choices { list-style: upper-latin; margin-block: .4rem; }
  .fill { display: flex; gap: 2rem; }
  .fill span { flex: 1; border-block-end: 1px solid; padding-block-end: .2rem; }
  .answers { break-before: page; }
  .notice { font-size: .8rem; }
  @media print { body { margin: 0; padding: 0; max-width: none; font-size: 10pt; line-height: 1.3; } }
`;

/** A page to print, in HTML without anything from elsewhere: the questions, and on a sheet of their own the answers. */
export function worksheetHtml(quiz: Quiz): string {
  const { language, direction, questions, say } = quiz;
  const title = escaped(say('title', { family: quiz.family }));
  const said = (key: string) => escaped(say(key));
  return `<!doctype html>
<html lang="${language}" dir="${direction}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title}</title>
<style>${STYLE}</style>
<main>
<h1>${title}</h1>
<p class="fill"><span>${said('name')}</span><span>${said('date')}</span></p>
<ol class="questions">
${questions.map((question) => asked(question, quiz)).join('\n')}
</ol>
<section class="answers">
<h2>${said('answers')}</h2>
<ol class="questions">
${questions.map((question) => answered(question, quiz)).join('\n')}
</ol>
<p class="notice">${said('notice')}</p>
</section>
</main>
</html>
`;
}

const asked = (question: Question, quiz: Quiz) =>
  `<li>${escaped(questionText(question, quiz))}${choicesIn(question, ({ label }) => label)}</li>`;

function answered(question: Question, { say }: Quiz): string {
  const { start, answer, choices } = question;
  const letter = LETTERS[choices.findIndex(({ code }) => code === answer)] ?? '';
  const why = escaped(say('why', { code: start.code }));
  const reasons = choicesIn(question, ({ sentence }) => sentence);
  return `<li><b>${letter}: ${answer}</b> ${escaped(answerLabel(question))}<br>${why}${reasons}</li>`;
}

function choicesIn({ choices }: Question, told: (choice: Question['choices'][number]) => string): string {
  const items = choices.map((choice) => `<li><b>${choice.code}</b> ${escaped(told(choice))}</li>`);
  return `<ol class="choices">${items.join('')}</ol>`;
}
