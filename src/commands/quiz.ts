import { UsageError } from '../errors.ts';
import { createSchema } from '../graphql/schema.ts';
import {
  askable,
  LEVELS,
  type Level,
  MOST_STARTS,
  quizOf,
  type Start,
  startsOf,
} from '../lattice/questions.ts';
import { openTexts } from '../load/seed/seed.ts';
import { LANGUAGES } from '../text/languages.ts';
import { QUIZ_FORMATS, type QuizFormat } from '../text/quiz/formats.ts';
import { createWording } from '../text/wording.ts';
import type { Config } from './config.ts';
import type { Terminal } from './import.ts';
import { familyOf, languageOf } from './options.ts';
import { createRunner, type DocumentRunner } from './query/run.ts';
import { root } from './root.ts';
import { openSeeded } from './seeding.ts';
import { writeOut } from './table-out.ts';

export interface QuizOptions {
  readonly format?: string;
  readonly lang?: string;
  readonly level?: string;
  readonly count?: string;
  readonly seed?: string;
  /** The terminal where it is left out. */
  readonly out?: string;
}

/** What it asks: of a family its codes, and of codes what questions are made from. */
export const FAMILY = `query QuizFamily($family: ID!) {
  family(id: $family) { id name codes(first: 500) { edges { node { id addOn } } } }
}`;

export const STARTS = `query QuizStarts($starts: [ID!]!) {
  lookup(ids: $starts) {
    code {
      code label
      confusedWith { node { code label } differences { axis relation to { id parent { id } } } sentence }
      related(first: 40) {
        edges { node { code label } differences { axis relation to { id parent { id } } } distance sentence }
      }
    }
  }
}`;

interface FamilyAnswer {
  readonly family: {
    readonly id: string;
    readonly name: string;
    readonly codes: {
      readonly edges: readonly { readonly node: { readonly id: string; readonly addOn: boolean } }[];
    };
  };
}

const MOST_COUNT = 500;

/**
 * Writes questions about the codes of a family as a file for Anki, Moodle or Quizlet, or as a page to print: the same ones
 * for the same seed, which is the family's id where none is given. Throws UsageError for what is not known, with what is.
 */
export async function writeQuiz(
  config: Config,
  named: string,
  options: QuizOptions,
  terminal: Terminal,
): Promise<number> {
  const { write } = QUIZ_FORMATS[formatOf(options)];
  const language = languageOf(options.lang ?? 'en');
  const levels = levelsOf(options);
  const count = countOf(options);
  const store = await openSeeded(config, terminal.tell);
  try {
    const run = await createRunner(createSchema(), store, config.limits, { path: 'quiz', language });
    const id = familyOf('family', named, await store.at());
    const { family } = (await run(FAMILY, { family: id })) as unknown as FamilyAnswer;
    const seed = options.seed ?? family.id;
    const codes = askable(family.codes.edges.map(({ node }) => node));
    const starts = await readStarts(run, startsOf(codes, seed, count));
    const questions = quizOf(starts, levels, seed, count);
    if (questions.length === 0) {
      throw new UsageError(
        `In ${family.id} no codes differ so that a question has one right answer${options.level === undefined ? '' : ` at --level ${options.level}; leave it out, or name another`}.`,
      );
    }
    if (questions.length < count) {
      terminal.tell(`Note: ${questions.length} questions, not ${count}: ${family.id} has no more.`);
    }
    const { folder, locale, direction } = LANGUAGES[language];
    const { say } = createWording(openTexts(root)(language).messages, locale);
    const text = write({
      family: family.name,
      language: folder,
      direction: direction === 'RTL' ? 'rtl' : 'ltr',
      questions,
      say: (key, values) => say(`quiz.${key}`, values),
    });
    await writeOut(text, options, terminal.say);
    return 0;
  } finally {
    await store.close();
  }
}

/** What the questions are made from, as many codes at once as a page asks for. */
async function readStarts(run: DocumentRunner, ids: readonly string[]): Promise<Start[]> {
  const starts: Start[] = [];
  for (let at = 0; at < ids.length; at += MOST_STARTS) {
    const { lookup } = (await run(STARTS, { starts: ids.slice(at, at + MOST_STARTS) })) as unknown as {
      readonly lookup: readonly { readonly code: Start | null }[];
    };
    starts.push(...lookup.flatMap(({ code }) => code ?? []));
  }
  return starts;
}

function formatOf({ format }: QuizOptions): QuizFormat {
  const formats = Object.keys(QUIZ_FORMATS) as QuizFormat[];
  const known = formats.find((one) => one === format);
  if (known !== undefined) return known;
  throw new UsageError(
    `--format is ${formats.join(', ')}${format === undefined ? '' : `, not "${format}"`}.`,
  );
}

function levelsOf({ level }: QuizOptions): readonly Level[] {
  const known = level === undefined ? LEVELS : LEVELS.filter((one) => String(one) === level);
  if (known.length > 0) return known;
  throw new UsageError(
    `--level is ${LEVELS.join(', ')}: in how many facts the two codes of a question differ, not "${level}".`,
  );
}

function countOf({ count = '40' }: QuizOptions): number {
  const number = /^[1-9]\d{0,2}$/.test(count) ? Number(count) : 0;
  if (number > 0 && number <= MOST_COUNT) return number;
  throw new UsageError(`--count is a whole number from 1 to ${MOST_COUNT}, not "${count}".`);
}
