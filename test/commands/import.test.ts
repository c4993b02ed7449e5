import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { written } from '../load/files/files.ts';
import { orderLine } from '../load/files/samples.ts';
import { ask } from '../served.ts';
import { found, importer, numbers, order, PCS_2025, pfs, ptp, SAMPLES } from './importing.ts';
import { serveUntilReady } from './installed.ts';

let own: ReturnType<typeof importer>;
beforeAll(() => {
  own = importer();
});
afterAll(() => own.remove());

/** The columns of the line of a summary that is about a release. */
const summary = (out: string, kind: string, release: string) =>
  out
    .split('\n')
    .map((line) => line.split(/ {2,}/))
    .find((cells) => cells[0] === kind && cells[1] === release)
    ?.slice(2, 8);

describe('import', () => {
  it('recognises every kind by its content, says what it did, and does nothing the second time', async () => {
    const database = own.fresh();
    const samples = SAMPLES();
    for (const [kind, path] of Object.entries(samples)) {
      const { code, out, err } = await own.run(database, 'import', path);
      expect([kind, code, err.replace(/^Seeded .*\n|^.* rows read, .*\n|^Note: .*\n/gm, '')]).toEqual([
        kind,
        0,
        '',
      ]);
      expect(out).toMatch(new RegExp(`^${kind} +\\S+ +\\d`, 'm'));
      expect(out).toMatch(new RegExp(`^${kind}/\\S+  sha256 [0-9a-f]{64}$`, 'm'));
    }
    const written = readFileSync(database);
    for (const [kind, path] of Object.entries(samples)) {
      const { code, out } = await own.run(database, 'import', kind, path);
      expect([kind, code]).toEqual([kind, 0]);
      expect(out).toContain('the same files are held already; nothing to do.');
    }
    expect(readFileSync(database).equals(written)).toBe(true);
    expect(readdirSync(dirname(database))).toEqual(['graph.db']);
    const kinds = found<{ kinds: string }>(
      database,
      'select group_concat(distinct kind) as kinds from release',
    );
    expect(kinds?.kinds.split(',').sort()).toEqual(Object.keys(samples).sort());
    expect(
      found(database, 'select count(*) as missing from source where part_of is not null and rows is null'),
    ).toEqual({
      missing: 0,
    });
  });

  it('replaces a release, and says what was added, changed and removed', async () => {
    const database = own.fresh();
    const path = written('again/PPRRVU2025_Oct.csv', pfs(['63278', '63277', '10001', '10002']));
    expect(summary((await own.run(database, 'import', path)).out, 'pfs', '2025D')).toEqual([
      '4',
      '4',
      '0',
      '0',
      '0',
      '0',
    ]);
    const text = pfs(['63278', '10001', '10003']).replace(/^63278(.*),1\.00,/m, '63278$1,2.00,');
    written('again/PPRRVU2025_Oct.csv', text);
    expect(summary((await own.run(database, 'import', path)).out, 'pfs', '2025D')).toEqual([
      '3',
      '1',
      '1',
      '1',
      '2',
      '0',
    ]);
    expect(
      found(
        database,
        `select group_concat(code) as codes from (select code from code where code like '1000_' order by 1)`,
      ),
    ).toEqual({
      codes: '10001,10003',
    });
    expect(found(database, `select line from code where code = '10003'`)).toEqual({ line: 13 });
  });

  it('takes the parts of a release from several files, and says which are missing', async () => {
    const database = own.fresh();
    const parts = [1, 2, 3, 4].map((part) =>
      written(`some-parts/ccipra-v302r0-f${part}.txt`, ptp(part, `6327${part}`)),
    );
    const some = await own.run(database, 'import', 'ncci-ptp', ...parts.slice(0, 2));
    expect(some.err).toContain('Note: ncci-ptp 2024Q3 has 4 parts, and f3, f4 are not among these files.');
    expect(summary(some.out, 'ncci-ptp', '2024Q3')).toEqual(['3', '3', '0', '0', '0', '0']);
    const others = await own.run(database, 'import', 'ncci-ptp', ...parts.slice(2));
    expect(summary(others.out, 'ncci-ptp', '2024Q3')).toEqual(['7', '7', '0', '0', '0', '0']);
    expect(found(database, 'select count(distinct source) as files from bundle')).toEqual({ files: 4 });
    const all = await own.run(database, 'import', ...parts);
    expect(all.err).not.toContain('Note');
    expect(all.out).toContain('the same files are held already; nothing to do.');
    written('some-parts/ccipra-v302r0-f2.txt', ptp(5, '63272'));
    const again = await own.run(database, 'import', 'ncci-ptp', ...parts.slice(1, 2));
    expect(summary(again.out, 'ncci-ptp', '2024Q3')).toEqual(['5', '3', '0', '2', '0', '0']);
  });

  it('takes the releases of a folder one after the other, oldest first', async () => {
    const database = own.fresh();
    const folder = dirname(written('years/icd10pcs_order_2025.txt', order(...PCS_2025)));
    written(
      'years/icd10pcs_order_2026.txt',
      order(...PCS_2025.slice(1), ['0016370', 'x'] as const).replace(/.*0016370.*x\r\n$/, ''),
    );
    const { out } = await own.run(database, 'import', folder);
    expect(out.match(/^icd10pcs {2,}\d+/gm)).toEqual(['icd10pcs     2025', 'icd10pcs     2026']);
    expect(found(database, `select status, last_valid_day from code where code = '0016070'`)).toEqual({
      status: 'DELETED',
      last_valid_day: '2025-09-30',
    });
    expect(out).toContain(
      'values have no label, for no file says what they mean: the value 6 at position 4 of table 001;',
    );
  });

  it('that is a dry run says the same and writes nothing', async () => {
    const database = own.fresh();
    const path = written('dry/PPRRVU2025_Oct.csv', pfs(['63278', ...numbers(2)]));
    const nothing = await own.run(database, 'import', '--dry-run', path);
    expect([nothing.code, summary(nothing.out, 'pfs', '2025D')]).toEqual([0, ['3', '3', '0', '0', '0', '0']]);
    expect(nothing.out).toMatch(/^Dry run: nothing is written\. An import would do this:\n/);
    expect(existsSync(database)).toBe(false);
    await own.run(database, 'import', path);
    const before = readFileSync(database);
    written('dry/PPRRVU2025_Oct.csv', pfs(['63278', '10001']));
    const again = await own.run(database, 'import', path, '--dry-run');
    expect(summary(again.out, 'pfs', '2025D')).toEqual(['2', '0', '0', '2', '1', '0']);
    expect(readFileSync(database).equals(before)).toBe(true);
  });

  it('leaves no report of an earlier import, once nothing is refused, and no other file harmed', async () => {
    const database = own.fresh();
    const bad = pfs(numbers(300)).replace(/^10007,,sample,A,,1\.00/m, '10007,,sample,A,,x');
    const path = written('stale/PPRRVU2025_Oct.csv', bad);
    const report = join(own.folder, 'stale.csv');
    const importing = () => own.run(database, 'import', path, '--report', report);
    await importing();
    const listed = readFileSync(report, 'utf8');
    await importing();
    expect(readFileSync(report, 'utf8'), 'the same files are not read again').toBe(listed);
    written('stale/PPRRVU2025_Oct.csv', pfs(numbers(300)));
    expect((await importing()).err).toContain(`${report}, the report of an earlier import, is removed.`);
    expect(existsSync(report)).toBe(false);
    writeFileSync(report, 'file,line\nmine,1\n');
    written('stale/PPRRVU2025_Oct.csv', pfs(numbers(301)));
    expect((await importing()).code).toBe(0);
    expect(readFileSync(report, 'utf8')).toBe('file,line\nmine,1\n');
  });

  it('lists refused rows in a report that a spreadsheet can open', async () => {
    const database = own.fresh();
    const report = join(own.folder, 'refused.csv');
    const path = written(
      'bad/PPRRVU2025_Oct.csv',
      pfs(numbers(300)).replace(/^10007,,sample,A,,1\.00/m, '10007,,sample,A,,=1+1'),
    );
    const { code, out, err } = await own.run(database, 'import', path, '--report', report);
    expect([code, summary(out, 'pfs', '2025D')]).toEqual([0, ['299', '299', '0', '0', '0', '1']]);
    expect(err).toContain(`1 row(s) were refused; they are listed in ${report}.`);
    expect(readFileSync(report, 'utf8')).toBe(
      `file,line,column,value,expected\n${path},18,WORK RVU,'=1+1,"a number such as 12.34, NA or nothing"\n`,
    );
    written('bad/PPRRVU2025_Oct.csv', pfs(numbers(300)).replaceAll(',sample,A,,1.00', ',sample,A,,x'));
    const before = readFileSync(database);
    const stopped = await own.run(database, 'import', path, '--report', report);
    expect(stopped.code).toBe(3);
    expect(stopped.err).toMatch(/100 of 100 rows so far are refused, more than 1 %/);
    expect(readFileSync(report, 'utf8').trim().split('\n')).toHaveLength(101);
    expect(readFileSync(database).equals(before)).toBe(true);
  });

  it.each([
    [['import'], 2, /missing required argument/],
    [['import', 'pfs'], 2, /^Name a file, a zip or a folder: codelattice import pfs <path>\.$/m],
    [['import', 'fees', 'x.csv'], 2, /^"fees" is neither a kind nor a file; the kinds are pfs, /m],
    [['import', './no-such-file.csv'], 3, /no-such-file\.csv: there is no such file or folder/],
    [['forget', 'fees'], 2, /^"fees" is no kind of file; the kinds are pfs, /m],
  ])('says what is wrong with %j, and ends with %i', async (options, code, says) => {
    const ended = await own.run(own.fresh(), ...options);
    expect(ended.code).toBe(code);
    expect(ended.err).toMatch(says);
    expect(ended.err).not.toMatch(/\n {4}at /);
  });

  it('refuses another kind, and another release, than was named', async () => {
    const database = own.fresh();
    const { pfs: fees } = SAMPLES();
    const kind = await own.run(database, 'import', 'ncci-mue', fees);
    expect([kind.code, kind.err]).toEqual([
      3,
      expect.stringMatching(/this looks like pfs \(.*\), not ncci-mue/),
    ]);
    const release = await own.run(database, 'import', fees, '--release', '2025A');
    expect([release.code, release.err]).toEqual([
      3,
      expect.stringMatching(/this looks like pfs 2025D .*, not 2025A/),
    ]);
    expect(existsSync(database)).toBe(false);
  });

  it('is taken up by a server that runs, at once and without an error', async () => {
    const database = own.fresh();
    const server = await serveUntilReady(own.folder, { CODELATTICE_DB: database });
    const version = async () => {
      const { status, body } = await ask(server.url, '{ dataset { version } code(id: "C79.51") { label } }');
      expect([status, body.errors]).toEqual([200, undefined]);
      return body.data;
    };
    const before = await version();
    const path = written('served/icd10cm_order_2025.txt', orderLine(1, 'C7951', true, 'Another title'));
    let isDone = false;
    const done = own.run(database, 'import', path).then((ended) => {
      isDone = true;
      return ended;
    });
    const seen = [];
    while (!isDone) seen.push(await version());
    expect((await done).code).toBe(0);
    await expect.poll(async () => (await version()).code.label).toBe('Another title');
    const after = await version();
    expect(after.dataset.version).not.toBe(before.dataset.version);
    // The new file may be there before the command has ended.
    for (const one of seen) expect([before, after]).toContainEqual(one);
    server.process.kill('SIGTERM');
    expect((await server.ended).err).toBe('');
  });
});
