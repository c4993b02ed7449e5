import { UsageError } from '../errors.ts';
import {
  type Ask,
  type Asked,
  type Changes,
  changesOf,
  type Step,
  SYSTEMS,
  stepsOf,
} from '../export/changes.ts';
import { changesMarkdown, type WholeStep } from '../export/changes-markdown.ts';
import { createSchema } from '../graphql/schema.ts';
import { SYSTEM_NAMES } from '../lattice/systems.ts';
import type { Config } from './config.ts';
import type { Terminal } from './import.ts';
import { familyOf } from './options.ts';
import { createCounter } from './progress.ts';
import { createRunner } from './query/run.ts';
import { openSeeded } from './seeding.ts';
import { writeOut } from './table-out.ts';

export interface ChangesOptions {
  readonly family?: string;
  /** The terminal where it is left out. */
  readonly out?: string;
}

/** Rows that are asked for at once. */
const PAGE = 500;

/**
 * Writes all that changed in a code system from each loaded release to the next, as Markdown. Gives the exit code. Throws
 * UsageError where there is no such system or family, and where no release of it is loaded.
 */
export async function writeChanges(
  config: Config,
  name: string,
  { family, ...output }: ChangesOptions,
  { say, tell, errors }: Terminal,
): Promise<number> {
  const system = SYSTEMS.find((one) => one === name.toUpperCase().replaceAll('-', ''));
  if (system === undefined) throw new UsageError(`There is no "${name}"; there are ${SYSTEMS.join(', ')}.`);
  const store = await openSeeded(config, tell);
  const counter = createCounter(errors);
  try {
    const snapshot = await store.at();
    const asked: Asked = {
      system,
      family: family === undefined ? null : familyOf('--family', family, snapshot),
    };
    const ask = await createRunner(createSchema(), store, config.limits, { path: 'changes' });
    const steps = await stepsOf(asked, ask);
    if (steps === null) {
      throw new UsageError(
        `No file with a release of ${SYSTEM_NAMES[system]} is loaded; \`import\` takes them in.`,
      );
    }
    const whole: WholeStep[] = [];
    const first = Math.min(PAGE, config.limits.first);
    for (const step of steps) {
      const tellRows = (rows: number) => counter.at(`${step.to}: ${rows.toLocaleString('en')} rows`);
      whole.push({ ...step, changes: await wholeOf(step, { ...asked, first }, ask, tellRows) });
    }
    counter.end();
    await writeOut(changesMarkdown(asked, snapshot.version, whole), output, say);
    return 0;
  } finally {
    counter.end();
    await store.close();
  }
}

/** All pages of the changes of a step. */
async function wholeOf(
  step: Step,
  asked: Asked & { readonly first: number },
  ask: Ask,
  tellRows: (rows: number) => void,
): Promise<Changes> {
  const edges: Changes['edges'][number][] = [];
  let after: string | null = null;
  for (;;) {
    const [page]: Changes[] = await changesOf([step], { ...asked, after }, ask);
    if (page === undefined) throw new Error(`no changes from ${step.from} to ${step.to}`);
    edges.push(...page.edges);
    tellRows(edges.length);
    after = page.pageInfo.endCursor;
    if (!page.pageInfo.hasNextPage || after === null) return { ...page, edges };
  }
}
