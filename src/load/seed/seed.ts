import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Code, termsOn } from '../../lattice/code.ts';
import { relatedPairs } from '../../lattice/related.ts';
import { remembered } from '../../lattice/remembered.ts';
import { isSaidOf } from '../../lattice/spoken.ts';
import type { SpokenName } from '../../lattice/spoken-name.ts';
import { namesAbove } from '../../lattice/view.ts';
import { createVocabulary, type Vocabulary } from '../../lattice/vocabulary.ts';
import type { AddOn, Dataset, SearchDocument, Source } from '../../store/records.ts';
import { labelOf } from '../../text/labels.ts';
import { ENGLISH, LANGUAGE_CODES, LANGUAGES, type Language } from '../../text/languages.ts';
import { labelIn, namesOf } from '../../text/naming.ts';
import { termToken, tokens } from '../../text/tokens.ts';
import { createWords, type LanguageTexts, type Words } from '../../text/words.ts';
import { ofPrimaries } from './add-on-diagnoses.ts';
import { readCodeKinds } from './code-kinds.ts';
import { readCodes, type UnlabelledCode } from './codes.ts';
import { readConfused } from './confused.ts';
import { readDiagnoses } from './diagnoses.ts';
import { type Forest, readForest } from './forest.ts';
import { readNames } from './names.ts';
import { readPcsRegions } from './pcs-regions.ts';
import { readProcedures } from './procedures.ts';
import { documents } from './search-documents.ts';
import { cell, checkOnce, listIn, Problems, type Row, readTable, type Table } from './table.ts';
import { checkLanguages, checkLayTerms, checkTexts, readTexts } from './texts.ts';

/** Changes when the way facts are derived or stored changes, so that stores built by an older version are built again. */
const DERIVATION = 4;
const SEED_LICENCE =
  'CC BY 4.0 for wording, vocabularies and axis facts; CPT code numbers are copyright AMA and need its licence';
const ICD_LICENCE = 'NCHS/CMS, based on ICD-10 copyright WHO; titles unchanged';
const PCS_LICENCE = 'CMS, public domain; titles unchanged';
/** Files that hold more than the project's own. */
const OTHER_LICENCES: Readonly<Record<string, string>> = {
  'seed/crosswalk/diagnoses.csv': ICD_LICENCE,
  'seed/crosswalk/headings.csv': ICD_LICENCE,
  'seed/crosswalk/icd10cm.csv': `${SEED_LICENCE}; ICD-10-CM codes: ${ICD_LICENCE}`,
  'seed/crosswalk/procedures.csv': PCS_LICENCE,
  'seed/crosswalk/icd10pcs.csv': `${SEED_LICENCE}; ICD-10-PCS codes: ${PCS_LICENCE}`,
  'seed/icd10pcs/regions.csv': `${SEED_LICENCE}; ICD-10-PCS labels: ${PCS_LICENCE}`,
  'seed/crosswalk/never.csv': `${SEED_LICENCE}; ICD-10-CM codes: ${ICD_LICENCE}`,
};

/** All languages, each read when it is first asked for; a text that cannot be read is a SeedError. */
export function openTexts(folder: string): (language: Language) => LanguageTexts {
  return remembered((language) => {
    const problems = new Problems();
    const { texts } = readTexts(folder, language, problems);
    problems.throwIfAny();
    return texts;
  });
}

/**
 * Reads and validates the seed under `folder` and derives what follows from it: labels, counts, related pairs, what
 * search finds. Throws one SeedError that names every problem with file, line and remedy.
 */
