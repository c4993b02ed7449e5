import {
  copyFileSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { PublicError } from '../../src/errors.ts';
import { openDatabase } from '../../src/store/sqlite/driver.ts';
import { openSqlite } from '../../src/store/sqlite/open.ts';
import { loadSqlite } from '../../src/store/sqlite/write/load-seed.ts';
import { dataset } from '../seeded.ts';
import { ask, startTestServer } from '../served.ts';
import { installedCopy, run, serveUntilReady } from './installed.ts';

let installed: ReturnType<typeof installedCopy>;
let good: string;
let path: string;
beforeAll(() => {
  installed = installedCopy();
  good = join(installed.folder, 'good.db');
  path = join(installed.folder, 'x.db');
  loadSqlite(good, dataset);
});
afterAll(() => installed.remove());
beforeEach(() => {
  rmSync(path, { recursive: true, force: true });
  copyFileSync(good, path);
});

const overwrite = (at: number, bytes: Buffer) => {
  const file = readFileSync(path);
  bytes.copy(file, at);
  writeFileSync(path, file);
};
const uint32 = (value: number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};

const REBUILD = /Delete it and run `npm run seed` to build it again\./;
const FOREIGN = /is not a codelattice database\. Name another one in CODELATTICE_DB, or move it away\./;

/** What stands at the path, how it comes about, and what is said of it. */
const REFUSED: [string, () => void, RegExp][] = [
  ['a text file', () => writeFileSync(path, 'my notes\n'.repeat(1_000)), FOREIGN],
  ['an empty file', () => writeFileSync(path, ''), FOREIGN],
  ['a short file', () => writeFileSync(path, 'x'), FOREIGN],
  [
    'an SQLite database of somebody else',
    () => {
      rmSync(path);
      const database = openDatabase(path, 'build');
      database.exec('create table precious (id integer); insert into precious values (1);');
      database.close();
    },
    FOREIGN,
  ],
  ['a file of another application', () => overwrite(68, uint32(0x47504b47)), FOREIGN],
  [
    'a file of a newer make',
    () => overwrite(60, uint32(99)),
    /was made by a newer version\. Update codelattice, or: Delete it/,
  ],
  ['a file that was cut off', () => truncateSync(path, readFileSync(path).length - 5_000), REBUILD],
  ['a file that was cut to a few pages', () => truncateSync(path, 3 * 4_096), REBUILD],
  [
    'a file with more behind it',
    () => writeFileSync(path, Buffer.concat([readFileSync(path), Buffer.alloc(4_096)])),
    REBUILD,
  ],
  ['a file whose first page is overwritten', () => overwrite(100, Buffer.alloc(3_996, 0xff)), REBUILD],
  [
    'a file whose pages are all overwritten',
    () => overwrite(4_096, Buffer.alloc(readFileSync(path).length - 4_096, 0xff)),
    REBUILD,
  ],
];

describe.each(REFUSED)('%s', (_, spoil, says) => {
  test('is refused with the remedy when it is opened, and stays as it is', () => {
    spoil();
    const before = readFileSync(path);
    let refusal: unknown;
    try {
      openSqlite(path);
    } catch (error) {
      refusal = error;
    }
    expect(refusal).toBeInstanceOf(PublicError);
    expect(refusal).toMatchObject({ extensions: { code: 'STORE_UNAVAILABLE' } });
    expect((refusal as Error).message).toMatch(says);
    expect((refusal as Error).message).toContain(path);
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  test('is refused by serve with one plain line, and stays as it is', async () => {
    spoil();
    const before = readFileSync(path);
    const { code, err } = await run(installed.folder, ['serve'], { CODELATTICE_DB: path, LOG_LEVEL: 'warn' });
    expect(err).toMatch(says);
    expect(err.trim().split('\n')).toHaveLength(1);
    expect(code).toBe(1);
    expect(readFileSync(path).equals(before)).toBe(true);
  });
});

test('what is not ours, not whole or not of this make is refused by seed, too, and stays as it is', async () => {
  const refused = await Promise.all(
    REFUSED.slice(0, -2).map(async ([what, spoil, says], index) => {
      copyFileSync(good, path);
      spoil();
      const mine = join(installed.folder, `seed-${index}.db`);
      renameSync(path, mine);
      const before = readFileSync(mine);
      const { code, err } = await run(installed.folder, ['seed'], { CODELATTICE_DB: mine });
      return { what, says: says.test(err), code, same: readFileSync(mine).equals(before) };
    }),
  );
  expect(refused).toEqual(refused.map(({ what }) => ({ what, says: true, code: 1, same: true })));
});

test('a folder in its place is refused in plain words', async () => {
  rmSync(path);
  mkdirSync(path);
  const { code, err } = await run(installed.folder, ['serve'], { CODELATTICE_DB: path });
  expect(code).toBe(1);
  expect(err).toMatch(FOREIGN);
  expect(err.trim().split('\n')).toHaveLength(1);
});

test.each([
  ['is missing', () => rmSync(path), /There is no database file/],
  [
    'is of an older make',
    () => overwrite(60, uint32(0)),
    /was made by an older version\. Run `npm run seed`/,
  ],
] as const)('a file that %s is refused when it is opened, and built by serve', async (_, spoil, says) => {
  spoil();
  expect(() => openSqlite(path)).toThrow(says);
  const server = await serveUntilReady(installed.folder, { CODELATTICE_DB: path });
  expect((await ask(server.url, '{ dataset { version } }')).body.data.dataset.version).toBe(dataset.version);
  server.process.kill('SIGTERM');
  expect((await server.ended).code).toBe(0);
});

describe('under a server that runs', () => {
  test('a file that goes bad makes no wrong answers, and a good one in its place is taken up', async () => {
    const store = openSqlite(path);
    const server = await startTestServer({ store });
    const version = async () => {
      const { status, body } = await ask(server.url, '{ __typename dataset { version } }');
      expect(status).toBe(200);
      expect(body.data.__typename).toBe('Query');
      for (const { extensions } of body.errors ?? [])
        expect(extensions).toEqual({ code: 'STORE_UNAVAILABLE' });
      return body.errors === undefined ? body.data.dataset.version : 'unavailable';
    };
    expect(await version()).toBe(dataset.version);

    rmSync(path);
    writeFileSync(path, 'my notes\n'.repeat(1_000));
    const seen = new Set<string>();
    for (
      const end = Date.now() + 1_500;
      Date.now() < end;
      await new Promise((resolve) => setTimeout(resolve, 20))
    ) {
      seen.add(await version());
    }
    expect([dataset.version, 'unavailable']).toEqual(expect.arrayContaining([...seen]));

    rmSync(path);
    loadSqlite(path, { ...dataset, version: 'another' });
    await expect.poll(version).toBe('another');
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
    await server.stop();
    await store.close();
  });

  test('pages that go bad make no wrong answers either', async () => {
    const store = openSqlite(path);
    const server = await startTestServer({ store });
    const question = '{ code(id: "63278") { regions { id } } term(id: "region:sacral") { name } }';
    const file = readFileSync(path);
    for (const page of pagesOf('fact')) file.fill(0xff, (page - 1) * 4_096, page * 4_096);
    writeFileSync(path, file);
    // biome-ignore lint/suspicious/noExplicitAny: tests read answers of every shape
    const answers: any[] = [];
    const isNoticed = async () => {
      const { body } = await ask(server.url, question);
      answers.push(body);
      return body.errors !== undefined;
    };
    await expect.poll(isNoticed).toBe(true);
    for (let more = 0; more < 10; more++) await isNoticed();
    await server.stop();
    await store.close();
    for (const { data, errors = [] } of answers) {
      for (const { extensions } of errors) expect(extensions).toEqual({ code: 'STORE_UNAVAILABLE' });
      expect([null, { regions: [{ id: 'region:sacral' }] }]).toContainEqual(data.code);
      expect([null, { name: 'sacral' }]).toContainEqual(data.term);
    }
  });
});

/** The numbers of the first pages of a table. */
function pagesOf(table: string): number[] {
  const database = openDatabase(good, 'read');
  try {
    return database
      .prepare<{ rootpage: number }>('select rootpage from sqlite_schema where name = @table')
      .all({ table })
      .map(({ rootpage }) => rootpage);
  } finally {
    database.close();
  }
}
