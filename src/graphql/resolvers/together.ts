import type {
  AnsweringReleaseResolvers,
  ClaimLineResolvers,
  CodePairResolvers,
  LiftingModifierResolvers,
  QueryResolvers,
  ReasonResolvers,
  TogetherResolvers,
} from '../../generated/graphql.ts';
import type { Reason } from '../../lattice/claim.ts';
import { missingParts } from '../../lattice/parts.ts';
import { endsOf } from '../../lattice/releases.ts';
import { type Claim, together } from '../../lattice/together.ts';
import { refuse } from '../../limits.ts';
import type { Release } from '../../store/imported.ts';
import { checkIds } from './arguments.ts';
import { withCompanions } from './claim-companions.ts';
import { claimFacts } from './claim-facts.ts';
import { readClaim } from './claim-lines.ts';
import type { Complete } from './complete.ts';
import { kindNamed } from './dataset.ts';

export interface TogetherOf extends Claim {
  readonly asOf: string | null;
  readonly notice: string;
  readonly releases: readonly Release[];
}

export const togetherQueries: Pick<Complete<QueryResolvers>, 'together'> = {
  async together(_, { ids, asOf, lang }, context): Promise<TogetherOf> {
    checkIds(ids, 'ids', context);
    const words = context.words(lang);
    const { claimed, unread } = await readClaim(ids, words, context);
    const count = claimed.length + unread.length;
    if (count > context.limits.together) {
      throw refuse('together', 'a number of different codes of', count, context.limits);
    }
    const { known, releases } = await claimFacts(claimed, asOf ?? null, context);
    const { lines, pairs } = together(claimed, unread, known, words);
    return {
      asOf: asOf ?? known.now.bundles?.day ?? null,
      notice: words.say('together.notice'),
      releases,
      lines,
      pairs: pairs.map((pair) => withCompanions(pair, context.snapshot.companions, words)),
    };
  },
};

export const togetherFields: Complete<TogetherResolvers, 'asOf' | 'notice' | 'releases' | 'lines' | 'pairs'> =
  {};

export const answeringReleaseFields: Complete<AnsweringReleaseResolvers, 'release' | 'starts'> = {
  kind: ({ kind }) => kindNamed(kind),
  ends: ({ kind, starts }) => endsOf(kind, starts),
  whole: (release) => missingParts(release).length === 0,
};

export const claimLineFields: Complete<
  ClaimLineResolvers,
  'input' | 'code' | 'units' | 'modifiers' | 'verdict' | 'reasons'
> = {};

export const codePairFields: Complete<CodePairResolvers, 'a' | 'b' | 'verdict' | 'modifiers' | 'reasons'> =
  {};

export const liftingModifierFields: Complete<LiftingModifierResolvers, 'code' | 'on' | 'reason'> = {};

export const reasonFields: Complete<ReasonResolvers, 'kind' | 'text' | 'rationale' | 'stale'> = {
  source: ({ citation }: Reason) => citation,
};
