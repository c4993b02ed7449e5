import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { written } from '../load/files/files.ts';
import { hcpcsRecord, hcpcsTxt, orderLine, ownCsv, PFS_CELLS, pfsCsv } from '../load/files/samples.ts';
import { contentsOf as contents } from './contents.ts';
import { found, importer, numbers, order, PCS_2025, pfs, ptp, SAMPLES } from './importing.ts';

let own: ReturnType<typeof importer>;
beforeAll(() => {
  own = importer();
});
afterAll(() => own.remove());

const MISPLACED = `select count(*) as count from (
  select row_number() over (order by n) as at, row_number() over (order by curated desc, id) as place from document)
  where at <> place`;

/** What stands in a row once more, and otherwise than in rows of its own. */
const MISTAKEN = `select
  (select count(*) from fact f where f.terms is not (select group_concat(term, ' ') from (
    select term from fact_term x where x.code = f.code and x.axis = f.axis order by position)))
  + (select count(*) from code c where c.specialties is not (select group_concat(term, ' ') from (
    select term from fact_term x where x.code = c.n and x.axis = 'SPECIALTY' order by position))) as count`;

/** The rows of a database, which do not contradict one another. */
function contentsOf(database: string) {
  expect(found(database, MISTAKEN)).toEqual({ count: 0 });
  return contents(database);
}

/** A database with the seed and these files, imported one after the other. */
async function withFiles(...paths: readonly string[]): Promise<string> {
  const database = own.fresh();
  expect((await own.run(database, 'seed')).code).toBe(0);
  for (const path of paths) {
    const { code, err } = await own.run(database, 'import', path);
    expect([path, code, err.replace(/^(.* rows read, |Note: ).*\n/gm, '')]).toEqual([path, 0, '']);
  }
  // Search takes the first that it meets.
  expect(found(database, MISPLACED)).toEqual({ count: 0 });
  return database;
}

/** Changes files of the installed seed while `work` runs. */
async function whileSeedHas(
  changes: Readonly<Record<string, (text: string) => string>>,
  work: () => Promise<void>,
): Promise<void> {
  const former = Object.entries(changes).map(([file, change]) => {
    const path = join(own.folder, 'seed', file);
    const text = readFileSync(path, 'utf8');
    const changed = change(text);
    expect(changed).not.toBe(text);
    writeFileSync(path, changed);
    return { path, text };
  });
  await work().finally(() => {
    for (const { path, text } of former) writeFileSync(path, text);
  });
}

const forget = async (database: string, ...what: readonly string[]) => {
  const { code, out, err } = await own.run(database, 'forget', ...what);
  expect([code, err]).toEqual([0, '']);
  return out;
};

describe('what was imported, when the seed changes', () => {
  it('stays, as if it had been imported over the new seed', async () => {
    const files = Object.values(SAMPLES());
    const database = await withFiles(...files);
    await whileSeedHas(
      {
        'text/en/terms.csv': (text) =>
          text.replace(/^region:sacral,sacral,/m, 'region:sacral,at the sacrum,'),
      },
      async () => {
        const { code, out } = await own.run(database, 'seed');
        expect([code, out]).toEqual([0, expect.stringContaining('What was imported stays.')]);
        expect(contentsOf(database)).toEqual(contentsOf(await withFiles(...files)));
        expect((await own.run(database, 'seed')).out).toContain('already; nothing to do.');
        expect((await own.run(database, 'doctor')).out).toMatch(/^ok {5}store: .* 9 imported file\(s\)$/m);
      },
    );
    expect((await own.run(database, 'seed')).code).toBe(0);
    expect(contentsOf(database)).toEqual(contentsOf(await withFiles(...files)));
  });

  it('keeps the codes it names that the seed drops, and gives way to those that the seed takes in', async () => {
    const database = await withFiles(written('kept/PPRRVU2025_Oct.csv', pfs(['69990', '63278', '99999'])));
    expect(found(database, `select label_kind, source from code where id = 'CPT:69990'`)).toEqual({
      label_kind: 'CODE_ONLY',
      source: 'seed/cpt/codes.csv',
    });
    await whileSeedHas(
      {
        'cpt/codes.csv': (text) => text.replace(/^69990,.*\n/m, ''),
        'cpt/companions.csv': (text) => text.replace(/^\d+,69990,.*\n/gm, ''),
      },
      async () => {
        const { code, err } = await own.run(database, 'seed');
        expect([code, err]).toEqual([0, '']);
        expect(
          found(database, `select label, edition, source, line from code where id = 'CPT:69990'`),
        ).toEqual({
          label: 'CPT 69990',
          edition: '2025',
          source: 'pfs/2025D/PPRRVU2025_Oct.csv',
          line: 11,
        });
      },
    );
    await own.run(database, 'seed');
    expect(found(database, `select source from code where id = 'CPT:69990'`)).toEqual({
      source: 'seed/cpt/codes.csv',
    });
  });
});

