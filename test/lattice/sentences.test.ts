import { describe, expect, it } from 'vitest';
import { gridOf } from '../../src/lattice/grid.ts';
import { sentenceOf } from '../../src/lattice/sentence.ts';
import { code, dataset, vocabulary, wording } from '../seeded.ts';

/** Written by hand: what a learner should read. */
const PAIRS: readonly (readonly [string, string, string])[] = [
  ['63278', '63277', 'Same operation, approach, compartment and lesion; lumbar instead of sacral.'],
  [
    '63278',
    '63283',
    'Same operation, approach, region and lesion; inside the dura instead of outside the dura.',
  ],
  [
    '63278',
    '63290',
    'Same operation, approach and lesion; cervical, thoracic, lumbar or sacral rather than only sacral; outside and inside the dura together, partly the same as outside the dura.',
  ],
  [
    '63278',
    '63268',
    'Same approach, region and compartment; non-neoplastic lesion instead of neoplasm; removal or emptying, partly the same as biopsy or removal.',
  ],
  [
    '63283',
    '63280',
    'Same operation, approach and lesion; cervical instead of sacral; only inside the dura beside the cord rather than inside the dura.',
  ],
  [
    '63278',
    '63303',
    'Same compartment; lumbar or sacral rather than only sacral; lesion of the spinal canal rather than only neoplasm; corpectomy to remove a lesion instead of biopsy or removal; through the belly cavity or behind the belly cavity instead of by laminectomy; extent: one segment, which the first code does not state.',
  ],
  [
    '63303',
    '63278',
    'Same compartment; only sacral rather than lumbar or sacral; only neoplasm rather than lesion of the spinal canal; biopsy or removal instead of corpectomy to remove a lesion; by laminectomy instead of through the belly cavity or behind the belly cavity; extent: left open, where the first says “one segment”.',
  ],
  [
    '63003',
    '63016',
    'Same operation, approach, region, compartment and lesion; more than two segments instead of one or two segments.',
  ],
  [
    '63101',
    '63085',
    'Same operation, region, compartment and extent; lesion: left open, where the first says “neoplasm or retropulsed bone (for example)”; through the chest instead of from the side without opening a body cavity.',
  ],
  [
    '63277',
    '63287',
    'Same operation, approach and lesion; thoracolumbar, partly the same as lumbar; in the cord instead of outside the dura.',
  ],
];

const CELLS: readonly (readonly [string, string, string, string, string, string])[] = [
  [
    'family:lesion-neoplasm',
    'compartment:extradural',
    'region:thoracolumbar',
    'COVERED_BY',
    '63276 63277',
    'No code names the junction; take 63276 or 63277 by the level of the lesion.',
  ],
  [
    'family:lesion-neoplasm',
    'compartment:intradural',
    'region:cervical',
    'SPLIT',
    '63280 63285',
    'Split in two: beside the cord 63280, in the cord 63285.',
  ],
  [
    'family:lesion-neoplasm',
    'compartment:intradural',
    'region:thoracolumbar',
    'SPLIT',
    '63281 63282 63287',
    'Split in two: beside the cord 63281 or 63282, in the cord 63287.',
  ],
  [
    'family:lesion-neoplasm',
    'compartment:intramedullary',
    'region:lumbar',
    'COVERED_BY',
    '63287',
    'The cord ends near the top of the lumbar spine; 63287 reaches as far as thoracolumbar does.',
  ],
  [
    'family:lesion-neoplasm',
    'compartment:intramedullary',
    'region:sacral',
    'COVERED_BY',
    '63283',
    'The cord does not normally reach the sacrum; 63283 is for anything inside the dura there.',
  ],
  [
    'family:lesion-neoplasm',
    'compartment:intradural-extramedullary',
    'region:sacral',
    'COVERED_BY',
    '63283',
    '63283 is for anything inside the dura there.',
  ],
  [
    'family:lesion-neoplasm',
    'compartment:combined',
    'region:thoracolumbar',
    'ANY_LEVEL',
    '63290',
    '63290 is for any level.',
  ],
  [
    'family:lesion-neoplasm',
    'compartment:extradural',
    'region:sacral',
    'CODE',
    '63278',
    '63278 is the code for sacral, outside the dura.',
  ],
  [
    'family:lesion-vascular',
    'not-stated',
    'region:lumbar',
    'COVERED_BY',
    '63252',
    '63252 reaches as far as thoracolumbar does.',
  ],
  [
    'family:lesion-vascular',
    'not-stated',
    'region:sacral',
    'NOT_DEFINED',
    '',
    'No code of this family is for sacral, compartment not stated.',
  ],
];

describe('sentences', () => {
  it.each(PAIRS)('%s to %s', (from, to, sentence) => {
    expect(sentenceOf(code(from), code(to), vocabulary, wording)).toBe(sentence);
  });

  it('are whole sentences for every related pair, in both directions', () => {
    const byId = new Map(dataset.codes.map((one) => [one.id, one]));
    for (const pair of dataset.related) {
      for (const [a, b] of [
        [pair.from, pair.to],
        [pair.to, pair.from],
      ]) {
        const from = byId.get(a ?? '');
        const to = byId.get(b ?? '');
        if (!from || !to) throw new Error(`${a} or ${b} is missing`);
        expect(sentenceOf(from, to, vocabulary, wording)).toMatch(
          /^[A-Z0-9](?!.*(\{| {2}|;;|undefined)).*\.$/,
        );
      }
    }
  });
});

describe('grid cells', () => {
  it.each(CELLS)('%s: %s, %s', (id, row, column, state, codes, why) => {
    const cell = gridOfFamily(id).cells.find((one) => one.row === row && one.column === column);
    expect(cell?.state).toBe(state);
    expect(cell?.codes.map((one) => one.slice(4)).join(' ')).toBe(codes);
    expect(cell?.why).toBe(why);
  });

  it('of the four lesion families have a state and a reason each', () => {
    for (const id of ['lesion-vascular', 'lesion-non-neoplastic', 'lesion-neoplasm', 'lesion-corpectomy']) {
      const { rows, columns, cells } = gridOfFamily(`family:${id}`);
      expect(cells).toHaveLength(rows.length * columns.length);
      expect(columns.map(({ key }) => key)).toEqual(
        ['cervical', 'thoracic', 'thoracolumbar', 'lumbar', 'sacral'].map((name) => `region:${name}`),
      );
      for (const cell of cells) {
        expect(cell.why).toMatch(/^[A-Z0-9](?!.*(\{| {2}|undefined)).*\.$/);
        expect(cell.codes.length > 0).toBe(cell.state !== 'NOT_DEFINED');
      }
    }
  });
});

function gridOfFamily(id: string) {
  const family = vocabulary.families.get(id);
  if (family === undefined) throw new Error(`${id} is missing`);
  const under = (top: string) =>
    dataset.codes.filter(
      (one) => one.status === 'ACTIVE' && one.family !== null && vocabulary.isAtOrUnder(one.family, top),
    );
  const { rows, columns, broader } = family;
  return gridOf({ rows, columns, members: under(id), siblings: under(broader ?? id) }, vocabulary, wording);
}
