import { printable } from '../files/import-error.ts';
import type { Input, Member } from '../files/input.ts';

/** How many files of an archive or a folder are named. */
const NAMED = 12;

/** Says which files are not read: a zip of CMS holds more than one kind, and each in several formats. */
export function passedOver(inputs: readonly Input[], read: ReadonlySet<Member>): string[] {
  return inputs.flatMap(({ path, members }) => {
    const left = members.filter((member) => !read.has(member));
    if (left.length === 0) return [];
    if (left.length === members.length) return [said(path, 1)];
    const names = left.slice(0, NAMED).map(({ place }) => place.slice(path.length + 1));
    const more = left.length > NAMED ? ` and ${left.length - NAMED} more` : '';
    return [`${path}: ${said(names.join(', ') + more, left.length)}`];
  });
}

const said = (what: string, count: number) =>
  printable(
    count === 1
      ? `${what} is left out: it is of another kind or release, or another file says the same.`
      : `${what} are left out: they are of another kind or release, or another file says the same.`,
  );
