import type { Format, Recognised } from './format.ts';
import type { Kind } from './formats.ts';
import { ImportError } from './import-error.ts';
import { type Member, sha256Of } from './input.ts';

/** A file that looks like one of a kind. */
export interface Found {
  readonly member: Member;
  readonly kind: Kind;
  readonly recognised: Recognised;
}

/** A file of a release that is read. */
export interface Chosen {
  readonly member: Member;
  readonly part: string;
  readonly why: string;
}

/**
 * The files of a release, each part once: of those that say the same the first is taken, whether by content or by name, for
 * publishers put a file beside itself in other formats. Throws ImportError where two files of a part differ.
 */
export async function partsOf(format: Format<unknown>, files: readonly Found[]): Promise<Chosen[]> {
  const best = format.alternatives?.find((part) => files.some(({ recognised }) => recognised.part === part));
  const parts = new Map<string, Chosen>();
  for (const { member, recognised } of files) {
    const { part, why } = recognised;
    if (part !== best && format.alternatives?.includes(part)) continue;
    const twin = parts.get(part)?.member;
    if (twin === undefined) parts.set(part, { member, part, why });
    else if (!isNamedAs(twin, member) && !(await saysWhat(twin, member)))
      throw twice(format, part, member, twin);
  }
  return [...parts.values()];
}

/** Whether two files lie side by side and differ in the ending of their name alone. */
function isNamedAs(one: Member, other: Member): boolean {
  const stem = ({ place }: Member) => place.replace(/\.[^./\\!]*$/, '');
  return stem(one) === stem(other);
}

async function saysWhat(one: Member, other: Member): Promise<boolean> {
  return one.bytes === other.bytes && (await sha256Of(one.chunks())) === (await sha256Of(other.chunks()));
}

function twice(format: Format<unknown>, part: string, member: Member, twin: Member): ImportError {
  const packed = [member, twin].some(({ place, file }) => place !== file.path);
  return new ImportError({
    file: member.place,
    found: `part ${part} of ${format.kind} stands here and in ${twin.place}, and they differ`,
    expected: 'each part once',
    remedy: `${packed ? 'Unpack the archive, and name' : 'Name'} the one file to import.`,
  });
}
