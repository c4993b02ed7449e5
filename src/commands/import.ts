import { constants, copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UsageError } from '../errors.ts';
import { KINDS, type Kind } from '../load/files/formats.ts';
import { type Prepared, prepareImports } from '../load/releases/import.ts';
import type { Import, Imported } from '../store/release.ts';
import type { Config } from './config.ts';
import { createProgress } from './progress.ts';
import { removeReport, reportText } from './refused-rows.ts';
import { ensureSeeded } from './seeding.ts';
import { keepHeapSmall } from './small-heap.ts';
import { importInto } from './stores.ts';
import { inColumns } from './terminal-table.ts';

export interface ImportOptions {
  readonly release?: string;
  readonly dryRun?: boolean;
  readonly licensed?: boolean;
  /** Where refused rows are listed. */
  readonly report?: string;
}

/** Where a command writes: answers to `say`, everything else to `tell`. */
export interface Terminal {
  say(line: string): void;
  tell(line: string): void;
  readonly errors: NodeJS.WriteStream;
}

/** Where refused rows are listed, in the folder the command is run in, unless `--report` names another file. */
const REPORT = 'codelattice-refused.csv';

/** A release that was taken in. */
interface Done {
  readonly prepared: Prepared;
  readonly imported: Imported;
  readonly seconds: number;
}

/**
 * Takes files into the store, one release after the other, oldest first, and says what became of their rows. What stands
 * first in `given` may be a kind; the others are files, zips or folders. A dry run does the same on a copy
 * of the embedded store; in Neo4j it arrives and is removed again, unseen.
 */
export async function importFiles(
  config: Config,
  given: readonly string[],
  options: ImportOptions,
  terminal: Terminal,
): Promise<number> {
  const { kind, paths } = kindAndPaths(given);
  keepHeapSmall();
  const prepared = await prepareImports(paths, {
    ...(kind === null ? {} : { kind }),
    ...(options.release === undefined ? {} : { release: options.release }),
    licensed: options.licensed ?? false,
    importedAt: new Date(),
  });
  for (const warning of prepared.flatMap(({ warnings }) => warnings)) terminal.tell(`Note: ${warning}`);
  const dryRun = options.dryRun ?? false;
  const target = dryRun && config.neo4j === null ? rehearsal(config) : { config, end: () => {} };
  const done: Done[] = [];
  try {
    await ensureSeeded(target.config, dryRun ? () => {} : terminal.tell);
    for (const one of prepared) done.push(await take(target.config, one, dryRun, terminal));
  } finally {
    target.end();
    const report = options.report ?? REPORT;
    await listRefused(prepared, report, terminal);
    if (isClean(prepared, done)) await dropReport(report, terminal);
    if (done.length > 0) summarize(done, dryRun, terminal);
  }
  return 0;
}

function kindAndPaths(given: readonly string[]): { kind: Kind | null; paths: readonly string[] } {
  const [first = '', ...others] = given;
  const kind = KINDS.find((one) => one === first) ?? null;
  if (kind === null) {
    if (others.length > 0 && /^[\w-]+$/.test(first) && !existsSync(first)) {
      throw new UsageError(`"${first}" is neither a kind nor a file; the kinds are ${KINDS.join(', ')}.`);
    }
    return { kind, paths: given };
  }
  if (others.length > 0) return { kind, paths: others };
  if (existsSync(first)) return { kind: null, paths: given };
  throw new UsageError(`Name a file, a zip or a folder: codelattice import ${kind} <path>.`);
}

/** A copy of the embedded store to try on. */
function rehearsal(config: Config): { config: Config; end(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'codelattice-'));
  const databasePath = join(folder, 'dry-run.db');
  const end = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', end);
  if (existsSync(config.databasePath)) {
    copyFileSync(config.databasePath, databasePath, constants.COPYFILE_FICLONE);
  }
  return { config: { ...config, databasePath }, end };
}

