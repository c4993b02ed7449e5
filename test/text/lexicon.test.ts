import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { root } from '../../src/commands/root.ts';
import { createVocabulary, type Term } from '../../src/lattice/vocabulary.ts';
import { openTexts } from '../../src/load/seed/seed.ts';
import { wordsIn } from '../../src/text/fold.ts';
import { LANGUAGE_CODES, type Language } from '../../src/text/languages.ts';
import { lexiconOf } from '../../src/text/lexicon.ts';
import { createSpeaker, prepare } from '../../src/text/speaker.ts';
import { speaker, vocabulary } from '../seeded.ts';

const [sacral] = [...vocabulary.terms.values()] as [Term];
/** As a public file brings it, with an English name only. */
const imported = { ...sacral, id: 'body-part:metacarpal', name: 'Metacarpal', phrase: 'metacarpal' };
const withImported = createVocabulary(
  [...vocabulary.terms.values(), imported],
  [...vocabulary.families.values()],
);

describe('the lexicon of a language', () => {
  const knows = (text: string) =>
    LANGUAGE_CODES.filter((language) =>
      wordsIn(text).every((word) => lexiconOf(speaker(language, withImported)).knows(word, false)),
    );

  it('has the words of what the language names, and of nothing that only English names', () => {
    expect(knows('sacral')).toContain('EN');
    expect(knows('Kreuzbein')).toEqual(['DE']);
    expect(knows('metacarpal')).toEqual(['EN']);
  });

  it('is made ready once for each state of the dataset, in turns', async () => {
    const read: Language[] = [];
    const texts = openTexts(root);
    const ready = createSpeaker((language) => {
      read.push(language);
      return texts(language);
    }, prepare);
    for (let state = 0; state < 2; state++) {
      ready('EN', state === 0 ? vocabulary : withImported);
      expect(read).toHaveLength(10 * state + 1);
      for (let turn = 0; turn < 3 * LANGUAGE_CODES.length; turn++) {
        const before = read.length;
        await setImmediate();
        expect(read.length - before).toBeLessThan(2);
      }
      expect(read).toHaveLength(10 * (state + 1));
    }
  });
});
