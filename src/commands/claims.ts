import { UsageError } from '../errors.ts';
import { createSchema } from '../graphql/schema.ts';
import { printableJson } from '../text/safe-text.ts';
import { type FiledClaim, readClaims } from './claims-file.ts';
import type { Config } from './config.ts';
import type { Terminal } from './import.ts';
import { languageOf } from './options.ts';
import { createCounter } from './progress.ts';
import type { Rows } from './query/rows.ts';
import { createRunner, type DocumentRunner } from './query/run.ts';
import { openSeeded } from './seeding.ts';
import { formatOf, inRows, type OutputOptions, writeOut } from './table-out.ts';

export interface ClaimOptions extends OutputOptions {
  /** ISO */
  readonly asOf?: string;
  readonly lang?: string;
  /** A file with a claim a line, or with columns for claim and code. */
  readonly file?: string;
}

/** A claim with its answer, or why there is none. */
export type Answered<Answer> = FiledClaim & ({ readonly judged: Answer } | { readonly refused: string });

/** What a command asks of a claim. The document takes `ids`, `asOf` and `lang`. */
export interface ClaimQuestion<Answer> {
  /** The field of the document, which is how the command is called. */
  readonly field: string;
  readonly document: string;
  readonly columns: readonly string[];
  /** The rows of a claim below these columns, and those of one that is refused or empty. */
  rowsOf(answer: Answer): Rows['rows'];
  refusedRow(codes: string, why: string): Rows['rows'][number];
  /** Says on the terminal what the answers hold for; gives how many inputs named no code, and of how many lines. */
  tell(answers: readonly Answer[], tell: Terminal['tell']): { readonly unread: number; readonly of: number };
}

/** A release as answers name it. */
export interface Answering {
  readonly kind: string;
  readonly release: string;
  readonly ends: string | null;
  readonly whole: boolean;
}

/** Claims that are asked for at once: a database of its own answers several in the time of one. */
const AT_ONCE = 8;

/**
 * Asks of the codes given, as one claim, or of all claims of a file, and writes the answers as a table, CSV or JSON. Gives the
 * exit code: 1 where an input names no code, or a claim is refused; the rest is answered all the same.
 */
export async function answerClaims<Answer>(
  question: ClaimQuestion<Answer>,
  config: Config,
  codes: readonly string[],
  options: ClaimOptions,
  terminal: Terminal,
): Promise<number> {
  const format = formatOf(options);
  if (options.file !== undefined && codes.length > 0) {
    throw new UsageError('Name codes or a --file of claims, not both.');
  }
  if (options.file === undefined && codes.length === 0) {
    throw new UsageError('Name the codes of a claim, such as 63278-59 63283, or a --file of claims.');
  }
  const claims = options.file === undefined ? [{ claim: '', codes }] : readClaims(options.file);
  const store = await openSeeded(config, terminal.tell);
  try {
    const run = await createRunner(createSchema(), store, config.limits, {
      path: question.field,
      operation: undefined,
    });
    const answered = await answerAll(question, run, claims, options, terminal);
    const text =
      format === 'json'
        ? `${printableJson(answered)}\n`
        : inRows(tableOf(question, answered), format, options);
    await writeOut(text, options, terminal.say);
    return tellOf(question, answered, terminal);
  } finally {
    await store.close();
  }
}

async function answerAll<Answer>(
  { field, document }: ClaimQuestion<Answer>,
  run: DocumentRunner,
  claims: readonly FiledClaim[],
  { asOf, lang, file }: ClaimOptions,
  { errors }: Terminal,
): Promise<Answered<Answer>[]> {
  const counter = createCounter(errors);
  const answered: Answered<Answer>[] = [];
  const variables = { asOf: asOf ?? null, lang: lang === undefined ? null : languageOf(lang) };
  const answer = async (claim: FiledClaim): Promise<Answered<Answer>> => {
    if (claim.codes.length === 0) return { ...claim, refused: 'No code stands in this claim.' };
    try {
      const found = await run(document, { ids: claim.codes, ...variables });
      return { ...claim, judged: found[field] as Answer };
    } catch (error) {
      // A refused claim of a file is reported in its row; the others are answered.
      if (file === undefined || !(error instanceof UsageError)) throw error;
      return { ...claim, refused: error.message };
    }
  };
  try {
    for (let at = 0; at < claims.length; at += AT_ONCE) {
      answered.push(...(await Promise.all(claims.slice(at, at + AT_ONCE).map(answer))));
      const [done, all] = [answered.length, claims.length].map((count) => count.toLocaleString('en'));
      if (all !== done) counter.at(`${done} of ${all} claims`);
    }
  } finally {
    counter.end();
  }
  return answered;
}

/** The rows of all claims; the column of claims only where there are several. */
function tableOf<Answer>(
  { columns, rowsOf, refusedRow }: ClaimQuestion<Answer>,
  answered: readonly Answered<Answer>[],
): Rows {
  const hasClaims = answered.some(({ claim }) => claim !== '');
  const rows = answered.flatMap((one) => {
    const own = 'judged' in one ? rowsOf(one.judged) : [refusedRow(one.codes.join(' '), one.refused)];
    return hasClaims ? own.map((row) => [one.claim, ...row]) : own;
  });
  return { columns: hasClaims ? ['claim', ...columns] : columns, rows };
}

/** Says what the answers hold for, and what could not be read. */
function tellOf<Answer>(
  question: ClaimQuestion<Answer>,
  answered: readonly Answered<Answer>[],
  { tell }: Terminal,
): number {
  const answers = answered.flatMap((one) => ('judged' in one ? [one.judged] : []));
  const { unread, of } = question.tell(answers, tell);
  const refused = answered.filter((one) => 'refused' in one && one.codes.length > 0).length;
  if (unread + refused === 0) return 0;
  tell(`Not read: ${unread} of ${of} lines, and ${refused} of ${answered.length} claims; each says why.`);
  return 1;
}

/** Which releases have answered, as one line. */
export function answeredBy(releases: readonly Answering[]): string {
  const named = releases.map(
    ({ kind, release, ends, whole }) =>
      `${kind} ${release}${ends === null ? '' : ` until ${ends}`}${whole ? '' : ' (not whole)'}`,
  );
  return named.length === 0 ? 'No loaded release answers for the day.' : `Answered by ${named.join(', ')}.`;
}
