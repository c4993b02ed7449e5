import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';

/** A release of Neo4j and the oldest Java it runs on. */
export interface Line {
  readonly version: string;
  readonly java: number;
}

export interface Wanted {
  /** 'current' (when left out) is the newest release, on Java 21 or newer; 'lts' is 5.26, on Java 17 or newer. */
  line?: 'current' | 'lts';
  /** False: use only what is cached, never run Maven. */
  download?: boolean;
}

/** A JDK on this machine. */
export interface Java {
  readonly command: string;
  readonly major: number;
  readonly build: string;
}

export const LINES: Record<'current' | 'lts', Line> = {
  current: { version: '2026.08.1', java: 21 },
  lts: { version: '5.26.30', java: 17 },
};
/** The folder of this package's sources. */
export const root = packageRoot(import.meta.dirname);
const run = promisify(execFile);

/** Null when a Neo4j of this line can be started now; otherwise one sentence that says what is missing and the remedy. */
export async function missing(options: Wanted = {}): Promise<string | null> {
  return usableJava(options).then(
    () => null,
    (error: Error) => error.message,
  );
}

/** The JDK to run this line with, once its jars are there or can be fetched; rejects with the sentence of `missing`. */
export async function usableJava({ line = 'current', download = true }: Wanted): Promise<Java> {
  const { version, java } = LINES[line];
  const [newest] = await javas();
  if (!newest || newest.major < java) {
    const found = newest ? `the newest found is Java ${newest.major} (${newest.command})` : 'none was found';
    throw new Error(
      `Neo4j ${version} needs a JDK of Java ${java} or newer, but ${found}: install one, or set JAVA_HOME to its folder.`,
    );
  }
  if (existsSync(jarsOf(version))) return newest;
  if (!download) {
    const command = line === 'lts' ? 'npm run neo4j -- --lts' : 'npm run neo4j';
    throw new Error(
      `Neo4j ${version} is not in ${jarsOf(version)}: run "${command}" once, which downloads it.`,
    );
  }
  if (onPath('mvn').length === 0) {
    throw new Error(
      `Neo4j ${version} is downloaded by Maven, but there is no mvn on the PATH: install Maven (on Debian: apt-get install maven).`,
    );
  }
  return newest;
}

/** Every JDK in JAVA_HOME, on the PATH and in CODELATTICE_JVM_FOLDERS, the newest first. */
async function javas(): Promise<Java[]> {
  const { JAVA_HOME, CODELATTICE_JVM_FOLDERS = '/usr/lib/jvm' } = process.env;
  const installed = CODELATTICE_JVM_FOLDERS.split(delimiter)
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder).map((name) => join(folder, name, 'bin', 'java')));
  const commands = [...(JAVA_HOME ? [join(JAVA_HOME, 'bin', 'java')] : []), ...onPath('java'), ...installed]
    .filter((command) => existsSync(command))
    .map((command) => realpathSync(command))
    // Running a source file takes the compiler, which a mere runtime (a JRE) does not have.
    .filter((command) => existsSync(join(dirname(command), 'javac')));
  const found = await Promise.all(
    [...new Set(commands)].map(async (command) => {
      const said = await run(command, ['-version']).then(
        ({ stderr }) => stderr,
        () => '',
      );
      const major = Number(/version "(?:1\.)?(\d+)/.exec(said)?.[1] ?? 0);
      return { command, major, build: /\(build ([^)\s]+)/.exec(said)?.[1] ?? String(major) };
    }),
  );
  return found.filter(({ major }) => major > 0).sort((a, b) => b.major - a.major);
}

function onPath(command: string): string[] {
  const { PATH = '' } = process.env;
  const files = PATH.split(delimiter).map((folder) => folder && join(folder, command));
  return files.filter((file) => file && existsSync(file));
}

/** The folder of jars of a release, there only when complete. */
export function jarsOf(version: string): string {
  const { CODELATTICE_CACHE, XDG_CACHE_HOME } = process.env;
  const cache = CODELATTICE_CACHE || join(XDG_CACHE_HOME || join(homedir(), '.cache'), 'codelattice');
  return join(cache, 'neo4j', version, 'jars');
}

/** Copies the jars of a release into the cache, unless they are there; rejects with the end of what Maven said. */
export async function fetchJars({ version }: Line, log: (line: string) => void): Promise<void> {
  const jars = jarsOf(version);
  if (existsSync(jars)) return;
  log(`Downloading Neo4j ${version} with Maven (about 150 MB, once; it takes a minute or two) ...`);
  mkdirSync(dirname(jars), { recursive: true });
  const aside = mkdtempSync(`${jars}-`);
  const pom = join(root, 'scripts', 'neo4j', 'pom.xml');
  const copy = ['dependency:copy-dependencies', `-DoutputDirectory=${aside}`, '-DincludeScope=runtime'];
  const maven = run('mvn', ['-B', '-q', '-f', pom, `-Dneo4j.version=${version}`, ...copy]);
  const cleanUp = () => {
    maven.child.kill();
    rmSync(aside, { recursive: true, force: true });
  };
  try {
    await thenCleanUp(
      maven.then(() => renameSync(aside, jars)),
      cleanUp,
    );
  } catch (error) {
    // Another process may have been quicker: rename refuses a folder that is there, and theirs is as good.
    if (existsSync(jars)) return;
    const { stdout = '', stderr = '', message } = error as Error & { stdout?: string; stderr?: string };
    throw new Error(`Maven could not download Neo4j ${version}:\n${lastLines(stdout + stderr || message)}`);
  }
}

/** Cleans up once the work has ended, or at once when this process exits before. */
export async function thenCleanUp<T>(work: Promise<T>, cleanUp: () => void): Promise<T> {
  process.once('exit', cleanUp);
  try {
    return await work;
  } finally {
    process.off('exit', cleanUp);
    cleanUp();
  }
}

/** The last 15 lines of a log, each cut at 300 characters, without stack frames. */
export function lastLines(text: string): string {
  const lines = text.split('\n').filter((line) => line.trim() && !/^\s+(at |\.\.\. \d)/.test(line));
  const last = lines.slice(-15).map((line) => line.slice(0, 300));
  return last.join('\n') || '(it said nothing)';
}

function packageRoot(folder: string): string {
  return existsSync(join(folder, 'package.json')) ? folder : packageRoot(dirname(folder));
}
