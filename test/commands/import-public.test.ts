import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSqlite } from '../../src/store/sqlite/open.ts';
import { expected, saidBy, told } from '../case/said.ts';
import { examples, wrong } from '../case/sample.ts';
import { at, has } from '../public.ts';
import { pythonOf } from '../python.ts';
import { startTestServer } from '../served.ts';
import { found, importer } from './importing.ts';

const PCS = ['cms_2025_pr.zip', 'icd10pcs_tables_2025.xml', 'icd10pcs_definitions_2025.xml'].map(
  (name) => `icd10pcs/${name}`,
);
const FILES = [
  ['pfs/PPRRVU2025_Oct.csv'],
  [1, 2, 3, 4].map((part) => `ncci/ccipra-v302r0-f${part}.zip`),
  ['ncci/MCR_MUE_PractitionerServices_2024Q3.csv'],
  ['ncci/aoc_2024-06.decoded.csv'],
  PCS,
  ['icd10pcs/cms_2026_pr.zip'],
  ['icd10cm/cms_2025_dx.zip'],
  ['hcpcs/2019-Alpha-Numeric-HCPCS-File.zip'],
];
const DAMAGED = 'pfs/PPRRVU25_JAN1.damaged.csv';

describe.skipIf(!has(...FILES.flat(), DAMAGED))('the public files, all in one database', () => {
  let own: ReturnType<typeof importer>;
  let database: string;
  beforeAll(() => {
    own = importer();
    database = own.fresh();
  });
  afterAll(() => own.remove());

  const count = (sql: string) =>
    found<{ count: number }>(database, `select count(*) as count from ${sql}`)?.count;

  it.each(FILES)(
    'are imported by one command each: %s',
    async (...files) => {
      const { code, out, err } = await own.run(database, 'import', ...files.map(at));
      expect([code, err.replace(/^Seeded .*\n|^.* rows read, .*\n|^Note: .* left out: .*\n/gm, '')]).toEqual([
        0,
        '',
      ]);
      console.log(out);
      if (files.join() === PCS.join()) expect(out).toContain('are the 78,948 codes of the order file');
    },
    180_000,
  );

  it('are held row by row', () => {
    const active = `(m.effective is null or m.effective <= 20240701) and (m.last_day is null or m.last_day >= 20240701)`;
    expect({
      billing: count('billing'),
      bundles: count('bundle'),
      inForce: count(`bundle m where indicator <> 9 and ${active}`),
      units: count('units_per_day'),
      unitsOf63278: found(
        database,
        `select units from units_per_day u join code c on c.n = u.code where c.id = 'CPT:63278'`,
      ),
      addOns: (count('add_on where release > 0') ?? 0) + (count('contractor_add_on') ?? 0),
      pcs2025: count(
        `listed l join release r on r.n = l.release where r.kind = 'icd10pcs' and r.release = '2025'`,
      ),
      pcs2026: count(
        `listed l join release r on r.n = l.release where r.kind = 'icd10pcs' and r.release = '2026'`,
      ),
      pcsActive: count(`code where system = 'ICD10PCS' and status = 'ACTIVE'`),
      pcsDeleted: count(
        `code where system = 'ICD10PCS' and status = 'DELETED' and last_valid_day = '2025-09-30'`,
      ),
    }).toEqual({
      billing: 19_090,
      bundles: 2_546_017,
      inForce: 1_669_820,
      units: 14_677,
      unitsOf63278: { units: 1 },
      addOns: 7_465,
      pcs2025: 78_948,
      pcs2026: 79_115,
      pcsActive: 79_115,
      pcsDeleted: 39,
    });
  });

  it('say of claims what the rows of the sample say', async () => {
    const store = openSqlite(database);
    for (const example of examples) {
      expect(told(await saidBy(store, example.asked)), example.asked).toEqual(expected(example));
    }
    for (const { asked, verdict } of wrong) {
      expect(await saidBy(store, asked), asked).toMatchObject({ verdict });
    }
    await store.close();
  });

  it('say what 2026 changed in ICD-10-PCS: 206 added, 39 deleted', async (context) => {
    const asked = await own.run(database, 'changes', 'ICD10PCS');
    const rows = (kind: string) =>
      asked.out.split('\n').filter((line) => line.includes(`| ${kind} |`)).length;
    expect([asked.code, rows('added'), rows('deleted'), rows('relabelled')]).toEqual([0, 206, 39, 2]);
    expect(asked.out).toContain('\n206 added, 39 deleted, 2 relabelled since 2025.\n');
    const store = openSqlite(database);
    const server = await startTestServer({ store });
    try {
      const feed = await (await fetch(`${server.url}/changes.atom?system=ICD10PCS`)).text();
      const python = await pythonOf(context);
      expect(JSON.parse(python.run(READ, feed))).toEqual([
        ['ICD-10-PCS 2026: 206 added, 39 deleted, 2 relabelled since 2025', 206, 39],
      ]);
    } finally {
      await server.stop();
      await store.close();
    }
  });

  it('of 2025 alone have 875,816 pairs, as they have again when 2026 is forgotten', async () => {
    const pairs = `differs d join code c on c.n = d.code where c.system = 'ICD10PCS' and d.code < d.other`;
    const { code, out } = await own.run(database, 'forget', 'icd10pcs', '2026');
    expect([code, out]).toEqual([
      0,
      'Forgot icd10pcs 2026: 79,115 rows, and 206 codes that nothing else names.\n',
    ]);
    expect(count(pairs)).toBe(875_816);
    expect(count(`code where system = 'ICD10PCS' and status = 'ACTIVE'`)).toBe(78_948);
  });

  it('that a spreadsheet has spoilt are refused with the reason', async () => {
    const { code, err } = await own.run(database, 'import', at(DAMAGED), '--report', `${database}.csv`);
    expect(code).toBe(3);
    expect(err).toContain(
      'damaged.csv:1847 (GLOB DAYS): there is "0" for 000: a spreadsheet has opened and saved',
    );
  });
});

/** The title of each entry, and how many rows of its table were added and deleted. */
const READ = `
import feedparser, json, sys
def told(entry):
    table = entry.content[0].value
    return [entry.title, table.count('<td>added</td>'), table.count('<td>deleted</td>')]
print(json.dumps([told(entry) for entry in feedparser.parse(sys.argv[1]).entries]))
`;
