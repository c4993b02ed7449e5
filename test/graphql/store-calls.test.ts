import { describe, expect, it } from 'vitest';
import { run } from '../documents.ts';
import { storeForTests } from '../opened.ts';
import { counting } from './counting.ts';

const seeded = storeForTests();

const NESTED = `query ($ids: [ID!]!) {
  lookup(ids: $ids) { code { related(first: 5) { totalCount edges { sentence differences { from { name } }
    node { label family { name } related(first: 5) { totalCount edges { sentence node { label addOns { totalCount edges { node { id } } } } } } } } } } }
}`;

describe('store calls', () => {
  const callsFor = async (ids: readonly string[]) => {
    const { store, calls } = counting(seeded.store);
    const { errors } = await run(store, NESTED, { ids });
    expect(errors).toBeUndefined();
    return calls.sort();
  };

  it('of related, nested two levels deep, are as many for 20 codes as for 1', async () => {
    const twenty = [
      '63275',
      '63276',
      '63277',
      '63278',
      '63280',
      '63281',
      '63282',
      '63283',
      '63285',
      '63286',
    ].concat(['63287', '63290', '63265', '63266', '63267', '63268', '63270', '63271', '63272', '63273']);
    const one = await callsFor(['63278']);
    const many = await callsFor(twenty);
    // Fewer where the loaders have met a code already; never more.
    expect(many.length).toBeLessThanOrEqual(one.length);
    // A list that is read whole is not counted besides: the add-ons here.
    expect(one).toHaveLength(9);
    for (const call of many) expect(one).toContain(call);
  });

  it('of the flagship document are one a level', async () => {
    const { store, calls } = counting(seeded.store);
    await run(store, '{ code(id: "63278") { label related { edges { sentence node { label } } } } }');
    expect(calls).toEqual(['codes', 'related', 'codes']);
  });

  it('of all of guidance are one beside the code, and one for what no neighbour is, for one code or twenty, in one language or three', async () => {
    const fields = (
      lang: string,
    ) => `${lang}: guidance(lang: ${lang}) { language direction translation plainLanguage
      procedure codingGuidelines medicalNecessity clinicalResponsibility relatedCodes examples documentation disclaimer
      mentions { id code label } sources { id title licence } }`;
    for (const ids of [['63278'], ['63180'], ['63295'], ['63278', '63180', '63295', '63047', '63303']]) {
      for (const languages of [['ES'], ['EN', 'AR', 'ZH']]) {
        const { store, calls } = counting(seeded.store);
        const { errors } = await run(
          store,
          `query ($ids: [ID!]!) { lookup(ids: $ids) { code { ${languages.map(fields).join(' ')} } } }`,
          { ids },
        );
        expect(errors).toBeUndefined();
        expect(calls.slice(0, 2)).toEqual(['codes', 'guidance']);
        expect([[], ['codes']]).toContainEqual(calls.slice(2));
      }
    }
  });
});
