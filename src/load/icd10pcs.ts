import type { Citation, Code, Fact } from '../lattice/code.ts';
import { POSITIONS, relatedByPosition } from '../lattice/positions.ts';
import type { Related } from '../lattice/related.ts';
import type { Family } from '../lattice/vocabulary.ts';
import { root } from '../root.ts';
import type { Batch, Held } from '../store/import.ts';
import type { Reading } from './batches.ts';
import { editionsOf } from './editions.ts';
import type { Definition, TableRow } from './files/icd10pcs.ts';
import { rowsOf } from './files/select.ts';
import { ended } from './icd10cm.ts';
import { checkExpansion } from './icd10pcs-expansion.ts';
import { headingLabels, type Label, type Labels, labelsOf } from './icd10pcs-labels.ts';
import { sourceOf } from './medicare.ts';
import { documentOf, nameDocumentOf } from './named.ts';
import { type PcsRegion, readPcsRegions } from './pcs-regions.ts';
import { Problems } from './table.ts';

/** Codes to a batch: enough for a store to take in at once, few enough that their facts fit beside it. */
const CODES = 1_000;

/** A code or heading of the order file. */
export interface Titled {
  readonly id: string;
  readonly code: string;
  readonly title: string;
  readonly citation: Citation;
}

/**
 * The codes of a fiscal year with their official titles; their tables as families; the values of their positions as terms,
 * where a file says what they mean; the pairs that differ in one position, of the newest edition only.
 */
export async function* readIcd10pcs(reading: Reading<'icd10pcs'>): AsyncGenerator<Batch> {
  const { selection, report, held } = reading;
  const { name: edition, asOf } = selection.release;
  const editions = editionsOf(held, 'icd10pcs', edition, asOf ?? '');
  const { headings, codes, labels, definitions, tableRows } = await gathered(reading);
  checkExpansion(tableRows, codes, selection);
  if (tableRows.length > 0) report.notes.push(expandedNote(tableRows, codes));

  const meant = labelsOf([...headingLabels(headings), ...labels], definitions, held);
  yield { of: 'terms', rows: meant.terms };
  yield { of: 'documents', rows: meant.terms.map((term) => nameDocumentOf('TERM', term)) };
  const families = familiesOf(headings, meant);
  yield { of: 'families', rows: families };
  yield { of: 'documents', rows: families.map((family) => nameDocumentOf('FAMILY', family)) };

  const listed = new Set(codes.map(({ id }) => id));
  const unlabelled = new Set<string>();
  const regionOf = regionsOf(held, meant);
  for (let at = 0; at < codes.length; at += CODES) {
    const some = codes.slice(at, at + CODES);
    const fresh = some
      .filter(({ id }) => editions.speaksOf(id))
      .map((one) => ended(codeOf(one, edition, meant, regionOf, unlabelled), editions.lastDay));
    yield { of: 'codes', rows: fresh };
    yield { of: 'documents', rows: fresh.map((code) => documentOf(code)) };
    yield {
      of: 'listed',
      rows: some.map(({ id, title, citation }) => ({
        code: id,
        label: title,
        status: 'ACTIVE',
        citation,
      })),
    };
  }
  yield* editions.ended('ICD10PCS', listed);
  if (editions.isNewest) yield* pairs(codes);
  if (unlabelled.size > 0) report.notes.push(unlabelledNote([...unlabelled]));
}

function expandedNote(rows: readonly TableRow[], codes: readonly Titled[]): string {
  const tables = new Set(rows.map(({ table }) => table)).size;
  const listed = codes.length.toLocaleString('en');
  return `the ${tables} tables, written out, are the ${listed} codes of the order file, no more and no fewer`;
}

/** How many of the values that no file explains are named. */
const NAMED = 5;

function unlabelledNote(values: readonly string[]): string {
  const rest = values.length > NAMED ? `, and ${values.length - NAMED} more` : '';
  return `${values.length} values have no label, for no file says what they mean: ${values.slice(0, NAMED).join('; ')}${rest}`;
}

