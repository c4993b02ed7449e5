import { beforeAll, describe, expect, test } from 'vitest';
import type { Config } from '../../src/commands/config.ts';
import { forgetReleases } from '../../src/commands/forget.ts';
import { forgetFrom, importInto, openStore } from '../../src/commands/stores.ts';
import { documents } from '../../src/load/seed/search-documents.ts';
import { IMPORT_KINDS, type ImportKind } from '../../src/store/records.ts';
import type { Forgotten, Import } from '../../src/store/release.ts';
import type { Store } from '../../src/store/store.ts';
import { run } from '../documents.ts';
import { dataset } from '../seeded.ts';
import { DOCUMENTS, releases } from './commuting.ts';

/** What clients are told; that a code is not in the graph is an answer, too. Closes the store. */
export async function answersOf(store: Store): Promise<unknown[]> {
  const answers: unknown[] = [];
  for (const text of DOCUMENTS) {
    const { data, errors } = await run(store, text);
    expect(errors?.map(({ extensions }) => extensions.code) ?? [], text).not.toContain('STORE_UNAVAILABLE');
    answers.push(JSON.parse(JSON.stringify({ data, errors })));
  }
  await store.close();
  return answers;
}

/** Of all small releases, those of these names: "pfs 2025D". */
export function named(all: readonly Import[], names: readonly string[]): Import[] {
  const found = all.filter(({ kind, release }) => names.includes(`${kind} ${release}`));
  expect(new Set(found.map(({ kind, release }) => `${kind} ${release}`))).toEqual(new Set(names));
  return found;
}

/** What each store forgets, and what it tells of it. */
export const FORGOTTEN: readonly [
  what: string,
  loaded: readonly string[],
  kind: ImportKind,
  release: string | null,
  told: readonly Forgotten[],
][] = [
  [
    'one release, and of its codes those that no other names',
    ['pfs 2024D', 'pfs 2025D', 'ncci-aoc 2025-01', 'licensed-text b.csv'],
    'pfs',
    '2024D',
    [{ release: '2024D', rows: 4, codes: 2 }],
  ],
  [
    'both variants of a release',
    ['pfs 2025D', 'pfs 2026A-nonQPP', 'pfs 2026A-QPP'],
    'pfs',
    '2026A',
    [
      { release: '2026A-QPP', rows: 1, codes: 0 },
      { release: '2026A-nonQPP', rows: 1, codes: 0 },
    ],
  ],
  [
    'the newest edition, so that the one before is the newest again',
    ['icd10pcs 2025', 'icd10pcs 2026', 'crosswalk map.csv'],
    'icd10pcs',
    '2026',
    [{ release: '2026', rows: 4, codes: 1 }],
  ],
  [
    'the newest add-on file, so that the one before speaks again',
    ['ncci-aoc 2024-06', 'ncci-aoc 2025-01', 'ncci-mue 2025Q1'],
    'ncci-aoc',
    '2025-01',
    [{ release: '2025-01', rows: 4, codes: 1 }],
  ],
  [
    'all editions of a kind, but not what the seed says',
    ['icd10cm 2024', 'icd10cm 2025', 'icd10cm 2026', 'crosswalk map.csv'],
    'icd10cm',
    null,
    [
      { release: '2026', rows: 3, codes: 4 },
      { release: '2025', rows: 4, codes: 0 },
      { release: '2024', rows: 4, codes: 0 },
    ],
  ],
];

/** Every store passes this suite. `seed` brings the seed, and nothing else, into the store of the configuration. */
export function forgetContract(name: string, config: () => Config, seed: () => Promise<unknown>): void {
  describe(`${name} forgets`, () => {
    let all: readonly Import[];
    beforeAll(async () => {
      all = await releases();
    });
    const load = async (some: readonly Import[]) => {
      await seed();
      for (const one of some) await importInto(config(), one, false);
    };
    const answers = async () => answersOf(await openStore(config()));

    test.each(FORGOTTEN)('%s', async (_, loaded, kind, release, told) => {
      const before = named(all, loaded);
      const going = told.map((one) => one.release);
      await load(before.filter((one) => one.kind !== kind || !going.includes(one.release)));
      const expected = await answers();
      await load(before);
      expect(await answers()).not.toEqual(expected);
      expect(await forgetFrom(config(), kind, release, documents)).toEqual(told);
      expect(await answers()).toEqual(expected);
    });

    test('every kind, until there is the seed as it was', async () => {
      await load([]);
      const expected = await answers();
      await load(all);
      for (const kind of IMPORT_KINDS) {
        const names = new Set(all.filter((one) => one.kind === kind).map(({ release }) => release));
        expect(await forgetFrom(config(), kind, null, documents)).toHaveLength(names.size);
      }
      expect(await answers()).toEqual(expected);
      const store = await openStore(config());
      expect((await store.at()).version).toBe(dataset.version);
      await store.close();
    });

    test('nothing where no such release is held, and says which are; refuses what is no kind', async () => {
      await load(named(all, ['pfs 2024D', 'pfs 2025D']));
      const before = await answers();
      const said: string[] = [];
      const terminal = {
        say: (line: string) => void said.push(line),
        tell: () => {},
        errors: process.stderr,
      };
      expect(await forgetReleases(config(), 'pfs', '2026A', terminal)).toBe(0);
      expect(await forgetReleases(config(), 'hcpcs', null, terminal)).toBe(0);
      expect(said).toEqual([
        'pfs 2026A is not held; held are 2024D, 2025D. Nothing to do.',
        'hcpcs is not held. Nothing to do.',
      ]);
      expect(await answers()).toEqual(before);
      await expect(forgetReleases(config(), 'fees', null, terminal)).rejects.toThrow(
        /"fees" is no kind of file; the kinds are pfs, /,
      );
    });
  });
}
