import type { ClaimedCode, Facts, Known, ScheduleRow, Speaking, UnitLimit } from '../../lattice/claim.ts';
import { NAMED_PRIMARIES } from '../../lattice/claim-add-ons.ts';
import {
  endsOf,
  type FeeScheduleVariant,
  firstAfter,
  lastKnownOf,
  type ReleaseQuery,
  releaseOf,
} from '../../lattice/releases.ts';
import { LISTS } from '../../lattice/standing.ts';
import type { Release, TogetherRows } from '../../store/imported.ts';
import type { ImportKind } from '../../store/records.ts';
import type { Context } from '../context.ts';

/** The kinds of files that decide about a claim, in the order told. */
const KINDS = ['ncci-ptp', 'ncci-mue', 'ncci-aoc', 'pfs'] as const satisfies readonly ImportKind[];
type Kind = (typeof KINDS)[number];

/** The release of a kind that speaks for the day, or where none does, the one that spoke last before it. */
interface Asked extends ReleaseQuery, Speaking {
  readonly isStale: boolean;
  readonly loaded: Release;
}
type AskedByKind = Readonly<Record<Kind, Asked | null>>;

/** What the loaded files say of the codes of a claim on a day (ISO), and the releases that speak for it. */
export async function claimFacts(
  claimed: readonly ClaimedCode[],
  day: string | null,
  context: Context,
): Promise<{ readonly known: Known; readonly releases: readonly Release[] }> {
  const asked = Object.fromEntries(KINDS.map((kind) => [kind, askedOf(kind, day, context)])) as AskedByKind;
  const ids = claimed.map(({ code }) => code.id).sort();
  const facts = (isStale: boolean) => factsOf(ids, only(asked, isStale), isStale, context);
  const [now, last, later] = await Promise.all([facts(false), facts(true), laterSchedule(ids, day, context)]);
  const releases = Object.values(only(asked, false)).flatMap((one) => one?.loaded ?? []);
  const { kinds, releases: loaded } = context.snapshot;
  return { known: { day, now, last, later, kinds, editions: editionsOf(loaded) }, releases };
}

/** The first day of the newest edition of each system of which one is loaded. */
const editionsOf = (releases: readonly Release[]) =>
  new Map(
    Object.entries(LISTS).flatMap(([kind, system]) => {
      const newest = releaseOf(releases, kind, null);
      return newest === null || system === undefined ? [] : [[system, newest.day] as const];
    }),
  );

function askedOf(kind: Kind, day: string | null, { snapshot }: Context): Asked | null {
  const { releases } = snapshot;
  const speaking = ofVariants((variant) => releaseOf(releases, kind, day, variant));
  const query = speaking ?? ofVariants((variant) => lastKnownOf(releases, kind, day, variant));
  const loaded = releases.find((one) => one.kind === kind && one.release === query?.release);
  if (query === null || loaded === undefined) return null;
  return { ...query, ends: endsOf(kind, loaded.starts), isStale: speaking === null, loaded };
}

/** Of the variants of a fee schedule, which differ in their conversion factor alone, the first that there is. */
function ofVariants<T>(find: (variant: FeeScheduleVariant) => T | null): T | null {
  const variants: readonly FeeScheduleVariant[] = ['NON_QPP', 'QPP'];
  return variants.map(find).find((found) => found !== null) ?? null;
}

/** The first fee schedule, where the day is before all that are loaded. */
async function laterSchedule(
  ids: readonly string[],
  day: string | null,
  { loaders, snapshot: { releases } }: Context,
): Promise<Facts['schedule']> {
  const query = ofVariants((variant) => firstAfter(releases, 'pfs', day, variant));
  if (query === null) return null;
  const { release } = query;
  const rows = await Promise.all(ids.map((id) => loaders.billing.load({ id, release, modifier: '' })));
  return { release, ends: endsOf('pfs', query.day), rows: byCode<ScheduleRow & { code: string }>(rows) };
}

/** The releases that speak for the day, or the outdated ones. */
const only = (asked: AskedByKind, isStale: boolean) =>
  Object.fromEntries(
    KINDS.map((kind) => [kind, asked[kind]?.isStale === isStale ? asked[kind] : null]),
  ) as AskedByKind;

async function factsOf(
  ids: readonly string[],
  asked: AskedByKind,
  isStale: boolean,
  { loaders }: Context,
): Promise<Facts> {
  const { 'ncci-ptp': pairs, 'ncci-mue': units, 'ncci-aoc': addOns, pfs } = asked;
  const isAsked = !isStale || pairs !== null || addOns !== null;
  const [rows, limits, schedule] = await Promise.all([
    isAsked
      ? loaders.together.load({
          ids,
          bundles: pairs && { release: pairs.release, day: pairs.day },
          addOns: addOns?.release ?? null,
          primaries: isStale ? 0 : NAMED_PRIMARIES,
        })
      : null,
    Promise.all(ids.map((id) => units && loaders.unitsPerDay.load({ id, release: units.release }))),
    Promise.all(ids.map((id) => pfs && loaders.billing.load({ id, release: pfs.release, modifier: '' }))),
  ]);
  return {
    bundles: pairs && rows && { ...pairs, rows: rows.bundles, parts: pairs.loaded.parts },
    // Without a file the seed alone speaks, which is never out of date.
    addOns: rows && (!isStale || addOns) ? { file: addOns, ...addOnsIn(rows) } : null,
    units: units && { ...units, limits: byCode<UnitLimit & { code: string }>(limits) },
    schedule: pfs && { ...pfs, rows: byCode<ScheduleRow & { code: string }>(schedule) },
  };
}

const addOnsIn = ({ addOns, otherPrimaries, contractors }: TogetherRows) => ({
  edges: [...addOns, ...otherPrimaries],
  counts: new Map(otherPrimaries.map(({ addOn, count }) => [addOn, count])),
  contractors: new Map(contractors.map(({ addOn, citation }) => [addOn, citation])),
});

const byCode = <Row extends { readonly code: string }>(rows: readonly (Row | null)[]) =>
  new Map(rows.flatMap((row) => (row === null ? [] : [[row.code, row] as const])));
