import { root } from '../src/commands/root.ts';
import type { Code } from '../src/lattice/code.ts';
import { createCompanions } from '../src/lattice/companions.ts';
import { createConfused } from '../src/lattice/confused.ts';
import { nearestTo } from '../src/lattice/related.ts';
import { createVocabulary } from '../src/lattice/vocabulary.ts';
import { openTexts, readSeed } from '../src/load/seed/seed.ts';
import { type Guidance, guidanceOf } from '../src/text/guidance.ts';
import { LANGUAGES, type Language } from '../src/text/languages.ts';
import type { Known, Surroundings } from '../src/text/surroundings.ts';
import { createWords, type LanguageTexts, type Words } from '../src/text/words.ts';

/** The texts of the seed, composed without a store, for whoever writes, checks or measures them. */
export interface SeedTexts {
  /** The codes with facts: those that have pages. */
  readonly codes: readonly Code[];
  readonly known: Known;
  around(code: Code): Surroundings;
  texts(language: Language): LanguageTexts;
  words(language: Language): Words;
  guidance(code: Code, words: Words, near?: Surroundings): Guidance;
}

export function openSeedTexts(): SeedTexts {
  const dataset = readSeed(root, new Date());
  const vocabulary = createVocabulary(dataset.terms, dataset.families, dataset.names);
  const known = {
    performs: dataset.performs,
    companions: createCompanions(dataset.companions, dataset.codes),
    confused: createConfused(dataset.confused),
  };
  const texts = openTexts(root);
  const byId = new Map(dataset.codes.map((code) => [code.id, code]));
  const all = (ids: readonly string[]) => ids.flatMap((id) => byId.get(id) ?? []);
  const around = (code: Code): Surroundings => {
    const others = dataset.related.flatMap(({ from, to }) =>
      from === code.id ? [to] : to === code.id ? [from] : [],
    );
    const family = dataset.codes.filter((one) => one.family === code.family);
    return {
      related: nearestTo(code, code.status === 'DELETED' ? family : all(others), vocabulary),
      addOns: all(dataset.addOns.filter(({ primary }) => primary === code.id).map(({ addOn }) => addOn)),
      primaries: all(dataset.addOns.filter(({ addOn }) => addOn === code.id).map(({ primary }) => primary)),
      diagnoses: dataset.crosswalk
        .filter(({ from }) => from === code.id)
        .flatMap(({ to, ...mapping }) => all([to]).map((met) => ({ ...mapping, id: to, code: met }))),
      never: dataset.never
        .filter(({ from }) => from === code.id)
        .flatMap(({ to, why }) => all([to]).map((met) => ({ code: met, why }))),
    };
  };
  const words = (language: Language) => createWords(LANGUAGES[language], texts(language), vocabulary);
  const codes = dataset.codes.filter(({ system, facts }) => system === 'CPT' && facts.length > 0);
  return {
    codes,
    known,
    around,
    texts,
    words,
    guidance: (code, words, near = around(code)) => guidanceOf(code, near, known, words),
  };
}

/** The sections of a guidance by name, each as its sentences or points. */
export function sectionsOf(guidance: Guidance): [name: string, lines: readonly string[]][] {
  return Object.entries(guidance).map(([name, text]) => [
    name,
    typeof text === 'string' ? [text] : (text as readonly string[]),
  ]);
}
