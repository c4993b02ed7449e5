import { join } from 'node:path';
import type { Import } from '../src/store/release.ts';
import { openSqlite } from '../src/store/sqlite/open.ts';
import { importSqlite } from '../src/store/sqlite/write/import.ts';
import { loadSqlite } from '../src/store/sqlite/write/load-seed.ts';
import type { Store } from '../src/store/store.ts';
import { dataset, temporaryFolder } from './seeded.ts';
import { pcs, termIds } from './small-edition.ts';
import { aoc, billing, licensed, map, mue, pfs, ptp } from './small-releases.ts';

/** A SQLite store with the seed and these releases, in a file of its own. */
export async function storeWith(
  releases: readonly Import[],
): Promise<{ store: Store; path: string; close(): Promise<void> }> {
  const { folder, remove } = temporaryFolder();
  const path = join(folder, 'imported.db');
  loadSqlite(path, dataset);
  for (const release of releases) await importSqlite(path, release);
  const store = openSqlite(path);
  return {
    store,
    path,
    async close() {
      await store.close();
      remove();
    },
  };
}

/** What two editions of ICD-10-PCS have in common. */
const PCS_TITLES = {
  '0QB00ZX': 'Excision of Lumbar Vertebra, Open Approach, Diagnostic',
  '0QB00ZZ': 'Excision of Lumbar Vertebra, Open Approach',
  '0QB03ZX': 'Excision of Lumbar Vertebra, Percutaneous Approach, Diagnostic',
  '0QB03ZZ': 'Excision of Lumbar Vertebra, Percutaneous Approach',
  '0QB10ZX': 'Excision of Sacrum, Open Approach, Diagnostic',
  '0QB13ZX': 'Excision of Sacrum, Percutaneous Approach, Diagnostic',
};

/** What those releases bring beside the seed. */
export const IMPORTED = {
  codes: [...Object.keys(PCS_TITLES), '0QB10ZZ', '0QB13ZZ'].map((code) => `ICD10PCS:${code}`),
  terms: termIds,
  families: ['family:icd10pcs', 'family:icd10pcs-0', 'family:icd10pcs-0QB'],
};

/** With how many codes on either side each is bundled: all with all would be denser than any file of pairs. */
const PAIRS = 30;

/** A row of every kind of file for every code of the seed. */
export function releasesForSeed(): Import[] {
  const codes = dataset.codes.filter(({ system }) => system === 'CPT').map(({ code }) => code);
  const texts = codes.flatMap((code) =>
    (['SHORT', 'MEDIUM', 'LONG'] as const).map((kind) => [code, kind, `text of ${code}`] as const),
  );
  return [
    pfs(
      '2025A',
      '2025-01-01',
      codes.map((code) => billing(code, { workRvu: 9, endoscopicBase: 'CPT:63278' })),
    ),
    pfs(
      '2025D',
      '2025-10-01',
      codes.map((code) => billing(code, { endoscopicBase: 'CPT:63278' })),
    ),
    ...(['nonQPP', 'QPP'] as const).map((variant) =>
      pfs(
        `2026A-${variant}`,
        '2026-01-01',
        codes.map((code, at) =>
          billing(code, {
            conversionFactor: variant === 'QPP' ? 33.5675 : 33.4009,
            // Numbers to sort by, of two decimals as in the file: some alike, some 0, some missing.
            workRvu: at % 5 === 0 ? null : ((at % 11) * 137) / 100,
            facilityTotalRvu: at % 7 === 0 ? null : (2000 - (at % 13) * 11) / 100,
          }),
        ),
      ),
    ),
    ptp(
      '2024Q3',
      '2024-07-01',
      codes.flatMap((one, at) =>
        [...codes, ...codes, ...codes]
          .slice(codes.length + at - PAIRS, codes.length + at + PAIRS + 1)
          .filter((other) => other !== one)
          .map((other) => [one, other, 1] as const),
      ),
    ),
    mue(
      '2024Q3',
      '2024-07-01',
      codes.map((code) => [code, 1, 3] as const),
    ),
    pcs(
      '2025',
      '2024-10-01',
      { ...PCS_TITLES, '0QB13ZZ': 'Excision of Sacrum, Percutaneous Approach' },
      true,
    ),
    pcs(
      '2026',
      '2025-10-01',
      {
        ...PCS_TITLES,
        '0QB10ZX': 'Excision of Sacrum, Open, Diagnostic',
        '0QB10ZZ': 'Excision of Sacrum, Open',
      },
      true,
    ),
    aoc('2024-06', '2024-04-01', [
      ['63295', '63278', 1],
      ['63295', '63275', 3],
    ]),
    licensed(texts),
    map('mine', [['63278', '0QB10ZX']]),
  ];
}

/** The seed with a row of every kind of file for every code of its own. */
export const importedStore = () => storeWith(releasesForSeed());
