import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Store } from '../../../src/store/store.ts';
import { expected, remarked, saidBy, told } from '../../case/said.ts';
import { examples, sampleReleases, wrong } from '../../case/sample.ts';
import { dataset } from '../../seeded.ts';
import { describeNeo4j, loadedStore } from './neo4j.ts';

describeNeo4j('a claim asked of Neo4j', (settings) => {
  let neo4j: { store: Store; close(): Promise<void> };
  beforeAll(async () => {
    neo4j = await loadedStore(settings(), () => {}, dataset, sampleReleases());
  });
  afterAll(async () => {
    await neo4j.close();
  });

  it.each(examples.slice(0, 6))('says of $asked what the example says, byte for byte', async (example) => {
    expect(told(await saidBy(neo4j.store, example.asked))).toEqual(expected(example));
  });

  it.each(wrong.slice(0, 4))('says of $asked what is wrong, byte for byte', async (example) => {
    const answer = await saidBy(neo4j.store, example.asked);
    expect([answer.verdict, ...remarked(answer)]).toEqual([example.verdict, ...example.says]);
  });
});
