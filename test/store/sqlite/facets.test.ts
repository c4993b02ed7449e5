import { afterAll, beforeAll, expect, test } from 'vitest';
import { browsing } from '../../../src/store/sqlite/browse.ts';
import { type Database, openDatabase } from '../../../src/store/sqlite/driver.ts';
import type { ReadAside } from '../../../src/store/sqlite/statement.ts';
import { openThread, type Thread } from '../../../src/store/sqlite/thread.ts';
import { storeForTests } from '../../opened.ts';
import { vocabulary } from '../../seeded.ts';

const own = storeForTests();
let database: Database;
let lists: Thread;
let facets: Thread;
beforeAll(async () => {
  database = openDatabase(own.path, 'read');
  [lists, facets] = [openThread(own.path), openThread(own.path)];
});
afterAll(async () => {
  lists.close();
  facets.close();
  database.close();
});

const asideIn =
  (thread: Thread): ReadAside =>
  async (statement, parameters = {}, signal) => {
    const query = database.query(statement);
    return query.rows(await thread.ask(query.sql, parameters, signal)) as never;
  };
const anything = { system: null, status: null, addOn: null, families: null, within: [], text: null };
const SLOW = `with recursive n(i) as (values (1) union all select i + 1 from n where i < 5000000)
  select json_array(max(i)) from n`;

test.each([
  ['all codes', anything],
  ['a text', { ...anything, text: { words: [['spine']], prefix: null } }],
  ['terms', { ...anything, within: [['region:sacral']] }],
])(
  'facets of %s neither wait for lists, nor lists for them, nor do they go on for a client that has left',
  async (_, query) => {
    const asked = browsing({ aside: asideIn(lists), asideForFacets: asideIn(facets) }, vocabulary);
    const request = { ...query, axes: ['REGION' as const], first: 3 };
    const answers: string[] = [];
    const slow = lists.ask(SLOW, {}).then(() => answers.push('slow list'));
    const [found] = await asked.facets([request]);
    answers.push('facets');
    expect(found?.[0]?.axis).toBe('REGION');
    await slow;
    const slowFacet = facets.ask(SLOW, {}).then(() => answers.push('slow facet'));
    await asked.browse([{ ...query, first: 3, after: null }]);
    answers.push('list');
    await slowFacet;
    expect(answers).toEqual(['facets', 'slow list', 'list', 'slow facet']);
    const left = AbortSignal.abort(new Error('the client has left'));
    await expect(asked.facets([request], left)).rejects.toThrow('the client has left');
  },
);
