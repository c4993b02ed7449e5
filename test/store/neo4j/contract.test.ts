import { expect } from 'vitest';
import { contract } from '../contract.ts';
import { searchContract } from '../search.contract.ts';
import { describeNeo4j, loadedStore, unknownNames } from './neo4j.ts';

describeNeo4j('a Neo4j', (settings) => {
  const open = async () => {
    const unknown = new Set<string>();
    const { store, close } = await loadedStore(settings(), (ran) => {
      for (const name of unknownNames(ran)) unknown.add(name);
    });
    return {
      store,
      async close() {
        await close();
        expect([...unknown]).toStrictEqual([]);
      },
    };
  };
  contract('neo4j', open);
  searchContract('neo4j', open);
});
