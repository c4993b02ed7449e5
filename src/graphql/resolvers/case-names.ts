import type { SpokenName } from '../../lattice/case-spoken.ts';
import type { NameText } from '../../text/case-name.ts';
import type { Words } from '../../text/words.ts';

/** The names that claims can meet: this dataset holds none yet, so that what a claim names is put in words from its facts. */
export const SPOKEN_NAMES: readonly SpokenName[] = [];

/** How a name reads in a language. */
export const nameTexts =
  (words: Words) =>
  ({ id }: SpokenName): NameText => ({ name: words.say(id), short: null });
