import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../../src/commands/root.ts';
import { roleOf } from '../../src/lattice/add-on-role.ts';
import { type Axis, COMPARED_AXES, STATED_AXES } from '../../src/lattice/axes.ts';
import { factOn, termsOn, worksOf } from '../../src/lattice/code.ts';
import { lieOfCounts } from '../../src/lattice/counts.ts';
import { compareFacts } from '../../src/lattice/differences.ts';
import { compareIds } from '../../src/lattice/edges.ts';
import { findCodes } from '../../src/lattice/find.ts';
import { lieOf } from '../../src/lattice/near.ts';
import { sentenceOf } from '../../src/lattice/sentence.ts';
import { besideFamily } from '../../src/lattice/vocabulary.ts';
import { code, dataset, vocabulary, wording } from '../seeded.ts';

/** Read from the model by a person, not computed: what the codes of fusion, osteotomy, instrumentation and grafts say. */

const says = (number: string, axis: Axis) =>
  termsOn(code(number), axis)
    .map((term) => term.slice(term.indexOf(':') + 1))
    .join(' ');
const related = (number: string) =>
  dataset.related
    .filter(({ from, to }) => from === code(number).id || to === code(number).id)
    .map(({ from, to, axes, distance }) => ({
      other: (from === code(number).id ? to : from).slice('CPT:'.length),
      axes,
      distance,
    }))
    .sort((a, b) => a.axes.length - b.axes.length || a.distance - b.distance || compareIds(a.other, b.other));
const order = (number: string) => related(number).map(({ other }) => other);
const found = async (asked: string[], near = false) => {
  const { exact, addOns, partial, nextQuestion } = await findCodes(asked, dataset.codes, near, vocabulary);
  return {
    exact: exact.map((one) => one.code.code),
    addOns: addOns.map((one) => one.code),
    partial,
    nextQuestion,
  };
};
const extent = (name: string) => `extent:${name}`;

describe('the axes', () => {
  it('are compared in the order of the model; the side is stated and never compared', () => {
    expect(COMPARED_AXES).toEqual([
      'REGION',
      'COMPARTMENT',
      'COLUMN',
      'LESION',
      'OPERATION',
      'DEVICE',
      'APPROACH',
      'EXTENT',
    ]);
    expect(STATED_AXES).toEqual([...COMPARED_AXES, 'SIDE']);
  });

  it.each<[string, Axis, string]>([
    ['22551', 'COLUMN', 'disc-space'],
    ['22551', 'REGION', 'subaxial'],
    ['22551', 'OPERATION', 'arthrodesis-with-decompression'],
    ['22533', 'EXTENT', ''],
    ['22534', 'REGION', 'thoracic lumbar'],
    ['22558', 'APPROACH', 'anterior-or-anterolateral'],
    ['22586', 'DEVICE', 'spinal-fixation'],
    ['22586', 'REGION', 'lumbosacral'],
    ['22633', 'COLUMN', 'both'],
    ['22206', 'COLUMN', 'all-three'],
    ['22212', 'COLUMN', ''],
    ['22804', 'EXTENT', 'thirteen-or-more-segments'],
    ['22804', 'REGION', ''],
    ['22836', 'EXTENT', 'up-to-seven-segments'],
    ['22838', 'OPERATION', 'device-revision device-removal'],
    ['22840', 'DEVICE', 'non-segmental-fixation'],
    ['22842', 'EXTENT', 'three-to-six-segments'],
    ['22848', 'REGION', 'pelvis'],
    ['22853', 'REGION', ''],
    ['22854', 'COLUMN', 'body-gap'],
    ['22859', 'COLUMN', 'disc-space body-gap'],
    ['22856', 'LESION', 'disc-disorder osteophyte'],
    ['22858', 'EXTENT', 'second-interspace'],
    ['27279', 'APPROACH', 'through-the-skin small-cuts'],
    ['27280', 'DEVICE', ''],
    ['20930', 'DEVICE', 'morselized-allograft bone-former'],
    ['20936', 'APPROACH', 'same-incision'],
    ['62380', 'APPROACH', 'endoscopic'],
    ['63030', 'SIDE', 'one'],
    ['63047', 'SIDE', 'one-or-both'],
    ['63278', 'SIDE', ''],
  ])('%s, %s: %s', (number, axis, terms) => {
    expect(says(number, axis)).toBe(terms);
  });

  it('state the column of 62 new codes and of none of the 84, the device of 40, the side of 5 and 14', () => {
    const stating = (axis: Axis, of84: boolean) =>
      dataset.codes.filter(
        (one) => one.status === 'ACTIVE' && /^63/.test(one.code) === of84 && termsOn(one, axis).length > 0,
      ).length;
    expect([stating('COLUMN', false), stating('COLUMN', true)]).toEqual([62, 0]);
    expect([stating('DEVICE', false), stating('DEVICE', true)]).toEqual([40, 0]);
    expect([stating('SIDE', false), stating('SIDE', true)]).toEqual([5, 14]);
    expect(dataset.codes.some((one) => !/^6[23]/.test(one.code) && factOn(one, 'COMPARTMENT'))).toBe(false);
  });

  it('name the works of every fact, and six facts that nobody but the modeller says', () => {
    const facts = dataset.codes
      .filter(({ system, code }) => system === 'CPT' && !/^63/.test(code))
      .flatMap((one) => one.facts.map((fact) => ({ code: one.code, ...fact })));
    for (const fact of facts) expect(worksOf(fact.citation).length, fact.code).toBeGreaterThan(0);
    expect(
      facts
        .filter(({ citation }) => worksOf(citation).includes('codelattice-memory'))
        .map((fact) => `${fact.code} ${fact.axis}`),
    ).toEqual([
      '22590 COLUMN',
      '22595 COLUMN',
      ...['22867', '22868', '22869', '22870'].map((one) => `${one} EXTENT`),
    ]);
  });
});

