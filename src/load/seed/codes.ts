import { type AddOnRole, roleOf } from '../../lattice/add-on-role.ts';
import { AXES, type Axis, COMPARED_AXES, STATED_AXES } from '../../lattice/axes.ts';
import { type Basis, BETWEEN_WORKS, type Code, codeIn, type Fact } from '../../lattice/code.ts';
import type { CompanionPair } from '../../lattice/companions.ts';
import { instrumentsBeside } from '../../lattice/instruments.ts';
import type { Performs, Vocabulary } from '../../lattice/vocabulary.ts';
import type { AddOn } from '../../store/records.ts';
import { type CodesByNumber, codeNamed, readCompanions } from './companions.ts';
import {
  cell,
  checkOnce,
  citationOf,
  listIn,
  oneOf,
  type Problems,
  type Row,
  readTable,
  type Table,
} from './table.ts';

const EDITION = '2025';
const AXIS_COLUMNS = STATED_AXES.map((axis) => AXES[axis].prefix);
const BASES: Readonly<Record<string, Basis>> = { '': 'STATED', heading: 'HEADING', example: 'EXAMPLE' };

/** The codes of the seed without their labels, which follow from the texts. */
export type UnlabelledCode = Omit<Code, 'label' | 'labelKind'>;

export interface CodeTables {
  readonly codes: readonly UnlabelledCode[];
  readonly addOns: readonly AddOn[];
  readonly accompanies: readonly AddOn[];
  readonly companions: readonly CompanionPair[];
  readonly performs: readonly Performs[];
  readonly tables: readonly Table[];
}

/** Reads codes with their facts, add-on edges and specialties; whatever does not fit the vocabulary is a problem. */
export function readCodes(folder: string, vocabulary: Vocabulary, problems: Problems): CodeTables {
  const specialtyTable = readTable(
    folder,
    'seed/specialties.csv',
    ['family', 'specialty', 'role', 'evidence'],
    problems,
  );
  const performs = specialtyTable.rows.map((row) => readPerforms(row, vocabulary, problems));
  const codeTable = readTable(
    folder,
    'seed/cpt/codes.csv',
    [
      'code',
      'status',
      'last_valid_day',
      'successors',
      'add_on',
      'family',
      ...AXIS_COLUMNS,
      'evidence',
      'facts_evidence',
    ],
    problems,
  );
  const { works, table: worksTable } = readFactWorks(folder, codeTable, problems);
  const codeOf = new Map<Row, UnlabelledCode>();
  for (const row of codeTable.rows) {
    const code = readCode(row, performs, works, vocabulary, problems);
    if (code !== null) codeOf.set(row, code);
  }
  checkOnce([...codeOf.keys()], (row) => codeOf.get(row)?.id ?? '', problems);
  const codes = [...codeOf.values()];
  const addOnTable = readTable(
    folder,
    'seed/cpt/add-ons.csv',
    ['add_on', 'primary', 'type', 'evidence'],
    problems,
  );
  const byNumber = new Map(codes.map((code) => [code.code, code]));
  const byId = new Map(codes.map((code) => [code.id, code]));
  for (const row of codeTable.rows) checkSuccessors(row, byNumber, problems);
  checkTwins(codeOf, problems);
  const addOns = addOnTable.rows.map((row) => readAddOn(row, byNumber, problems));
  const withPrimary = new Set(addOns.map(({ addOn }) => addOn));
  for (const [row, code] of codeOf) {
    const isBare = code.facts.length === 0;
    if (code.addOn && !isBare && !withPrimary.has(code.id)) {
      problems.add(row, `the add-on ${code.code} has no primary; add one to ${addOnTable.file}`);
    }
  }
  const roles = new Map(addOns.map((one) => [one, roleIn(byId, one, vocabulary)]));
  const goingOn = addOns.filter((one) => roles.get(one) === 'GOES_ON');
  const accompanies = addOns.filter((one) => roles.get(one) === 'ACCOMPANIES');
  const instruments = instrumentsBeside(accompanies, byId, vocabulary);
  const { companions, tables } = readCompanions(folder, byNumber, goingOn, instruments, problems);
  return {
    codes,
    addOns,
    accompanies,
    companions,
    performs,
    tables: [specialtyTable, codeTable, worksTable, addOnTable, ...tables],
  };
}