export function readSeed(folder: string, importedAt: Date): Dataset {
  const problems = new Problems();
  checkLanguages(folder, problems);
  const english = readTexts(folder, 'EN', problems);
  const sourceTable = readTable(
    folder,
    'seed/sources.csv',
    ['id', 'title', 'publisher', 'release', 'licence'],
    problems,
  );
  const forest = readForest(folder, english, problems);
  problems.throwIfAny();
  const others = LANGUAGE_CODES.filter((language) => language !== 'EN').map((language) => {
    const texts = readTexts(folder, language, problems);
    checkTexts(texts, english.texts, language, problems);
    return { ...texts, language };
  });
  problems.throwIfAny();
  const vocabulary = createVocabulary(withCounts(forest.terms), withCounts(forest.families));
  for (const one of [english, ...others]) checkLayTerms(one, new Set(vocabulary.terms.keys()), problems);
  const stated = readCodes(folder, vocabulary, problems);
  const { codes: unlabelled, addOns, accompanies, companions, performs, tables } = stated;
  const { confused, table: confusedTable } = readConfused(folder, unlabelled, english.texts, problems);
  const { names, table: nameTable } = readNames(folder, unlabelled, vocabulary, english.texts, problems);
  const diagnoses = readDiagnoses(folder, unlabelled, problems);
  const procedures = readProcedures(folder, unlabelled, problems);
  const { kinds, table: kindTable } = readCodeKinds(folder, problems);
  const { table: pcsRegions } = readPcsRegions(folder, vocabulary, problems);
  problems.throwIfAny();
  const texts = [english, ...others].flatMap((one) => one.tables);
  const allTables = [
    ...texts,
    sourceTable,
    ...forest.tables,
    ...tables,
    confusedTable,
    nameTable,
    ...diagnoses.tables,
    ...procedures.tables,
    kindTable,
    pcsRegions,
  ];
  checkSources(sourceTable, problems);
  const sources = readSources(sourceTable, allTables, importedAt);
  checkEvidence(allTables, sources, problems);
  problems.throwIfAny();

  const devices = new Set(unlabelled.filter((code) => isOnDevice(code, vocabulary)).map(({ id }) => id));
  // What is put in beside an operation has reasons of its own.
  const isNoDevice = ({ addOn }: AddOn) => !devices.has(addOn);
  const words = createWords(ENGLISH, english.texts, vocabulary);
  const codes = [...unlabelled.map((code) => labelled(code, words)), ...diagnoses.codes, ...procedures.codes];
  const { terms, families } = counted(forest, codes, vocabulary);
  return {
    version: versionOf(allTables),
    fingerprint: seedFingerprint(folder),
    sources,
    terms,
    families,
    names,
    performs,
    kinds,
    codes,
    addOns,
    accompanies: accompanies.map(({ addOn, primary }) => ({ addOn, primary })),
    companions,
    confused,
    related: relatedPairs(codes, vocabulary),
    crosswalk: [
      ...diagnoses.crosswalk,
      ...ofPrimaries(diagnoses.crosswalk, addOns.filter(isNoDevice)),
      ...procedures.crosswalk,
    ],
    never: diagnoses.never,
    documents: documentsOf(codes, names, [
      words,
      ...others.map((one) => createWords(LANGUAGES[one.language], one.texts, vocabulary)),
    ]),
    imported: documents,
  };
}

/** Whether all that is done under a code is done to a device or a graft. */
function isOnDevice(code: UnlabelledCode, vocabulary: Vocabulary): boolean {
  const operations = termsOn(code, 'OPERATION');
  return (
    operations.length > 0 &&
    operations.every((term) => vocabulary.isAtOrUnder(term, 'operation:device-operation'))
  );
}

function withCounts<T>(rows: readonly T[]): (T & { codeCount: number })[] {
  return rows.map((row) => ({ ...row, codeCount: 0 }));
}

function labelled(code: UnlabelledCode, words: Words): Code {
  const label = labelOf(code, words);
  return { ...code, label, labelKind: code.facts.length > 0 ? 'COMPOSED' : 'CODE_ONLY' };
}

/** Counts the active codes at or under every term and family. */
function counted(forest: Forest, codes: readonly Code[], vocabulary: Vocabulary) {
  const active = codes.filter(({ status }) => status === 'ACTIVE');
  const counts = new Map<string, number>();
  for (const code of active) {
    const own = [...code.facts.flatMap(({ terms }) => terms), ...code.specialties];
    if (code.family !== null) own.push(code.family);
    for (const id of new Set(own.flatMap((one) => [one, ...vocabulary.ancestors(one)]))) {
      counts.set(id, (counts.get(id) ?? 0) + 1);
    }
  }
  return {
    terms: forest.terms.map((term) => ({ ...term, codeCount: counts.get(term.id) ?? 0 })),
    families: forest.families.map((family) => ({ ...family, codeCount: counts.get(family.id) ?? 0 })),
  };
}

/**
 * What search finds, in all languages: a code by its number, its labels, the names and synonyms of its terms, the names of
 * broader terms, and narrower terms that no code states (a hematoma is a non-neoplastic lesion); never by definitions, nor by
 * sides, which few codes state and all are done on. A term stands there as a token as well, by which levels and everyday words
 * find it; so does what people say for the code.
 */
