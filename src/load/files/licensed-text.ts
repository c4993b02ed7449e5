import type { CodeId } from '../../lattice/code.ts';
import { medicareCode } from './codes.ts';
import type { Format, Head, Recognised } from './format.ts';
import type { Member } from './input.ts';
import { headerInstead, type Names, ownRelease, ownRows, ownTable, placesOf } from './own-table.ts';
import { type Report, RowFault } from './report.ts';

const KINDS = ['SHORT', 'MEDIUM', 'LONG'] as const;
type Kind = (typeof KINDS)[number];

/** A code with the texts that its user holds the licence for. */
export interface LicensedTextRow {
  readonly code: CodeId;
  readonly texts: readonly { readonly kind: Kind; readonly text: string }[];
  readonly line: number;
}

const named = (kind: string) =>
  ['', 'description', 'descriptor', 'desc', 'text'].flatMap((what) => [
    `cpt${kind}${what}`,
    `${kind}${what}`,
    ...(what === '' ? [] : [`${what}${kind}`]),
  ]);

const NAMES: Names<'code' | Kind> = {
  code: ['cptcode', 'cpt', 'cpt4code', 'cpt4', 'hcpcscptcode', 'cpthcpcscode', 'code', 'procedurecode'],
  SHORT: named('short'),
  MEDIUM: named('medium'),
  LONG: [...named('long'), ...named('full')],
};
const CPT = /^\d{4}[0-9FTUMA]$/;
/** A code as a spreadsheet leaves it. */
const SPOILT = /^\d{1,4}$|^\d+\.0+$/;

function recognise({ name, text }: Head): Recognised | null {
  const table = ownTable(text);
  if (table === null) return null;
  const places = placesOf(table.header, NAMES);
  const kinds = KINDS.filter((kind) => places[kind] !== undefined);
  const { code = -1 } = places;
  if (code < 0 || kinds.length === 0) return null;
  const saysText = (row: readonly string[]) =>
    kinds.some((kind) => /\p{L}/u.test(row[places[kind] ?? -1] ?? ''));
  const named = (pattern: RegExp) =>
    table.rows.filter((row) => pattern.test(row[code]?.trim() ?? '') && saysText(row)).length;
  const meant = named(CPT);
  // Short numbers count as damaged codes only if intact codes stand beside them: any table may hold numbers.
  const spoilt = meant > 0 ? named(SPOILT) : 0;
  if (table.rows.length > 0 && (meant + spoilt) * 2 <= table.rows.length) return null;
  return {
    release: ownRelease(name),
    part: 'all',
    why: `its header has the columns ${[code, ...kinds.map((kind) => places[kind] ?? 0)].map((at) => table.header[at]).join(', ')}, and its codes look like CPT`,
    unfit: null,
  };
}

async function* read(member: Member, report: Report): AsyncGenerator<LicensedTextRow[]> {
  const lineOf = new Map<string, number>();
  yield* ownRows(member, report, NAMES, (cell, line) => {
    const code = medicareCode(cell('code'), 'code');
    const twin = lineOf.get(code.id);
    if (twin !== undefined)
      throw new RowFault('code', code.code, `each code once; it stands at line ${twin}`);
    const texts = KINDS.map((kind) => ({ kind, text: cell(kind) })).filter(({ text }) => text !== '');
    if (texts.length === 0) throw new RowFault('short, medium, long', '', 'at least one text');
    lineOf.set(code.id, line);
    return { code, texts, line };
  });
}

/** CPT descriptors of a user who holds the licence for them. Source: the user's own file. */
export const licensedText: Format<LicensedTextRow> = {
  kind: 'licensed-text',
  title:
    "the user's own CPT descriptors (a comma- or tab-separated table with the columns code and at least one of " +
    'short, medium, long)',
  releases: 'the name of the file',
  release: ownRelease,
  recognise,
  instead: headerInstead,
  read,
};
