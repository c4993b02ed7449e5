import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root } from '../../src/commands/root.ts';
import { zipped } from '../load/files/files.ts';
import { needsNeo4j, type Shown, shownCommands } from '../readme-commands.ts';
import { ask } from '../served.ts';
import { order, PCS_2025, pfs, ptp } from './importing.ts';
import { installedCopy } from './installed.ts';
import { type Line, startLine } from './shell.ts';

/** The address that the README names; here servers choose a free port. */
const WRITTEN = 'http://127.0.0.1:4000';

let installed: ReturnType<typeof installedCopy>;
let server: Line | undefined;
let url: string;
beforeAll(async () => {
  installed = installedCopy();
  const { folder } = installed;
  for (const part of [
    'dist/scripts',
    'src/explorer/words',
    'test/operations',
    'examples',
    'package-lock.json',
  ]) {
    cpSync(join(root, part), join(folder, part), { recursive: true });
  }
  for (const file of ['Dockerfile', 'docker-compose.yml']) cpSync(join(root, file), join(folder, file));
  writeFileSync(join(folder, 'PPRRVU2025_Oct.csv'), pfs(['63278', '63277']));
  for (const part of [1, 2, 3, 4]) {
    const name = `ccipra-v302r0-f${part}`;
    const content = ptp(2, `6327${part}`);
    writeFileSync(join(folder, `${name}.zip`), zipped({ name: `${name}.txt`, content }));
  }
  const content = order(...PCS_2025);
  writeFileSync(join(folder, 'cms_2025_pr.zip'), zipped({ name: 'icd10pcs_order_2025.txt', content }));
  writeFileSync(join(folder, 'descriptors.txt'), '63278 Own words of a test, nothing else\n');
  // What `changes` tells of is a file that no other line before it takes in.
  const { code } = await start('npm run codelattice -- import cms_2025_pr.zip').ended;
  expect(code).toBe(0);
  server = start('npm start');
  url = await server.serves;
});
afterAll(async () => {
  server?.interrupt();
  await server?.ended;
  installed.remove();
});

const start = (command: string) => startLine(installed.folder, command, { PORT: '0', LOG_LEVEL: 'warn' });
const scripts: Readonly<Record<string, string>> = JSON.parse(
  readFileSync(join(root, 'package.json'), 'utf8'),
).scripts;

/** What takes minutes or a network, or writes the repository's own files, is only looked for. */
const ONLY_THERE =
  /^(?:\S+=\S+ )*(?:docker |npx (vitest|codelattice)\b|npm (install|ci|pack|test|audit|(run (bench|build|check|dev|generate|licences|neo4j|pictures|sbom|test:\w+)))\b)/;

function isThere(command: string): boolean {
  const words = command.replace(/^(?:[A-Z0-9_]+=\S+ )+/, '').split(' ');
  const [program = '', verb = '', name = '', path = ''] = words;
  if (program === 'docker')
    return existsSync(join(installed.folder, verb === 'compose' ? 'docker-compose.yml' : 'Dockerfile'));
  if (program === 'npx') return existsSync(join(root, verb === 'codelattice' ? 'dist/src/main.js' : path));
  const script = verb === 'run' ? scripts[name] : verb === 'test' ? scripts.test : 'npm itself';
  if (script === undefined) return false;
  const built = /(?:^|node )((?:dist|test)\/\S+)/.exec(script)?.[1];
  return built === undefined || existsSync(join(root, built));
}

/** Runs a command line to its end, or asks the server that it starts and ends it. */
async function runs(command: string): Promise<void> {
  const line = start(command.replaceAll(WRITTEN, url));
  const first = await Promise.race([line.serves.catch(() => null), line.ended]);
  if (typeof first === 'string') {
    const { body } = await ask(first, '{ code(id: "63278") { code } }');
    expect(body.data).toEqual({ code: { code: '63278' } });
    line.interrupt();
    await line.ended;
    return;
  }
  const { code, out, err } = await line.ended;
  expect([code, err], `${command}\n${out}${err}`).toEqual([0, expect.not.stringMatching(/\n {4}at /)]);
  expect(out.trim()).not.toBe('');
  if (command.startsWith('curl')) expect(JSON.parse(out).data.code.code).toBe('63278');
}

const shown = shownCommands().filter((one) => !needsNeo4j(one));
const unique = [...new Map(shown.map((one) => [one.command, one])).values()];

describe('the command lines of the documents', () => {
  test('are found', () => {
    expect(unique.filter(({ isBlock }) => isBlock).length).toBeGreaterThan(10);
    const within = unique.filter(({ isBlock }) => !isBlock).map(({ command }) => command);
    expect(within).toEqual(expect.arrayContaining(['npm run coverage', 'npm run bench -- imports']));
  });

  test.each(unique)('$file: $command', async ({ command }: Shown) => {
    const synopsis =
      /^npm run codelattice -- (\w+(?: \[.*?\])?(?: \| \w+(?: \[.*?\])?)+)$/.exec(command)?.[1] ??
      /^codelattice (\w+)$/.exec(command)?.[1];
    if (synopsis !== undefined) {
      const { out } = await start('npm run codelattice -- --help').ended;
      for (const name of synopsis.split(' | ').map((one) => one.split(' ')[0])) {
        expect(out).toMatch(new RegExp(`^ {2}${name}\\b`, 'm'));
      }
      return;
    }
    for (const one of command.split(' && ')) {
      if (ONLY_THERE.test(one)) expect(isThere(one), one).toBe(true);
      else await runs(one);
    }
  });

  test('what they write is there', () => {
    const lines = readFileSync(join(installed.folder, 'related.csv'), 'utf8').trim().split('\n');
    expect(lines).toHaveLength(31);
    expect(lines[0]).toMatch(/^id,code,/);
  });

  test('the documents that they name are those of this repository', () => {
    for (const { command } of unique) {
      for (const [path] of command.matchAll(/[\w/.-]+\.graphql/g)) {
        expect(existsSync(join(root, path)), path).toBe(true);
        expect(dirname(path)).not.toBe('.');
      }
    }
  });
});
