import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { LANGUAGE_CODES, LANGUAGES, type Language } from '../../text/languages.ts';
import { compileMessage, isPlain } from '../../text/wording.ts';
import type { LanguageTexts, TermText } from '../../text/words.ts';
import { checkPlaceholders } from './placeholders.ts';
import { cell, checkOnce, listIn, type Problems, type Row, readTable, type Table } from './table.ts';

const TERM_COLUMNS = ['id', 'name', 'phrase', 'short', 'participle', 'synonyms', 'definition'];

export interface TextTables {
  readonly texts: LanguageTexts;
  readonly terms: Table;
  readonly families: Table;
  readonly lay: Table;
  /** All of the language, those two too. */
  readonly tables: readonly Table[];
}

/** Reads the texts of one language; doubled keys and messages that are not ICU MessageFormat are problems. */
export function readTexts(folder: string, language: Language, problems: Problems): TextTables {
  const { folder: tag, locale } = LANGUAGES[language];
  const read = (name: string, columns: readonly string[]) =>
    readTable(folder, `seed/text/${tag}/${name}.csv`, columns, problems);
  const terms = read('terms', TERM_COLUMNS);
  const families = read('families', ['id', 'name']);
  const messages = read('messages', ['key', 'message']);
  const guidance = read('guidance', ['key', 'message']);
  const forms = read('forms', ['id', 'form', 'text']);
  const lay = read('lay', ['phrase', 'terms']);
  const tables = [terms, families, messages, guidance, forms];
  const mark = markOf(tables);
  const { translation, reviews } = readReviews(folder, language, mark, problems);
  const said = [...messages.rows, ...guidance.rows];
  checkKeys(said, 'key', 'the message', problems);
  for (const row of said) checkMessage(row, locale, problems);
  const texts = {
    translation,
    mark,
    terms: new Map(terms.rows.map((row) => [cell(row, 'id'), termText(row)])),
    families: new Map(families.rows.map((row) => [cell(row, 'id'), cell(row, 'name')])),
    messages: new Map(said.map((row) => [cell(row, 'key'), row.cells.message ?? ''])),
    forms: new Map(forms.rows.map((row) => [`${cell(row, 'id')} ${cell(row, 'form')}`, cell(row, 'text')])),
    lay: lay.rows.map((row) => ({ phrase: cell(row, 'phrase'), terms: listIn(row, 'terms') })),
  };
  checkPlaceholders(said, forms.rows, texts, language, problems);
  checkLay(lay.rows, problems);
  return { texts, terms, families, lay, tables: [...tables, lay, ...reviews] };
}

/**
 * Who has reviewed the texts of a language. A review is of the texts as they were that day: once they change, they are a
 * machine's again until someone has read them anew. English is the original.
 */
function readReviews(folder: string, language: Language, mark: string, problems: Problems) {
  if (language === 'EN') return { translation: 'ORIGINAL' as const, reviews: [] };
  const file = `seed/text/${LANGUAGES[language].folder}/review.csv`;
  const reviews = readTable(folder, file, ['reviewer', 'day', 'texts'], problems);
  for (const row of reviews.rows) {
    if (cell(row, 'reviewer') === '') problems.add(row, 'no reviewer is named; write who has read the texts');
    if (!/^\d{4}-\d{2}-\d{2}$/.test(cell(row, 'day'))) {
      problems.add(row, `"${cell(row, 'day')}" is not a day; write it as 2026-01-31`);
    }
    if (!/^[0-9a-f]{12}$/.test(cell(row, 'texts'))) {
      problems.add(row, `"${cell(row, 'texts')}" marks no texts; write what \`npm run coverage\` prints`);
    }
  }
  const isReviewed = reviews.rows.some((row) => cell(row, 'texts') === mark);
  return { translation: isReviewed ? ('REVIEWED' as const) : ('MACHINE' as const), reviews: [reviews] };
}

/** Tells one state of the texts of a language from another: 12 hexadecimal digits. */
function markOf(tables: readonly Table[]): string {
  const hash = createHash('sha256');
  for (const { content } of tables) hash.update(content).update('\n');
  return hash.digest('hex').slice(0, 12);
}

