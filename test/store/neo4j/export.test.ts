import { expect, it } from 'vitest';
import { FORMATS } from '../../../src/export/formats.ts';
import { exported } from '../../export/exported.ts';
import { releasesForSeed, storeWith } from '../../imported.ts';
import { dataset } from '../../seeded.ts';
import { ptp } from '../../small-releases.ts';
import { describeNeo4j, loadedStore } from './neo4j.ts';

describeNeo4j('an export', (settings) => {
  it('is the same from both stores, byte by byte', async () => {
    const later = ptp('2024Q4', '2024-10-01', [
      ['63278', '63277', 0],
      ['63278', '63277', 1, '2020-01-01', '2024-06-30'],
      ['63278', '63283', 9],
    ]);
    const releases = [...releasesForSeed(), later];
    const sqlite = await storeWith(releases);
    const neo4j = await loadedStore(settings(), () => {}, dataset, releases);
    const formats = Object.keys(FORMATS);
    for (const asked of [{}, { families: ['family:lesion-neoplasm'] }] as const) {
      const [one, other] = [
        await exported(sqlite.store, formats, asked),
        await exported(neo4j.store, formats, asked),
      ];
      expect(other.manifest).toEqual(one.manifest);
      one.remove();
      other.remove();
    }
    await sqlite.close();
    await neo4j.close();
  });
});
