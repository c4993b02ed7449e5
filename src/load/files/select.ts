import { namedBy } from '../../lattice/releases.ts';
import type { Format, Head } from './format.ts';
import { FORMATS, KINDS, type Kind, type RowOf } from './formats.ts';
import { ImportError, quoted } from './import-error.ts';
import type { Input, Member } from './input.ts';
import { type Chosen, type Found, partsOf } from './parts.ts';
import type { Release } from './release.ts';
import type { Report } from './report.ts';
import { isUtf16, startOf, utf16 } from './text.ts';

/** One release of one kind, with the files that hold it. */
export interface Selection<K extends Kind = Kind> {
  readonly kind: K;
  readonly release: Release;
  /** The name the user gave, for messages. */
  readonly path: string;
  readonly files: readonly Chosen[];
}

/** A selection whose `kind` tells its rows. */
export type AnySelection = { [K in Kind]: Selection<K> }[Kind];

/**
 * Recognises what an input holds: its releases of one kind, oldest first. Files of no format, or of another kind than the
 * one named, are passed over; so are files that say once more what another one says. Throws ImportError where nothing fits
 * `kind` and `release`, or where it is not clear what to read: several kinds, a release that is not told, two files of a part.
 * A release that is named may be a later edition of the year that a file tells, or have variants: then it means all of them.
 */
export async function select(
  input: Input,
  wanted: { readonly kind?: Kind; readonly release?: string } = {},
): Promise<AnySelection[]> {
  const found = await recogniseAll(input, wanted.kind);
  const kind = wanted.kind ?? onlyKind(input, found);
  const format: Format<unknown> = FORMATS[kind];
  const fits = fitting(input, kind, found);
  const named = wanted.release === undefined ? null : releaseNamed(input, format, wanted.release);
  const releases = new Map<string, { release: Release; files: Found[] }>();
  for (const one of fits) {
    const told = one.recognised.release;
    const later = named !== null && told !== null && isLaterOf(named, told) ? named : null;
    const release = later ?? told ?? named ?? untold(one.member, format);
    const group = releases.get(release.name) ?? { release, files: [] };
    group.files.push(one);
    releases.set(release.name, group);
  }
  const kept = [...releases.values()].filter(
    ({ release }) => named === null || namedBy(named.name, [release.name]).length > 0,
  );
  if (kept.length === 0) throw otherRelease(input, format, [...releases.values()], wanted.release ?? '');
  kept.sort((a, b) => (order(a.release) < order(b.release) ? -1 : 1));
  return Promise.all(
    kept.map(async ({ release, files }) => ({
      kind,
      release,
      path: input.path,
      files: await partsOf(format, files),
    })),
  );
}

/** Whether one release takes the place of another in the same year: the names of files often tell no more than the year. */
const isLaterOf = (one: Release, other: Release) =>
  one.lastDay !== null && one.lastDay === other.lastDay && (one.asOf ?? '') > (other.asOf ?? '');

/** The rows of a selection in batches, each with its file; counted in `report`, which decides at the end. */
export async function* rowsOf<K extends Kind>(
  selection: Selection<K>,
  report: Report,
): AsyncGenerator<{ readonly member: Member; readonly rows: RowOf<K>[] }> {
  const format = FORMATS[selection.kind] as unknown as Format<RowOf<K>>;
  for (const { member } of selection.files) {
    const before = report.read;
    for await (const rows of format.read(member, report)) yield { member, rows };
    report.readOf.set(member, report.read - before);
  }
  report.finish(selection.path);
}

/** The start of a member, whatever it is: what is damaged must be recognised, to be refused by its place. */
async function headOf(member: Member, alone: boolean): Promise<Head> {
  const start = await startOf(member);
  if (alone && isUtf16(start)) throw utf16(member);
  const text = start.toString('latin1').replace(/^\xef\xbb\xbf/, '');
  return { name: member.name, place: member.place, text };
}

async function recogniseAll(input: Input, wanted: Kind | undefined): Promise<Found[]> {
  const found: Found[] = [];
  const format: Format<unknown> | null = wanted === undefined ? null : FORMATS[wanted];
  let instead: string | null = null;
  for (const member of input.members) {
    const head = await headOf(member, input.members.length === 1);
    instead ??= format?.instead?.(head) ?? null;
    for (const kind of KINDS) {
      const recognised = FORMATS[kind].recognise(head);
      if (recognised !== null) found.push({ member, kind, recognised });
    }
  }
  if (found.length > 0) return found;
  if (format !== null && instead !== null) {
    throw new ImportError({
      file: input.path,
      found: `this is no file of the kind ${format.kind}: ${instead}`,
      expected: format.title,
      remedy: 'Mend the header or the codes below it, or name another file.',
    });
  }
  throw new ImportError({
    file: input.path,
    found:
      input.members.length === 1 ? 'this is no file that can be imported' : 'no file in it can be imported',
    expected: `one of ${KINDS.map((kind) => `${kind} (${FORMATS[kind].title})`).join(', ')}`,
    remedy: 'Take the file as it was published: no PDF, no workbook, no page around it.',
  });
}

function onlyKind(input: Input, found: readonly Found[]): Kind {
  const kinds = [...new Set(found.map(({ kind }) => kind))];
  const [kind] = kinds;
  if (kind !== undefined && kinds.length === 1) return kind;
  throw new ImportError({
    file: input.path,
    found: `it holds files of several kinds: ${kinds.join(', ')}`,
    expected: 'one kind an import',
    remedy: `Name the kind: codelattice import ${kinds[0]} ${input.path}`,
  });
}

function fitting(input: Input, kind: Kind, found: readonly Found[]): Found[] {
  const mine = found.filter((one) => one.kind === kind);
  const fits = mine.filter(({ recognised }) => recognised.unfit === null);
  if (fits.length > 0) return fits;
  const [unfit] = mine;
  if (unfit !== undefined) {
    throw new ImportError({
      file: unfit.member.place,
      found: `this looks like ${kind} (${unfit.recognised.why}), but ${unfit.recognised.unfit}`,
      expected: FORMATS[kind].title,
      remedy: 'Download the file that is expected.',
    });
  }
  const other = found[0] as Found;
  throw new ImportError({
    file: other.member.place,
    found: `this looks like ${other.kind} (${other.recognised.why}), not ${kind}`,
    expected: FORMATS[kind].title,
    remedy: `Name the other kind, codelattice import ${other.kind} ${input.path}, or another file.`,
  });
}

function releaseNamed(input: Input, format: Format<unknown>, text: string): Release {
  const release = format.release(text);
  if (release !== null) return release;
  throw new ImportError({
    file: input.path,
    found: `the release named is ${quoted(text)}`,
    expected: format.releases,
    remedy: 'Mend --release.',
  });
}

function untold(member: Member, format: Format<unknown>): never {
  throw new ImportError({
    file: member.place,
    found: 'neither name nor content tells the release',
    expected: format.releases,
    remedy: `Give the file the name it was published under, or say --release (${format.releases}).`,
  });
}

function otherRelease(
  input: Input,
  format: Format<unknown>,
  releases: readonly { readonly release: Release; readonly files: readonly Found[] }[],
  wanted: string,
): ImportError {
  const names = releases.map(({ release }) => release.name).join(', ');
  const why = releases[0]?.files[0]?.recognised.why ?? '';
  return new ImportError({
    file: input.path,
    found: `this looks like ${format.kind} ${names} (${why}), not ${wanted}`,
    expected: `release ${wanted}`,
    remedy: 'Leave --release out, or name another file.',
  });
}

function order({ asOf, name }: Release): string {
  return `${asOf ?? ''} ${name}`;
}
