import { UsageError } from '../errors.ts';
import { createSchema } from '../graphql/schema.ts';
import { grouped } from '../lattice/grouped.ts';
import { printableJson } from '../text/safe-text.ts';
import { type FiledClaim, readClaims } from './claims-file.ts';
import type { Config } from './config.ts';
import type { Terminal } from './import.ts';
import { createCounter } from './progress.ts';
import type { Rows } from './query/rows.ts';
import { createRunner, type DocumentRunner } from './query/run.ts';
import { openSeeded } from './seeding.ts';
import { formatOf, inRows, type OutputOptions, writeOut } from './table-out.ts';

export interface TogetherOptions extends OutputOptions {
  /** ISO */
  readonly asOf?: string;
  readonly lang?: string;
  /** A file with a claim a line, or with columns for claim and code. */
  readonly file?: string;
}

interface Reason {
  readonly text: string;
  readonly source: { readonly line: number; readonly file: { readonly id: string } } | null;
}

interface Judged {
  readonly asOf: string | null;
  readonly notice: string;
  readonly releases: readonly {
    readonly kind: string;
    readonly release: string;
    readonly ends: string | null;
    readonly whole: boolean;
  }[];
  readonly lines: readonly {
    readonly input: string;
    readonly code: { readonly code: string } | null;
    readonly units: number;
    readonly modifiers: readonly string[];
    readonly verdict: string;
    readonly reasons: readonly Reason[];
  }[];
  readonly pairs: readonly {
    readonly a: { readonly code: string };
    readonly b: { readonly code: string };
    readonly verdict: string;
    readonly modifiers: readonly { readonly code: string; readonly on: { readonly code: string } }[];
    readonly reasons: readonly Reason[];
  }[];
}

/** A claim with its answer, or why there is none. */
type Answered = FiledClaim & ({ readonly judged: Judged } | { readonly refused: string });

const DOCUMENT = `query Claim($ids: [ID!]!, $asOf: Date, $lang: Language) {
  together(ids: $ids, asOf: $asOf, lang: $lang) {
    asOf notice releases { kind release ends whole }
    lines { input code { code } units modifiers verdict reasons { text source { line file { id } } } }
    pairs { a { code } b { code } verdict modifiers { code on { code } } reasons { text source { line file { id } } } }
  }
}`;

/** Claims that are asked for at once: a database of its own answers several in the time of one. */
const AT_ONCE = 8;

/**
 * Judges the codes given, as one claim, or all claims of a file, and writes lines and pairs as a table, CSV or JSON. Gives
 * the exit code: 1 where an input names no code, or a claim is refused; the rest is judged all the same.
 */
export async function judgeClaims(
  config: Config,
  codes: readonly string[],
  options: TogetherOptions,
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
      path: 'together',
      operation: undefined,
    });
    const answered = await judgeAll(run, claims, options, terminal);
    const text =
      format === 'json' ? `${printableJson(answered)}\n` : inRows(rowsOf(answered), format, options);
    await writeOut(text, options, terminal.say);
    return tellOf(answered, terminal);
  } finally {
    await store.close();
  }
}

async function judgeAll(
  run: DocumentRunner,
  claims: readonly FiledClaim[],
  { asOf, lang, file }: TogetherOptions,
  { errors }: Terminal,
): Promise<Answered[]> {
  const counter = createCounter(errors);
  const answered: Answered[] = [];
  const variables = { asOf: asOf ?? null, lang: lang?.toUpperCase() ?? null };
  const judge = async (claim: FiledClaim): Promise<Answered> => {
    try {
      const { together } = await run(DOCUMENT, { ids: claim.codes, ...variables });
      return { ...claim, judged: together as Judged };
    } catch (error) {
      // A refused claim of a file is reported in its row; the others are judged.
      if (file === undefined || !(error instanceof UsageError)) throw error;
      return { ...claim, refused: error.message };
    }
  };
  try {
    for (let at = 0; at < claims.length; at += AT_ONCE) {
      answered.push(...(await Promise.all(claims.slice(at, at + AT_ONCE).map(judge))));
      const [done, all] = [answered.length, claims.length].map((count) => count.toLocaleString('en'));
      if (all !== done) counter.at(`${done} of ${all} claims`);
    }
  } finally {
    counter.end();
  }
  return answered;
}

const COLUMNS = ['claim', 'codes', 'units', 'verdict', 'modifiers', 'reasons', 'rows'] as const;

/** A row for each line, then for each pair; the column of claims only where there are several. */
function rowsOf(answered: readonly Answered[]): Rows {
  const said = (reasons: readonly Reason[]) => [
    reasons.map(({ text }) => text).join(' '),
    reasons.flatMap(({ source }) => (source === null ? [] : `${source.file.id}:${source.line}`)).join('; '),
  ];
  const rows = answered.flatMap((one) => {
    if ('refused' in one) return [[one.claim, one.codes.join(' '), '', '', '', one.refused, '']];
    if (one.codes.length === 0) return [[one.claim, '', '', '', '', 'No code stands in this claim.', '']];
    const { lines, pairs } = one.judged;
    return [
      ...lines.map(({ input, code, units, modifiers, verdict, reasons }) => [
        one.claim,
        code?.code ?? input,
        units,
        verdict,
        modifiers.join(' '),
        ...said(reasons),
      ]),
      ...pairs.map(({ a, b, verdict, modifiers, reasons }) => [
        one.claim,
        `${a.code} ${b.code}`,
        '',
        verdict,
        byTaker(modifiers),
        ...said(reasons),
      ]),
    ];
  });
  const hasClaims = answered.some(({ claim }) => claim !== '');
  return {
    columns: hasClaims ? COLUMNS : COLUMNS.slice(1),
    rows: hasClaims ? rows : rows.map((row) => row.slice(1)),
  };
}

/** `59 XE XP XS XU on 63278`. */
function byTaker(modifiers: Judged['pairs'][number]['modifiers']): string {
  return [...grouped(modifiers, ({ on }) => on.code)]
    .map(([on, own]) => `${own.map(({ code }) => code).join(' ')} on ${on}`)
    .join(', ');
}

/** Says what the answer holds for, which releases have answered, and what could not be read. */
function tellOf(answered: readonly Answered[], { tell }: Terminal): number {
  const judged = answered.flatMap((one) => ('judged' in one ? [one.judged] : []));
  const [first] = judged;
  if (first !== undefined) {
    tell(first.notice);
    const releases = first.releases.map(
      ({ kind, release, ends, whole }) =>
        `${kind} ${release}${ends === null ? '' : ` until ${ends}`}${whole ? '' : ' (not whole)'}`,
    );
    tell(
      releases.length === 0
        ? 'No loaded release answers for the day.'
        : `Answered by ${releases.join(', ')}.`,
    );
  }
  const inputs = judged.flatMap(({ lines }) => lines);
  const unread = inputs.filter(({ code }) => code === null).length;
  const refused = answered.length - judged.length;
  if (unread + refused === 0) return 0;
  tell(
    `Not read: ${unread} of ${inputs.length} lines, and ${refused} of ${answered.length} claims; each says why.`,
  );
  return 1;
}