function readCode(
  row: Row,
  performs: readonly Performs[],
  works: FactWorks,
  vocabulary: Vocabulary,
  problems: Problems,
): UnlabelledCode | null {
  const parsed = codeIn('CPT', cell(row, 'code'));
  if (parsed === null) {
    problems.add(row, `"${cell(row, 'code')}" is not a CPT code; write five characters such as 63278`);
    return null;
  }
  const family = cell(row, 'family');
  if (family === '') problems.add(row, `${parsed.code} has no family; name one of seed/families.csv`);
  else if (!vocabulary.families.has(family)) {
    problems.add(row, `the family "${family}" does not exist; name one of seed/families.csv`);
  }
  const lastValidDay = cell(row, 'last_valid_day') || null;
  const status = oneOf(row, 'status', ['ACTIVE', 'DELETED'], problems);
  if ((status === 'DELETED') !== (lastValidDay !== null)) {
    problems.add(row, 'a deleted code, and only that, has a last_valid_day such as 2020-12-31');
  }
  if (lastValidDay !== null && !/^\d{4}-\d{2}-\d{2}$/.test(lastValidDay)) {
    problems.add(row, `"${lastValidDay}" is not a day; write it as 2020-12-31`);
  }
  const facts = STATED_AXES.flatMap((axis) => readFact(row, axis, works, vocabulary, problems));
  const specialties = performs
    .filter((one) => family === one.family || vocabulary.ancestors(family).includes(one.family))
    .map(({ specialty }) => specialty);
  return {
    ...parsed,
    edition: lastValidDay?.slice(0, 4) ?? EDITION,
    status: status ?? 'ACTIVE',
    lastValidDay,
    successors: listIn(row, 'successors').map((code) => `CPT:${code}`),
    addOn: cell(row, 'add_on') === 'yes',
    curated: true,
    family: family || null,
    broader: null,
    facts,
    specialties: vocabulary
      .termsOf('SPECIALTY')
      .map(({ id }) => id)
      .filter((id) => specialties.includes(id)),
    citation: citationOf(row, 'evidence'),
  };
}

/** Two valid codes of a family that say the same on every axis could not be told apart. */
function checkTwins(codes: ReadonlyMap<Row, UnlabelledCode>, problems: Problems): void {
  const rowOf = new Map<string, Row>();
  for (const [row, { status, family, addOn, facts, code }] of codes) {
    if (status !== 'ACTIVE' || facts.length === 0) continue;
    const compared = facts.filter(({ axis }) => COMPARED_AXES.includes(axis));
    const said = JSON.stringify([
      family,
      addOn,
      compared.map(({ axis, inherited, terms }) => [axis, inherited, terms]),
    ]);
    const twin = rowOf.get(said);
    if (twin !== undefined && cell(twin, 'code') !== code) {
      const other = `${cell(twin, 'code')} at line ${twin.line}`;
      problems.add(
        row,
        `${code} states the same as ${other}; state what parts them, or give it another family`,
      );
    }
    rowOf.set(said, row);
  }
}

/** Only a deleted code has successors, which the seed knows. */
function checkSuccessors(row: Row, codes: CodesByNumber, problems: Problems): void {
  for (const code of listIn(row, 'successors')) {
    if (cell(row, 'status') !== 'DELETED')
      problems.add(row, 'only a deleted code has successors; leave them out');
    if (!codes.has(code)) problems.add(row, `the successor "${code}" is not in this file; add it first`);
  }
}

/** The works of single facts, by code and axis: `22590 column`. */
type FactWorks = ReadonlyMap<string, string>;

/** Reads which facts rest on other works than those of their row. */
function readFactWorks(
  folder: string,
  codes: Table,
  problems: Problems,
): { readonly works: FactWorks; readonly table: Table } {
  const table = readTable(folder, 'seed/cpt/fact-works.csv', ['code', 'axis', 'evidence'], problems);
  const key = (row: Row) => `${cell(row, 'code')} ${cell(row, 'axis')}`;
  checkOnce(table.rows, key, problems);
  const rowOf = new Map(codes.rows.map((row) => [cell(row, 'code'), row]));
  for (const row of table.rows) {
    const stated = rowOf.get(cell(row, 'code'))?.cells[cell(row, 'axis')] ?? '';
    if (stated === '') {
      problems.add(
        row,
        `${key(row)} is stated nowhere in ${codes.file}; remove the row, or state the fact there`,
      );
    }
  }
  return {
    works: new Map(table.rows.map((row) => [key(row), listIn(row, 'evidence').join(BETWEEN_WORKS)])),
    table,
  };
}