/** Everyday words are written once each, and mean terms of two axes or more; one axis is the matter of synonyms. */
function checkLay(rows: readonly Row[], problems: Problems): void {
  checkKeys(rows, 'phrase', 'the everyday word', problems);
  for (const row of rows) {
    const phrase = cell(row, 'phrase');
    const axes = new Set(listIn(row, 'terms').map((term) => term.slice(0, term.indexOf(':'))));
    if (phrase === '') problems.add(row, 'the everyday word is missing; write it, or remove the row');
    else if (axes.size < 2) {
      problems.add(
        row,
        `"${phrase}" means terms of one axis only; write it among the synonyms of that term in terms.csv instead`,
      );
    }
  }
}

/** Names the terms of everyday words that do not exist. */
export function checkLayTerms({ lay }: TextTables, terms: ReadonlySet<string>, problems: Problems): void {
  for (const row of lay.rows) {
    for (const term of listIn(row, 'terms').filter((one) => !terms.has(one))) {
      problems.add(row, `"${term}" is no term; write one of seed/terms`);
    }
  }
}

function checkKeys(rows: readonly Row[], column: string, what: string, problems: Problems): void {
  checkOnce(
    rows,
    (row) => `${what} "${cell(row, column)}"`,
    problems,
    (name, { file, line }) => `${name} stands at ${file}:${line} too; keep one`,
  );
}

function checkMessage(row: Row, locale: string, problems: Problems): void {
  const message = row.cells.message ?? '';
  if (isPlain(message)) return;
  try {
    compileMessage(cell(row, 'key'), message, locale);
  } catch {
    problems.add(
      row,
      `the message "${cell(row, 'key')}" is not ICU MessageFormat; close every brace, as in {place}`,
    );
  }
}

function termText(row: Row): TermText {
  const name = cell(row, 'name');
  const phrase = cell(row, 'phrase') || name;
  return {
    name,
    phrase,
    short: cell(row, 'short') || phrase,
    participle: cell(row, 'participle') || null,
    synonyms: listIn(row, 'synonyms'),
    definition: cell(row, 'definition') || null,
  };
}

/** Messages in a language that stand for a more special term than English has one for. */
const MORE_SPECIAL = /^(plain\.about|necessity|example\.symptom\.\d|procedure\.exposure)\./;

/** Names what a language lacks of what English has, and what it has beyond it: nothing falls back to English unsaid. */
export function checkTexts(
  { texts, terms, families, tables }: TextTables,
  english: LanguageTexts,
  language: Language,
  problems: Problems,
): void {
  const { folder: tag } = LANGUAGES[language];
  for (const { rows } of [terms, families]) checkKeys(rows, 'id', 'the text of', problems);
  const at = (name: string) => `seed/text/${tag}/${name}.csv`;
  for (const id of english.terms.keys()) {
    const text = texts.terms.get(id);
    if (!text?.name || text.definition === null)
      problems.add(at('terms'), `${id} has no name or definition; write it`);
  }
  for (const id of english.families.keys()) {
    if (!texts.families.get(id)) problems.add(at('families'), `${id} is missing; write it`);
  }
  for (const key of english.messages.keys()) {
    if (!texts.messages.get(key))
      problems.add(at('messages'), `the message "${key}" is missing; write it there or in guidance.csv`);
  }
  for (const key of english.forms.keys()) {
    if (!texts.forms.get(key)) problems.add(at('forms'), `the form "${key}" is missing; write it`);
  }
  for (const row of tables.flatMap(({ rows }) => rows)) {
    const id = row.cells.id;
    const key = row.cells.key;
    if (id !== undefined && !english.terms.has(id) && !english.families.has(id)) {
      problems.add(row, `"${id}" is no term or family; remove it`);
    }
    if (key !== undefined && !english.messages.has(key) && !MORE_SPECIAL.test(key)) {
      problems.add(row, `nothing says the message "${key}"; remove it`);
    }
  }
}

/** Names a folder under seed/text that is of no language. */
export function checkLanguages(folder: string, problems: Problems): void {
  const known = LANGUAGE_CODES.map((language) => LANGUAGES[language].folder);
  for (const entry of readdirSync(join(folder, 'seed/text'), { withFileTypes: true })) {
    if (!entry.isDirectory() || known.includes(entry.name)) continue;
    problems.add(
      `seed/text/${entry.name}`,
      `no language of this project has this code; it knows ${known.join(', ')}. seed/text/README.md says how one is added`,
    );
  }
}
