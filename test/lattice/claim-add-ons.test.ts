import { describe, expect, it } from 'vitest';
import { code, dataset } from '../seeded.ts';
import { cited, claimed, judged, knowing, lineOf, seeded, verdictsOf } from './claims.ts';

describe('an add-on', () => {
  const known = knowing({ addOns: seeded });
  const of = (...numbers: string[]) =>
    judged(
      numbers.map((number) => claimed(code(number))),
      known,
    );

  it('without any of its primaries is alone, and names them', () => {
    const claim = of('63295', '63047');
    expect(verdictsOf(claim)).toEqual(['63295 ADD_ON_ALONE', '63047 OK']);
    expect(lineOf(claim, '63295')?.reasons[0]).toMatchObject({
      kind: 'ADD_ON',
      text: '63295 is an add-on code, and none of its primary codes is in the list: 63172, 63173, 63185, 63190, 63200, 63250, 63251 or 63252. Further primary codes: 20.',
      citation: { source: 'seed/cpt/add-ons.csv' },
    });
    expect(verdictsOf(of('63295', '63278'))).toEqual(['63278 OK', '63295 OK']);
  });

  it('does not stand on a primary that is not valid that day', () => {
    const addOns = {
      ...seeded,
      edges: [{ addOn: code('63048').id, primary: code('63180').id, type: 1, citation: cited(1) }],
    };
    const claim = judged([claimed(code('63048')), claimed(code('63180'))], knowing({ addOns }));
    expect(verdictsOf(claim)).toEqual(['63180 NOT_VALID', '63048 ADD_ON_ALONE']);
  });

  it('may stand on an add-on that stands; a chain that reaches no primary is alone at each link', () => {
    expect(verdictsOf(of('63053', '63052', '22630'))).toEqual(['22630 OK', '63052 OK', '63053 OK']);
    const chain = of('63053', '63052');
    expect(verdictsOf(chain)).toEqual(['63052 ADD_ON_ALONE', '63053 ADD_ON_ALONE']);
    expect(lineOf(chain, '63053')?.reasons[0]?.text).toContain('(63052)');
  });

  it('is unknown where the contractor decides, or no whole list of its primaries is known', () => {
    const citation = cited(7);
    const contractors = new Map([[code('63295').id, citation]]);
    const decides = judged([claimed(code('63295'))], knowing({ addOns: { ...seeded, contractors } }));
    expect(decides.lines).toMatchObject([{ verdict: 'UNKNOWN', reasons: [{ citation }, {}] }]);
    // 69990 is an add-on whose primaries the seed does not name.
    expect(verdictsOf(of('69990'))).toEqual(['69990 UNKNOWN']);
    for (const type of [2, 3, null]) {
      const edges = [{ addOn: code('63295').id, primary: code('63277').id, type, citation }];
      const claim = judged([claimed(code('63295'))], knowing({ addOns: { ...seeded, edges } }));
      expect(verdictsOf(claim)).toEqual(['63295 UNKNOWN']);
      expect(claim.lines[0]?.reasons[0]).toMatchObject(
        type === null
          ? { citation: null, text: expect.stringContaining('nothing loaded') }
          : { citation, text: expect.stringContaining('the contractor decides') },
      );
    }
  });

  it('is unknown on a day for which no file speaks, where the last known one lists its primary', () => {
    const file = { release: '2024-06', ends: '2024-12-31' };
    const edges = [{ addOn: code('20932').id, primary: code('22310').id, type: 1, citation: cited(3) }];
    const last = { addOns: { ...seeded, file, edges: [...edges, ...dataset.addOns] } };
    const claim = judged([claimed(code('20932')), claimed(code('22310'))], knowing({ addOns: seeded }, last));
    expect(lineOf(claim, '20932')).toMatchObject({
      verdict: 'UNKNOWN',
      reasons: [{ stale: false }, { stale: false }, { kind: 'ADD_ON', stale: true, citation: cited(3) }],
    });
    expect(claim.pairs).toMatchObject([
      { verdict: 'UNKNOWN', reasons: [{ stale: false }, { kind: 'ADD_ON', stale: true }] },
    ]);
  });
});
