import { findPaths } from '../src/lattice/paths.ts';
import { openSqlite } from '../src/store/sqlite/open.ts';
import { ask, textQuery } from '../src/text/query.ts';
import { dataset, speaker } from '../test/seeded.ts';
import { median } from './load.ts';

const CALLS = 2_000;
const SEARCHED = [
  'sacral tumor',
  'lamin',
  '6327',
  'tethered cord',
  'lumbar disc',
  'intradural neoplasm',
  'L5-S1 herniated disc',
  'sciatica surgery',
];

/** Milliseconds of single calls of the embedded store, none of them answered from memory: what, median, and what it may take. */
export async function storeCalls(path: string): Promise<readonly (readonly [string, number, number])[]> {
  const store = openSqlite(path, null, 0);
  const snapshot = await store.at();
  const page = { axes: null, within: [], first: 31, after: null };
  const codes = dataset.codes
    .filter(({ system, status }) => system === 'CPT' && status === 'ACTIVE')
    .map(({ id }) => id);
  const query = (text: string) => ask(text, (language) => speaker(language, snapshot.vocabulary));
  const queries = SEARCHED.flatMap((text) => textQuery(query(text), true) ?? []);
  const via = ['AXIS', 'HIERARCHY', 'ADD_ON', 'CROSSWALK'] as const;
  const way = { from: 'CPT:63267', to: 'CPT:63303', via, first: 3, maxHops: 4, maxNodes: 5_000 };
  const at = <Item>(list: readonly Item[], call: number) => list[call % list.length] as Item;
  const calls: readonly (readonly [string, number, (call: number) => Promise<unknown>])[] = [
    ['a code with all axes', 0.06, (call) => snapshot.codes([at(codes, call)])],
    [
      'the related codes of a code, with their axes',
      0.3,
      async (call) => {
        const [rows = []] = await snapshot.related([{ ...page, id: at(codes, call) }]);
        return snapshot.codes(rows.map(({ id }) => id));
      },
    ],
    ['search', 1, (call) => snapshot.search({ text: at(queries, call), within: [], system: null }, 1_000)],
    [
      'a path across the lesion families',
      5,
      () => findPaths(way, (ids, kinds) => snapshot.neighbours(ids, kinds)),
    ],
  ];
  const rows: [string, number, number][] = [];
  for (const [name, most, run] of calls) {
    const times: number[] = [];
    for (let call = 0; call < CALLS; call++) {
      const began = performance.now();
      await run(call);
      times.push(performance.now() - began);
    }
    rows.push([name, median(times.slice(CALLS / 4)), most]);
  }
  await store.close();
  return rows;
}

/** Milliseconds of searches of the embedded store: what people type, and each word of its vocabulary by itself and with the next. */
export async function searches(path: string): Promise<readonly number[]> {
  const store = openSqlite(path, null, 0);
  const snapshot = await store.at();
  const names = [...snapshot.vocabulary.terms.values()].map(({ name }) => name.split(/\W+/).slice(0, 2));
  const words = names.flatMap(([one = '', two]) => (two ? [one, `${one} ${two}`] : [one]));
  const texts = [...new Set([...SEARCHED, ...words])];
  const times: number[] = [];
  for (const text of texts.filter((one) => one.length > 2).slice(0, CALLS)) {
    const query = ask(text, (language) => speaker(language, snapshot.vocabulary));
    const asked = textQuery(query, true);
    if (asked === null) continue;
    const began = performance.now();
    await snapshot.search({ text: asked, within: [], system: null }, 1_000);
    times.push(performance.now() - began);
  }
  await store.close();
  return times;
}
