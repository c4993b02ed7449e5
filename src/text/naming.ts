import type { Named, Naming } from '../lattice/asked.ts';
import type { Code } from '../lattice/code.ts';
import { remembered } from '../lattice/remembered.ts';
import { readWords } from './fold.ts';
import { labelOf } from './labels.ts';
import { LANGUAGES } from './languages.ts';
import { withoutNoise } from './noise.ts';
import { isRun, tokensOf } from './tokens.ts';
import type { Words } from './words.ts';

/** How a language names what search finds. Tokens of its own names are made once, when they are first asked for. */
export const namingOf = remembered(createNaming, new WeakMap<Words, Naming>());

function createNaming(words: Words): Naming {
  const { language, vocabulary } = words;
  const named = (text: string): Named => {
    const { words: content, all, opensWithStopWord } = readWords(text);
    const wanted = withoutNoise(content);
    const kept = wanted.length > 0 ? wanted : all;
    const leads = kept.some(isRun) ? [] : kept.map(({ lead }) => lead);
    return { text, tokens: tokensOf(kept, language), opens: !opensWithStopWord, leads };
  };
  const labels = new Map<string, Named>();
  /** Codes of public files are many: their labels are kept as long as a request keeps the codes. */
  const imported = new WeakMap<Code, Named>();
  return {
    names: remembered((id) => namesOf(id, words).map(named)),
    label(code) {
      if (!code.curated && !isEnglish(words)) return null;
      let label = code.curated ? labels.get(code.id) : imported.get(code);
      if (label === undefined) {
        label = named(labelIn(code, words));
        if (code.curated) labels.set(code.id, label);
        else imported.set(code, label);
      }
      return label;
    },
    number: ({ system, code }) => [named(system), named(code)],
    vocabulary,
  };
}

const isEnglish = ({ language }: Words) => language === LANGUAGES.EN;

/** English labels stand in the dataset; the others are composed. Codes of public files have English ones only. */
export function labelIn(code: Code, words: Words): string {
  return isEnglish(words) ? code.label : labelOf(code, words);
}

/** The name and the synonyms of a term, or the name of a family and what leads to it. */
export function namesOf(id: string, { vocabulary }: Pick<Words, 'vocabulary'>): string[] {
  const term = vocabulary.terms.get(id);
  if (term !== undefined) return [term.name, ...term.synonyms];
  const family = vocabulary.families.get(id);
  return family === undefined ? [] : [family.name, ...family.includes.map(({ text }) => text)];
}
