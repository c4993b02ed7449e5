import { execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inspectFile } from '../../src/store/sqlite/file.ts';
import { written, zipped } from '../load/files/files.ts';
import { found, importer, numbers, pfs, ptp, SAMPLES } from './importing.ts';
import { type Ended, serveUntilReady } from './installed.ts';

let own: ReturnType<typeof importer>;
let base: string;
beforeAll(async () => {
  own = importer();
  base = own.fresh();
  await own.run(base, 'import', SAMPLES().pfs);
});
afterAll(() => own.remove());

/** A database with one release, in a folder of its own. */
function copied(): string {
  const database = own.fresh();
  mkdirSync(dirname(database));
  copyFileSync(base, database);
  return database;
}

/** Enough rows that an import takes a while. */
const large = () => written('large/ccipra-v302r0-f1.txt', ptp(60_000));

const pairs = (database: string) =>
  found<{ count: number }>(database, 'select count(*) as count from bundle')?.count;

describe('an import that is cut off', () => {
  it('at twenty moments leaves the former release complete, and what is left behind is swept at the next start', async () => {
    const path = large();
    const database = copied();
    const before = readFileSync(database);
    const began = performance.now();
    expect((await own.run(copied(), 'import', path)).code).toBe(0);
    const whole = performance.now() - began;
    let [cut, done, leftovers] = [0, 0, 0];
    for (let round = 0; round < 20; round++) {
      const importing = own.start(database, 'import', path);
      const timer = setTimeout(() => importing.process.kill('SIGKILL'), Math.random() * whole);
      const { signal } = await importing.ended;
      clearTimeout(timer);
      if (readFileSync(database).equals(before)) cut++;
      else {
        expect([inspectFile(database), pairs(database)]).toEqual(['ours', 60_000]);
        done++;
        writeFileSync(database, before);
      }
      if (signal === 'SIGKILL') leftovers += readdirSync(dirname(database)).length - 1;
    }
    expect(cut + done).toBe(20);
    expect(cut).toBeGreaterThan(5);
    expect(leftovers).toBeGreaterThan(0);
    const server = await serveUntilReady(own.folder, { CODELATTICE_DB: database });
    expect(readdirSync(dirname(database)).filter((name) => name.endsWith('.building'))).toEqual([]);
    server.process.kill('SIGTERM');
    await server.ended;
    expect((await own.run(database, 'import', path)).code).toBe(0);
    expect(pairs(database)).toBe(60_000);
    expect(readdirSync(dirname(database))).toEqual(['graph.db']);
  });

  it('by Ctrl-C clears its traces away', async () => {
    const database = copied();
    const before = readFileSync(database);
    const importing = own.start(database, 'import', large());
    await expect.poll(() => readdirSync(dirname(database)).length).toBeGreaterThan(2);
    importing.process.kill('SIGINT');
    expect((await importing.ended).code).toBe(130);
    expect(readdirSync(dirname(database))).toEqual(['graph.db']);
    expect(readFileSync(database).equals(before)).toBe(true);
  });
});

describe('two imports at once', () => {
  it('are one: the second says who is at it, and stops with 4', async () => {
    const database = copied();
    const first = own.start(database, 'import', large());
    await expect.poll(() => readdirSync(dirname(database)).includes('graph.db.lock')).toBe(true);
    const second = await own.run(database, 'import', SAMPLES()['ncci-mue']);
    expect([second.code, second.err]).toEqual([
      4,
      expect.stringContaining(
        `Process ${first.process.pid} is loading into ${database} right now. Wait until it is done`,
      ),
    ]);
    expect((await first.ended).code).toBe(0);
    expect(pairs(database)).toBe(60_000);
    expect((await own.run(database, 'import', SAMPLES()['ncci-mue'])).code).toBe(0);
  });
});

/** Runs the command in a shell that sets it limits first. */
function inShell(limits: string, database: string, ...options: readonly string[]): Promise<Ended> {
  const command = [process.execPath, join(own.folder, 'dist/src/main.js'), ...options];
  const child = spawn('sh', ['-c', `${limits}; exec "$@"`, 'sh', ...command], {
    env: { PATH: process.env.PATH ?? '', CODELATTICE_DB: database },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk) => {
    out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    err += chunk;
  });
  return new Promise((resolve) => child.on('close', (code, signal) => resolve({ code, signal, out, err })));
}

