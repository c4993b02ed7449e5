import type { CodeSystem } from './axes.ts';
import { byPlace, type Citation, type Code, type CodeId, type CodeStatus } from './code.ts';
import { dayBefore } from './days.ts';
import { compareIds } from './edges.ts';

/**
 * What is stored of a code follows from what the seed and all loaded files say of it, in whatever order they came: a guess
 * gives way to any better source.
 */

/** An edition of a code system, by the name of its release and its first day. */
export interface Edition {
  readonly release: string;
  readonly starts: string;
}

/** What an edition says of a code that it lists. */
export interface Listing extends Edition {
  /** Null where the edition gives no text of its own. */
  readonly label: string | null;
  readonly status: CodeStatus;
  readonly lastValidDay: string | null;
  readonly family: string | null;
  readonly broader: string | null;
  /** A further text by which it is found. */
  readonly short: string | null;
  readonly citation: Citation;
}

/** What a file says of a code that its rows only name. */
export interface Naming extends Edition {
  /** The kind of file. */
  readonly kind: string;
  /** Whether a row counts on it as valid. */
  readonly isValid: boolean;
  readonly isAddOn: boolean;
  readonly citation: Citation;
}

/** What the seed says of a code. */
export type Seeded = Pick<
  Code,
  'edition' | 'status' | 'lastValidDay' | 'label' | 'labelKind' | 'addOn' | 'curated' | 'citation'
>;

/** All that is said of a code. */
export interface Words extends CodeId {
  readonly seeded: Seeded | null;
  readonly listings: readonly Listing[];
  readonly namings: readonly Naming[];
}

/** What holds of a code; `from` tells which source decided. */
export interface Standing extends Omit<Code, 'facts' | 'specialties' | 'successors'> {
  readonly from: 'SEED' | 'LISTING' | 'NAMING';
  /** Of the edition that lists it. */
  readonly release: string | null;
  readonly short: string | null;
}

/** The edition of a code that only a user's own file names. */
export const NO_EDITION = 'unknown';
/** The kind of file that holds all add-ons. */
export const ADD_ON_FILE = 'ncci-aoc';
/** Kinds of files that are the user's own: they say nothing of an edition, and little of whether a code is valid. */
const OWN: readonly string[] = ['crosswalk', 'licensed-text'];

/**
 * Decides what holds of a code from all that is said of it; null if nothing is. `editions` are those loaded of its system,
 * `addOnFile` is the release of the newest add-on file that is loaded.
 */
export function standing(
  words: Words,
  editions: readonly Edition[],
  addOnFile: string | null,
): Standing | null {
  const { id, system, code, seeded, listings, namings } = words;
  const bare = { id, system, code, curated: false, family: null, broader: null, release: null, short: null };
  const addOn = (seeded?.addOn ?? false) || namedAddOn(namings, addOnFile);
  if (seeded?.curated) return { ...bare, ...seeded, addOn, from: 'SEED' };
  const listing = newest(listings);
  if (listing !== null) {
    return { ...bare, ...listed(listing, words, editions), addOn, from: 'LISTING' };
  }
  if (seeded !== null) return { ...bare, ...unlisted(seeded, editions), addOn, from: 'SEED' };
  const naming = best(namings);
  if (naming === null) return null;
  return {
    ...bare,
    edition: OWN.includes(naming.kind) ? NO_EDITION : naming.release.slice(0, 4),
    status: naming.isValid ? 'ACTIVE' : 'DELETED',
    lastValidDay: null,
    ...numberAlone(words),
    addOn,
    citation: naming.citation,
    from: 'NAMING',
  };
}

/** A code that the newest edition no longer lists ended with the last that did. */
function listed(listing: Listing, code: CodeId, editions: readonly Edition[]) {
  const { release, label, family, broader, short, citation } = listing;
  const next = first(editions.filter(({ starts }) => starts > listing.starts));
  const ends =
    next === null || listing.status === 'DELETED'
      ? { status: listing.status, lastValidDay: listing.lastValidDay }
      : { status: 'DELETED' as const, lastValidDay: dayBefore(next.starts) };
  const text = label === null ? numberAlone(code) : { label, labelKind: 'OFFICIAL' as const };
  return { edition: release, ...ends, ...text, release, family, broader, short, citation };
}

