import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, renameSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import neo4j from 'neo4j-driver';
import {
  fetchJars,
  type Java,
  jarsOf,
  LINES,
  type Line,
  lastLines,
  missing,
  root,
  thenCleanUp,
  usableJava,
  type Wanted,
} from './neo4j/install.ts';

export { missing };

export interface LocalNeo4j {
  readonly uri: string;
  readonly version: string;
  readonly pid: number;
  /** Settles when its process has ended, for whatever reason. */
  readonly ended: Promise<void>;
  /** Stops it and waits for the process to end; removes a temporary home. */
  stop(): Promise<void>;
  /** Ends it at once, like a power cut; removes a temporary home. */
  kill(): Promise<void>;
}

export interface StartOptions extends Wanted {
  /** On 127.0.0.1; a free one when left out. */
  port?: number;
  /** Where the graph is kept; a temporary folder, removed by `stop` and `kill`, when left out. */
  home?: string;
  /** The most memory for Java objects, as `-Xmx` takes it; 1g when left out. */
  heap?: string;
  /** Whether it asks for a user name and a password; off when left out. */
  auth?: boolean;
  /** Told what takes long. */
  log?: (line: string) => void;
}

const START_SECONDS = 300;
const STOP_SECONDS = 60;

/** Starts a Neo4j of its own on 127.0.0.1, without a password unless asked for; rejects with a sentence that names the remedy. */
export async function startNeo4j(options: StartOptions = {}): Promise<LocalNeo4j> {
  const java = await usableJava(options);
  const line = LINES[options.line ?? 'current'];
  const log = options.log ?? (() => {});
  await fetchJars(line, log);
  const archive = await classArchive(line, java, log);
  const flags = [
    `-Xmx${options.heap ?? '1g'}`,
    `-Dauth=${options.auth ?? false}`,
    ...(archive ? [`-XX:SharedArchiveFile=${archive}`, '-Xlog:cds=off'] : []),
  ];
  for (let attempt = 1; ; attempt++) {
    const port = await freePort(options.port ?? 0);
    try {
      return await launch(line, java, flags, port, options.home);
    } catch (error) {
      const taken = error instanceof Error && /already in use/i.test(error.message);
      if (!taken || options.port || attempt === 3) throw error;
    }
  }
}

/** The recorded classes of a first run, without which each start takes twice as long; null when recording fails. */
async function classArchive(line: Line, java: Java, log: (line: string) => void): Promise<string | null> {
  const archive = join(jarsOf(line.version), `java-${java.build}.jsa`);
  if (existsSync(archive)) return archive;
  log(
    `Starting Neo4j ${line.version} once to record what it loads, which halves the time of later starts ...`,
  );
  const aside = mkdtempSync(`${archive}-`);
  const recorded = join(aside, 'classes.jsa');
  try {
    await thenCleanUp(
      record(line, java, recorded).then(() => renameSync(recorded, archive)),
      () => rmSync(aside, { recursive: true, force: true }),
    );
    return archive;
  } catch (error) {
    log(`That failed, so it starts without: ${error instanceof Error ? error.message : error}`);
    return null;
  }
}

async function record(line: Line, java: Java, archive: string): Promise<void> {
  const server = await launch(
    line,
    java,
    ['-Xmx1g', `-XX:ArchiveClassesAtExit=${archive}`],
    await freePort(0),
  );
  const driver = neo4j.driver(server.uri);
  try {
    for (const statement of [
      'CREATE CONSTRAINT IF NOT EXISTS FOR (a:A) REQUIRE a.id IS UNIQUE',
      'CREATE FULLTEXT INDEX words IF NOT EXISTS FOR (a:A) ON EACH [a.words]',
      'UNWIND range(1, 100) AS id MERGE (a:A {id: id}) SET a.words = "word " + id',
      'MATCH (a:A), (b:A {id: a.id + 1}) MERGE (a)-[r:R]->(b) SET r.cost = a.id',
      'MATCH (a:A)-[:R*1..3]-(b:A) WHERE a.id IN [1, 2] RETURN a.id, collect(DISTINCT b {.id}) ORDER BY a.id',
      'CALL db.index.fulltext.queryNodes("words", "word") YIELD node, score RETURN node, score LIMIT 3',
    ]) {
      await driver.executeQuery(statement);
    }
  } finally {
    await driver.close();
    await server.stop();
  }
}

