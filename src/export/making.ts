import type { Code } from '../lattice/code.ts';
import type { Snapshot } from '../store/store.ts';
import { labelOf } from '../text/labels.ts';
import type { Language } from '../text/languages.ts';
import type { Words } from '../text/words.ts';
import type { Output } from './output.ts';
import type { Selection } from './selection.ts';
import type { Visited } from './walk.ts';

/** What the writers of all formats are given. */
export interface Making {
  readonly snapshot: Snapshot;
  readonly selection: Selection;
  /** The first is that of tables and graphs, which have one. */
  readonly languages: readonly [Language, ...Language[]];
  words(language: Language): Words;
  /** Takes what reads as a number of CPT out of a text, where CPT is left out; null where it is not. */
  readonly clean: ((text: string) => string) | null;
  /** Begins a file of the export. */
  begin(name: string): Begun;
}

/** A file that is being written, how many rows or elements it has, and the sources that these cite. */
export interface Begun {
  readonly output: Output;
  rows: number;
  readonly cited: Set<string>;
}

/** Writes what the codes of an export say, in one format: some codes at a time, in order of id, then what stands around them. */
export interface FormatWriter {
  visit(visited: readonly Visited[]): void;
  end(): Promise<void> | void;
}

/** The name of a code: composed in our words in the language, official in that of its publisher, or its number alone. */
export function labelIn(code: Code, words: Words): string {
  return code.labelKind !== 'COMPOSED' || words.language.folder === 'en' ? code.label : labelOf(code, words);
}

/** What reads as a number of CPT: five digits, or four and a letter of a category; not inside a longer word. */
const CPT_NUMBER = /(?<![0-9A-Za-z])\d{4}[0-9FTUMA](?![0-9A-Za-z])/g;

/** The text with a mark in place of whatever reads as a number of CPT. */
export const withoutNumbers = (text: string): string => text.replace(CPT_NUMBER, '[…]');
