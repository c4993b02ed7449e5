import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { root } from '../root.ts';
import { type Database, isCorrupt, openDatabase } from './libsql.ts';
import { APPLICATION_ID, checkFile, inspectFile, REBUILD, SCHEMA_VERSION, sealFile } from './sqlite-file.ts';
import { axisBits } from './sqlite-rows.ts';
import type { Dataset } from './store.ts';

/**
 * Builds the file anew beside its place, checks it, and moves it there in one step: who reads sees the old file or the
 * new one, whole. Does nothing where the dataset is there already; refuses to overwrite a file that is not ours.
 */
export function loadSqlite(path: string, dataset: Dataset): 'loaded' | 'unchanged' {
  const state = inspectFile(path);
  if (state === 'foreign' || state === 'newer' || state === 'damaged') checkFile(path);
  const held = heldBy(path);
  if (held?.version === dataset.version && held.fingerprint === dataset.fingerprint) return 'unchanged';
  const folder = dirname(path);
  mkdirSync(folder, { recursive: true });
  sweep(folder, basename(path));
  const aside = `${path}.${process.pid}.building`;
  try {
    build(aside, dataset);
    sealFile(aside);
    sync(aside);
    checkFile(aside);
    renameSync(aside, path);
    sync(folder);
  } finally {
    rmSync(aside, { force: true });
  }
  return 'loaded';
}

/** Which dataset a database file holds, and of what files it was made; null where there is none that can be read. */
export function heldBy(path: string): { version: string; fingerprint: string } | null {
  if (inspectFile(path) !== 'ours') return null;
  const database = openDatabase(path, 'read');
  try {
    return (
      database.prepare<{ version: string; fingerprint: string }>('select * from dataset').all()[0] ?? null
    );
  } catch {
    return null;
  } finally {
    database.close();
  }
}

/** Removes what builds that were cut off have left behind. */
function sweep(folder: string, name: string): void {
  for (const file of readdirSync(folder)) {
    const [, pid] = /^(?:.*)\.(\d+)\.building(?:-journal)?$/.exec(file) ?? [];
    if (pid === undefined || !file.startsWith(`${name}.`) || isAlive(Number(pid))) continue;
    rmSync(join(folder, file), { force: true });
  }
}