/** All that the files of the release say, in memory: a fiscal year is some 25 MB. */
async function gathered(reading: Reading<'icd10pcs'>) {
  const at = sourceOf(reading);
  const headings: Titled[] = [];
  const codes: Titled[] = [];
  const labels: Label[] = [];
  const definitions: Definition[] = [];
  const tableRows: TableRow[] = [];
  for await (const { member, rows } of rowsOf(reading.selection, reading.report)) {
    for (const row of rows) {
      if (row.of === 'code') {
        const { code, title, line, valid } = row;
        (valid ? codes : headings).push({ id: `ICD10PCS:${code}`, code, title, citation: at(member, line) });
      } else if (row.of === 'label') labels.push({ ...row, citation: at(member, row.line) });
      else if (row.of === 'row') tableRows.push(row);
      else definitions.push(row);
    }
  }
  return { headings, codes, labels, definitions, tableRows };
}

function codeOf(
  { id, code, title, citation }: Titled,
  edition: string,
  meant: Labels,
  regionOf: (code: string) => PcsRegion | null,
  unlabelled: Set<string>,
): Code {
  const table = code.slice(0, 3);
  const facts: Fact[] = [];
  for (const [index, axis] of POSITIONS.entries()) {
    const value = code[index] ?? '';
    const terms = meant.termOf(table, index + 1, value);
    if (terms !== null) facts.push({ axis, basis: 'STATED', inherited: false, terms, citation });
    else unlabelled.add(`the value ${value} at position ${index + 1} of table ${table}`);
  }
  const region = regionOf(code);
  if (region !== null) {
    const { region: term, citation } = region;
    facts.push({ axis: 'REGION', basis: 'STATED', inherited: false, terms: [term], citation });
  }
  return {
    id,
    system: 'ICD10PCS',
    code,
    edition,
    status: 'ACTIVE',
    lastValidDay: null,
    label: title,
    labelKind: 'OFFICIAL',
    addOn: false,
    curated: false,
    family: familyId(table),
    broader: null,
    facts,
    specialties: [],
    citation,
  };
}

/** In which of our regions the body part of a code lies; none where the files give it another label than the seed knows. */
function regionsOf(held: Held, meant: Labels): (code: string) => PcsRegion | null {
  const problems = new Problems();
  const { regions } = readPcsRegions(root, held, problems);
  problems.throwIfAny();
  return (code) => {
    const [value = ''] = code.slice(3);
    const region = regions.get(code.slice(0, 2) + value);
    return region !== undefined && meant.nameOf(code.slice(0, 3), 4, value) === region.label ? region : null;
  };
}

const familyId = (characters: string) =>
  `family:icd10pcs${characters === '' ? '' : `-${characters.toLowerCase()}`}`;

/** All of ICD-10-PCS, its sections, and its tables by their headings. */
function familiesOf(headings: readonly Titled[], meant: Labels): Family[] {
  const families = new Map<string, Family>();
  const add = (characters: string, name: string, citation: Citation) => {
    const id = familyId(characters);
    const above = characters === '' ? null : familyId(characters.length === 1 ? '' : characters.slice(0, 1));
    if (families.has(id)) return;
    families.set(id, {
      id,
      name,
      broader: above,
      rows: 'BODY_PART',
      columns: 'APPROACH',
      position: 0,
      codeCount: 0,
      citation,
    });
  };
  for (const { code, title, citation } of headings) {
    const section = meant.nameOf(code.slice(0, 1), 1, code[0] ?? '');
    add('', 'ICD-10-PCS', citation);
    add(code.slice(0, 1), section ?? `section ${code[0]}`, citation);
    add(code, title, citation);
  }
  return [...families.values()];
}

/** The pairs that differ in exactly one position. */
function* pairs(codes: readonly Titled[]): Generator<Batch> {
  const ids = new Map(codes.map(({ id, code }) => [code, id]));
  const idOf = (code: string) => ids.get(code) ?? '';
  let rows: Related[] = [];
  for (const pair of relatedByPosition(codes.map(({ code }) => code))) {
    rows.push({ ...pair, from: idOf(pair.from), to: idOf(pair.to) });
    if (rows.length < CODES) continue;
    yield { of: 'related', rows };
    rows = [];
  }
  yield { of: 'related', rows };
}