describe('counts', () => {
  it('are compared as numbers: thirteen or more lies in eight or more, seven to twelve only meets it', () => {
    const lie = (a: string, b: string) => lieOf(extent(a), extent(b), vocabulary);
    expect(lie('thirteen-or-more-segments', 'eight-or-more-segments')).toBe('WITHIN');
    expect(lie('eight-or-more-segments', 'thirteen-or-more-segments')).toBe('AROUND');
    expect(lie('seven-to-twelve-segments', 'eight-or-more-segments')).toBe('MEETS');
    expect(lie('one-segment', 'more-than-two-segments')).toBe('APART');
    expect(lie('one-or-two-segments', 'two-or-more-segments')).toBe('MEETS');
    expect(lie('two-or-three-segments', 'up-to-seven-segments')).toBe('WITHIN');
    // What repeats, or counts something else, is compared by the tree.
    expect(lie('one-segment', 'one-interspace')).toBe('APART');
    expect(lie('second-interspace', 'each-additional-interspace')).toBe('WITHIN');
  });

  it('of another unit, or of further ones, are told by no arithmetic', () => {
    const first = { unit: 'segment', least: 1, most: 2, repeat: 'first' } as const;
    expect(lieOfCounts(first, { ...first, unit: 'gap' })).toBeNull();
    expect(lieOfCounts(first, { ...first, repeat: 'further' })).toBeNull();
    expect(lieOfCounts(first, { ...first, least: 3, most: null })).toBe('APART');
  });

  it('are as far apart as their ranks', () => {
    const extents = (a: string, b: string) =>
      compareFacts(code(a), code(b), vocabulary).differences.find(({ axis }) => axis === 'EXTENT');
    expect(extents('22842', '22843')).toMatchObject({ relation: 'DIFFERENT', distance: 1 });
    expect(extents('22842', '22844')).toMatchObject({ relation: 'DIFFERENT', distance: 2 });
    expect(extents('22836', '22837')).toMatchObject({ relation: 'DIFFERENT', distance: 2 });
    expect(extents('22802', '22810')).toMatchObject({ relation: 'OVERLAPS', distance: 1 });
    expect(extents('63001', '63015')).toMatchObject({ relation: 'DIFFERENT', distance: 1 });
  });
});

describe('related codes', () => {
  it('of the 84 stand in the order in which they stood, but for 62380', () => {
    const before = readFileSync(join(root, 'test/lattice/expected/order-of-the-84.txt'), 'utf8')
      .trim()
      .split('\n');
    for (const line of before) {
      const [number = '', others = ''] = line.split(': ');
      expect(
        order(number)
          .filter((one) => one !== '62380')
          .join(' '),
        number,
      ).toBe(others);
    }
    expect(order('63278')).toHaveLength(30);
    expect(before).toHaveLength(67);
  });

  it('of an add-on are add-ons, of a primary primaries', () => {
    expect(order('22552')).toEqual(expect.arrayContaining(['22585', '22534', '22614', '22632', '22634']));
    expect(order('22552')).not.toContain('22551');
    expect(order('22853')).toEqual(['22854', '22859']);
    expect(order('22842').slice(0, 2)).toEqual(['22843', '22844']);
  });

  it('stand in no family right under the spine but their own', () => {
    expect(order('22551')).not.toContain('27280');
    expect(order('27278')).toEqual(['27279', '27280']);
    expect(order('22612')).not.toContain('22800');
    expect(besideFamily('family:graft-spine', vocabulary)).toBe('family:graft-spine');
    expect(besideFamily('family:fusion-anterior', vocabulary)).toBe('family:fusion');
  });

  it('are parted by one axis: the column for 22612 and 22633, 22100 and 22110, 22206 and 22212', () => {
    const axes = (a: string, b: string) => related(a).find(({ other }) => other === b)?.axes;
    for (const [a = '', b = ''] of [
      ['22612', '22633'],
      ['22100', '22110'],
      ['22206', '22212'],
    ])
      expect(axes(a, b)).toEqual(['COLUMN']);
    expect(axes('22840', '22842')).toEqual(['DEVICE', 'EXTENT']);
    expect(axes('22867', '22869')).toEqual(['OPERATION']);
    expect(order('22551')[0]).toBe('22554');
    expect(order('22857').slice(0, 2)).toEqual(['22862', '22865']);
  });

  it('say why in words that name column and device', () => {
    const sentence = (a: string, b: string) => sentenceOf(code(a), code(b), vocabulary, wording);
    expect(sentence('22612', '22633')).toBe(
      'Same operation, approach, region and extent; in both columns, partly the same as in the posterior column.',
    );
    expect(sentence('22842', '22843')).toBe(
      'Same operation, device and column; seven to twelve segments instead of three to six segments.',
    );
    expect(sentence('27278', '27279')).toContain(
      'a device across the joint instead of an implant within the joint',
    );
  });

  it('are told by no side', () => {
    const { shared, differences } = compareFacts(code('63030'), code('63047'), vocabulary);
    expect([...shared, ...differences.map(({ axis }) => axis)]).not.toContain('SIDE');
  });
});

