import type { Citation } from '../lattice/code.ts';
import type { Counts } from '../lattice/counts.ts';
import type { Family, Included, Indexed, Term } from '../lattice/vocabulary.ts';

/** The citation of a row, as columns (SQLite) and properties (Neo4j) hold it. */
export interface CitedRow {
  readonly source: string;
  readonly line: number;
  readonly evidence: string | null;
}

export type Cited<T> = Omit<T, 'citation'> & CitedRow;

export function citation({ source, line, evidence }: CitedRow): Citation {
  return { source, line, evidence };
}

export function cited<T extends CitedRow>({ source, line, evidence, ...row }: T) {
  return { ...row, citation: { source, line, evidence } };
}

/** What an extent counts, as columns and properties hold it; all null where it counts nothing. */
type CountedRow = { readonly [Key in keyof Counts]: Counts[Key] | null };
export type Counted<T> = Omit<T, 'counts'> & CountedRow;

export function counted<T extends CountedRow>({ unit, least, most, repeat, ...row }: T) {
  const counts = unit === null || least === null || repeat === null ? null : { unit, least, most, repeat };
  return { ...row, counts };
}

/**
 * What a term or family includes, as columns and properties hold it: a line for each, its parts between tabs, which no name has
 * ("Cauda equina", source, line, evidence, and beginnings of codes); null for nothing.
 */
export const includedText = ({ includes }: Pick<Term | Family, 'includes'>): string | null =>
  includes.length === 0 ? null : includes.map(lineOf).join('\n');

const lineOf = ({ text, citation: { source, line, evidence }, ...more }: Included | Indexed): string =>
  [text, source, line, evidence ?? '', 'codes' in more ? more.codes.join(' ') : ''].join('\t');

/** What the text says that a term or family includes; a text that is missing says nothing. */
export const includedIn = (text: string | null | undefined): Indexed[] =>
  (text ? text.split('\n') : []).map((one) => {
    const [name = '', source = '', line, evidence = '', codes = ''] = one.split('\t');
    return {
      text: name,
      citation: { source, line: Number(line), evidence: evidence || null },
      codes: codes === '' ? [] : codes.split(' '),
    };
  });

/** A term as stores hold it. People's words for what it includes are synonyms of it. */
export type TermRow = Omit<Cited<Counted<Term>>, 'includes'> & { readonly includes: string | null };

export function termOf(row: TermRow): Term {
  const { includes: text, ...rest } = cited(counted(row));
  const includes = includedIn(text).map(({ codes, ...one }): Included => one);
  return { ...rest, includes, synonyms: [...rest.synonyms, ...includes.map((one) => one.text)] };
}

/** A family as stores hold it. */
export type FamilyRow = Omit<Cited<Family>, 'includes'> & { readonly includes: string | null };

export const familyOf = (row: FamilyRow): Family => ({
  ...cited(row),
  includes: includedIn(row.includes),
});
