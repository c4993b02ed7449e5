import { describe, expect, it } from 'vitest';
import { run } from '../documents.ts';
import { importedStore, storeWith } from '../imported.ts';
import { storeForTests } from '../opened.ts';
import { FEES } from './releases.ts';
import { pagesAreSorted } from './sorted.ts';

const idsOf = (data: unknown): string[] =>
  (data as { codes: { edges: { node: { id: string } }[] } }).codes.edges.map(({ node }) => node.id);

describe('codes sorted, with all files', () => {
  const imported = storeForTests(importedStore);
  it('come page by page as they stand in the whole', () => pagesAreSorted(imported.store));
});

describe('codes sorted, with two fee schedules', () => {
  const opened = storeForTests(() => storeWith(FEES));
  const sorted = async (order: string) =>
    idsOf(
      await opened.ask(
        `{ codes(filter: { family: "family:lesion-neoplasm" }, ${order}, first: 3) { edges { node { id } } } }`,
      ),
    );

  it('take the numbers of the newest, and put codes without one last both ways', async () => {
    // 63276 has a number in the older release alone.
    expect(await sorted('sort: WORK_RVU')).toEqual(['CPT:63277', 'CPT:63278', 'CPT:63275']);
    expect(await sorted('sort: WORK_RVU, descending: true')).toEqual(['CPT:63277', 'CPT:63278', 'CPT:63275']);
    expect(await sorted('sort: ID, descending: true')).toEqual(['CPT:63290', 'CPT:63287', 'CPT:63286']);
  });
});

describe('codes sorted, with no fee schedule', () => {
  const opened = storeForTests();
  it('come by id both ways, since none has a number', async () => {
    for (const descending of [true, false]) {
      const ids = idsOf(
        await opened.ask(
          `{ codes(sort: FACILITY_TOTAL_RVU, descending: ${descending}, first: 2) { edges { node { id } } } }`,
        ),
      );
      expect(ids).toEqual(idsOf(await opened.ask('{ codes(first: 2) { edges { node { id } } } }')));
    }
  });

  it('take no cursor of another order', async () => {
    const { codes } = await opened.ask('{ codes(sort: WORK_RVU, first: 1) { pageInfo { endCursor } } }');
    const { errors } = await run(
      opened.store,
      'query ($after: String) { codes(after: $after) { totalCount edges { cursor } } }',
      {
        after: codes.pageInfo.endCursor,
      },
    );
    expect(errors?.[0]?.message).toMatch(/^`after` is not a cursor of this list/);
  });
});
