import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { importer, SAMPLES } from './importing.ts';

let own: ReturnType<typeof importer>;
beforeAll(() => {
  own = importer();
});
afterAll(() => own.remove());

const NO_PLACE =
  /^No database can be written in \/.* \(E.*\)\. Name another place in CODELATTICE_DB, or allow/;
const FOREIGN = /^What stands at .* is not a codelattice database\. Name another one in CODELATTICE_DB/;

describe('a place where no database can be', () => {
  test.skipIf(process.platform !== 'linux').each([
    ['/proc/no-such-folder/graph.db', NO_PLACE],
    ['/proc/graph.db', NO_PLACE],
    ['/sys/no-such-folder/graph.db', NO_PLACE],
    ['/dev/null', FOREIGN],
    ['/dev/null/graph.db', /ENOTDIR/],
    ['/proc/version', FOREIGN],
  ])('%s is refused at once', async (path, says) => {
    const { code, out, err } = await own.run(path, 'seed');
    expect([code, out]).toEqual([1, '']);
    expect(err).toMatch(says);
  });

  test('nor a folder or a pipe', async () => {
    const pipe = join(own.folder, 'pipe.db');
    expect(spawnSync('sh', ['-c', 'mkfifo "$1"', '-', pipe]).status).toBe(0);
    for (const path of [pipe, own.folder]) expect((await own.run(path, 'seed')).err).toMatch(FOREIGN);
  });

  test('a folder that may only be read is refused; folders that are not there are made', async () => {
    const folder = join(own.folder, 'only-read');
    mkdirSync(folder);
    chmodSync(folder, 0o555);
    // Root may write anywhere.
    if (process.getuid?.() !== 0) {
      expect((await own.run(join(folder, 'sub/graph.db'), 'seed')).err).toMatch(NO_PLACE);
    }
    chmodSync(folder, 0o755);
    expect((await own.run(join(folder, 'a/b c/graph.db'), 'seed')).code).toBe(0);
    expect(readdirSync(join(folder, 'a/b c'))).toEqual(['graph.db']);
  });
});

describe('who may read the database file', () => {
  const rights = (path: string) => (statSync(path).mode & 0o777).toString(8);

  test('its owner alone, once it holds licensed text, unless its owner says otherwise', async () => {
    const database = own.fresh();
    const samples = SAMPLES();
    expect((await own.run(database, 'seed')).code).toBe(0);
    expect(rights(database)).toBe((0o666 & ~process.umask()).toString(8));
    chmodSync(database, 0o640);
    expect((await own.run(database, 'import', samples.hcpcs)).code).toBe(0);
    expect(rights(database)).toBe('640');
    expect((await own.run(database, 'import', samples['licensed-text'])).code).toBe(0);
    expect(rights(database)).toBe('600');
    chmodSync(database, 0o640);
    expect((await own.run(database, 'import', samples['ncci-aoc'])).code).toBe(0);
    expect(rights(database)).toBe('640');
    expect(readdirSync(dirname(database))).toEqual(['graph.db']);
  });

  test('and nothing is built through a link that was laid beside it', async () => {
    const database = own.fresh();
    const aim = join(own.folder, 'aim.txt');
    writeFileSync(aim, 'mine');
    mkdirSync(dirname(database));
    const running = own.start(database, 'seed');
    symlinkSync(aim, `${database}.${running.process.pid}.building`);
    const { code } = await running.ended;
    expect(code).toBe(0);
    expect([existsSync(database), statSync(aim).size]).toEqual([true, 4]);
  });
});
