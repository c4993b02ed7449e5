import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { RELATED } from './served.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const versions = Object.entries(
  JSON.parse(readFileSync(new URL('package.json', import.meta.url))).dependencies,
)
  .filter(([name]) => ['@apollo/client', '@urql/core', 'graphql', 'rxjs'].includes(name))
  .map(([name, version]) => `${name}@${version}`);
const { typescript } = JSON.parse(readFileSync(join(root, 'package.json'))).devDependencies;

/** A document of the package, asked by each client; a wrong variable or field would not compile. */
const ASKS = {
  'apollo.ts': `import { ApolloClient, HttpLink, InMemoryCache } from '@apollo/client';
import { RelatedDocument } from 'codelattice/documents';
import possibleTypes from 'codelattice/possible-types.json' with { type: 'json' };

const client = new ApolloClient({
  cache: new InMemoryCache({ possibleTypes }),
  link: new HttpLink({ uri: process.argv[2] }),
});
const { data } = await client.query({ query: RelatedDocument, variables: { code: '63278', first: 1 } });
const sentence: string | null | undefined = data?.code?.related.edges[0]?.sentence;
// @ts-expect-error The schema has no such variable.
const wrong = () => client.query({ query: RelatedDocument, variables: { id: '63278' } });
console.log(data?.code?.related.edges[0]?.node.code, sentence, typeof wrong);
`,
  'urql.ts': `import { cacheExchange, Client, fetchExchange } from '@urql/core';
import { RelatedDocument } from 'codelattice/documents';

const client = new Client({ url: process.argv[2] ?? '', exchanges: [cacheExchange, fetchExchange], preferGetMethod: false });
const { data, error } = await client.query(RelatedDocument, { code: '63278', first: 1 });
if (error) throw error;
const sentence: string | null | undefined = data?.code?.related.edges[0]?.sentence;
// @ts-expect-error The type has no such field.
const wrong = () => data?.code?.descriptor;
console.log(data?.code?.related.edges[0]?.node.code, sentence, typeof wrong);
`,
};

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
  for (const [file, text] of Object.entries(ASKS)) writeFileSync(join(folder, file), text);
  const compiler = join(folder, 'node_modules/typescript/bin/tsc');
  const compile = (...given) =>
    run(process.execPath, [compiler, '--strict', ...OPTIONS, ...given, 'process.d.ts', ...Object.keys(ASKS)]);
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
    env: { PATH: process.env.PATH, PORT: '0', LOG_LEVEL: 'warn' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const url = await addressOf(server);
    for (const file of Object.keys(ASKS)) {
      const { stdout: said, stderr } = run(process.execPath, [file.replace('.ts', '.js'), `${url}/graphql`]);
      expect([said.split(' ')[0], stderr]).toEqual([RELATED.first, '']);
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
        stdout: execFileSync(command, given, { cwd: folder, encoding: 'utf8', stdio: 'pipe' }),
        stderr: '',
      };
    } catch (error) {
      return error;
    }
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
