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
import { describe, expect, test } from 'vitest';
import { PublicError } from '../../src/errors.ts';
import { openDatabase } from '../../src/store/sqlite/driver.ts';
import { openSqlite } from '../../src/store/sqlite/open.ts';
import { loadSqlite } from '../../src/store/sqlite/write/load-seed.ts';
import { dataset } from '../seeded.ts';
import { ask, startTestServer } from '../served.ts';
import { serveUntilReady } from './installed.ts';
import { spoiltDatabase } from './spoilt.ts';

const own = spoiltDatabase();

const overwrite = (at: number, bytes: Buffer) => {
  const file = readFileSync(own.path);
  bytes.copy(file, at);
  writeFileSync(own.path, file);
};
const uint32 = (value: number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};

const REBUILD = /Delete it and run `npm run seed` to build it again\./;
const FOREIGN = /is not a codelattice database\. Name another one in CODELATTICE_DB, or move it away\./;

/** What stands at the own.path, how it comes about, and what is said of it. */
const REFUSED: [string, () => void, RegExp][] = [
  ['a text file', () => writeFileSync(own.path, 'my notes\n'.repeat(1_000)), FOREIGN],
  ['an empty file', () => writeFileSync(own.path, ''), FOREIGN],
  ['a short file', () => writeFileSync(own.path, 'x'), FOREIGN],
  [
    'an SQLite database of somebody else',
    () => {
      rmSync(own.path);
      const database = openDatabase(own.path, 'build');
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
  ['a file that was cut off', () => truncateSync(own.path, readFileSync(own.path).length - 5_000), REBUILD],
  ['a file that was cut to a few pages', () => truncateSync(own.path, 3 * 4_096), REBUILD],
  [
    'a file with more behind it',
    () => writeFileSync(own.path, Buffer.concat([readFileSync(own.path), Buffer.alloc(4_096)])),
    REBUILD,
  ],
  ['a file whose first page is overwritten', () => overwrite(100, Buffer.alloc(3_996, 0xff)), REBUILD],
  [
    'a file whose pages are all overwritten',
    () => overwrite(4_096, Buffer.alloc(readFileSync(own.path).length - 4_096, 0xff)),
    REBUILD,
  ],
];

describe.each(REFUSED)('%s', (_, spoil, says) => {
  test('is refused with the remedy when it is opened, and stays as it is', () => {
    spoil();
    const before = readFileSync(own.path);
    let refusal: unknown;
    try {
      openSqlite(own.path);
    } catch (error) {
      refusal = error;
    }
    expect(refusal).toBeInstanceOf(PublicError);
    expect(refusal).toMatchObject({ extensions: { code: 'STORE_UNAVAILABLE' } });
    expect((refusal as Error).message).toMatch(says);
    expect((refusal as Error).message).toContain(own.path);
    expect(readFileSync(own.path).equals(before)).toBe(true);
  });

  test('is refused by serve with one plain line, and stays as it is', async () => {
    spoil();
    const before = readFileSync(own.path);
    const { code, err } = await own.run(['serve'], { LOG_LEVEL: 'warn' });
    expect(err).toMatch(says);
    expect(err.trim().split('\n')).toHaveLength(1);
    expect(code).toBe(1);
    expect(readFileSync(own.path).equals(before)).toBe(true);
  });
});

test('what is not ours, not whole or not of this make is refused by seed, too, and stays as it is', async () => {
  const refused = await Promise.all(
    REFUSED.slice(0, -2).map(async ([what, spoil, says], index) => {
      copyFileSync(own.good, own.path);
      spoil();
      const mine = join(own.folder, `seed-${index}.db`);
      renameSync(own.path, mine);
      const before = readFileSync(mine);
      const { code, err } = await own.run(['seed'], { CODELATTICE_DB: mine });
      return { what, says: says.test(err), code, same: readFileSync(mine).equals(before) };
    }),
  );
  expect(refused).toEqual(refused.map(({ what }) => ({ what, says: true, code: 1, same: true })));
});

test('a folder in its place is refused in plain words', async () => {
  rmSync(own.path);
  mkdirSync(own.path);
  const { code, err } = await own.run(['serve']);
  expect(code).toBe(1);
  expect(err).toMatch(FOREIGN);
  expect(err.trim().split('\n')).toHaveLength(1);
});

test.each([
  ['is missing', () => rmSync(own.path), /There is no database file/],
  [
    'is of an older make',
    () => overwrite(60, uint32(0)),
    /was made by an older version\. Run `npm run seed`/,
  ],
] as const)('a file that %s is refused when it is opened, and built by serve', async (_, spoil, says) => {
  spoil();
  expect(() => openSqlite(own.path)).toThrow(says);
  const server = await serveUntilReady(own.folder, { CODELATTICE_DB: own.path });
  expect((await ask(server.url, '{ dataset { version } }')).body.data.dataset.version).toBe(dataset.version);
  server.process.kill('SIGTERM');
  expect((await server.ended).code).toBe(0);
});

describe('under a server that runs', () => {
  test('a file that goes bad makes no wrong answers, and a good one in its place is taken up', async () => {
    const store = openSqlite(own.path);
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

    rmSync(own.path);
    writeFileSync(own.path, 'my notes\n'.repeat(1_000));
    const seen = new Set<string>();
    for (
      const end = Date.now() + 1_500;
      Date.now() < end;
      await new Promise((resolve) => setTimeout(resolve, 20))
    ) {
      seen.add(await version());
    }
    expect([dataset.version, 'unavailable']).toEqual(expect.arrayContaining([...seen]));

    rmSync(own.path);
    loadSqlite(own.path, { ...dataset, version: 'another' });
    await expect.poll(version).toBe('another');
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
    await server.stop();
    await store.close();
  });

  test('pages that go bad make no wrong answers either', async () => {
    const store = openSqlite(own.path);
    const server = await startTestServer({ store });
    const question = '{ code(id: "63278") { regions { id } } term(id: "region:sacral") { name } }';
    const file = readFileSync(own.path);
    const page = own.pageOf('fact');
    file.fill(0xff, page, page + 4_096);
    writeFileSync(own.path, file);
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
