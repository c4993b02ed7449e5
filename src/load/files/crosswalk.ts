import type { CodeSystem } from '../../lattice/axes.ts';
import type { CodeId } from '../../lattice/code.ts';
import { spelt } from '../../lattice/code-ids.ts';
import type { CrosswalkRelationship, Mapping } from '../../lattice/crosswalk.ts';
import { compareIds } from '../../lattice/edges.ts';
import { systemsNamed } from '../../lattice/systems.ts';
import type { Format, Head, Recognised } from './format.ts';
import type { Member } from './input.ts';
import { headerInstead, type Names, ownRelease, ownRows, ownTable, placesOf } from './own-table.ts';
import { type Report, RowFault } from './report.ts';
import { checkSpreadsheet } from './spreadsheet.ts';

/** What a code of one system is to a code of another: `relationship` is what `to` is to `from`. */
export interface CrosswalkFileRow extends Mapping {
  readonly from: CodeId;
  readonly to: CodeId;
  readonly line: number;
}

type Column = 'from' | 'fromSystem' | 'to' | 'toSystem' | 'relationship' | 'confidence' | 'justification';

const ends = (...names: readonly string[]) => ({
  code: ['code', 'id', ''].flatMap((what) => [
    ...names.map((name) => name + what),
    ...(what === '' ? [] : names.map((name) => what + name)),
  ]),
  system: ['system', 'codesystem', 'vocabulary', 'source'].flatMap((what) =>
    names.map((name) => name + what),
  ),
});
const FROM = ends('source', 'from', 'subject');
const TO = ends('target', 'to', 'object');

const NAMES: Names<Column> = {
  from: FROM.code,
  fromSystem: FROM.system,
  to: TO.code,
  toSystem: TO.system,
  relationship: [
    'relationship',
    'relation',
    'predicateid',
    'predicate',
    'maptype',
    'mappingtype',
    'matchtype',
  ],
  confidence: ['confidence', 'mappingconfidence'],
  justification: ['justification', 'comment', 'reason', 'note', 'when', 'mappingjustification'],
};

/** How long codes that may be digits alone are; 0 where no code is. */
const DIGITS: Readonly<Record<CodeSystem, number>> = { CPT: 5, HCPCS: 0, ICD10PCS: 7, ICD10CM: 0 };

/** Names of relationships in small letters alone, without what stands before them (skos:); a close match claims no more than RELATED. */
const RELATIONSHIPS: Readonly<Record<string, CrosswalkRelationship>> = {
  exact: 'EXACT',
  exactmatch: 'EXACT',
  equal: 'EXACT',
  equals: 'EXACT',
  equivalent: 'EXACT',
  broad: 'BROADER',
  broader: 'BROADER',
  broadmatch: 'BROADER',
  wider: 'BROADER',
  sourceisnarrowerthantarget: 'BROADER',
  narrow: 'NARROWER',
  narrower: 'NARROWER',
  narrowmatch: 'NARROWER',
  sourceisbroaderthantarget: 'NARROWER',
  close: 'RELATED',
  closematch: 'RELATED',
  related: 'RELATED',
  relatedmatch: 'RELATED',
  relatedto: 'RELATED',
};

function codeOf(text: string, system: string, column: string): CodeId {
  const colon = text.indexOf(':');
  const [prefix, code] = colon < 0 ? [system, text] : [text.slice(0, colon), text.slice(colon + 1)];
  const own = systemsOf(prefix, column, text);
  const stated = system === '' ? own : systemsOf(system, `${column} system`, system);
  const both = own.filter((one) => stated.includes(one));
  const [found] = spelt(code.trim().toUpperCase(), both);
  if (found !== undefined) return found;
  for (const one of stated) checkSpreadsheet(code, column, DIGITS[one]);
  throw new RowFault(column, text, `a code of ${stated.join(' or ')}`);
}

function systemsOf(name: string, column: string, value: string): readonly CodeSystem[] {
  const systems = systemsNamed(name);
  if (systems.length > 0) return systems;
  throw new RowFault(
    column,
    value,
    'a code with its system (CPT, HCPCS, ICD10PCS or ICD10CM) in a column beside it or before it, as in ICD10CM:C79.51',
  );
}

function relationshipOf(text: string): CrosswalkRelationship {
  const name = text.slice(Math.max(...[':', '/', '#'].map((mark) => text.lastIndexOf(mark))) + 1);
  const relationship = RELATIONSHIPS[name.toLowerCase().replace(/[^a-z]/g, '')];
  if (relationship !== undefined) return relationship;
  throw new RowFault('relationship', text, 'EXACT, BROADER, NARROWER or RELATED');
}

function confidenceOf(text: string): number | null {
  if (text === '') return null;
  if (/^(0(\.\d+)?|1(\.0+)?|\.\d+)$/.test(text)) return Number(text);
  throw new RowFault('confidence', text, 'a number from 0 to 1, or nothing');
}

function recognise({ name, text }: Head): Recognised | null {
  const table = ownTable(text);
  if (table === null) return null;
  const places = placesOf(table.header, NAMES);
  const { from, to, relationship } = places;
  if (from === undefined || to === undefined || relationship === undefined) return null;
  const meant = table.rows.filter((row) => isPair((column) => row[places[column] ?? -1]?.trim() ?? ''));
  if (table.rows.length > 0 && meant.length * 2 <= table.rows.length) return null;
  return {
    release: ownRelease(name),
    part: 'all',
    why: `its header has the columns ${[from, to, relationship].map((at) => table.header[at]).join(', ')}`,
    unfit: null,
  };
}

/** Whether a row names two codes, or did before a spreadsheet changed them. */
function isPair(cell: (column: Column) => string): boolean {
  try {
    endsOf(cell);
    return true;
  } catch (fault) {
    return fault instanceof RowFault && fault.damage !== null;
  }
}

function endsOf(cell: (column: Column) => string): Pick<CrosswalkFileRow, 'from' | 'to'> {
  return {
    from: codeOf(cell('from'), cell('fromSystem'), 'source'),
    to: codeOf(cell('to'), cell('toSystem'), 'target'),
  };
}

async function* read(member: Member, report: Report): AsyncGenerator<CrosswalkFileRow[]> {
  const lineOf = new Map<string, number>();
  yield* ownRows(member, report, NAMES, (cell, line) => {
    const { from, to } = endsOf(cell);
    if (from.system === to.system)
      throw new RowFault('target', to.id, `a code of another system than ${from.id}`);
    const row = {
      from,
      to,
      relationship: relationshipOf(cell('relationship')),
      confidence: confidenceOf(cell('confidence')),
      justification: cell('justification') || null,
      line,
    };
    const pair = [from.id, to.id].sort(compareIds).join(' with ');
    const twin = lineOf.get(pair);
    if (twin !== undefined) throw new RowFault('target', pair, `each pair once; it stands at line ${twin}`);
    lineOf.set(pair, line);
    return row;
  });
}

/** A user's own map between code systems; simple SSSOM tables (subject_id, predicate_id, object_id) are such. Source: the user's own file. */
export const crosswalk: Format<CrosswalkFileRow> = {
  kind: 'crosswalk',
  title:
    "the user's own map between code systems (a comma- or tab-separated table with the columns source code, source system, " +
    'target code, target system, relationship; confidence and justification where known)',
  releases: 'the name of the file',
  release: ownRelease,
  recognise,
  instead: headerInstead,
  read,
};
