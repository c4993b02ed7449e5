import { type Asked, type Changes, COLUMNS, countsIn, rowOf, type Step, titleOf } from './changes.ts';

/** All changes of a step; `changes` has every row. */
export interface WholeStep extends Step {
  readonly changes: Changes;
}

/** Changes as Markdown: a heading and a table for each release, the newest first. In English. */
export function changesMarkdown(asked: Asked, dataset: string, steps: readonly WholeStep[]): string {
  const parts = steps.map((step) => `## ${line(`${step.to}, from ${step.starts}`)}\n\n${partOf(step)}`);
  const none = 'One release is loaded; there is none to compare it with.';
  return `# ${line(`${titleOf(asked)}: what changed from release to release`)}

Of the dataset ${dataset}.

${parts.length === 0 ? none : parts.join('\n\n')}
`;
}

function partOf({ from, changes }: WholeStep): string {
  const counts = `${line(`${countsIn(changes)} since ${from}`)}.`.replace(/^n/, 'N');
  if (changes.edges.length === 0) return counts;
  const row = (cells: readonly string[]) => `| ${cells.map(line).join(' | ')} |`;
  return [
    `${counts}\n`,
    row(COLUMNS),
    `|${COLUMNS.map(() => '---').join('|')}|`,
    ...changes.edges.map(({ node }) => row(rowOf(node))),
  ].join('\n');
}

/** Text on one line in which no sign of Markdown has its meaning. */
const line = (text: string) => text.replace(/\s+/g, ' ').replace(/[\\`*_[\]<>|#]/g, '\\$&');