describe('forget', () => {
  it('leaves what there would be if the release had never been imported', async () => {
    const { pfs: fees, 'ncci-ptp': edits, 'ncci-aoc': addOns, ...others } = SAMPLES();
    const rest = Object.values(others);
    const database = await withFiles(...rest, fees, edits, addOns);
    expect(await forget(database, 'pfs', '2025D')).toBe(
      'Forgot pfs 2025D: 4 rows, and 3 codes that nothing else names.\n',
    );
    await forget(database, 'ncci-ptp');
    await forget(database, 'ncci-aoc');
    expect(contentsOf(database)).toEqual(contentsOf(await withFiles(...rest)));
    for (const kind of Object.keys(others)) await forget(database, kind);
    expect(contentsOf(database)).toEqual(contentsOf(await withFiles()));
    expect(await forget(database, 'pfs', '2025D')).toBe('pfs 2025D is not held. Nothing to do.\n');
  });

  it('of a release with two variants takes both, and each by its own name', async () => {
    const names = ['PPRRVU2026_Jan_QPP.csv', 'PPRRVU2026_Jan_nonQPP.csv'];
    const csv = pfsCsv([{ ...PFS_CELLS, code: '63278' }], 2026, 'January');
    const files = names.map((name) => written(`variants/${name}`, csv));
    const database = await withFiles(...files);
    expect(await forget(database, 'pfs', '2026A')).toBe(
      'Forgot pfs 2026A-QPP: 1 rows.\nForgot pfs 2026A-nonQPP: 1 rows.\n',
    );
    expect(contentsOf(database)).toEqual(contentsOf(await withFiles()));
    const again = await withFiles(...files);
    expect(await forget(again, 'pfs', '2026A-QPP')).toBe('Forgot pfs 2026A-QPP: 1 rows.\n');
    expect(await forget(again, 'pfs', '2026B')).toBe(
      'pfs 2026B is not held; held are 2026A-nonQPP. Nothing to do.\n',
    );
  });

  it('of the newest edition makes the one before it the newest again', async () => {
    const first = written('editions/icd10pcs_order_2025.txt', order(...PCS_2025));
    const next = written(
      'editions/icd10pcs_order_2026.txt',
      order(
        ['0016070', 'Bypass sample one, open approach'],
        ['0016071', 'Bypass sample two, open'],
        ['0016072', 'New'],
      ),
    );
    const diagnoses = (year: number, title: string) =>
      written(
        `editions/icd10cm_order_${year}.txt`,
        orderLine(1, 'C7951', true, title) + orderLine(2, 'A000', true, 'Sample'),
      );
    const codes = (year: number, ...records: string[]) =>
      written(`editions/HCPC${year}.txt`, hcpcsTxt(records));
    const former = [
      first,
      diagnoses(2025, 'First title'),
      codes(2019, hcpcsRecord('J1100', '00100', '3', 'First'), hcpcsRecord('J1101', '00100', '3', 'Other')),
    ];
    const database = await withFiles(
      ...former,
      next,
      diagnoses(2026, 'Second title'),
      codes(2020, hcpcsRecord('J1100', '00100', '3', 'Second')),
    );
    expect(found(database, `select status, last_valid_day from code where code = 'J1101'`)).toEqual({
      status: 'DELETED',
      last_valid_day: '2019-12-31',
    });
    expect(await forget(database, 'icd10pcs', '2026')).toBe(
      'Forgot icd10pcs 2026: 3 rows, and 1 codes that nothing else names.\n',
    );
    await forget(database, 'icd10cm', '2026');
    await forget(database, 'hcpcs', '2020');
    expect(contentsOf(database)).toEqual(contentsOf(await withFiles(...former)));
  });

  it('wipes licensed text from the file, byte by byte', async () => {
    const text = 'Quite singular words of the owner';
    const path = written('licensed/own.csv', ownCsv('code,short', `63278,${text}`, '63277,Others'));
    const database = await withFiles(path);
    expect(readFileSync(database).includes(text)).toBe(true);
    written('licensed/own.csv', ownCsv('code,short', '63277,Others'));
    expect((await own.run(database, 'import', path)).code).toBe(0);
    expect(readFileSync(database).includes(text)).toBe(false);
    expect(await forget(database, 'licensed-text')).toBe('Forgot licensed-text own.csv: 1 rows.\n');
    expect(readFileSync(database).includes('Others')).toBe(false);
    expect(contentsOf(database)).toEqual(contentsOf(await withFiles()));
  });
});

