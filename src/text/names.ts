import { keyOfName, type SpokenName } from '../lattice/spoken-name.ts';
import type { Words } from './words.ts';

/** A name of operations in a language; in English where a graph was loaded with other texts than are read here. */
export function nameIn(name: SpokenName, words: Words): string {
  const key = keyOfName(name);
  return words.has(key) ? words.say(key) : name.name;
}

/** What a claim says in place of the abbreviation, where that says more than the code does; null elsewhere. */
export function saidAs(name: SpokenName, words: Words): string | null {
  const key = `${keyOfName(name)}.said`;
  return words.has(key) ? words.say(key) : null;
}

/** What a claim says for short: what `saidAs` has, else the usual abbreviation; null where people have none. */
export const shortFor = (name: SpokenName, words: Words): string | null =>
  saidAs(name, words) ?? name.abbreviations[0] ?? null;
