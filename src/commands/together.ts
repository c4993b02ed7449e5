import { grouped } from '../lattice/grouped.ts';
import { type Answering, answerClaims, answeredBy, type ClaimOptions, type ClaimQuestion } from './claims.ts';
import type { Config } from './config.ts';
import type { Terminal } from './import.ts';

interface Reason {
  readonly text: string;
  readonly source: { readonly line: number; readonly file: { readonly id: string } } | null;
}

interface Judged {
  readonly asOf: string | null;
  readonly notice: string;
  readonly releases: readonly Answering[];
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

const DOCUMENT = `query Claim($ids: [ID!]!, $asOf: Date, $lang: Language) {
  together(ids: $ids, asOf: $asOf, lang: $lang) {
    asOf notice releases { kind release ends whole }
    lines { input code { code } units modifiers verdict reasons { text source { line file { id } } } }
    pairs { a { code } b { code } verdict modifiers { code on { code } } reasons { text source { line file { id } } } }
  }
}`;

/** Judges the codes given, as one claim, or all claims of a file: a row for each line, then for each pair. */
export const judgeClaims = (
  config: Config,
  codes: readonly string[],
  options: ClaimOptions,
  terminal: Terminal,
): Promise<number> => answerClaims(QUESTION, config, codes, options, terminal);

const QUESTION: ClaimQuestion<Judged> = {
  field: 'together',
  document: DOCUMENT,
  columns: ['codes', 'units', 'verdict', 'modifiers', 'reasons', 'rows'],
  rowsOf: ({ lines, pairs }) => [
    ...lines.map(({ input, code, units, modifiers, verdict, reasons }) => [
      code?.code ?? input,
      units,
      verdict,
      modifiers.join(' '),
      ...said(reasons),
    ]),
    ...pairs.map(({ a, b, verdict, modifiers, reasons }) => [
      `${a.code} ${b.code}`,
      '',
      verdict,
      byTaker(modifiers),
      ...said(reasons),
    ]),
  ],
  refusedRow: (codes, why) => [codes, '', '', '', why, ''],
  tell(answers, tell) {
    const [first] = answers;
    if (first !== undefined) {
      tell(first.notice);
      tell(answeredBy(first.releases));
    }
    const lines = answers.flatMap((one) => one.lines);
    return { unread: lines.filter(({ code }) => code === null).length, of: lines.length };
  },
};

const said = (reasons: readonly Reason[]) => [
  reasons.map(({ text }) => text).join(' '),
  reasons.flatMap(({ source }) => (source === null ? [] : `${source.file.id}:${source.line}`)).join('; '),
];

/** `59 XE XP XS XU on 63278`. */
function byTaker(modifiers: Judged['pairs'][number]['modifiers']): string {
  return [...grouped(modifiers, ({ on }) => on.code)]
    .map(([on, own]) => `${own.map(({ code }) => code).join(' ')} on ${on}`)
    .join(', ');
}
