import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { InMemoryCache } from '@apollo/client';
import { formatDocument, stringifyDocument } from '@urql/core';
import { print } from 'graphql';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { REFUSAL, RELATED } from './served.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const versions = Object.entries(
  JSON.parse(readFileSync(new URL('package.json', import.meta.url))).dependencies,
)
  .filter(([name]) => ['@apollo/client', 'graphql', 'rxjs'].includes(name) || name.startsWith('@urql/'))
  .map(([name, version]) => `${name}@${version}`);
const { typescript } = JSON.parse(readFileSync(join(root, 'package.json'))).devDependencies;

/** The examples, which ask documents of the package, and what must not compile. */
const EXAMPLES = ['apollo.ts', 'urql.ts'];
const WRONG = `import type { ResultOf, VariablesOf } from '@graphql-typed-document-node/core';
import { RelatedDocument } from 'codelattice/documents';

// @ts-expect-error The document has no such variable.
export const variables: VariablesOf<typeof RelatedDocument> = { id: '63278' };
// @ts-expect-error It does not ask for this field.
export const field = (answer: ResultOf<typeof RelatedDocument>) => answer.code?.descriptor;
`;
const OPTIONS = ['--target', 'es2022', '--lib', 'es2022,dom,esnext.disposable', '--types', ''];

let folder;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'codelattice-package-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('is installed from its tarball into an empty folder, where its documents compile and its server answers them', async () => {
  const [{ filename, files }] = JSON.parse(
    execFileSync('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', folder], {
      cwd: root,
      encoding: 'utf8',
    }),
  );
  expect(files.filter(({ path }) => /\.map$|\.env|node_modules|^src\//.test(path))).toEqual([]);
  writeFileSync(join(folder, 'package.json'), '{ "type": "module", "private": true }');
  execFileSync(
    'npm',
    [
      'install',
      '--no-audit',
      '--no-fund',
      '--prefer-offline',
      join(folder, filename),
      `typescript@${typescript}`,
      ...versions,
    ],
    { cwd: folder, stdio: 'pipe' },
  );

  const { resolve } = await import('node:module').then(({ createRequire }) =>
    createRequire(join(folder, 'x.js')),
  );
  expect(readFileSync(resolve('codelattice/schema.graphql'), 'utf8')).toMatch(/^type Code implements Node/m);

  writeFileSync(join(folder, 'process.d.ts'), 'declare const process: { readonly argv: readonly string[] };');
  writeFileSync(join(folder, 'wrong.ts'), WRONG);
  for (const file of EXAMPLES) copyFileSync(join(root, 'examples/typescript', file), join(folder, file));
  const compiler = join(folder, 'node_modules/typescript/bin/tsc');
  const compile = (...given) =>
    run(process.execPath, [
      compiler,
      '--strict',
      ...OPTIONS,
      ...given,
      'process.d.ts',
      'wrong.ts',
      ...EXAMPLES,
    ]);
  // A package that Apollo Client takes names its own files as Node does not allow: its types are not checked there.
  for (const given of [
    ['--module', 'nodenext', '--skipLibCheck'],
    ['--module', 'esnext', '--moduleResolution', 'bundler'],
  ]) {
    const { status, stdout } = compile(...given);
    expect([status, stdout]).toEqual([0, '']);
  }

  const started = Date.now();
  const server = spawn(process.execPath, [join(folder, 'node_modules/.bin/codelattice')], {
    cwd: folder,
    // Only known documents are answered: both clients ask by the hash of what they send, `__typename` and all.
    env: { PATH: process.env.PATH, PORT: '0', LOG_LEVEL: 'warn', DOCUMENTS: 'known' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const url = await addressOf(server);
    for (const file of EXAMPLES) {
      const { stdout: said, stderr } = run(process.execPath, [file.replace('.ts', '.js'), `${url}/graphql`]);
      const lines = said.trim().split('\n');
      expect([lines[0].slice(0, 5), lines.length, stderr]).toEqual([RELATED.first, RELATED.count + 1, '']);
      expect(lines.at(-1)).toMatch(REFUSAL.message);
      expect(lines.at(-1)).toMatch(REFUSAL.code);
      console.log(`${file}: an answer ${Date.now() - started} ms after the start`);
    }
    expect(existsSync(join(folder, 'data/codelattice.db'))).toBe(true);
  } finally {
    server.kill();
  }

  function run(command, given) {
    try {
      return {
        status: 0,
        stdout: execFileSync(command, given, {
          cwd: folder,
          encoding: 'utf8',
          timeout: 60_000,
          stdio: 'pipe',
        }),
        stderr: '',
      };
    } catch (error) {
      return error;
    }
  }
});

it('has documents that keep their text, and so their hash, in the normalized caches of clients', async () => {
  const cache = new InMemoryCache();
  const manifest = JSON.parse(readFileSync(join(root, 'dist/client/persisted-documents.json'), 'utf8'));
  const ids = Object.fromEntries(manifest.operations.map(({ name, id }) => [name, id]));
  const documents = Object.entries(await import('../../dist/client/documents.js'));
  expect(documents.map(([name]) => name)).toEqual(Object.keys(ids).map((name) => `${name}Document`));
  for (const [name, document] of documents) {
    const sent = [print(cache.transformDocument(document)), stringifyDocument(formatDocument(document))];
    const id = ids[name.replace(/Document$/, '')];
    expect(sent.map((text) => createHash('sha256').update(text).digest('hex'))).toEqual([id, id]);
  }
});

function addressOf(server) {
  return new Promise((resolve, reject) => {
    let said = '';
    server.stdout.on('data', (text) => {
      said += text;
      const url = /serves .* at (http:\S+)/.exec(said)?.[1];
      if (url !== undefined) resolve(url);
    });
    server.on('exit', () => reject(new Error(`the server ended: ${said}`)));
  });
}
