import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { parseSync } from 'oxc-parser';

/**
 * The rooms of `src`, from the outermost in, and the rooms that each may import besides itself; a file is in the room whose
 * name begins its path, the longest of them. Generated code counts for nothing: it only names types of the rooms.
 */
export const ROOMS: Readonly<Record<string, readonly string[]>> = {
  'main.ts': ['commands', 'errors.ts', 'text'],
  commands: [
    'server',
    'export',
    'mcp',
    'graphql',
    'load/releases',
    'load/seed',
    'load/files',
    'store/sqlite/write',
    'store/sqlite',
    'store/neo4j/write',
    'store/neo4j',
    'store',
    'text',
    'lattice',
    'errors.ts',
    'limits.ts',
  ],
  server: [
    'export',
    'mcp',
    'graphql',
    'store',
    'text',
    'lattice',
    'explorer/picture',
    'errors.ts',
    'limits.ts',
    'event-loop.ts',
  ],
  export: ['graphql', 'store', 'text', 'lattice', 'errors.ts'],
  mcp: ['graphql', 'text', 'lattice'],
  graphql: ['store', 'text', 'lattice', 'errors.ts', 'limits.ts', 'event-loop.ts'],
  'load/releases': ['load/files', 'load/seed', 'store', 'text', 'lattice'],
  'load/seed': ['store', 'text', 'lattice'],
  'load/files': ['lattice'],
  'store/sqlite/write': ['store/sqlite', 'store', 'lattice', 'errors.ts'],
  'store/sqlite': ['store', 'lattice', 'errors.ts', 'event-loop.ts'],
  'store/neo4j/write': ['store/neo4j', 'store', 'lattice', 'errors.ts'],
  'store/neo4j': ['store', 'lattice', 'errors.ts', 'event-loop.ts'],
  store: ['lattice'],
  text: ['lattice'],
  explorer: ['explorer/picture', 'text', 'lattice'],
  'explorer/picture': [],
  lattice: [],
  'event-loop.ts': ['errors.ts'],
  'limits.ts': ['errors.ts'],
  'errors.ts': [],
};

/** Packages that only some rooms may import. */
const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  '@apollo/server': ['graphql', 'server'],
  fastify: ['server', 'export'],
  '@modelcontextprotocol/server': ['mcp', 'server', 'commands'],
  graphql: ['graphql', 'mcp', 'server', 'commands'],
  libsql: ['store/sqlite'],
  'neo4j-driver': ['store/neo4j'],
  zod: ['mcp'],
};

/** What lattice may import; nothing else, not even of Node. */
const PACKAGES_OF_LATTICE: readonly string[] = ['tinyqueue'];

/** A file of `src` and what it imports: files by their paths from `src`, packages by their names. */
export interface Module {
  readonly file: string;
  readonly imports: readonly string[];
  readonly packages: readonly string[];
}

/** Reads what the files of a folder import, types and what is imported when it is needed too. */
export function modulesOf(folder: string): Module[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => file.split(sep).join('/'))
    .filter((file) => /\.tsx?$/.test(file) && !/\.d\.ts$|^generated\/|vite[.-]/.test(file));
  return files.map((file) => {
    const text = readFileSync(join(folder, file), 'utf8');
    const { module } = parseSync(file, text);
    const named = [
      ...module.staticImports.map(({ moduleRequest }) => moduleRequest.value),
      ...module.staticExports.flatMap(({ entries }) =>
        entries.flatMap(({ moduleRequest }) => moduleRequest?.value ?? []),
      ),
      ...module.dynamicImports.map(({ moduleRequest: { start, end } }) => text.slice(start + 1, end - 1)),
    ];
    const here = dirname(join(folder, file));
    const inside = named
      .filter((name) => name.startsWith('.'))
      .map((name) => relative(folder, resolve(here, name)).split(sep).join('/'));
    return {
      file,
      imports: [...new Set(inside)].filter((name) => files.includes(name)),
      packages: [...new Set(named.filter((name) => !name.startsWith('.')))],
    };
  });
}

/** The room of a file, by its path from `src`. */
export function roomOf(file: string): string {
  const rooms = Object.keys(ROOMS).filter((room) => file === room || file.startsWith(`${room}/`));
  const [longest] = rooms.sort((a, b) => b.length - a.length);
  if (longest === undefined)
    throw new Error(`src/${file} is in no room; ROOMS in scripts/house.ts names them`);
  return longest;
}

/** What is wrong with the imports: circles, and ways that lead outward. Empty where all is well. */
export function faultsOf(modules: readonly Module[]): string[] {
  return [...circlesOf(modules), ...modules.flatMap(crossingsOf)];
}

function crossingsOf({ file, imports, packages }: Module): string[] {
  const room = roomOf(file);
  const allowed = ROOMS[room] ?? [];
  const outward = imports
    .filter((other) => roomOf(other) !== room && !allowed.includes(roomOf(other)))
    .map(
      (other) =>
        `src/${file} imports src/${other}, but ${room} may import only ${allowed.join(', ') || 'itself'}`,
    );
  const foreign = packages.filter((name) => {
    if (room === 'lattice') return !PACKAGES_OF_LATTICE.includes(name);
    const rooms = Object.entries(PACKAGES).find(([one]) => name === one || name.startsWith(`${one}/`))?.[1];
    return rooms !== undefined && !rooms.includes(room);
  });
  return [...outward, ...foreign.map((name) => `src/${file} imports ${name}, which ${room} may not`)];
}

/** The shortest ways round, none through a file that another has named: what one import closes is told once. */
function circlesOf(modules: readonly Module[]): string[] {
  const next = new Map(modules.map(({ file, imports }) => [file, imports]));
  const told = new Set<string>();
  return modules
    .flatMap(({ file }) => wayBack(file, next) ?? [])
    .sort((a, b) => a.length - b.length)
    .filter((way) => {
      if (way.some((file) => told.has(file))) return false;
      for (const file of way) told.add(file);
      return true;
    })
    .map((way) => `a circle of imports: ${way.map((file) => `src/${file}`).join(' -> ')}`);
}

/** The shortest way from a file to itself; null where there is none. */
function wayBack(file: string, next: ReadonlyMap<string, readonly string[]>): (readonly string[])[] | null {
  const seen = new Set<string>();
  let ways = [[file]];
  while (ways.length > 0) {
    const longer = ways.flatMap((way) => (next.get(way.at(-1) ?? '') ?? []).map((other) => [...way, other]));
    const round = longer.find((way) => way.at(-1) === file);
    if (round) return [round];
    ways = longer.filter((way) => {
      const last = way.at(-1) ?? '';
      return !seen.has(last) && seen.add(last);
    });
  }
  return null;
}
