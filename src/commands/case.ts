import { type Answering, answerClaims, answeredBy, type ClaimOptions, type ClaimQuestion } from './claims.ts';
import type { Config } from './config.ts';
import type { Terminal } from './import.ts';

interface Numbered {
  readonly code: string;
}
interface Remark {
  readonly kind: string;
  readonly text: string;
  readonly inputs: readonly string[];
  readonly source: { readonly line: number; readonly file: { readonly id: string } } | null;
}
interface Said {
  readonly name: string | null;
  readonly shorthand: string | null;
  readonly verdict: string;
  readonly releases: readonly Answering[];
  readonly levels: readonly {
    readonly unit: string;
    readonly least: number;
    readonly most: number | null;
    readonly further: boolean;
    readonly codes: readonly Numbered[];
  }[];
  readonly lines: readonly {
    readonly code: Numbered & { readonly label: string };
    readonly units: number;
    readonly modifiers: readonly string[];
    readonly role: string;
    readonly to: Numbered | null;
    readonly relativeValue: number | null;
    readonly paid: boolean | null;
  }[];
  readonly problems: readonly Remark[];
  readonly notes: readonly Remark[];
}

const DOCUMENT = `query Claim($ids: [ID!]!, $asOf: Date, $lang: Language) {
  case(ids: $ids, asOf: $asOf, lang: $lang) {
    name shorthand verdict releases { kind release ends whole }
    levels { unit least most further codes { code } }
    lines { code { code label(lang: $lang) } units modifiers role to { code } relativeValue paid }
    problems { kind text inputs source { line file { id } } }
    notes { kind text inputs source { line file { id } } }
  }
}`;

/** Says what the codes given, as one claim, or what each claim of a file says: a row for its name, then for each line, level and remark. */
export const sayClaims = (
  config: Config,
  codes: readonly string[],
  options: ClaimOptions,
  terminal: Terminal,
): Promise<number> => answerClaims(QUESTION, config, codes, options, terminal);

const QUESTION: ClaimQuestion<Said> = {
  field: 'case',
  document: DOCUMENT,
  columns: ['what', 'kind', 'codes', 'units', 'value', 'text', 'rows'],
  rowsOf: ({ name, shorthand, verdict, levels, lines, problems, notes }) => [
    ['name', verdict, '', '', '', name ?? '', ''],
    ...(shorthand === null ? [] : [['people say', '', '', '', '', shorthand, '']]),
    ...lines.map(({ code, units, modifiers, role, to, relativeValue, paid }) => [
      'line',
      to === null ? role : `${role} ${to.code}`,
      [code.code, ...modifiers].join('-'),
      units,
      relativeValue ?? (paid === false ? 'not paid apart' : ''),
      code.label,
      '',
    ]),
    ...levels.map(({ unit, least, most, further, codes }) => [
      'level',
      further ? `FURTHER ${unit}` : unit,
      codes.map(({ code }) => code).join(' '),
      most === null ? `${least}+` : least === most ? least : `${least}-${most}`,
      '',
      '',
      '',
    ]),
    ...problems.map((one) => remarkRow('problem', one)),
    ...notes.map((one) => remarkRow('note', one)),
  ],
  refusedRow: (codes, why) => ['refused', '', codes, '', '', why, ''],
  tell(answers, tell) {
    const [first] = answers;
    if (first !== undefined) tell(answeredBy(first.releases));
    const unread = answers.flatMap(({ problems }) =>
      problems.filter(({ kind }) => kind === 'UNKNOWN'),
    ).length;
    return { unread, of: unread + answers.flatMap(({ lines }) => lines).length };
  },
};

const remarkRow = (what: string, { kind, text, inputs, source }: Remark) => [
  what,
  kind,
  inputs.join(' '),
  '',
  '',
  text,
  source === null ? '' : `${source.file.id}:${source.line}`,
];