describe('a file that cannot be taken over', () => {
  const uint32 = (value: number) => {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(value);
    return bytes;
  };

  it.each([
    [
      'of an older make',
      (file: Buffer) => uint32(4).copy(file, 60),
      /was made by an older version, and what was imported into it cannot be taken over/,
    ],
    [
      'that is damaged',
      (file: Buffer) => file.fill(0xff, file.length - 4_096),
      /is damaged: it is not as it was written/,
    ],
  ] as const)(
    '%s is refused with the names of what it held, and stays',
    async (_, spoil, says) => {
      const database = await withFiles(SAMPLES().pfs, SAMPLES()['ncci-mue']);
      const file = readFileSync(database);
      spoil(file);
      writeFileSync(database, file);
      for (const command of [['serve'], ['seed'], ['import', SAMPLES()['ncci-aoc']]]) {
        const { code, err } = await own.run(database, ...command);
        expect([command[0], code, err.trim().split('\n').length]).toEqual([command[0], 1, 1]);
        expect(err).toMatch(says);
        expect(err).toContain(
          'Then import again: ncci-mue 2024Q3 (ncci-mue/2024Q3/MCR_MUE_PractitionerServices_2024Q3.csv); pfs 2025D (pfs/2025D/PPRRVU2025_Oct.csv).',
        );
        expect(readFileSync(database).equals(file)).toBe(true);
      }
    },
    60_000,
  );

  it('that cannot even be read is refused all the same', async () => {
    const database = own.fresh();
    mkdirSync(dirname(database));
    copyFileSync(await withFiles(), database);
    const file = readFileSync(database);
    file.fill(0xff, 4_096);
    writeFileSync(database, file);
    const { code, err } = await own.run(database, 'seed');
    expect([code, err]).toEqual([
      1,
      expect.stringMatching(/build it again\. Then import again what you had imported\.\n$/),
    ]);
  });
});

describe('a release that is imported again', () => {
  it('takes its codes along, and leaves those that others name', async () => {
    const path = written('again/PPRRVU2025_Oct.csv', pfs(['63278', ...numbers(4)]));
    const edits = written('again/ccipra-v302r0-f1.txt', ptp(1, '10001'));
    const database = await withFiles(path, edits);
    written('again/PPRRVU2025_Oct.csv', pfs(['63278', '10003', '10000']));
    expect((await own.run(database, 'import', path)).code).toBe(0);
    const fresh = await withFiles(edits, path);
    expect(contentsOf(database)).toEqual(contentsOf(fresh));
  });
});
