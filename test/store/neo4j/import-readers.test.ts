import { expect, it } from 'vitest';
import { openNeo4j } from '../../../src/store/neo4j/open.ts';
import { importNeo4j } from '../../../src/store/neo4j/write/import.ts';
import { loadNeo4j } from '../../../src/store/neo4j/write/load-seed.ts';
import { dataset } from '../../seeded.ts';
import { NEXT_TITLES, pairs, pcs2025, pcs2026, remade, TITLES, watched } from './import-releases.ts';
import { importState } from './import-state.ts';
import { describeNeo4j, quiet } from './neo4j.ts';

describeNeo4j('importing into a Neo4j', (settings) => {
  const { answers, unfinished, leftovers } = importState(settings);

  it('shows readers the former state until its last transaction, whatever arrives', async () => {
    for (const release of [pcs2025, pairs(1), pcs2026, remade(pairs(0)), remade(pcs2026)]) {
      const before = await answers();
      await importNeo4j(
        settings(),
        watched(release, async () => {
          expect(await answers()).toEqual(before);
        }),
      );
      expect(await answers()).not.toEqual(before);
    }
    expect(await leftovers()).toBe(0);
  });

  it('never shows a mixture', async () => {
    await importNeo4j(settings(), pcs2025);
    const store = openNeo4j(settings());
    const ids = Object.keys({ ...TITLES, ...NEXT_TITLES }).map((code) => `ICD10PCS:${code}`);
    const seen = new Map<string, Set<string>>();
    let importing = true;
    const read = async () => {
      while (importing) {
        const snapshot = await store.at();
        const codes = await snapshot.codes(ids).catch((error: Error) => {
          expect(error.message).toContain('just been replaced');
          return null;
        });
        if (codes === null) continue;
        const told = JSON.stringify(codes);
        seen.set(snapshot.version, (seen.get(snapshot.version) ?? new Set()).add(told));
      }
    };
    const readers = [read(), read()];
    for (const release of [pcs2026, remade(pcs2026), pairs(1)]) await importNeo4j(settings(), release);
    importing = false;
    await Promise.all(readers);
    await store.close();
    expect(seen.size).toBeGreaterThan(1);
    for (const told of seen.values()) expect(told.size).toBe(1);
  });

  it('lets one import at a time in', async () => {
    let begun = () => {};
    const running = new Promise<void>((resolve) => {
      begun = resolve;
    });
    let go = () => {};
    const gate = new Promise<void>((resolve) => {
      go = resolve;
    });
    const first = importNeo4j(
      settings(),
      watched(pcs2025, () => {
        begun();
        return gate;
      }),
    );
    await running;
    const busy = /Process \d+ on \S+ has been importing icd10pcs 2025 .* since .*Wait until it is done/;
    await expect(importNeo4j(settings(), pairs(1))).rejects.toThrow(busy);
    await expect(loadNeo4j(settings(), { ...dataset, version: 'other' }, quiet)).rejects.toThrow(busy);
    expect(await unfinished()).toEqual([]);
    go();
    expect(await first).toMatchObject({ outcome: 'imported' });
    expect(await importNeo4j(settings(), pairs(1))).toMatchObject({ outcome: 'imported' });
  });
});
