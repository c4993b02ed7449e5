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
