import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Manifest } from '../../src/export/manifest.ts';
import { installedCopy, run, start } from '../commands/installed.ts';
import { dataset, temporaryFolder } from '../seeded.ts';

const temporary = temporaryFolder();
let copy: ReturnType<typeof installedCopy>;
let variables: Record<string, string>;
beforeAll(async () => {
  copy = installedCopy();
  variables = { CODELATTICE_DB: join(copy.folder, 'own.db') };
  expect((await run(copy.folder, ['seed'], variables)).code).toBe(0);
});
afterAll(() => {
  copy.remove();
  temporary.remove();
});

const out = (name: string) => join(copy.folder, 'out', name);
const exportTo = (name: string, ...options: string[]) =>
  run(copy.folder, ['export', '--out', out(name), ...options], variables);
const manifestOf = (name: string): Manifest =>
  JSON.parse(readFileSync(join(out(name), 'manifest.json'), 'utf8'));

/** A manifest without the choices. */
const BROKEN = join(temporary.folder, 'broken.json');
writeFileSync(BROKEN, '{"manifest": "codelattice-export/1", "files": [], "asked": {"system": "CPT"}}');

test.each([
  ['--format', 'xml', /--format: there is no "xml"; there are parquet, csv/],
  ['--family', 'family:nose', /--family: there is no "family:nose"; there are family:spine, /],
  ['--lang', 'it', /--lang: there is no "it"; there are en, es, zh, /],
  ['--system', 'SNOMED', /--system: there is no "SNOMED"; there are CPT, HCPCS, ICD10PCS, ICD10CM\./],
  ['--around', '99999', /--around: no code "99999" is loaded/],
  ['--without', 'CPT,HCPCS,ICD10PCS,ICD10CM', /Nothing is left/],
  ['--same', 'nowhere.json', /--same nowhere\.json cannot be read/],
  ['--same', BROKEN, /--same .* is no manifest of an export/],
])('%s %s is named, with what there is, and nothing is written', async (option, value, message) => {
  const { code, err } = await exportTo('wrong', option, value);
  expect([code, err]).toEqual([2, expect.stringMatching(message)]);
  expect(existsSync(out('wrong'))).toBe(false);
});

test('a folder with other files is left alone', async () => {
  mkdirSync(out('mine'), { recursive: true });
  writeFileSync(join(out('mine'), 'thesis.txt'), 'mine');
  const { code, err } = await exportTo('mine', '--format', 'csv');
  expect([code, err]).toEqual([2, expect.stringContaining('holds other files, such as thesis.txt')]);
  expect(readdirSync(out('mine'))).toEqual(['thesis.txt']);
});

test('a manifest names what was made; --same makes the same set again, in place of the former one', async () => {
  const first = await exportTo(
    'one',
    '--family',
    'lesion-neoplasm',
    '--format',
    'csv,parquet',
    '--lang',
    'es',
  );
  expect([first.code, first.out]).toEqual([0, expect.stringContaining('codes.parquet')]);
  const manifest = manifestOf('one');
  expect(manifest.dataset).toMatch(/^[0-9a-f]{16}$/);
  expect(manifest.asked).toEqual({
    system: [],
    without: [],
    family: ['lesion-neoplasm'],
    around: [],
    depth: [],
    format: ['csv', 'parquet'],
    lang: ['es'],
  });
  expect(readFileSync(join(out('one'), 'codes.csv'), 'utf8')).toContain('Columna sacra');
  const again = await exportTo('two', '--same', join(out('one'), 'manifest.json'));
  expect(again.code).toBe(0);
  expect(manifestOf('two')).toEqual(manifest);
  // Another choice replaces the files of the former one.
  expect((await exportTo('two', '--system', 'ICD-10-PCS', '--format', 'csv')).code).toBe(0);
  expect(readdirSync(out('two')).sort()).toEqual(
    ['manifest.json', ...manifestOf('two').files.map(({ name }) => name)].sort(),
  );
  expect(manifestOf('two').files.some(({ format }) => format === 'parquet')).toBe(false);
});

test('without CPT, no number of CPT is in any file', async () => {
  expect((await exportTo('free', '--without', 'CPT')).code).toBe(0);
  const numbers = new Set(dataset.codes.flatMap(({ system, code }) => (system === 'CPT' ? [code] : [])));
  const read = readdirSync(out('free')).map(
    (name) => [name, readFileSync(join(out('free'), name), 'latin1')] as const,
  );
  const found = read.flatMap(([name, text]) =>
    [...text.matchAll(/(?<![0-9A-Za-z])\d{4}[0-9FTUMA](?![0-9A-Za-z])/g)]
      .filter(([number]) => numbers.has(number))
      .map(([number]) => `${name}: ${number}`),
  );
  expect(found).toEqual([]);
  expect(manifestOf('free').notice).toBe(null);
  // What is left is there.
  expect(readFileSync(join(out('free'), 'codes.csv'), 'utf8')).toContain('ICD10PCS:00BT0ZZ');
});

const LIMITED = 'ulimit -f 40; trap "" XFSZ; exec "$@"';

test('a disk that is full leaves nothing behind', () => {
  const command = ['export', '--out', out('full'), '--format', 'csv,parquet'];
  const { status, stderr } = spawnSync(
    'bash',
    ['-c', LIMITED, 'bash', process.execPath, join(copy.folder, 'dist/src/main.js'), ...command],
    { encoding: 'utf8', env: { PATH: process.env.PATH, ...variables } },
  );
  expect([status, stderr]).toEqual([
    1,
    expect.stringMatching(
      /There is no room left to write in .*full; nothing of the export is kept\. Make room, then export again\./,
    ),
  ]);
  expect(existsSync(out('full'))).toBe(false);
});

test('a closed pipe leaves all files or none, and no other', () => {
  const command = `"$0" "$1" export --out "$2" --format csv 2>/dev/null | true`;
  spawnSync('bash', ['-c', command, process.execPath, join(copy.folder, 'dist/src/main.js'), out('pipe')], {
    env: { PATH: process.env.PATH, ...variables },
  });
  const names = readdirSync(out('pipe')).sort();
  expect(names).toEqual(['manifest.json', ...manifestOf('pipe').files.map(({ name }) => name)].sort());
});

test('an export that is told to end leaves nothing half done', async () => {
  const running = start(
    copy.folder,
    ['export', '--out', out('ended'), '--format', 'csv,ttl,jsonld'],
    variables,
  );
  while (!existsSync(out('ended')) && running.process.exitCode === null) {
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  running.process.kill('SIGTERM');
  const { code } = await running.ended;
  const names = existsSync(out('ended')) ? readdirSync(out('ended')) : [];
  expect([0, 143]).toContain(code);
  expect(names.filter((name) => name.startsWith('.'))).toEqual([]);
  expect(names.length > 0).toBe(names.includes('manifest.json'));
});
