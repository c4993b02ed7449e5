import { describe, expect, it } from 'vitest';
import { openSeedTexts } from '../../scripts/texts.ts';
import { COMPARED_AXES } from '../../src/lattice/axes.ts';
import { termsOn } from '../../src/lattice/code.ts';
import { exampleFacts } from '../../src/text/examples.ts';
import { code, wording as english } from '../seeded.ts';

const { codes, guidance } = openSeedTexts();

describe('the facts of examples', () => {
  it('are three for each code, with another age, finding and course each', () => {
    for (const one of codes) {
      const cases = exampleFacts(one);
      expect(cases.map(({ number }) => number)).toEqual([1, 2, 3]);
      for (const told of ['age', 'weeks'] as const) {
        expect(new Set(cases.map((example) => example[told])).size, `${one.code} ${told}`).toBe(3);
      }
      for (const { age, weeks } of cases) {
        expect(age).toBeGreaterThanOrEqual(18);
        expect(age).toBeLessThan(90);
        expect(weeks).toBeGreaterThanOrEqual(3);
      }
    }
  });

  it('fit the axes: one of the stated terms on each, and none where the code states none', () => {
    for (const one of codes) {
      for (const { terms } of exampleFacts(one)) {
        for (const axis of COMPARED_AXES) {
          const own = termsOn(one, axis);
          expect(terms[axis]?.length ?? 0, `${one.code} ${axis}`).toBe(own.length > 0 ? 1 : 0);
          for (const term of terms[axis] ?? []) expect(own, one.code).toContain(term);
        }
      }
    }
  });

  it('take every stated term in turn, as far as three cases go', () => {
    for (const one of codes) {
      for (const axis of COMPARED_AXES) {
        const taken = new Set(exampleFacts(one).flatMap(({ terms }) => terms[axis] ?? []));
        expect(taken.size, `${one.code} ${axis}`).toBe(Math.min(3, termsOn(one, axis).length));
      }
    }
  });

  it('of 63278 are a first diagnosis, a biopsy and then a removal, and a palliative debulking', () => {
    expect(exampleFacts(code('63278')).map(({ terms }) => terms.OPERATION)).toEqual([
      ['operation:biopsy'],
      ['operation:excision'],
      ['operation:excision'],
    ]);
    const [first, second, third] = guidance(code('63278'), english).examples;
    expect(first).toContain('for the first time');
    expect(second).toContain('The earlier sample has shown what the lesion is; now');
    expect(third).toContain('The aim is relief, not cure');
  });

  it('do not read alike among siblings, whatever the ages', () => {
    const texts = codes.flatMap((one) =>
      guidance(one, english).examples.map((text) => text.replace(/\d+/g, '')),
    );
    expect(new Set(texts).size).toBe(texts.length);
  });

  it('of codes for a repeated operation never begin with a first one', () => {
    for (const number of ['63040', '63042', '63043', '63044']) {
      for (const text of guidance(code(number), english).examples)
        expect(text).toMatch(/operated on at this place/);
    }
  });
});
