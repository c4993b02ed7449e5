import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { POSITIONS } from '../../lattice/axes.ts';
import type { Citation } from '../../lattice/code.ts';
import { grouped } from '../../lattice/grouped.ts';
import { type FactsOf, type Meaning, readsValues } from '../../lattice/meanings.ts';
import type { Related } from '../../lattice/related.ts';
import { relatedByPosition } from '../../lattice/related.ts';
import type { Family, Indexed } from '../../lattice/vocabulary.ts';
import type { Listed } from '../../store/records.ts';
import type { Batch, Existing } from '../../store/release.ts';
import type { TableRow } from '../files/pcs-tables.ts';
import { readPcsRegions } from '../seed/pcs-regions.ts';
import { Problems } from '../seed/table.ts';
import type { CitedDefinition } from './icd10pcs-definitions.ts';
import { checkExpansion } from './icd10pcs-expansion.ts';
import { headingLabels, type Label, type Labels, labelsOf } from './icd10pcs-labels.ts';
import type { Titled } from './icd10pcs-titled.ts';
import { citedRows, type Reading } from './reading.ts';

/** Rows to a batch. */
const CODES = 1_000;

/**
 * The codes of a fiscal year with their official titles; their tables as families; the values of their positions as terms,
 * where a file says what they mean; the pairs that differ in one position, of the newest edition only.
 */
export async function* readIcd10pcs(reading: Reading<'icd10pcs'>): AsyncGenerator<Batch> {
  const { selection, report, held } = reading;
  const { headings, codes, labels, definitions, tableRows, entries } = await gathered(reading);
  checkExpansion(tableRows, codes, selection);
  if (tableRows.length > 0) report.notes.push(expandedNote(tableRows, codes));

  const meant = labelsOf([...headingLabels(headings), ...labels], definitions, held);
  yield { of: 'terms', rows: meant.terms };
  yield { of: 'families', rows: familiesOf(headings, meant, entries) };
  const meanings = [...meant.meanings, ...regionsOf(held, meant)];
  yield { of: 'meanings', rows: meanings };
  for (let at = 0; at < codes.length; at += CODES) {
    yield { of: 'listed', rows: codes.slice(at, at + CODES).map(listed) };
  }
  if (isNewest(reading)) yield* pairs(codes);
  const unlabelled = unlabelledIn(codes, readsValues([...held.meanings(), ...meanings].map(ofAny)));
  if (unlabelled.length > 0) report.notes.push(unlabelledNote(unlabelled));
}

/** Whether no newer edition is held. */
function isNewest({ selection, held }: Reading<'icd10pcs'>): boolean {
  const { asOf } = selection.release;
  return !held.sources.some(({ kind, starts }) => kind === 'icd10pcs' && (starts ?? '') > (asOf ?? ''));
}

const ofAny = (meaning: Meaning) => ({ ...meaning, release: '', starts: '' });

/** The values of codes of which no file says what they mean. */
function unlabelledIn(codes: readonly Titled[], factsOf: FactsOf): string[] {
  const unlabelled = new Set<string>();
  for (const one of codes) {
    const axes = new Set(factsOf('', one).map(({ axis }) => axis));
    for (const [index, axis] of POSITIONS.entries()) {
      if (axes.has(axis)) continue;
      unlabelled.add(
        `the value ${one.code[index]} at position ${index + 1} of table ${one.code.slice(0, 3)}`,
      );
    }
  }
  return [...unlabelled];
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
  const headings: Titled[] = [];
  const codes: Titled[] = [];
  const labels: Label[] = [];
  const definitions: CitedDefinition[] = [];
  const tableRows: TableRow[] = [];
  const entries: Indexed[] = [];
  for await (const { rows, cite } of citedRows(reading)) {
    for (const row of rows) {
      if (row.of === 'code') {
        const { code, title, line, valid } = row;
        (valid ? codes : headings).push({ id: `ICD10PCS:${code}`, code, title, citation: cite(line) });
      } else if (row.of === 'label') labels.push({ ...row, citation: cite(row.line) });
      else if (row.of === 'row') tableRows.push(row);
      else if (row.of === 'entry') entries.push({ ...row, citation: cite(row.line) });
      else definitions.push({ ...row, cite });
    }
  }
  return { headings, codes, labels, definitions, tableRows, entries };
}

function listed({ id, code, title, citation }: Titled): Listed {
  return {
    id,
    system: 'ICD10PCS',
    code,
    label: title,
    short: null,
    status: 'ACTIVE',
    lastValidDay: null,
    family: familyId(code.slice(0, 3)),
    broader: null,
    citation,
  };
}

/** In which of our regions body parts lie; in none where the files give them another label than the seed knows. */
function regionsOf(held: Existing, { meanings, nameOf }: Labels): Meaning[] {
  const problems = new Problems();
  const { regions } = readPcsRegions(
    dirname(createRequire(import.meta.url).resolve('#package/package.json')),
    held,
    problems,
  );
  problems.throwIfAny();
  return meanings.flatMap(({ table, position, value }): Meaning[] => {
    const region = regions.get(table.slice(0, 2) + value);
    if (position !== 4 || region === undefined || nameOf(table, 4, value) !== region.label) return [];
    return [{ table, position, value, axis: 'REGION', term: region.region, citation: region.citation }];
  });
}

const familyId = (characters: string) =>
  `family:icd10pcs${characters === '' ? '' : `-${characters.toLowerCase()}`}`;

/** All of ICD-10-PCS, its sections, and its tables by their headings, each with what leads to it in the index. */
function familiesOf(headings: readonly Titled[], meant: Labels, entries: readonly Indexed[]): Family[] {
  const leading = grouped(
    entries.flatMap(({ text, codes, citation }) =>
      [...grouped(codes, (code) => code.slice(0, 3))].map(([table, own]) => ({
        table,
        entry: { text, codes: own, citation },
      })),
    ),
    ({ table }) => table,
  );
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
      includes: (leading.get(characters) ?? []).map(({ entry }) => entry),
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
