import type {
  CodePairResolvers,
  QueryResolvers,
  ReasonResolvers,
  TogetherResolvers,
} from '../generated/graphql.ts';
import { type CodePair, type Reason, together } from '../lattice/together.ts';
import { refuse } from '../limits.ts';
import { checkIds, codeId } from './arguments.ts';
import { releaseFor } from './billing.ts';
import { known } from './code.ts';
import type { Complete } from './complete.ts';

export interface TogetherOf {
  readonly asOf: string | null;
  readonly pairs: readonly CodePair[];
}

export const togetherQueries: Pick<Complete<QueryResolvers>, 'together'> = {
  async together(_, { ids, asOf }, context): Promise<TogetherOf> {
    checkIds(ids, 'ids', context);
    const { loaders, limits, words } = context;
    const asked = ids.map(codeId);
    const different = [...new Set(asked)];
    if (different.length > limits.together) {
      throw refuse('together', 'a number of different codes of', different.length, limits);
    }
    const pairs = releaseFor('ncci-ptp', asOf, context);
    const units = releaseFor('ncci-mue', asOf, context);
    const repeated = different.filter((id) => asked.indexOf(id) !== asked.lastIndexOf(id));
    const [codes, rows, limitsOfUnits] = await Promise.all([
      Promise.all(asked.map((id) => known(id, context))),
      loaders.together.load({ ids: different, bundles: pairs }),
      units === null
        ? []
        : Promise.all(repeated.map((id) => loaders.unitsPerDay.load({ id, release: units.release }))),
    ]);
    const of = {
      bundles: pairs && { ...pairs, rows: rows.bundles },
      addOns: rows.addOns,
      units: units && {
        release: units.release,
        limits: new Map(limitsOfUnits.flatMap((limit) => (limit === null ? [] : [[limit.code, limit]]))),
      },
    };
    return { asOf: asOf ?? pairs?.day ?? null, pairs: together(codes, of, words()) };
  },
};

export const togetherFields: Complete<TogetherResolvers, 'asOf' | 'pairs'> = {};

export const codePairFields: Complete<CodePairResolvers, 'a' | 'b' | 'verdict' | 'reasons'> = {};

export const reasonFields: Complete<ReasonResolvers, 'kind' | 'text' | 'rationale'> = {
  source: ({ citation }: Reason) => citation,
};
