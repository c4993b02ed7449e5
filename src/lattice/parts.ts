/** The parts that make a release whole, for the kinds of files that are published in several. */
export const PARTS: Readonly<Record<string, readonly string[]>> = {
  'ncci-ptp': ['f1', 'f2', 'f3', 'f4'],
};

/**
 * A file of a release: which part it is (null where it does not say), and the first and the last code that its rows are
 * ordered by (null where they are not).
 */
export interface Part {
  readonly part: string | null;
  readonly firstCode: string | null;
  readonly lastCode: string | null;
}

/** A release, with the files of it that are loaded. */
export interface InParts {
  readonly kind: string;
  readonly parts: readonly Part[];
}

/** A release of which parts are not loaded, and which. */
export interface Incomplete {
  readonly kind: string;
  readonly release: string;
  readonly missing: readonly string[];
}

/** Whether a file is one of the parts that its kind is published in. */
export function isPart(kind: string, part: string | null): boolean {
  return part !== null && (PARTS[kind] ?? []).includes(part);
}

/** The parts of a release that are not loaded; none where it came in one piece. */
export function missingParts({ kind, parts }: InParts): readonly string[] {
  if (!parts.some(({ part }) => isPart(kind, part))) return [];
  return (PARTS[kind] ?? []).filter((name) => !parts.some(({ part }) => part === name));
}

/**
 * The missing parts that may hold rows of a code. A release is cut into parts in the order of its codes, wherever a part is
 * full, so that a missing one lies between the last code of the part before it and the first one of the part behind it.
 */
export function partsThatMayHold(code: string, release: InParts): readonly string[] {
  const names = PARTS[release.kind] ?? [];
  const held = new Map(release.parts.map((one) => [one.part, one]));
  const nearest = (some: readonly string[], of: 'firstCode' | 'lastCode') =>
    some.flatMap((name) => held.get(name)?.[of] ?? [])[0] ?? null;
  return missingParts(release).filter((name) => {
    const at = names.indexOf(name);
    const from = nearest(names.slice(0, at).reverse(), 'lastCode');
    const to = nearest(names.slice(at + 1), 'firstCode');
    return (from === null || code >= from) && (to === null || code <= to);
  });
}

/** The releases that are not whole, in the order given. */
export function incompleteOf(releases: readonly (InParts & { readonly release: string })[]): Incomplete[] {
  return releases
    .map((one) => ({ kind: one.kind, release: one.release, missing: missingParts(one) }))
    .filter(({ missing }) => missing.length > 0);
}
