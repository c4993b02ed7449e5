import { ALL_AXES, type Axis, axisOf } from '../../lattice/axes.ts';
import { BETWEEN_WORKS } from '../../lattice/code.ts';
import { contradicted, meets } from '../../lattice/spoken.ts';
import { keyOfName, type SpokenName } from '../../lattice/spoken-name.ts';
import type { Vocabulary } from '../../lattice/vocabulary.ts';
import type { LanguageTexts } from '../../text/words.ts';
import type { UnlabelledCode } from './codes.ts';
import { codeNamed } from './companions.ts';
import { cell, checkOnce, listIn, oneOf, type Problems, type Row, readTable, type Table } from './table.ts';

const FILE = 'seed/cpt/names.csv';
const MESSAGES = 'seed/text/en/messages.csv';
const COLUMNS = ['id', 'kind', 'terms', 'codes', 'abbreviations', 'conveys', 'evidence'];
const ID = /^name:[a-z0-9]+(-[a-z0-9]+)*$/;

export interface NameTable {
  readonly names: readonly SpokenName[];
  readonly table: Table;
}

/**
 * Reads what people say for operations, in order of the table. A name by facts has exactly the codes that meet its terms, a
 * name by habit none that contradicts them, and of a name of several codes each part is met; what differs is a problem. The
 * name itself stands among the English messages.
 */
export function readNames(
  folder: string,
  codes: readonly UnlabelledCode[],
  vocabulary: Vocabulary,
  english: LanguageTexts,
  problems: Problems,
): NameTable {
  const table = readTable(folder, FILE, COLUMNS, problems);
  checkOnce(table.rows, (row) => cell(row, 'id'), problems);
  const names = table.rows.map((row) => readName(row, codes, vocabulary, english, problems));
  const keys = new Set(names.map(keyOfName));
  for (const key of english.messages.keys()) {
    if (key.startsWith('name.') && !keys.has(key.replace(/\.said$/, ''))) {
      problems.add(MESSAGES, `"${key}" is of no name in ${FILE}; remove it, or add the name`);
    }
  }
  return { names, table };
}

function readName(
  row: Row,
  all: readonly UnlabelledCode[],
  vocabulary: Vocabulary,
  english: LanguageTexts,
  problems: Problems,
): SpokenName {
  const codes = all.filter(isStating);
  const id = cell(row, 'id');
  if (!ID.test(id)) problems.add(row, `"${id}" is no id of a name; write it as name:acdf`);
  const kind = oneOf(row, 'kind', ['BY_FACTS', 'BY_HABIT'], problems);
  const key = keyOfName({ id });
  const text = english.messages.get(key);
  if (text === undefined) problems.add(row, `nothing says the name ${id}; write "${key}" in ${MESSAGES}`);
  const abbreviations = listIn(row, 'abbreviations');
  if (abbreviations.length === 0)
    problems.add(row, `${id} has nothing that people type; write it in abbreviations`);
  const name: SpokenName = {
    id,
    name: text ?? id,
    abbreviations,
    byFacts: kind !== 'BY_HABIT',
    parts: partsIn(row, vocabulary, problems),
    codes: readCodesOf(row, all, problems),
    conveys: listIn(row, 'conveys').flatMap((one): Axis[] => {
      const axis = ALL_AXES.find((each) => each === one);
      if (axis === undefined) problems.add(row, `"${one}" is no axis; write one of ${ALL_AXES.join(', ')}`);
      return axis === undefined ? [] : [axis];
    }),
    citation: { source: FILE, line: row.line, evidence: listIn(row, 'evidence').join(BETWEEN_WORKS) },
  };
  if (name.parts.length > 1) checkSeveral(row, name, codes, vocabulary, problems);
  else if (name.byFacts) checkByFacts(row, name, codes, vocabulary, problems);
  else checkByHabit(row, name, codes, vocabulary, problems);
  return name;
}

const isStating = ({ facts, status }: UnlabelledCode) => facts.length > 0 && status === 'ACTIVE';

/** "operation:arthrodesis + region:cervical and device:graft": the terms asked of one code, then of another. */
function partsIn(row: Row, { terms }: Vocabulary, problems: Problems): string[][] {
  return cell(row, 'terms')
    .split(' and ')
    .map((part) =>
      part.split(' + ').filter((term) => {
        const isTerm = terms.has(term) && axisOf(term) !== null;
        if (!isTerm) problems.add(row, `"${term}" is no term; write one of seed/terms`);
        return isTerm;
      }),
    );
}

function readCodesOf(row: Row, codes: readonly UnlabelledCode[], problems: Problems): string[] {
  const byNumber = new Map(codes.map((code) => [code.code, code]));
  return listIn(row, 'codes').flatMap((number) => {
    const code = codeNamed({ ...row, cells: { codes: number } }, 'codes', byNumber, problems);
    if (code !== undefined && !isStating(code)) {
      problems.add(row, `${number} states no fact, or is deleted; name an active code with facts`);
      return [];
    }
    return code === undefined ? [] : [code.id];
  });
}

function checkSeveral(
  row: Row,
  { id, byFacts, parts, codes: own }: SpokenName,
  codes: readonly UnlabelledCode[],
  vocabulary: Vocabulary,
  problems: Problems,
): void {
  if (own.length > 0)
    problems.add(row, `${id} takes several codes, one for each part; leave its codes empty`);
  if (!byFacts) problems.add(row, `${id} takes several codes by their facts; write BY_FACTS`);
  for (const terms of parts) {
    if (codes.some((code) => meets(code, terms, vocabulary))) continue;
    problems.add(row, `no code states ${terms.join(' + ')}; correct the terms of ${id}`);
  }
}

function checkByFacts(
  row: Row,
  { id, parts: [terms = []], codes: own }: SpokenName,
  codes: readonly UnlabelledCode[],
  vocabulary: Vocabulary,
  problems: Problems,
): void {
  for (const code of codes) {
    const isMet = meets(code, terms, vocabulary);
    if (isMet === own.includes(code.id)) continue;
    const remedy = isMet
      ? 'meets them; write it among its codes, or ask more'
      : 'does not meet them; take it out, or ask less';
    problems.add(row, `${id} has exactly the codes that meet its terms, and ${code.code} ${remedy}`);
  }
}

function checkByHabit(
  row: Row,
  { id, parts: [terms = []], codes: own }: SpokenName,
  codes: readonly UnlabelledCode[],
  vocabulary: Vocabulary,
  problems: Problems,
): void {
  if (own.length === 0) problems.add(row, `${id} is by habit, and its codes follow from nothing; write them`);
  for (const code of codes.filter((one) => own.includes(one.id))) {
    const term = contradicted(code, terms, vocabulary);
    if (term === undefined) continue;
    problems.add(row, `${code.code} contradicts ${term}, which ${id} asks; take the one or the other out`);
  }
}
