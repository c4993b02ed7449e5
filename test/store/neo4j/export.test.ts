import { expect, it } from 'vitest';
import { FORMATS } from '../../../src/export/formats.ts';
import { exported } from '../../export/exported.ts';
import { importedStore, releasesForSeed } from '../../imported.ts';
import { dataset } from '../../seeded.ts';
import { describeNeo4j, loadedStore } from './neo4j.ts';

describeNeo4j('an export', (settings) => {
  it('is the same from both stores, byte by byte', async () => {
    const sqlite = await importedStore();
    const neo4j = await loadedStore(settings(), () => {}, dataset, releasesForSeed());
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
