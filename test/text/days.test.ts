import { describe, expect, it } from 'vitest';
import { dayWriter } from '../../src/text/days.ts';
import { LANGUAGES, type Language } from '../../src/text/languages.ts';

/** The last day of a year, and the first of a month. */
const DAYS: Readonly<Record<Language, readonly [last: string, first: string]>> = {
  EN: ['31 December 2020', '1 July 2024'],
  ES: ['31 de diciembre de 2020', '1 de julio de 2024'],
  ZH: ['2020年12月31日', '2024年7月1日'],
  RU: ['31 декабря 2020 года', '1 июля 2024 года'],
  AR: ['31 ديسمبر 2020', '1 يوليو 2024'],
  VI: ['31 tháng 12 năm 2020', '1 tháng 7 năm 2024'],
  FR: ['31 décembre 2020', '1er juillet 2024'],
  DE: ['31. Dezember 2020', '1. Juli 2024'],
  KO: ['2020년 12월 31일', '2024년 7월 1일'],
  TL: ['Disyembre 31, 2020', 'Hulyo 1, 2024'],
};

describe.each(Object.entries(DAYS))('a day in %s', (language, [last, first]) => {
  it('is written as people write it', () => {
    const write = dayWriter(LANGUAGES[language as Language].locale);
    const said = ['2020-12-31', '2024-07-01'].map(write);
    // Which kind of space stands between is the data's.
    expect(said.map((day) => day.replace(/\s/g, ' '))).toEqual([last, first]);
  });
});
