import { describe, expect, it } from 'vitest';
import { openInput } from '../../../src/load/files/input.ts';
import { Report } from '../../../src/load/files/report.ts';
import { rowsOf, select } from '../../../src/load/files/select.ts';
import { at, has } from '../../public.ts';
import { imported, refusal } from './files.ts';

const PFS = ['pfs/PPRRVU2025_Oct.csv', 'pfs/PPRRVU2025_Oct.txt'] as const;
const DAMAGED = 'pfs/PPRRVU25_JAN1.damaged.csv';

describe.skipIf(!has(...PFS, DAMAGED))('the fee schedule of October 2025', () => {
  it('has 19,090 rows, the same in csv and txt field by field', async () => {
    const [csv, txt] = [await imported(at(PFS[0]), 'pfs'), await imported(at(PFS[1]), 'pfs')];
    for (const { selections, rows, report } of [csv, txt]) {
      expect(selections.map(({ release }) => release)).toEqual([
        { name: '2025D', asOf: '2025-10-01', lastDay: null },
      ]);
      expect([rows.length, report.read, report.refused]).toEqual([19_090, 19_090, 0]);
    }
    expect(txt.rows.map((row) => ({ ...row, line: row.line + 3 }))).toEqual(csv.rows);
    expect(txt.rows.filter(({ modifier }) => modifier !== '')).toHaveLength(1_127 + 1_108 + 4);
  });

  it('is read from the folder once, and the damaged one of January is refused with the reason', async () => {
    const [one, ...others] = await select(await openInput(at('pfs')), { release: '2025D' });
    expect(one?.files.map(({ part }) => part)).toEqual(['csv']);
    expect(others).toEqual([]);
    const { message } = await refusal(imported(at(DAMAGED), 'pfs'));
    expect(message).toContain(
      'damaged.csv:1847 (GLOB DAYS): there is "0" for 000: a spreadsheet has opened and saved',
    );
  });
});

const PTP = [1, 2, 3, 4].map((part) => `ncci/ccipra-v302r0-f${part}.zip`);
const MUE = 'ncci/MCR_MUE_PractitionerServices_2024Q3.csv';
const AOC = 'ncci/aoc_2024-06.decoded.csv';

describe.skipIf(!has(...PTP, MUE, AOC))('the edits of 2024', () => {
  it('have 2,546,017 pairs, of which 1,669,820 are in force on 2024-07-01, read in bounded memory', async () => {
    const [pairs, ...others] = await select(await openInput(at('ncci')), { kind: 'ncci-ptp' });
    if (pairs?.kind !== 'ncci-ptp') throw new Error('no pairs');
    expect(others).toEqual([]);
    expect(pairs.release).toEqual({ name: '2024Q3', asOf: '2024-07-01', lastDay: '2024-09-30' });
    expect(pairs.files.map(({ part }) => part)).toEqual(['f1', 'f2', 'f3', 'f4']);
    const report = new Report();
    const day = '2024-07-01';
    const before = process.memoryUsage.rss();
    let [inForce, dated, never, most] = [0, 0, 0, 0];
    for await (const { rows } of rowsOf(pairs, report)) {
      for (const { effective, lastDay, modifierIndicator } of rows) {
        if (effective !== null) dated += 1;
        if (modifierIndicator === 9) never += 1;
        else if ((effective ?? day) <= day && (lastDay ?? day) >= day) inForce += 1;
      }
      most = Math.max(most, process.memoryUsage.rss());
    }
    expect([report.read, report.refused, inForce, dated, never]).toEqual([
      2_546_017, 0, 1_669_820, 0, 98_853,
    ]);
    expect(most - before).toBeLessThan(200_000_000);
    for (const { member } of pairs.files) expect(member.consumed).toBe(member.bytes);
  });

  it('have limits of units: 63278, 63295 and 63308', async () => {
    const { rows, report } = await imported(at(MUE), 'ncci-mue');
    expect([rows.length, report.refused]).toEqual([14_677, 0]);
    const limit = (code: string) => {
      const row = rows.find((one) => one.code.code === code);
      return [row?.units, row?.adjudication];
    };
    expect(['63278', '63295', '63308'].map(limit)).toEqual([
      [1, 3],
      [1, 2],
      [3, 3],
    ]);
  });

  it('have add-ons of 63278', async () => {
    const { rows, report } = await imported(at(AOC), 'ncci-aoc');
    expect([rows.length, report.refused]).toEqual([7_465, 0]);
    expect(rows.filter(({ primary }) => primary === null)).toHaveLength(44);
    const own = rows.filter(({ primary }) => primary?.code === '63278');
    expect(own.map(({ addOn }) => addOn.code)).toEqual([
      ...['22840', '22841', '22842', '22843', '22844', '22845', '22846', '22847', '22848'],
      ...['22853', '22854', '22859', '63295', '69990'],
    ]);
    expect(new Set(own.map(({ type }) => type))).toEqual(new Set([1]));
  });

  it('are no fee schedule, and say so', async () => {
    const error = await refusal(imported(at(PTP[0] ?? ''), 'pfs'));
    expect(error.message).toMatch(/this looks like ncci-ptp \(its header has the columns .+\), not pfs/);
  });
});