async function take(
  config: Config,
  prepared: Prepared,
  dryRun: boolean,
  { errors }: Terminal,
): Promise<Done> {
  const { kind, release } = prepared.import;
  const progress = await createProgress(errors, `${kind} ${release}`);
  const began = performance.now();
  try {
    const imported = await importInto(config, watched(prepared, progress.at), dryRun);
    return { prepared, imported, seconds: (performance.now() - began) / 1_000 };
  } finally {
    progress.end();
  }
}

/** An import that tells how much of its files is read, and how many rows were taken in. */
function watched(
  { import: release, selection, report }: Prepared,
  tell: (share: number, detail: string) => void,
): Import {
  const members = selection.files.map(({ member }) => member);
  const bytes = members.reduce((sum, member) => sum + member.bytes, 0);
  return {
    ...release,
    async *batches(held) {
      for (const member of members) member.consumed = 0;
      let rows = 0;
      for await (const batch of release.batches(held)) {
        yield batch;
        rows += batch.rows.length;
        const consumed = members.reduce((sum, member) => sum + member.consumed, 0);
        tell(bytes === 0 ? 1 : consumed / bytes, `${count(report.read)} rows read, ${count(rows)} written`);
      }
    },
  };
}

const count = (value: number) => value.toLocaleString('en');

const HEADS = [
  'kind',
  'release',
  'read',
  'added',
  'changed',
  'unchanged',
  'removed',
  'refused',
  'seconds',
  'rows/s',
];

function summarize(done: readonly Done[], isDryRun: boolean, { say }: Terminal): void {
  if (isDryRun) say('Dry run: nothing is written. An import would do this:');
  for (const line of inColumns(HEADS, done.map(rowOf))) say(line);
  for (const { prepared, imported } of done) {
    for (const { id, sha256 } of prepared.import.sources) say(`${id}  sha256 ${sha256}`);
    if (imported.outcome === 'unchanged') {
      say(
        `${prepared.import.kind} ${prepared.import.release}: the same files are held already; nothing to do.`,
      );
    }
    for (const note of prepared.report.notes)
      say(`${prepared.import.kind} ${prepared.import.release}: ${note}`);
  }
}

function rowOf({ prepared, imported, seconds }: Done): string[] {
  const { kind, release } = prepared.import;
  if (imported.outcome === 'unchanged')
    return [kind, release, '–', '–', '–', '–', '–', '–', seconds.toFixed(1), '–'];
  const { read, refused } = prepared.report;
  const { added, changed, unchanged, removed } = imported;
  const counts = [read, added, changed, unchanged, removed, refused].map(count);
  return [kind, release, ...counts, seconds.toFixed(1), count(Math.round(read / seconds))];
}

/** Whether all files were read to their end and no row was refused; what was held already is not read again. */
function isClean(prepared: readonly Prepared[], done: readonly Done[]): boolean {
  return (
    done.length === prepared.length &&
    done.every(
      ({ prepared: { report }, imported }) => report.refused === 0 && imported.outcome === 'imported',
    )
  );
}

async function dropReport(path: string, { tell }: Terminal): Promise<void> {
  try {
    const removed = await removeReport(path);
    if (removed) tell(`Nothing was refused: ${path}, the report of an earlier import, is removed.`);
  } catch (error) {
    tell(
      `Nothing was refused; ${path} is the report of an earlier import and could not be removed: ${(error as Error).message}`,
    );
  }
}

async function listRefused(prepared: readonly Prepared[], path: string, { tell }: Terminal): Promise<void> {
  const refused = prepared.filter(({ report }) => report.refused > 0);
  if (refused.length === 0) return;
  const { writeFile } = await import('node:fs/promises');
  const total = count(refused.reduce((sum, { report }) => sum + report.refused, 0));
  try {
    await writeFile(path, reportText(refused));
    tell(`${total} row(s) were refused; they are listed in ${path}.`);
  } catch (error) {
    tell(`${total} row(s) were refused; they could not be listed in ${path}: ${(error as Error).message}`);
  }
}
