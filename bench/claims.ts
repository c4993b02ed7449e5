import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { releaseOf } from '../src/lattice/releases.ts';
import { openSqlite } from '../src/store/sqlite/open.ts';
import { dataset } from '../test/seeded.ts';
import { median } from './load.ts';
import { figure } from './table.ts';
import { runCommand } from './usage.ts';

const CALLS = 400;
const CODES = 20;
const CLAIMS = 10_000;
const GROUP = 'All public files loaded';
const NUMBERS = dataset.codes
  .filter(({ system, status }) => system === 'CPT' && status === 'ACTIVE')
  .map(({ code }) => code);

/** What a claim costs: the store's part of one of 20 codes, and 10,000 of three codes by the command. */
export async function measureClaims(path: string, folder: string): Promise<void> {
  const ms = median(await storesPart(path));
  figure(
    GROUP,
    `all that a claim of ${CODES} codes asks of the store, median`,
    `${ms.toFixed(2)} ms`,
    '≤ 5 ms',
  );
  const file = join(folder, 'claims.txt');
  writeFileSync(file, Array.from({ length: CLAIMS }, (_, claim) => numbers(claim, 3).join(' ')).join('\n'));
  const args = ['together', '--file', file, '--out', join(folder, 'judged.csv')];
  const { seconds } = runCommand(args, { CODELATTICE_DB: path, NEO4J_URI: '' }, join(folder, 'usage.json'));
  figure(GROUP, '10,000 claims of three codes by the command', `${seconds.toFixed(0)} s`, '≤ 60 s');
}

const numbers = (claim: number, count: number) =>
  Array.from({ length: count }, (_, index) => NUMBERS[(claim * 7 + index * 11) % NUMBERS.length] as string);

/** Milliseconds of the calls that `together` makes at the same time, none of them answered from memory. */
async function storesPart(path: string): Promise<readonly number[]> {
  const store = openSqlite(path, null, 0);
  const snapshot = await store.at();
  const newest = (kind: string) => {
    const found = releaseOf(snapshot.releases, kind, null);
    if (found === null) throw new Error(`No release of ${kind} is loaded.`);
    return found;
  };
  const [pairs, units, addOns, fees] = [
    newest('ncci-ptp'),
    newest('ncci-mue'),
    newest('ncci-aoc'),
    newest('pfs'),
  ];
  const times: number[] = [];
  for (let call = 0; call < CALLS; call++) {
    const ids = numbers(call, CODES)
      .map((code) => `CPT:${code}`)
      .sort();
    const began = performance.now();
    await Promise.all([
      snapshot.together([{ ids, bundles: pairs, addOns: addOns.release, primaries: 8 }]),
      snapshot.unitsPerDay(ids.map((id) => ({ id, release: units.release }))),
      snapshot.billing(ids.map((id) => ({ id, release: fees.release, modifier: '' }))),
    ]);
    times.push(performance.now() - began);
  }
  await store.close();
  return times;
}
