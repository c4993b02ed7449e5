import { describe, expect, it } from 'vitest';
import { documents as documentsOf } from '../../src/load/seed/search-documents.ts';
import type { Import } from '../../src/store/release.ts';
import { openSqlite } from '../../src/store/sqlite/open.ts';
import { forgetSqlite } from '../../src/store/sqlite/write/forget.ts';
import { answer } from '../documents.ts';
import { storeWith } from '../imported.ts';
import { dataset } from '../seeded.ts';
import { ADD_ON_FILES } from './releases.ts';

/** The add-ons that the seed knows of 22325. */
const OF_SEED = dataset.addOns.filter(({ primary }) => primary === 'CPT:22325').length;

describe('of several add-on files', () => {
  const { older, newer, document } = ADD_ON_FILES;
  const counted = (count: number) => ({
    counts: { counts: { edges: expect.arrayContaining([{ kind: 'ADD_ON', count }]) } },
  });
  const answersAfter = async (releases: readonly Import[], forgotten: string | null = null) => {
    const held = await storeWith(releases);
    await held.store.close();
    if (forgotten !== null) forgetSqlite(held.path, 'ncci-aoc', forgotten, documentsOf);
    const again = openSqlite(held.path);
    const data = await answer(again, document);
    await again.close();
    await held.close();
    return data;
  };

  it('the newest alone speaks, in whatever order they came, and until it is forgotten', async () => {
    const [one, both] = [await answersAfter([older]), await answersAfter([older, newer])];
    expect(one).toMatchObject({
      pairs: { addOns: { totalCount: OF_SEED + 1 } },
      ended: [{ addOn: true }, {}, { addOn: true }],
    });
    expect(both).toMatchObject({
      pairs: { addOns: { totalCount: OF_SEED } },
      primary: { addOns: { totalCount: 1, edges: [{ node: { code: '99355' } }] } },
      ended: [
        { code: '99354', addOn: false, addOnTo: { totalCount: 0 } },
        { code: '99355', addOn: true, addOnTo: { totalCount: 1 } },
        { code: '22318', addOn: false, addOnTo: { totalCount: 0 } },
      ],
      contractors: [
        { code: '63308', addOn: true, contractorDefinedPrimaries: null },
        {
          code: '99356',
          addOn: true,
          contractorDefinedPrimaries: { file: { id: 'ncci-aoc/2025Q1/rows.csv' } },
        },
      ],
    });
    const seeded = dataset.addOns.length - dataset.accompanies.length;
    expect(one).toMatchObject(counted(seeded + 3));
    expect(both).toMatchObject(counted(seeded + 1));
    expect(await answersAfter([newer, older])).toEqual(both);
    expect(await answersAfter([older, newer], '2025Q1')).toEqual(one);
    expect(await answersAfter([newer, older], '2025Q1')).toEqual(one);
  });
});
