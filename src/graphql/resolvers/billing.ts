import { badInput, PublicError } from '../../errors.ts';
import type {
  BillingResolvers,
  BundleConnectionResolvers,
  BundleEdgeResolvers,
  CodeResolvers,
  DescriptorResolvers,
  UnitsPerDayResolvers,
} from '../../generated/graphql.ts';
import { missingParts, type Part, partsThatMayHold } from '../../lattice/parts.ts';
import { tidied } from '../../lattice/pasted.ts';
import { type FeeScheduleVariant, type ReleaseQuery, releaseOf, variantOf } from '../../lattice/releases.ts';
import type { BundleKey, BundleRow } from '../../store/imported.ts';
import type { Billing, ImportKind, UnitsPerDay } from '../../store/records.ts';
import { type Context, present } from '../context.ts';
import { shown } from './arguments.ts';
import type { Complete } from './complete.ts';
import { type Page, type Placed, pageFields, pageOf } from './page.ts';

/** A row of a release, with its name. */
type Released<Row> = Row & Pick<ReleaseQuery, 'release'>;
export type BillingOf = Released<Billing> & { readonly variant: FeeScheduleVariant | null };
export type UnitsPerDayOf = Released<UnitsPerDay>;
export type BundlePage = Page<BundleRow> & ReleaseQuery & { readonly missing: readonly string[] };
export type BundleEdge = Placed<BundleRow>;

/** The release of a kind that answers for a day, of two variants the asked one; null where none is loaded for it. */
export function releaseFor(
  kind: ImportKind,
  asOf: string | null | undefined,
  { snapshot }: Context,
  variant: FeeScheduleVariant = 'NON_QPP',
): ReleaseQuery | null {
  return releaseOf(snapshot.releases, kind, asOf ?? null, variant);
}

/** The loaded files of a release. */
export function partsOf(kind: ImportKind, { release }: ReleaseQuery, { snapshot }: Context): readonly Part[] {
  return snapshot.releases.find((one) => one.kind === kind && one.release === release)?.parts ?? [];
}

/** The row of the fee schedule for the service as a whole or one modifier; null where there is none. */
export async function billingOf(
  id: string,
  modifier: string,
  asOf: string | null | undefined,
  context: Context,
  variant: FeeScheduleVariant = 'NON_QPP',
): Promise<BillingOf | null> {
  const asked = releaseFor('pfs', asOf, context, variant);
  if (asked === null) return null;
  const row = await context.loaders.billing.load({ id, release: asked.release, modifier });
  return row && { ...row, ...variantOf(asked.release) };
}

export const billingFieldsOfCode: Pick<
  Complete<CodeResolvers>,
  'billing' | 'unitsPerDay' | 'bundles' | 'descriptor'
> = {
  billing: async ({ id }, { asOf, modifier, variant }, context) =>
    billingOf(id, modifierOf(modifier ?? ''), asOf, context, variant ?? 'NON_QPP'),

  async unitsPerDay({ id }, { asOf }, context) {
    const asked = releaseFor('ncci-mue', asOf, context);
    if (asked === null) return null;
    const { release } = asked;
    const row = await context.loaders.unitsPerDay.load({ id, release });
    return row && { ...row, release };
  },

  bundles({ id, code }, { first, after, direction, asOf }, context) {
    const asked = releaseFor('ncci-ptp', asOf, context);
    if (asked === null) return null;
    const { loaders, limits } = context;
    const query = { id, direction: direction ?? 'OUT', ...asked };
    const page = pageOf<BundleRow, readonly [string, number, string]>({
      list: ['bundles', query],
      first,
      fallback: 20,
      after,
      limit: limits.first,
      shape: ['', 0, ''],
      keyOf: ({ id: other, citation }) => [other, citation.line, citation.source],
      load: (size, key) => loaders.bundles.load({ ...query, first: size, after: key && keyed(key) }),
      count: () => loaders.bundleCount.load(query),
    });
    const release = { kind: 'ncci-ptp', parts: partsOf('ncci-ptp', asked, context) };
    const missing = query.direction === 'OUT' ? partsThatMayHold(code, release) : missingParts(release);
    return { ...page, ...asked, missing };
  },

  async descriptor({ id }, { kind }, { loaders, mayReadLicensed }) {
    const text = await loaders.descriptor.load({ id, kind: kind ?? 'LONG' });
    if (mayReadLicensed || text === null) return text;
    throw new PublicError(
      'FORBIDDEN',
      'Licensed text is given to who asks by the address of this server: PUBLIC_URL, localhost, or one in digits; and to pages of that address and of the origins that CORS_ORIGINS names (* names nobody). Both are set where the server runs.',
    );
  },
};

/** A modifier of the fee schedule as people write it; refuses others, of which it has no rows. */
function modifierOf(text: string): string {
  const modifier = tidied(text).toUpperCase();
  if (['', '26', 'TC', '53'].includes(modifier)) return modifier;
  throw badInput(
    `\`modifier\`: "${shown(text)}" has no rows of its own in the fee schedule. It is "" for the whole service, ` +
      '"26" for the physician\'s part, "TC" for the technical part, or "53" for a service that was broken off.',
  );
}

const keyed = ([id, line, file]: readonly [string, number, string]): BundleKey => ({ id, line, file });

/** What a row says of itself by properties of the same names. */
type Printed = Exclude<keyof BillingResolvers, 'indicators' | 'endoscopicBase' | 'source'>;

export const billingFields: Complete<BillingResolvers, Printed> = {
  indicators: (row) => row,
  endoscopicBase: ({ endoscopicBase }, _, { loaders }) =>
    endoscopicBase === null ? null : loaders.codes.load(endoscopicBase),
  source: ({ citation }) => citation,
};

export const unitsPerDayFields: Complete<
  UnitsPerDayResolvers,
  'release' | 'units' | 'adjudication' | 'rationale'
> = {
  source: ({ citation }) => citation,
};

export const bundleConnectionFields: Complete<BundleConnectionResolvers, 'release' | 'missing'> = {
  asOf: ({ day }) => day,
  ...pageFields,
};

export const bundleEdgeFields: Complete<BundleEdgeResolvers, 'cursor'> = {
  node: ({ row }, _, { loaders }) => present(loaders.codes, row.id),
  modifierIndicator: ({ row }) => row.modifierIndicator,
  effective: ({ row }) => row.effective,
  lastDay: ({ row }) => row.lastDay,
  rationale: ({ row }) => row.rationale,
  source: ({ row }) => row.citation,
};

export const descriptorFields: Complete<DescriptorResolvers, 'text'> = {
  source: ({ citation }) => citation,
  notice: (_, { lang }, { words }) => words(lang).say('descriptor.notice'),
};
