import { describe, expect, it } from 'vitest';
import { openSeedTexts, sectionsOf } from '../../scripts/texts.ts';
import { labelOf } from '../../src/text/labels.ts';
import { LANGUAGE_CODES } from '../../src/text/languages.ts';
import { dataset, speaker, vocabulary } from '../seeded.ts';

const { codes, guidance } = openSeedTexts();

describe.each(LANGUAGE_CODES)('the texts in %s', (language) => {
  const words = speaker(language, vocabulary);

  it('name every code with facts differently, and leave nothing to be filled in', () => {
    const labels = dataset.codes
      .filter(({ system, facts }) => system === 'CPT' && facts.length > 0)
      .map((one) => labelOf(one, words));
    expect(labels.filter((label, at) => labels.indexOf(label) !== at)).toEqual([]);
    expect(labels.filter((label) => /[{}]|undefined|\s{2}|^\s|\s$/.test(label))).toEqual([]);
  });

  it('are of one code each: no two codes read alike in any section, whatever their numbers', () => {
    const tellers = new Map<string, string[]>();
    for (const one of codes) {
      for (const [section, lines] of sectionsOf(guidance(one, words))) {
        if (section === 'disclaimer') continue;
        const text = `${section}: ${lines.join(' ').replace(/\b\d{5}\b/g, '#')}`;
        tellers.set(text, [...(tellers.get(text) ?? []), one.code]);
      }
    }
    const alike = [...tellers]
      .filter(([, numbers]) => numbers.length > 1)
      .map(([text, numbers]) => `${text.slice(0, text.indexOf(':'))} ${numbers.join(' ')}`);
    expect(alike).toEqual([]);
  });
});
