import type {
  CodePairResolvers,
  QueryResolvers,
  ReasonResolvers,
  TogetherResolvers,
} from '../../generated/graphql.ts';
import type { Code } from '../../lattice/code.ts';
import { type CodePair, type Reason, together } from '../../lattice/together.ts';
import { refuse } from '../../limits.ts';
import { checkIds } from './arguments.ts';
import { partsOf, releaseFor } from './billing.ts';
import type { Complete } from './complete.ts';
import { knownUnits } from './reading.ts';

export interface TogetherOf {
  readonly asOf: string | null;
  readonly pairs: readonly CodePair[];
}

export const togetherQueries: Pick<Complete<QueryResolvers>, 'together'> = {
  async together(_, { ids, asOf }, context): Promise<TogetherOf> {
    checkIds(ids, 'ids', context);
    const { loaders, limits, words } = context;
    const counts = new Map<Code, number>();
    for (const { code, units } of await Promise.all(ids.map((id) => knownUnits(id, context)))) {
      counts.set(code, (counts.get(code) ?? 0) + units);
    }
    const different = [...counts.keys()].map(({ id }) => id);
    if (different.length > limits.together) {
      throw refuse('together', 'a number of different codes of', different.length, limits);
    }
    const pairs = releaseFor('ncci-ptp', asOf, context);
    const units = releaseFor('ncci-mue', asOf, context);
    const repeated = [...counts].flatMap(([{ id }, count]) => (count > 1 ? [id] : []));
    const [rows, limitsOfUnits] = await Promise.all([
      loaders.together.load({ ids: different, bundles: pairs }),
      units === null
        ? []
        : Promise.all(repeated.map((id) => loaders.unitsPerDay.load({ id, release: units.release }))),
    ]);
    const of = {
      bundles: pairs && { ...pairs, rows: rows.bundles, parts: partsOf('ncci-ptp', pairs, context) },
      addOns: rows.addOns,
      units: units && {
        release: units.release,
        limits: new Map(limitsOfUnits.flatMap((limit) => (limit === null ? [] : [[limit.code, limit]]))),
      },
    };
    return { asOf: asOf ?? pairs?.day ?? null, pairs: together(counts, of, words()) };
  },
};

export const togetherFields: Complete<TogetherResolvers, 'asOf' | 'pairs'> = {};

export const codePairFields: Complete<CodePairResolvers, 'a' | 'b' | 'verdict' | 'reasons'> = {};

export const reasonFields: Complete<ReasonResolvers, 'kind' | 'text' | 'rationale'> = {
  source: ({ citation }: Reason) => citation,
};
