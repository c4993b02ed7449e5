import type { BundleResolvers, CodeResolvers, ConfusedCodeResolvers } from '../../generated/graphql.ts';
import type { Code } from '../../lattice/code.ts';
import type { Confused } from '../../lattice/confused.ts';
import { compareFacts } from '../../lattice/differences.ts';
import { present } from '../context.ts';
import { releaseFor } from './billing.ts';
import type { Complete } from './complete.ts';

/** A code that people confuse with another one, as seen from that other one. */
export interface ConfusedCode extends Confused {
  readonly seenFrom: Code;
}

export const confusedFieldsOfCode: Pick<Complete<CodeResolvers>, 'confusedWith'> = {
  confusedWith: (code, _, { snapshot }) =>
    (snapshot.confused.get(code.id) ?? []).map((one) => ({ ...one, seenFrom: code })),
};

export const confusedCodeFields: Complete<ConfusedCodeResolvers> = {
  node: ({ id }, _, { loaders }) => present(loaders.codes, id),
  sentence: ({ key }, { lang }, { words }) => words(lang).say(key),
  async differences({ id, seenFrom }, _, { loaders, snapshot }) {
    return compareFacts(seenFrom, await present(loaders.codes, id), snapshot.vocabulary).differences;
  },
  async bundle({ id, seenFrom }, _, context) {
    const bundles = releaseFor('ncci-ptp', null, context);
    if (bundles === null) return null;
    const ids = [id, seenFrom.id].sort();
    const rows = await context.loaders.together.load({ ids, bundles, addOns: null, primaries: 0 });
    return rows.bundles[0] ?? null;
  },
  sources: ({ works }, _, { loaders }) => Promise.all(works.map((id) => present(loaders.sources, id))),
  source: ({ citation }) => citation,
};

export const bundleFields: Complete<
  BundleResolvers,
  'modifierIndicator' | 'effective' | 'lastDay' | 'rationale'
> = {
  column1: ({ column1 }, _, { loaders }) => present(loaders.codes, column1),
  column2: ({ column2 }, _, { loaders }) => present(loaders.codes, column2),
  source: ({ citation }) => citation,
};
