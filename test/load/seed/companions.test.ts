import { expect, test } from 'vitest';
import { termsOn } from '../../../src/lattice/code.ts';
import type { CompanionKind } from '../../../src/lattice/companions.ts';
import { code, dataset, vocabulary } from '../../seeded.ts';

const under = (terms: readonly string[], broader: string) =>
  terms.some((term) => vocabulary.isAtOrUnder(term, broader));

/** Whether a device of a kind can be put in by the operation of a code: by its way in, what is done, and where. */
function canApply(kind: CompanionKind, number: string): boolean {
  const [ways, operations, regions] = (['APPROACH', 'OPERATION', 'REGION'] as const).map((axis) =>
    termsOn(code(number), axis),
  ) as [readonly string[], readonly string[], readonly string[]];
  const isFront = under(ways, 'approach:anterior-or-anterolateral');
  const isBodyOut = operations.some((term) => term.startsWith('operation:corpectomy'));
  const isDiscReached = !isBodyOut && (isFront || under(regions, 'region:lumbar'));
  switch (kind) {
    case 'anterior':
      return isFront;
    case 'posterior':
      return !isFront;
    case 'pelvic':
      return !isFront && ['lumbar', 'sacral', 'thoracolumbar'].some((one) => under(regions, `region:${one}`));
    case 'disc':
      return isDiscReached;
    case 'gap':
      return isBodyOut;
    case 'unfused':
      return isDiscReached || isBodyOut;
    default:
      return true;
  }
}

test('what CMS lists beside a code is offered where it can apply, and 22841 nowhere', () => {
  const listed = dataset.companions.filter(({ citation }) => citation.evidence === 'cms-aoc-2024-06');
  for (const { code: id, companion, kind, relation } of listed) {
    const applies = companion !== 'CPT:22841' && canApply(kind, id.slice('CPT:'.length));
    expect(relation, `${id} ${companion}`).toBe(applies ? 'MAY_GO_WITH' : 'LISTED_WITH');
  }
  expect(listed.filter(({ relation }) => relation === 'LISTED_WITH')).toHaveLength(480);
});
