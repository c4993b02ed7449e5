import type { Member } from './input.ts';
import type { Release } from './release.ts';
import type { Report } from './report.ts';

/** The start of a member: its place and name, and up to 64 kB of text, read as Latin-1. */
export interface Head {
  readonly name: string;
  readonly place: string;
  readonly text: string;
}

/** What a format recognises in the start of a file. */
export interface Recognised {
  /** Null where neither name nor content tells it. */
  readonly release: Release | null;
  /** Which part of its release the file is (`f1`, `csv`); a part occurs once in a release. */
  readonly part: string;
  /** Why it looks so, as a clause: "its header has the columns Column 1, Column 2, Effective". */
  readonly why: string;
  /** Why a file of this layout cannot be imported, as a clause; null if it can. */
  readonly unfit: string | null;
}

/** One kind of public file: how it is recognised, and how its rows are read. Pure of any store. */
export interface Format<Row> {
  readonly kind: string;
  /** For messages: "Medicare physician fee schedule, relative value file (PPRRVU)". */
  readonly title: string;
  /** Whether the file is of this format, by its content; the name tells at most the release. */
  recognise(head: Head): Recognised | null;
  /**
   * For a table that users make themselves: what a file has instead that was named as such and is not recognised, as a
   * clause: "its header has the columns "code", "text"".
   */
  readonly instead?: (head: Head) => string;
  /** The release a user names by `--release`; null where no release is called so. */
  release(text: string): Release | null;
  /** How a release is called, for messages: "2025A to 2025D". */
  readonly releases: string;
  /** Parts that say the same, best first: of those in a release, only the first is read. */
  readonly alternatives?: readonly string[];
  /** The rows in batches, in the order of the file. Counts them in `report`; throws ImportError if the file cannot be read. */
  read(member: Member, report: Report): AsyncGenerator<Row[]>;
}