function documentsOf(
  codes: readonly Code[],
  spokenNames: readonly SpokenName[],
  spoken: readonly Words[],
): SearchDocument[] {
  const [{ vocabulary }] = spoken as [Words];
  const termsOf = ({ facts }: Code) => facts.flatMap(({ axis, terms }) => (axis === 'SIDE' ? [] : terms));
  const stated = new Set(codes.flatMap(termsOf));
  const unstatedBelow = (id: string): string[] =>
    vocabulary.narrower(id).flatMap((one) => (stated.has(one) ? [] : [one, ...unstatedBelow(one)]));
  const indexedIn = (texts: (words: Words) => readonly string[]) => {
    const forms = new Set<string>();
    for (const words of spoken) {
      for (const text of texts(words)) {
        for (const token of tokens(text, words.language)) for (const form of token.forms) forms.add(form);
      }
    }
    return [...forms];
  };
  const ids = [...vocabulary.terms.keys(), ...vocabulary.families.keys()];
  const first = new Map(ids.map((id) => [id, indexedIn((words) => namesOf(id, words).slice(0, 1))]));
  const others = new Map(ids.map((id) => [id, indexedIn((words) => namesOf(id, words).slice(1))]));
  const names = (id: string) => [first.get(id) ?? [], others.get(id) ?? []];
  const document = (
    id: string,
    kind: SearchDocument['kind'],
    forms: readonly (readonly string[])[],
    curated = true,
  ) => ({ id, kind, curated, tokens: [...new Set(forms.flat())] });
  return [
    ...codes.map((code) => {
      const own = [...new Set(termsOf(code))];
      const below = own.flatMap((id) => [id, ...unstatedBelow(id)]);
      const above = own.flatMap((id) => vocabulary.ancestors(id));
      const forms = [
        indexedIn((words) => [code.system, code.code, labelIn(code, words)]),
        ...below.flatMap(names),
        ...above.flatMap((id) => namesAbove(id, names(id))),
        // A level is of the regions that hold it, not of all that is narrower.
        [...below, ...above.filter((id) => !id.startsWith('region:'))].map(termToken),
        spokenNames.filter((name) => isSaidOf(name, code, vocabulary)).map(({ id }) => termToken(id)),
      ];
      return document(code.id, 'CODE', forms, code.curated);
    }),
    ...[...vocabulary.terms.keys()].map((id) => document(id, 'TERM', [...names(id), [termToken(id)]])),
    ...[...vocabulary.families.keys()].map((id) => document(id, 'FAMILY', names(id))),
  ];
}

/** The works the seed names, and the files of the seed themselves, which rows cite by line. */
function readSources(works: Table, tables: readonly Table[], importedAt: Date): Source[] {
  /** What only the sources of imported files have. */
  const notImported = { kind: null, starts: null, part: null, firstCode: null, lastCode: null };
  const seeded = { importedAt: importedAt.toISOString(), ...notImported };
  const named = works.rows.map((row) => ({
    id: cell(row, 'id'),
    title: cell(row, 'title'),
    publisher: cell(row, 'publisher'),
    release: cell(row, 'release'),
    licence: cell(row, 'licence'),
    sha256: null,
    rows: null,
    ...seeded,
  }));
  const files = tables.map(({ file, content, rows }) => ({
    id: file,
    title: `codelattice seed: ${file.slice('seed/'.length)}`,
    publisher: 'codelattice',
    release: '2025',
    licence: OTHER_LICENCES[file] ?? SEED_LICENCE,
    sha256: createHash('sha256').update(content).digest('hex'),
    rows: rows.length,
    ...seeded,
  }));
  return [...named, ...files].sort((a, b) => (a.id < b.id ? -1 : 1));
}

function checkSources(works: Table, problems: Problems): void {
  const named = (row: Row) => `the source "${cell(row, 'id')}"`;
  checkOnce(works.rows, named, problems);
  for (const row of works.rows) {
    for (const column of ['id', 'title', 'publisher', 'release', 'licence']) {
      if (cell(row, column) === '') problems.add(row, `${named(row)} has no ${column}`);
    }
  }
}

function checkEvidence(tables: readonly Table[], sources: readonly Source[], problems: Problems): void {
  const known = new Set(sources.map(({ id }) => id));
  for (const row of tables.flatMap(({ rows }) => rows)) {
    for (const column of ['evidence', 'facts_evidence']) {
      for (const evidence of listIn(row, column)) {
        if (!known.has(evidence)) {
          problems.add(row, `the source "${evidence}" is not in seed/sources.csv; add it there`);
        }
      }
    }
    if (row.cells.evidence === '') problems.add(row, 'no source is named; fill in the column evidence');
  }
}

/** A hash of the files of the seed and of how facts are derived; cheap, so that a start can tell that nothing changed. */
export function seedFingerprint(folder: string): string {
  const hash = createHash('sha256').update(`derivation ${DERIVATION}\n`);
  const files = readdirSync(join(folder, 'seed'), { recursive: true, encoding: 'utf8' });
  for (const file of files.filter((name) => name.endsWith('.csv')).sort()) {
    hash.update(`${file}\n`).update(readFileSync(join(folder, 'seed', file)));
  }
  return hash.digest('hex').slice(0, 16);
}

/** A hash of all that the seed says; equal for equal facts on every machine. */
function versionOf(tables: readonly Table[]): string {
  const hash = createHash('sha256').update(`derivation ${DERIVATION}\n`);
  for (const table of [...tables].sort((a, b) => (a.file < b.file ? -1 : 1))) {
    hash.update(`${table.file}\n`);
    for (const row of table.rows) hash.update(`${JSON.stringify(row.cells)}\n`);
  }
  return hash.digest('hex').slice(0, 16);
}