/** A code of the seed as it stands if its own edition or a later one is loaded and does not list it: ended. */
function unlisted(seeded: Seeded, editions: readonly Edition[]): Seeded {
  const next = first(editions.filter(({ release }) => release >= seeded.edition));
  if (next === null || seeded.status === 'DELETED') return seeded;
  return { ...seeded, status: 'DELETED', lastValidDay: dayBefore(next.starts) };
}

const numberAlone = ({ system, code }: CodeId) => ({
  label: `${system} ${code}`,
  labelKind: 'CODE_ONLY' as const,
});

const byEdition = (a: Edition, b: Edition) =>
  compareIds(a.starts, b.starts) || compareIds(a.release, b.release);

/** The newest listing; within one edition, the first row. */
function newest(listings: readonly Listing[]): Listing | null {
  return listings.reduce<Listing | null>(
    (one, other) => (one === null || (byEdition(other, one) || byPlace(one, other)) > 0 ? other : one),
    null,
  );
}

const first = (editions: readonly Edition[]): Edition | null =>
  editions.reduce<Edition | null>((one, other) => (one && byEdition(one, other) <= 0 ? one : other), null);

/**
 * Weight of a naming: 2 if an edition's own kind of file uses the code as valid, 1 if only a user's file does, 0 if
 * only ended pairs name it.
 */
const weight = ({ kind, isValid }: Naming) => (isValid ? (OWN.includes(kind) ? 1 : 2) : 0);

/** Of each kind of file, its newest release that names the code is heard. */
const heard = (namings: readonly Naming[]): Naming[] =>
  namings.filter((one) => !namings.some((other) => other.kind === one.kind && byEdition(other, one) > 0));

/** An add-on file holds all add-ons: one that the newest no longer names has ended, whatever older ones say. */
const namedAddOn = (namings: readonly Naming[], addOnFile: string | null): boolean =>
  heard(namings).some(
    ({ kind, release, isAddOn }) => isAddOn && (kind !== ADD_ON_FILE || release === addOnFile),
  );

/** Of what is heard, the weightiest, then the newest. */
function best(namings: readonly Naming[]): Naming | null {
  const [naming = null] = heard(namings).sort(
    (a, b) => weight(b) - weight(a) || byEdition(b, a) || compareIds(b.kind, a.kind) || byPlace(a, b),
  );
  return naming;
}

/** How an edition names a term or family. */
export interface Wording extends Edition {
  readonly id: string;
  readonly name: string;
  readonly title: string | null;
  readonly definition: string | null;
  readonly explanation: string | null;
  /** JSON of what it includes; null for nothing. */
  readonly includes: string | null;
  readonly citation: Citation;
}

/** The wording that holds: the newest name, and the newest of each other text that any loaded edition gives. */
export function worded(wordings: readonly Wording[]): Omit<Wording, keyof Edition | 'id'> | null {
  const sorted = [...wordings].sort((a, b) => byEdition(b, a) || byPlace(a, b));
  const [newest] = sorted;
  if (newest === undefined) return null;
  const given = (what: 'title' | 'definition' | 'explanation' | 'includes') =>
    sorted.flatMap((one) => one[what] ?? [])[0] ?? null;
  return {
    name: newest.name,
    title: given('title'),
    definition: given('definition'),
    explanation: given('explanation'),
    includes: given('includes'),
    citation: newest.citation,
  };
}

/** The kinds of files that list all codes of a system. */
export const LISTS: Readonly<Partial<Record<string, CodeSystem>>> = {
  icd10pcs: 'ICD10PCS',
  icd10cm: 'ICD10CM',
  hcpcs: 'HCPCS',
};