describe('an add-on', () => {
  it.each([
    ['22552', '22551', 'GOES_ON'],
    ['22585', '22554', 'GOES_ON'],
    ['22614', '22612', 'GOES_ON'],
    ['22634', '22633', 'GOES_ON'],
    ['22858', '22856', 'GOES_ON'],
    ['63048', '63047', 'GOES_ON'],
    ['22853', '22551', 'ACCOMPANIES'],
    ['22842', '22612', 'ACCOMPANIES'],
    ['22842', '63047', 'ACCOMPANIES'],
    ['20930', '22630', 'ACCOMPANIES'],
    ['63052', '22630', 'ACCOMPANIES'],
    ['63295', '63278', 'ACCOMPANIES'],
  ])('%s at %s: %s', (addOn, primary, role) => {
    expect(roleOf(code(addOn), code(primary), vocabulary)).toBe(role);
  });

  it('is of 60 edges one that goes on, of 1429 one that accompanies, and of bare references neither', () => {
    expect(dataset.accompanies).toHaveLength(1_429);
    expect(dataset.addOns.length - dataset.accompanies.length).toBe(60 + 90);
    expect(roleOf(code('22842'), code('22325'), vocabulary)).toBeNull();
  });

  it('takes the region of its primary only where it goes on and names none', () => {
    const inheriting = dataset.codes.filter(
      (one) => !/^63/.test(one.code) && factOn(one, 'REGION')?.inherited,
    );
    expect(inheriting.map((one) => one.code)).toEqual('22103 22116 22208 22216 22226 22585 22614'.split(' '));
  });
});

describe('find', () => {
  it('answers "interbody fusion, lumbar, from behind" with 22630, and with near 22633 too', async () => {
    const asked = ['operation:arthrodesis', 'column:disc-space', 'region:lumbar', 'approach:posterior'];
    expect((await found(asked)).exact).toEqual(['22630']);
    expect((await found(asked, true)).exact).toEqual(['22630', '22633']);
  });

  it('tells of the add-ons that meet all, and asks on among them where no primary does', async () => {
    const rods = await found(['device:segmental-fixation', 'column:posterior']);
    expect(rods.exact).toEqual(['22852']);
    expect(rods.addOns).toEqual(['22842', '22843', '22844']);
    const cages = await found(['device:intervertebral-device', 'column:body-gap']);
    expect(cages.exact).toEqual([]);
    expect(cages.addOns).toEqual(['22854', '22859']);
    expect(cages.nextQuestion?.options.every(({ remaining }) => remaining <= 2)).toBe(true);
  });

  it('finds 22558 by the way behind the belly as a broader answer; 22533 stands against it', async () => {
    const asked = ['operation:arthrodesis', 'column:disc-space', 'region:lumbar', 'approach:retroperitoneal'];
    const { exact, partial } = await found(asked);
    expect(exact).toContain('22558');
    expect(partial.find((one) => one.code.code === '22533')?.conflicting).toEqual([
      'approach:retroperitoneal',
    ]);
  });

  it('meets scoliosis, which no code names, by the deformity above it', async () => {
    expect((await found(['operation:arthrodesis', 'lesion:scoliosis'])).exact).toEqual(
      '22800 22802 22804 22808 22810 22812'.split(' '),
    );
  });

  it('reaches cages and rods, which are add-ons, as codes that lack nothing', async () => {
    const { partial } = await found(['device:intervertebral-device', 'column:disc-space']);
    expect(partial.slice(0, 2).map((one) => [one.code.code, one.missing, one.conflicting])).toEqual([
      ['22853', [], []],
      ['22859', [], []],
    ]);
  });

  it('takes the side', async () => {
    const { exact } = await found(['side:one', 'region:lumbar', 'operation:decompression']);
    expect(exact).toEqual(expect.arrayContaining(['62380', '63030', '63042']));
    expect(exact).not.toContain('63012');
  });
});

describe('22851', () => {
  it('is deleted, states nothing, and names what stands for it', () => {
    expect(code('22851')).toMatchObject({
      status: 'DELETED',
      lastValidDay: '2016-12-31',
      facts: [],
      successors: ['CPT:22853', 'CPT:22854', 'CPT:22859'],
    });
  });
});