/** A cell reads `lumbar or sacral`, `extradural [heading]`, `spinal-stenosis [example]` or `[inherited]`; empty is "not stated". */
function readFact(
  row: Row,
  axis: Axis,
  works: FactWorks,
  vocabulary: Vocabulary,
  problems: Problems,
): Fact[] {
  const { prefix } = AXES[axis];
  const text = cell(row, prefix);
  if (text === '') return [];
  const evidence =
    works.get(`${cell(row, 'code')} ${prefix}`) ?? listIn(row, 'facts_evidence').join(BETWEEN_WORKS);
  const citation = { source: row.file, line: row.line, evidence: evidence || null };
  if (text === '[inherited]') {
    if (cell(row, 'add_on') !== 'yes') problems.add(row, `only an add-on can inherit its ${prefix}`);
    return [{ axis, basis: 'STATED', inherited: true, terms: [], citation }];
  }
  const [, names = '', mark = ''] = /^([^[\]]*?)\s*(?:\[([a-z]+)\])?$/.exec(text) ?? [];
  const basis = BASES[mark];
  if (basis === undefined || names === '') {
    problems.add(
      row,
      `the ${prefix} "${text}" cannot be read; write a term, or terms between " or ", then [heading] or [example]`,
    );
    return [];
  }
  const terms = names.split(' or ').map((name) => `${prefix}:${name.trim()}`);
  for (const term of terms) {
    if (!vocabulary.terms.has(term)) {
      problems.add(row, `the term "${term}" does not exist; name one of seed/terms/${prefix}.csv`);
    }
    const broader = terms.find((other) => other !== term && vocabulary.isAtOrUnder(term, other));
    if (broader !== undefined) problems.add(row, `"${term}" is under "${broader}" already; keep one of them`);
  }
  if (new Set(terms).size < terms.length) problems.add(row, `the ${prefix} "${text}" names a term twice`);
  const place = (term: string) => vocabulary.terms.get(term)?.position ?? 0;
  return [{ axis, basis, inherited: false, terms: terms.sort((a, b) => place(a) - place(b)), citation }];
}

function readAddOn(row: Row, codes: CodesByNumber, problems: Problems): AddOn {
  const addOn = codeNamed(row, 'add_on', codes, problems);
  const primary = codeNamed(row, 'primary', codes, problems);
  if (addOn && !addOn.addOn)
    problems.add(row, `${addOn.code} is not marked as an add-on in seed/cpt/codes.csv`);
  if (addOn && addOn === primary) problems.add(row, `${addOn.code} cannot be its own primary`);
  const type = oneOf(row, 'type', ['1', '2', '3'], problems);
  return {
    addOn: addOn?.id ?? '',
    primary: primary?.id ?? '',
    type: type === undefined ? null : Number(type),
    citation: citationOf(row, 'evidence'),
  };
}

/** What an add-on is to its primary; null where one of them states no facts. */
function roleIn(
  codes: ReadonlyMap<string, UnlabelledCode>,
  { addOn, primary }: AddOn,
  vocabulary: Vocabulary,
): AddOnRole | null {
  const [from, to] = [codes.get(addOn), codes.get(primary)];
  return from === undefined || to === undefined ? null : roleOf(from, to, vocabulary);
}

function readPerforms(row: Row, vocabulary: Vocabulary, problems: Problems): Performs {
  const family = cell(row, 'family');
  const specialty = cell(row, 'specialty');
  if (!vocabulary.families.has(family)) problems.add(row, `the family "${family}" does not exist`);
  if (vocabulary.terms.get(specialty)?.axis !== 'SPECIALTY') {
    problems.add(row, `the specialty "${specialty}" does not exist; name one of seed/terms/specialty.csv`);
  }
  const role = oneOf(row, 'role', ['PERFORMS', 'SUPPORTS'], problems) ?? 'PERFORMS';
  return { family, specialty, role };
}
