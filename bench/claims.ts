import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execute, parse } from 'graphql';
import { root } from '../src/commands/root.ts';
import { createContext } from '../src/graphql/context.ts';
import { createSchema } from '../src/graphql/schema.ts';
import { releaseOf } from '../src/lattice/releases.ts';
import { DEFAULT_LIMITS } from '../src/limits.ts';
import { openSqlite } from '../src/store/sqlite/open.ts';
import { dataset, speaker } from '../test/seeded.ts';
import { median } from './load.ts';
import { figure } from './table.ts';
import { runCommand } from './usage.ts';

const CALLS = 400;
const CODES = 20;
const CLAIMS = 10_000;
/** A fusion in both columns over two interspaces, with what goes beside it. */
const CASE = ['22633', '22634', '63052', '63053', '22842', '22853 x2', '20936', '20937', '22614', '22848'];
const GROUP = 'All public files loaded';
const NUMBERS = dataset.codes
  .filter(({ system, status }) => system === 'CPT' && status === 'ACTIVE')
  .map(({ code }) => code);

/** What a claim costs: the store's part of one of 20 codes, what one of ten says, and 10,000 of three codes by the command. */
export async function measureClaims(path: string, folder: string): Promise<void> {
  const ms = median(await storesPart(path));
  figure(
    GROUP,
    `all that a claim of ${CODES} codes asks of the store, median`,
    `${ms.toFixed(2)} ms`,
    '≤ 5 ms',
  );
  const said = median(await casesSaid(path));
  figure(GROUP, `\`case\` of ${CASE.length} codes in process, median`, `${said.toFixed(2)} ms`, '≤ 5 ms');
  const file = join(folder, 'claims.txt');
  writeFileSync(file, Array.from({ length: CLAIMS }, (_, claim) => numbers(claim, 3).join(' ')).join('\n'));
  const args = ['together', '--file', file, '--out', join(folder, 'judged.csv')];
  const { seconds } = runCommand(args, { CODELATTICE_DB: path, NEO4J_URI: '' }, join(folder, 'usage.json'));
  figure(GROUP, '10,000 claims of three codes by the command', `${seconds.toFixed(0)} s`, '≤ 60 s');
}

const numbers = (claim: number, count: number) =>
  Array.from({ length: count }, (_, index) => NUMBERS[(claim * 7 + index * 11) % NUMBERS.length] as string);

/** Milliseconds of answers of the whole document, each in a request of its own, without HTTP. */
async function casesSaid(path: string): Promise<readonly number[]> {
  const store = openSqlite(path, null, 0);
  const schema = createSchema();
  const document = parse(readFileSync(join(root, 'test/operations/case.graphql'), 'utf8'));
  const times: number[] = [];
  for (let call = 0; call < CALLS; call++) {
    const began = performance.now();
    const contextValue = await createContext(store, speaker, DEFAULT_LIMITS);
    const { errors } = await execute({ schema, document, contextValue, variableValues: { ids: CASE } });
    if (errors !== undefined) throw errors[0];
    times.push(performance.now() - began);
  }
  await store.close();
  return times;
}

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