async function launch(
  line: Line,
  java: Java,
  flags: string[],
  port: number,
  lasting?: string,
): Promise<LocalNeo4j> {
  const home = lasting ? resolve(lasting) : mkdtempSync(join(tmpdir(), 'codelattice-neo4j-'));
  mkdirSync(home, { recursive: true });
  const child = spawn(java.command, [
    ...flags,
    // Half the processor time in a life of seconds; over minutes the full compiler wins.
    ...(lasting ? [] : ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC']),
    '--add-opens=java.base/java.nio=ALL-UNNAMED',
    ...(java.major >= 24
      ? ['--enable-native-access=ALL-UNNAMED', '--sun-misc-unsafe-memory-access=allow']
      : []),
    '-cp',
    join(jarsOf(line.version), '*'),
    join(root, 'scripts', 'neo4j', 'Neo4j.java'),
    home,
    String(port),
    ...(lasting ? [] : ['temporary']),
  ]);
  child.stdin.on('error', () => {});
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const ended = thenCleanUp(closed, () => {
    if (lasting) return;
    child.kill('SIGKILL');
    rmSync(home, { recursive: true, force: true });
  });
  const end = async (ask: () => void) => {
    const timer = setTimeout(() => child.kill('SIGKILL'), STOP_SECONDS * 1000);
    ask();
    await ended;
    clearTimeout(timer);
  };
  const kill = () => end(() => child.kill('SIGKILL'));
  try {
    const version = await firstAnswer(child, home);
    const stop = () => end(() => child.stdin.end());
    return { uri: `bolt://127.0.0.1:${port}`, version, pid: child.pid ?? 0, ended, stop, kill };
  } catch (error) {
    await kill();
    throw error;
  }
}

function firstAnswer(child: ChildProcessWithoutNullStreams, home: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const fail = (problem: string) => reject(new Error(problem));
    const timer = setTimeout(() => {
      const file = join(home, 'logs', 'debug.log');
      const logged = existsSync(file) ? readFileSync(file, 'utf8') : said;
      fail(`Neo4j did not answer within ${START_SECONDS} s; its log ends:\n${lastLines(logged)}`);
    }, START_SECONDS * 1000);
    const hear = (text: string) => {
      said = (said + text).slice(-20_000);
    };
    // Both are read for as long as it runs: a full pipe would block it.
    child.stderr.setEncoding('utf8').on('data', hear);
    createInterface({ input: child.stdout }).on('line', (text) => {
      const version = /^READY \S+ (\S+)$/.exec(text)?.[1];
      if (!version) return hear(`${text}\n`);
      clearTimeout(timer);
      resolve(version);
    });
    child.once('error', (error) => fail(`Java could not be run: ${error.message}`));
    child.once('close', () => {
      clearTimeout(timer);
      if (/FileLockException|locked by another process/i.test(said)) {
        fail(`${home} is in use by another running Neo4j: stop that one, or choose another folder.`);
      } else {
        fail(`Neo4j ended before it answered:\n${lastLines(said)}`);
      }
    });
  });
}

async function freePort(wanted: number): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const why = error.code === 'EADDRINUSE' ? 'is already in use' : `cannot be used (${error.code})`;
      reject(new Error(`Port ${wanted} of 127.0.0.1 ${why}: choose another.`));
    });
    server.listen(wanted, '127.0.0.1', resolve);
  });
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : wanted;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { port: { type: 'string' }, lts: { type: 'boolean' }, home: { type: 'string' } },
  });
  let port = Number(values.port ?? 7687);
  if (!(port > 0 && port < 65_536))
    throw new Error(`--port takes a number from 1 to 65535, not ${values.port}.`);
  while (!values.port && !(await freePort(port).catch(() => null))) port++;
  const home = values.home ?? join(root, 'data', values.lts ? 'neo4j-lts' : 'neo4j');
  let server: LocalNeo4j | undefined;
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      stopping = true;
      if (!server) process.exit(0);
      void server.stop();
    });
  }
  console.error('Starting Neo4j ...');
  const line = values.lts ? 'lts' : 'current';
  server = await startNeo4j({ line, port, home, log: (text) => console.error(text) });
  const moved = !values.port && port !== 7687 ? ' (7687 is taken)' : '';
  console.log(`Neo4j ${server.version} answers at ${server.uri}${moved}; its graph is kept in ${values.home ?? relative('', home)}.

  NEO4J_URI=${server.uri} npm run seed
  NEO4J_URI=${server.uri} npm start

Ctrl-C stops it.`);
  await server.ended;
  if (!stopping) throw new Error(`Neo4j ended by itself; its logs are in ${join(home, 'logs')}.`);
  console.error('Stopped.');
}

if (process.argv[1] && import.meta.url === pathToFileURL(realpathSync(process.argv[1])).href) {
  main().then(
    () => process.exit(0),
    (error: Error) => {
      console.error(error.message);
      process.exit(1);
    },
  );
}
