import { describe, expect, it } from 'vitest';
import { tidy } from '../../src/text/fold.ts';
import { regionsAt, takeLevels } from '../../src/text/levels.ts';
import { vocabulary } from '../seeded.ts';

const regions = (text: string) => {
  const { levels } = takeLevels(tidy(text));
  return levels === null ? null : regionsAt(levels, vocabulary).map((id) => id.slice('region:'.length));
};

describe('vertebral levels lead to the regions that hold them', () => {
  it.each([
    ['L4-L5', ['lumbar']],
    ['l4–l5', ['lumbar']],
    ['L4/5', ['lumbar']],
    ['L4 L5', ['lumbar']],
    ['L4L5', ['lumbar']],
    ['L2-3, L4-5', ['lumbar']],
    ['L5-S1', ['lumbar', 'lumbosacral', 'sacral']],
    ['S1', ['sacral']],
    ['C1-C2', ['cervical', 'atlantoaxial']],
    ['C1', ['cervical']],
    ['L5', ['lumbar']],
    ['C2-C3', ['cervical', 'subaxial']],
    ['C1-C7', ['cervical', 'atlantoaxial', 'subaxial']],
    ['L1-S1', ['lumbar', 'lumbosacral', 'thoracolumbar', 'sacral']],
    ['C5 and C6', ['cervical', 'subaxial']],
    ['C7-T1', ['cervical', 'subaxial', 'thoracic']],
    ['T6', ['thoracic']],
    ['D6', ['thoracic']],
    ['Th6', ['thoracic']],
    ['T11', ['thoracic', 'lower-thoracic']],
    ['D12', ['thoracic', 'lower-thoracic', 'thoracolumbar']],
    ['T12-L1', ['thoracolumbar', 'thoracic', 'lower-thoracic', 'lumbar']],
    ['L1', ['lumbar', 'thoracolumbar']],
    ['T10-L2', ['thoracic', 'lower-thoracic', 'thoracolumbar', 'lumbar']],
    ['HWK 5/6', ['cervical', 'subaxial']],
    ['BWK7', ['thoracic']],
    ['LWK 5/SWK 1', ['lumbar', 'lumbosacral', 'sacral']],
    ['С5-С6', ['cervical', 'subaxial']],
    ['腰4/5椎间盘', ['lumbar']],
    ['颈椎5-6', ['cervical', 'subaxial']],
    ['胸12腰1', ['thoracolumbar', 'thoracic', 'lower-thoracic', 'lumbar']],
    ['요추 4-5번', ['lumbar']],
    ['요추 4번 5번', ['lumbar']],
    ['경추5번', ['cervical', 'subaxial']],
  ])('%s', (text, expected) => expect(regions(text)).toEqual(expected));

  it.each(['63278', 'C41.2', 'L0450', 'T1000', 'S32.0', 'D12.6', 'C9', 'T13', 'S6', 'MRI2', 'vitamin D3x'])(
    'but %s names none of its letters',
    (text) => expect(regions(text)).toBeNull(),
  );

  it('and leave the rest of the text', () => {
    expect(takeLevels('tumor l5-s1 left').rest.split(/\s+/)).toEqual(['tumor', 'left']);
    expect(takeLevels('腰4/5椎间盘突出').rest.trim()).toBe('椎间盘突出');
  });
});
