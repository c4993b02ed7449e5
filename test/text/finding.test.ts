import { describe, expect, it } from 'vitest';
import { wordsIn } from '../../src/text/fold.ts';
import { LANGUAGE_CODES, type Language } from '../../src/text/languages.ts';
import { lexiconOf } from '../../src/text/lexicon.ts';
import { namesOf } from '../../src/text/naming.ts';
import { ask, textQuery } from '../../src/text/query.ts';
import { dataset, speaker, vocabulary } from '../seeded.ts';
import { isFound } from '../store/model.ts';

/** What documents and queries make of every name there is; that stores find so is in test/store. */
const open = (language: Language) => speaker(language, vocabulary);
const document = new Map(dataset.documents.map((one) => [one.id, one]));
const finds = (text: string, id: string, corrected = false) => {
  const query = textQuery(ask(text, open), corrected);
  const found = document.get(id);
  return query !== null && found !== undefined && isFound(found, query);
};

/** й is a letter of its own. */
const withoutMarks = (name: string) =>
  name
    .replace(/[^\u0400-\u04ff]+/g, (part) => part.normalize('NFD').replace(/[\u0300-\u036f]/g, ''))
    .replace(/đ/g, 'd');

/** "beside" without its s is German for "both": a word of its own, which nothing corrects. */
const isWord = (text: string) =>
  wordsIn(text).every((word) => LANGUAGE_CODES.some((one) => lexiconOf(open(one)).knows(word, false)));

describe('every name and synonym', () => {
  const nodes = [...vocabulary.terms.keys(), ...vocabulary.families.keys()];

  it.each(LANGUAGE_CODES)('in %s finds what it names, also in capitals and without marks', (language) => {
    const missed = nodes.flatMap((id) =>
      namesOf(id, open(language)).filter(
        (name) => ![name, name.toUpperCase(), withoutMarks(name)].every((text) => finds(text, id)),
      ),
    );
    expect(missed).toEqual([]);
  });

  it('in English finds it with any one letter left out of a long word', () => {
    const missed: string[] = [];
    for (const id of nodes) {
      for (const name of namesOf(id, open('EN'))) {
        for (const { 0: word, index } of name.matchAll(/[a-z]{6,}/gi)) {
          for (let at = index; at < index + word.length; at++) {
            const text = name.slice(0, at) + name.slice(at + 1);
            const [other = ''] = /[a-z]+/i.exec(text.slice(index)) ?? [];
            if (!isWord(other) && !finds(text, id, true)) missed.push(`${id}: ${text}`);
          }
        }
      }
    }
    expect(missed).toEqual([]);
  });
});

describe('a tumor of the sacrum', () => {
  const names = (id: string, languages: readonly Language[] = LANGUAGE_CODES) =>
    languages.flatMap((language) => namesOf(id, open(language)));
  const pairs = (languages: readonly Language[]) =>
    names('lesion:neoplasm', languages).flatMap((tumor) =>
      names('region:sacral', languages).flatMap((place) => [`${tumor} ${place}`, `${place} ${tumor}`]),
    );

  it.each(LANGUAGE_CODES)('by any of its names in %s finds 63278', (language) => {
    expect(pairs([language]).filter((text) => !finds(text, 'CPT:63278'))).toEqual([]);
  });

  it('by its names in any two languages never finds 63268', () => {
    expect(pairs(LANGUAGE_CODES).filter((text) => finds(text, 'CPT:63268', true))).toEqual([]);
  });

  it('is not what names of a lesion that is none find', () => {
    for (const name of names('lesion:non-neoplastic')) {
      expect(finds(name, 'CPT:63268'), name).toBe(true);
      expect(finds(name, 'CPT:63278', true), name).toBe(false);
    }
  });
});
