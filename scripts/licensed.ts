import { readFileSync } from 'node:fs';
import { CsvError, parse } from 'csv-parse/sync';

/** A licensed text of a code, as its holder's file has it. It is compared with and never written anywhere. */
export interface Descriptor {
  readonly code: string;
  readonly words: readonly string[];
}

/** A text of ours and where it stands. */
export interface OwnText {
  /** `seed/text/en/terms.csv:12`, or `63278 plainLanguage` for a composed one. */
  readonly place: string;
  readonly text: string;
}

/** Words that a text of ours shares with licensed ones. */
export interface Shared {
  readonly place: string;
  readonly codes: readonly string[];
  readonly words: string;
}

/** So many words in a row are no accident. */
const RUN = 5;
/** So many words make a gram; a text that holds half of a descriptor's grams follows its wording. */
const GRAM = 4;
const SHARE = 0.5;
/** Descriptors with fewer grams are found by runs alone. */
const LEAST_GRAMS = 4;

export function wordsOf(text: string): string[] {
  return (
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}

/**
 * Reads a descriptor file: tab- or comma-separated, with a header that names a column for the code and at least one of
 * short, medium and long. Throws an Error that says what is wrong with it.
 */
export function readDescriptors(path: string): Descriptor[] {
  const [header = [], ...rows] = rowsOf(path);
  const at = (name: string) => header.findIndex((one) => wordsOf(one).includes(name));
  const code = at('code');
  const texts = ['short', 'medium', 'long', 'full'].map(at).filter((index) => index >= 0);
  if (code < 0 || texts.length === 0) {
    throw new Error(
      `${path} has the columns ${header.join(', ')}; its first line must name one with the word code, and at least one with short, medium or long`,
    );
  }
  const descriptors = rows.flatMap((row) =>
    texts.map((index) => ({ code: (row[code] ?? '').trim(), words: wordsOf(row[index] ?? '') })),
  );
  const filled = descriptors.filter((one) => one.code !== '' && one.words.length > 0);
  if (filled.length === 0) throw new Error(`${path} holds no descriptor below its header`);
  return filled;
}

function rowsOf(path: string): string[][] {
  let content: string;
  try {
    content = readFileSync(path, 'utf8');
  } catch (cause) {
    throw new Error(`${path} cannot be read; name a descriptor file that is there`, { cause });
  }
  const [first = ''] = content.split(/\r?\n/, 1);
  if (content.trim() === '') throw new Error(`${path} is empty`);
  try {
    return parse(content, {
      bom: true,
      delimiter: first.includes('\t') ? '\t' : ',',
      quote: first.includes('\t') ? null : '"',
      relax_column_count: true,
      skip_empty_lines: true,
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new Error(`${path} is no tab- or comma-separated table: ${error.message}`, { cause: error });
  }
}

/** What texts share with descriptors: runs of five words or more, or half of a descriptor's runs of four. */
export function sharedWords(texts: readonly OwnText[], descriptors: readonly Descriptor[]): Shared[] {
  const runs = new Map<string, Set<string>>();
  const grams = new Map<string, Descriptor[]>();
  const gramsOf = new Map<Descriptor, number>();
  for (const one of descriptors) {
    for (const run of inRow(one.words, RUN)) runs.set(run, (runs.get(run) ?? new Set()).add(one.code));
    const own = new Set(inRow(one.words, GRAM));
    if (own.size < LEAST_GRAMS) continue;
    gramsOf.set(one, own.size);
    for (const gram of own) grams.set(gram, [...(grams.get(gram) ?? []), one]);
  }
  return texts.flatMap(({ place, text }) => {
    const words = wordsOf(text);
    const found = longest(words, runs).map((shared) => ({ place, ...shared }));
    return found.length > 0 ? found : followed(words, grams, gramsOf).map((one) => ({ place, ...one }));
  });
}

/** Every run of so many words. */
function inRow(words: readonly string[], size: number): string[] {
  return words.slice(size - 1).map((_, at) => words.slice(at, at + size).join(' '));
}

/** The longest runs that are shared, each with the codes that share all of it. */
function longest(
  words: readonly string[],
  runs: ReadonlyMap<string, ReadonlySet<string>>,
): Omit<Shared, 'place'>[] {
  const shared: Omit<Shared, 'place'>[] = [];
  for (let at = 0; at + RUN <= words.length; ) {
    const first = runs.get(words.slice(at, at + RUN).join(' '));
    if (first === undefined) {
      at++;
      continue;
    }
    let codes: ReadonlySet<string> = first;
    let end = at + RUN;
    for (; end < words.length; end++) {
      const more = runs.get(words.slice(end + 1 - RUN, end + 1).join(' '));
      const kept: ReadonlySet<string> = new Set([...codes].filter((code) => more?.has(code)));
      if (kept.size === 0) break;
      codes = kept;
    }
    shared.push({ codes: [...codes].sort(), words: words.slice(at, end).join(' ') });
    at = end;
  }
  return shared;
}

/** The descriptors of which a text holds half of the grams or more. */
function followed(
  words: readonly string[],
  grams: ReadonlyMap<string, readonly Descriptor[]>,
  gramsOf: ReadonlyMap<Descriptor, number>,
): Omit<Shared, 'place'>[] {
  const met = new Map<Descriptor, string[]>();
  for (const gram of new Set(inRow(words, GRAM))) {
    for (const one of grams.get(gram) ?? []) met.set(one, [...(met.get(one) ?? []), gram]);
  }
  const byWords = new Map<string, Set<string>>();
  for (const [one, shared] of met) {
    if (shared.length / (gramsOf.get(one) ?? Number.NaN) < SHARE) continue;
    const said = shared.join(' … ');
    byWords.set(said, (byWords.get(said) ?? new Set()).add(one.code));
  }
  return [...byWords].map(([said, codes]) => ({ codes: [...codes].sort(), words: said }));
}