describe('without room to write', () => {
  const NO_ROOM =
    /There is no room left to write; .*graph\.db stays as it was\. Make room for twice its size, then import again\.\n$/;

  it('an import says so, and the former release is served', async () => {
    const database = copied();
    const before = readFileSync(database);
    const blocks = Math.ceil(before.length / 512) + 200;
    const { code, err } = await inShell(`ulimit -f ${blocks}`, database, 'import', large());
    expect([code, err]).toEqual([1, expect.stringMatching(NO_ROOM)]);
    expect(readdirSync(dirname(database))).toEqual(['graph.db']);
    expect(readFileSync(database).equals(before)).toBe(true);
  });

  it('not even for a copy, an import says so', async () => {
    const database = copied();
    const { code, err } = await inShell('ulimit -f 100', database, 'import', large());
    expect([code, err]).toEqual([1, expect.stringMatching(NO_ROOM)]);
    expect(readdirSync(dirname(database))).toEqual(['graph.db']);
  });

  it.skipIf(!mounts())(
    'on a full disk an import says so, and nothing is lost',
    async () => {
      const folder = join(own.folder, 'disk');
      mkdirSync(folder);
      // Room for the database, not for a second one beside it.
      const size = Math.ceil(statSync(base).size * 1.5);
      execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', folder]);
      try {
        const database = join(folder, 'graph.db');
        copyFileSync(base, database);
        const before = readFileSync(database);
        const { code, err } = await own.run(database, 'import', large());
        expect([code, err]).toEqual([1, expect.stringMatching(NO_ROOM)]);
        expect(readdirSync(folder)).toEqual(['graph.db']);
        expect(readFileSync(database).equals(before)).toBe(true);
      } finally {
        execFileSync('umount', [folder]);
      }
    },
    30_000,
  );
});

