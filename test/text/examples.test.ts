import { describe, expect, it } from 'vitest';
import { openSeedTexts } from '../../scripts/texts.ts';
import { COMPARED_AXES } from '../../src/lattice/axes.ts';
import { termsOn } from '../../src/lattice/code.ts';
import { exampleFacts } from '../../src/text/examples.ts';
import { code, wording as english } from '../seeded.ts';

const { codes, guidance } = openSeedTexts();

/** Roots are cut for stiffness, cords are freed, bends are fused or taken out in the young too; a tether steers growth. */
const CHILDREN = /^(63185|63190|63200|2280\d|2281[0289]|2283[678])$/;

describe('the facts of examples', () => {
  it('are three for each code, with another age, finding and course each', () => {
    for (const one of codes) {
      const cases = exampleFacts(one);
      expect(cases.map(({ number }) => number)).toEqual([1, 2, 3]);
      for (const told of ['age', 'weeks'] as const) {
        expect(new Set(cases.map((example) => example[told])).size, `${one.code} ${told}`).toBe(3);
      }
      for (const { age, weeks } of cases) {
        expect(age, one.code).toBeGreaterThanOrEqual(CHILDREN.test(one.code) ? 4 : 18);
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

  it('of 63185, 63190 and 63200 begin with a child, those of worn spines after 50', () => {
    for (const number of ['63185', '63190', '63200']) {
      expect(exampleFacts(code(number))[0]?.age, number).toBeLessThan(18);
    }
    for (const number of ['63047', '63001', '63075']) {
      for (const { age } of exampleFacts(code(number))) expect(age, number).toBeGreaterThan(50);
    }
  });

  it('come in days where blood or pus is let out or bone was driven back, and after care without surgery where roots are freed', () => {
    const told = (number: string) => guidance(code(number), english).examples;
    for (const number of ['63265', '63266', '63267', '63268']) {
      expect(told(number)[1], number).toMatch(
        /For [3-6] days, .*, and it gets worse by the hour.* Without delay, /,
      );
    }
    expect(told('63101')[1]).toMatch(/fell from a height and for [3-6] days has had weak and numb legs/);
    for (const { weeks } of exampleFacts(code('63047'))) expect(weeks).toBeGreaterThanOrEqual(8);
    expect(told('63047')[0]).toContain('exercises and medicine have not helped');
  });

  it('of worn or bent spines come after care without surgery, and a bend takes long', () => {
    const first = (number: string) => guidance(code(number), english).examples[0];
    for (const number of ['22551', '22633', '22857', '22867', '27279', '22800', '22206', '22836'])
      expect(first(number), number).toContain('exercises and medicine have not helped');
    for (const number of ['63081', '63101', '22112'])
      expect(first(number), number).toContain('for the first time');
    for (const { weeks } of exampleFacts(code('22206'))) expect(weeks).toBeGreaterThanOrEqual(30);
  });

  it('give a new disc to neither child nor elder, and bend a neck by its head', () => {
    for (const number of ['22856', '22857', '22862'])
      for (const { age } of exampleFacts(code(number))) expect(age, number).toBeLessThanOrEqual(60);
    expect(guidance(code('22210'), english).examples[0]).toContain('a head that sinks forward');
    expect(guidance(code('22212'), english).examples[0]).toContain('a back that bends');
  });

  it('show pus where it is let out, and the signs of the place of a narrow canal', () => {
    const told = (number: string) => guidance(code(number), english).examples;
    expect(told('63265')[1]).toContain(
      'The images show collected pus in the neck, outside the dura. Without',
    );
    expect(told('63001').join(' ')).toContain('clumsy hands');
    expect(told('63001').join(' ')).not.toContain('legs that tire');
    expect(told('63047')[0]).toContain('legs that tire on walking');
  });

  it('of an add-on tell how the step came to the primary operation, and no complaint', () => {
    for (const one of codes.filter(({ addOn }) => addOn)) {
      const told = guidance(one, english).examples;
      for (const text of told) {
        expect(text, one.code).toContain('reported with a primary code');
        expect(text, one.code).not.toMatch(/ has had |each additional/);
      }
      expect(told[1], one.code).toContain('During the operation it turns out that more is needed: ');
    }
    expect(guidance(code('63103'), english).examples[0]).toContain(
      '(from the side without opening a body cavity, a further segment).',
    );
  });

  it('name the side of the dura only of lesions of the canal', () => {
    expect(guidance(code('63075'), english).examples[0]).toContain('a disc disorder in the neck. In');
    expect(guidance(code('63278'), english).examples[0]).toContain(', outside the dura. In');
  });

  it('name what each operation is for', () => {
    const told = (number: string) => guidance(code(number), english).examples.join(' ');
    expect(told('63185')).toContain('stiff legs that cramp');
    expect(told('63185')).not.toContain('growing weakness');
    for (const number of ['63197', '63170'])
      expect(told(number)).toContain('severe pain that does not let up');
    expect(told('63200')).toContain('trouble with the bladder');
  });

  it('speak of relief before all and of palliative care only with a known cancer', () => {
    for (const one of codes) {
      for (const text of guidance(one, english).examples.filter((text) => /frail|palliative/.test(text))) {
        expect(text, one.code).toContain('with a known cancer');
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