function isAlive(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function sync(path: string): void {
  const file = openSync(path, 'r');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function build(path: string, dataset: Dataset): void {
  const database = openDatabase(path, 'build');
  try {
    database.exec('pragma journal_mode = off; pragma synchronous = off;');
    database.exec(`pragma application_id = ${APPLICATION_ID}; pragma user_version = ${SCHEMA_VERSION};`);
    database.exec(readFileSync(join(root, 'seed/sqlite.sql'), 'utf8'));
    database.exec('begin');
    insertAll(database, dataset);
    database.exec('commit');
    database.exec('analyze');
    const problem = integrityProblem(database);
    if (problem !== null) throw new Error(`the new file is damaged: ${problem}`);
  } finally {
    database.close();
  }
}

/** Reads every page of a database file; what is wrong with it and the remedy, or null. */
export function checkDeep(path: string): string | null {
  checkFile(path);
  const database = openDatabase(path, 'read');
  try {
    const problem = integrityProblem(database);
    return problem === null ? null : `${path} is damaged (${problem}). ${REBUILD}`;
  } finally {
    database.close();
  }
}

function integrityProblem(database: Database): string | null {
  try {
    const [check] = database.prepare<{ integrity_check: string }>('pragma integrity_check').all();
    return check?.integrity_check === 'ok' ? null : (check?.integrity_check ?? 'no answer');
  } catch (error) {
    if (isCorrupt(error)) return 'a page cannot be read';
    throw error;
  }
}

function insertAll(database: Database, dataset: Dataset): void {
  const insert = (table: string, columns: string, rows: readonly (readonly unknown[])[]) => {
    const values = columns.split(',').map((_, index) => `value ->> ${index}`);
    database
      .prepare(`insert into ${table} (${columns}) select ${values.join(', ')} from json_each(@rows)`)
      .run({ rows: JSON.stringify(rows) });
  };
  const numbered = <T extends { id: string }>(rows: readonly T[]) =>
    new Map([...rows].sort((a, b) => (a.id < b.id ? -1 : 1)).map((row, index) => [row.id, index + 1]));
  const codeN = numbered(dataset.codes);
  const termN = numbered(dataset.terms);
  const broaderOf = new Map(dataset.terms.map(({ id, broader }) => [id, broader]));
  const cited = ({ citation }: { citation: { source: string; line: number; evidence: string | null } }) => [
    citation.source,
    citation.line,
    citation.evidence,
  ];

  insert('dataset', 'version, fingerprint', [[dataset.version, dataset.fingerprint]]);
  insert(
    'source',
    'id, title, publisher, release, sha256, licence, rows, imported_at',
    dataset.sources.map((one) => [
      one.id,
      one.title,
      one.publisher,
      one.release,
      one.sha256,
      one.licence,
      one.rows,
      one.importedAt,
    ]),
  );
  insert(
    'family',
    'id, name, broader, rows_axis, columns_axis, position, code_count, source, line, evidence',
    dataset.families.map((one) => [
      one.id,
      one.name,
      one.broader,
      one.rows,
      one.columns,
      one.position,
      one.codeCount,
      ...cited(one),
    ]),
  );
  insert(
    'term',
    'n, id, axis, name, phrase, short, participle, definition, rank, notation, broader, position, code_count, source, line, evidence',
    dataset.terms.map((one) => [
      termN.get(one.id),
      one.id,
      one.axis,
      one.name,
      one.phrase,
      one.short,
      one.participle,
      one.definition,
      one.rank,
      one.notation,
      one.broader,
      one.position,
      one.codeCount,
      ...cited(one),
    ]),
  );
  insert(
    'synonym',
    'term, position, text',
    dataset.terms.flatMap(({ id, synonyms }) => synonyms.map((text, position) => [id, position, text])),
  );
  insert(
    'overlap',
    'term, position, other',
    dataset.terms.flatMap(({ id, overlaps }) => overlaps.map((other, position) => [id, position, other])),
  );
  const line = (id: string): string[] => {
    const broader = broaderOf.get(id) ?? null;
    return broader === null ? [id] : [id, ...line(broader)];
  };
  insert(
    'at_or_under',
    'term, broader',
    dataset.terms.flatMap(({ id }) => line(id).map((broader) => [termN.get(id), termN.get(broader)])),
  );
  insert(
    'performs',
    'family, specialty, role, position',
    dataset.performs.map((one, position) => [one.family, one.specialty, one.role, position]),
  );
  insert(
    'code',
    'n, id, code, system, edition, status, last_valid_day, label, label_kind, add_on, curated, family, source, line, evidence',
    dataset.codes.map((one) => [
      codeN.get(one.id),
      one.id,
      one.code,
      one.system,
      one.edition,
      one.status,
      one.lastValidDay,
      one.label,
      one.labelKind,
      Number(one.addOn),
      Number(one.curated),
      one.family,
      ...cited(one),
    ]),
  );
  insert(
    'fact',
    'code, axis, basis, inherited, source, line, evidence',
    dataset.codes.flatMap((code) =>
      code.facts.map((one) => [
        codeN.get(code.id),
        one.axis,
        one.basis,
        Number(one.inherited),
        ...cited(one),
      ]),
    ),
  );
  insert(
    'fact_term',
    'code, axis, position, term',
    dataset.codes.flatMap((code) => [
      ...code.facts.flatMap(({ axis, terms }) =>
        terms.map((term, position) => [codeN.get(code.id), axis, position, termN.get(term)]),
      ),
      ...code.specialties.map((term, position) => [
        codeN.get(code.id),
        'SPECIALTY',
        position,
        termN.get(term),
      ]),
    ]),
  );
  insert(
    'differs',
    'code, other, axes, count, distance',
    dataset.related.flatMap(({ from, to, axes, distance }) => {
      const facts = [axisBits(axes), axes.length, distance];
      return [
        [codeN.get(from), codeN.get(to), ...facts],
        [codeN.get(to), codeN.get(from), ...facts],
      ];
    }),
  );
  insert(
    'add_on',
    'add_on, "primary", source, line, evidence',
    dataset.addOns.map((one) => [codeN.get(one.addOn), codeN.get(one.primary), ...cited(one)]),
  );
  insert(
    'companion',
    'position, code, companion, relation, kind, source, line, evidence',
    dataset.companions.map((one, position) => [
      position,
      codeN.get(one.code),
      codeN.get(one.companion),
      one.relation,
      one.kind,
      ...cited(one),
    ]),
  );
  insert(
    'crosswalk',
    'code, other, relationship, confidence, justification, source, line, evidence',
    dataset.crosswalk.map((one) => [
      codeN.get(one.from),
      codeN.get(one.to),
      one.relationship,
      one.confidence,
      one.justification,
      ...cited(one),
    ]),
  );
  insert(
    'never',
    'code, other, why, source, line, evidence',
    dataset.never.map((one) => [codeN.get(one.from), codeN.get(one.to), one.why, ...cited(one)]),
  );
  insert(
    'document',
    'n, kind, id, curated',
    dataset.documents.map((one, index) => [index + 1, one.kind, one.id, Number(one.curated)]),
  );
  insert(
    'search',
    'rowid, tokens',
    dataset.documents.map(({ tokens }, index) => [index + 1, tokens.join(' ')]),
  );
}