/** Whether this user may mount a small file system. */
function mounts(): boolean {
  const folder = '/tmp/codelattice-mount';
  try {
    mkdirSync(folder, { recursive: true });
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder], { stdio: 'ignore' });
    execFileSync('umount', [folder], { stdio: 'ignore' });
    return true;
  } catch {
    console.log('no file system may be mounted here: the test of a full disk is left out');
    return false;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe('in a folder that may not be written to', () => {
  it('an import says so in plain words, and a dry run works', async () => {
    const database = copied();
    const folder = dirname(database);
    const nobody = process.getuid?.() === 0 ? 65_534 : undefined;
    for (const one of [own.folder, folder]) chmodSync(one, 0o755);
    if (nobody !== undefined) chownSync(database, nobody, nobody);
    else chmodSync(folder, 0o555);
    const path = written('readable/PPRRVU2025_Oct.csv', pfs(numbers(2)));
    for (const one of [dirname(path), dirname(dirname(path))]) chmodSync(one, 0o755);
    const as = (...options: string[]) => {
      const child = spawn(process.execPath, [join(own.folder, 'dist/src/main.js'), ...options], {
        env: { PATH: process.env.PATH ?? '', CODELATTICE_DB: database },
        stdio: ['ignore', 'ignore', 'pipe'],
        ...(nobody === undefined ? {} : { uid: nobody, gid: nobody }),
      });
      let err = '';
      child.stderr.on('data', (chunk) => {
        err += chunk;
      });
      return new Promise((resolve) =>
        child.on('close', (code) => resolve([code, err.replace(/^.* rows read, .*\n/gm, '')])),
      );
    };
    expect(await as('import', path)).toEqual([
      1,
      expect.stringMatching(
        /^No database can be written in .* \(EACCES.*\)\. Name another place in CODELATTICE_DB.*\n$/,
      ),
    ]);
    expect(await as('import', '--dry-run', path)).toEqual([0, '']);
    chmodSync(folder, 0o755);
    expect(readdirSync(folder)).toEqual(['graph.db']);
  });
});

describe('damaged files', () => {
  const PFS = 'damaged/PPRRVU2025_Oct.csv';
  const PTP = 'damaged/ccipra-v302r0-f1.txt';
  const good = () => pfs(numbers(300));
  const DAMAGED: [string, string, () => string | Buffer, RegExp][] = [
    [
      'leading zeros lost',
      PFS,
      () => good().replaceAll(',090,', ',90,'),
      /PPRRVU2025_Oct\.csv:11 \(GLOB DAYS\): .*"90"/,
    ],
    [
      'a column missing',
      PFS,
      () => good().replace(/^HCPCS,MOD,DESCRIPTION,/m, 'HCPCS,MOD,'),
      /PPRRVU2025_Oct\.csv:10/,
    ],
    [
      'a NUL byte',
      PFS,
      () => good().replace('10100,', '10100\0,'),
      /PPRRVU2025_Oct\.csv:111:6: there is a NUL byte/,
    ],
    ['a Ctrl-Z', PFS, () => `${good()}\x1a`, /PPRRVU2025_Oct\.csv:311:1: there is a Ctrl-Z/],
    [
      'a field of 10 MB',
      PFS,
      () => good().replace('10100,,sample', `10100,,${'x'.repeat(10_000_000)}`),
      /PPRRVU2025_Oct\.csv:111: the line is longer/,
    ],
    [
      'UTF-16',
      PFS,
      () => Buffer.from(`\ufeff${good()}`, 'utf16le'),
      /PPRRVU2025_Oct\.csv:1:1: the text is UTF-16/,
    ],
    [
      'a code twice',
      PFS,
      () => good().replace('10100,', '10099,'),
      /PPRRVU2025_Oct\.csv:111: CPT:10099 stands here and in line 110/,
    ],
    [
      'columns of pairs in another order',
      PTP,
      () => ptp(9).replace('Column 1\tColumn 2', 'Column 1\tColumn 3'),
      /ccipra-v302r0-f1\.txt:3: columns are missing/,
    ],
    [
      'rows of pairs cut off',
      PTP,
      () => ptp(300).replaceAll('\tSample reason', ''),
      /ccipra-v302r0-f1\.txt:7 \(row\): .*7 fields between tabs, not 6/,
    ],
    [
      'a zip cut off',
      'damaged/edits.zip',
      () => zipped({ name: 'ccipra-v302r0-f1.txt', content: ptp(999) }).subarray(0, 900),
      /edits\.zip: the archive cannot be unpacked/,
    ],
    [
      'a zip with a wrong checksum',
      'damaged/edits.zip',
      () => zipped({ name: 'ccipra-v302r0-f1.txt', content: ptp(99), claim: { crc: 1 } }),
      /edits\.zip!ccipra-v302r0-f1\.txt: the entry is damaged/,
    ],
    [
      'a zip bomb',
      'damaged/edits.zip',
      () => zipped({ name: 'ccipra-v302r0-f1.txt', content: Buffer.alloc(9_000_000, 32) }),
      /looks like a zip bomb/,
    ],
    [
      'a zip that leaves its folder',
      'damaged/edits.zip',
      () => zipped({ name: '../ccipra-v302r0-f1.txt', content: ptp(9) }),
      /edits\.zip: the archive cannot be unpacked/,
    ],
    [
      'no code listed',
      'damaged/icd10cm_order_2025.txt',
      () => '00001 A00     0 Sample\n00002 A000\n',
      /icd10cm_order_2025\.txt/,
    ],
  ];

  it.each(DAMAGED)(
    '%s: refused by file and line, nothing changed',
    async (_, name, content, says) => {
      const database = copied();
      const before = readFileSync(database);
      const { code, err } = await own.run(
        database,
        'import',
        written(name, content()),
        '--report',
        join(own.folder, 'r.csv'),
      );
      expect(err).toMatch(says);
      expect(err).not.toMatch(/\n {4}at /);
      expect(code).toBe(3);
      expect(readFileSync(database).equals(before)).toBe(true);
      expect(readdirSync(dirname(database))).toEqual(['graph.db']);
    },
    30_000,
  );
});
