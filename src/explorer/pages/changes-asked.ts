import type { ChangesLoadedQuery } from '../../generated/explorer.ts';
import type { CodeSystem } from '../../lattice/axes.ts';
import { namedBy, variantOf } from '../../lattice/releases.ts';
import { SYSTEM_NAMES, SYSTEM_ORDER } from '../../lattice/systems.ts';
import { type Asked, readPlace } from '../browse/asked.ts';
import { readQuery } from '../parts/read-query.ts';

type Sources = NonNullable<ChangesLoadedQuery['dataset']>['sources'];

/** The kind of file whose releases list the codes of a system. */
const LISTED_BY = { CPT: 'PFS', HCPCS: 'HCPCS', ICD10PCS: 'ICD10PCS', ICD10CM: 'ICD10CM' } as const;

export interface ChangesAsked extends Pick<Asked, 'after' | 'page'> {
  readonly system: CodeSystem;
  /** All releases of the system, the oldest first. */
  readonly releases: readonly string[];
  readonly from: string;
  readonly to: string;
  /** As it is written: whether there is one is not to be seen from here. */
  readonly family: string | null;
  /** What could not be read, as it stands in the address. */
  readonly dropped: readonly string[];
}

/** The releases of a system, in order of time. Participants of a payment model have a schedule of their own, which is no later release. */
function releasesOf(system: CodeSystem, sources: Sources): string[] {
  const own = sources.filter(
    ({ kind, release }) => kind === LISTED_BY[system] && variantOf(release).variant !== 'QPP',
  );
  const inOrder = own.map(({ starts, release }) => `${starts} ${release}`).sort();
  return [...new Set(inOrder)].map((text) => text.slice(text.indexOf(' ') + 1));
}

/** The systems of which two releases are loaded, which can be compared. */
export const comparable = (sources: Sources): CodeSystem[] =>
  SYSTEM_ORDER.filter((system) => releasesOf(system, sources).length > 1);

/** What an address asks for, else the newest step of the first system that has one; null where none has. */
export function readChanges(query: URLSearchParams, sources: Sources): ChangesAsked | null {
  const systems = comparable(sources);
  const reader = readQuery(query);
  const { text, drop } = reader;
  const given = text('system');
  const named = systems.find((one) =>
    [one, SYSTEM_NAMES[one]].some((name) => name.toLowerCase() === given?.toLowerCase()),
  );
  if (given !== null && !named) drop('system', given);
  const system = named ?? systems[0];
  if (system === undefined) return null;
  const releases = releasesOf(system, sources);
  const release = (name: string, fallback: string | undefined): string => {
    const written = text(name);
    const found = written === null ? undefined : namedBy(written, releases)[0];
    if (written !== null && found === undefined) drop(name, written);
    return found ?? fallback ?? '';
  };
  const to = release('to', releases.at(-1));
  const from = release('from', releases[releases.indexOf(to) - 1] ?? releases[0]);
  const family = text('family');
  const place = readPlace(reader);
  return { system, releases, from, to, family, ...place, dropped: reader.left() };
}
