import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editDistance } from '../../src/text/distance.ts';
import { wordsIn } from '../../src/text/fold.ts';
import { LANGUAGE_CODES, LANGUAGES, type Language } from '../../src/text/languages.ts';
import { ask, textQuery } from '../../src/text/query.ts';
import { indexed, tokens } from '../../src/text/tokens.ts';
import { compileMessage, createWording } from '../../src/text/wording.ts';
import { speaker, vocabulary } from '../seeded.ts';

const plain = (text: string) => wordsIn(text).map((word) => word.plain);
const open = (language: Language) => speaker(language, vocabulary);

describe('the words of a text', () => {
  it.each([
    ['Sacral TUMOR', ['sacral', 'tumor']],
    ['C1-C7', ['c1', 'c7']],
    ['café ﬁstula', ['cafe', 'fistula']],
    ['Größe der Läsion', ['grosse', 'lasion']],
    ['l’os sacré', ['os', 'sacre']],
    ["Tarlov's cyst", ['tarlov', 'cyst']],
    ['骶骨肿瘤 S1-S5', ['骶骨肿瘤', 's1', 's5']],
    ['1개 분절', ['1', '개', '분절']],
    ['Шейный отдел, ещё', ['шейный', 'отдел', 'еще']],
    ['الأورام في القناة', ['الاورام', 'القناه']],
    ['العـــجز', ['العجز']],
    ['٦٣٢٧٨', ['63278']],
    ['đĩa đệm hoặc thoái hoá', ['dia', 'dem', 'thoai', 'hoa']],
    ['trong màng cứng', ['trong', 'mang', 'cung']],
    ['tái tạo tại xương', ['tai', 'tao', 'xuong']],
    ['"sac*ral" AND (tumor~)', ['sac', 'ral', 'tumor']],
    ['the tumor of the sacrum', ['tumor', 'sacrum']],
    ['the', ['the']],
    ['  … ', []],
  ])('of %s', (text, expected) => expect(plain(text)).toEqual(expected));

  it.each([
    ['non-neoplastic lesion', ['nonneoplastic', 'lesion']],
    ['not a tumor', ['nontumor']],
    ['no neoplásica', ['nonneoplasica']],
    ['nicht-neoplastisch', ['nonneoplastisch']],
    ['nichtneoplastisch', ['nonneoplastisch']],
    ['lésion non tumorale', ['lesion', 'nontumorale']],
    ['không phải là u', ['nonu']],
    ['hindi neoplastiko', ['nonneoplastiko']],
    ['не опухоль', ['неопухоль']],
    ['غير ورمية', ['لاورميه']],
    ['لا ورمية', ['لاورميه']],
    ['ورم دموي', ['دمويورم']],
    ['no. 5', ['5']],
    ['tumor, no', ['tumor', 'no']],
  ])('hold their negation: %s', (text, expected) => expect(plain(text)).toEqual(expected));

  it('know one tone by both its places', () => {
    expect(wordsIn('thoái hoá')).toEqual(wordsIn('thoái hóa'));
    expect(wordsIn('khoẻ')).toEqual(wordsIn('khỏe'));
  });
});

describe('tokens', () => {
  const forms = (text: string, language: Language) =>
    tokens(text, LANGUAGES[language]).map((one) => one.forms);

  it.each<[Language, string, string]>([
    ['EN', 'tumors', 'tumor'],
    ['EN', 'laminectomies', 'laminectomy'],
    ['ES', 'sacros', 'sacra'],
    ['ES', 'lesiones', 'lesión'],
    ['FR', 'sacrées', 'sacré'],
    ['FR', 'rachidienne', 'rachidien'],
    ['DE', 'Tumoren', 'Tumor'],
    ['DE', 'Haematom', 'Hämatom'],
    ['DE', 'sakraler', 'sakral'],
    ['RU', 'опухолью', 'опухоль'],
    ['RU', 'шейного', 'шейный'],
    ['AR', 'العجزي', 'عجز'],
    ['AR', 'والورم', 'ورم'],
    ['AR', 'لورم', 'ورم'],
    ['TL', 'lesyong', 'lesyon'],
    ['TL', 'torasikong', 'torasiko'],
    ['VI', 'cung', 'cùng'],
  ])('of %s: %s meets %s', (language, one, other) => {
    const [a = [], b = []] = [forms(one, language)[0], forms(other, language)[0]];
    expect(a.filter((form) => b.includes(form))).not.toEqual([]);
  });

  it.each<[Language, string, string]>([
    ['VI', 'cùng', 'cứng'],
    ['RU', 'шейный', 'шея'],
    ['AR', 'لاورمية', 'ورم'],
    ['RU', 'неопухолевое', 'опухоль'],
  ])('of %s: %s does not meet %s', (language, one, other) => {
    const query = textQuery(
      ask(other, () => open(language)),
      false,
    );
    const index = indexed(one, LANGUAGES[language]);
    expect(query?.words.some((any) => any.some((form) => index.includes(form)))).toBe(false);
  });

  it('of Han and Hangul are pairs, and the first letter', () => {
    expect(forms('骶骨', 'ZH')).toEqual([['骶', '骶骨'], ['骶骨']]);
    expect(forms('비종양성 병변', 'KO')).toEqual([
      ['비종', '비종양'],
      ['비종양', '비양성'],
      ['비양성'],
      ['병', '병변'],
      ['병변'],
    ]);
    expect(indexed('非肿瘤性病变', LANGUAGES.ZH)).not.toContain('肿瘤');
    expect(indexed('非肿瘤性病变', LANGUAGES.ZH)).toContain('病变');
    expect(indexed('천골의', LANGUAGES.KO)).toContain('천골');
  });

  it('are indexed as written and as stems, each once', () => {
    expect(indexed('Biopsies, biopsy', LANGUAGES.EN)).toEqual(['biopsies', 'biopsi', 'biopsy']);
  });

  it('hold letters and digits only, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.constantFrom(...LANGUAGE_CODES), (text, language) => {
        for (const token of indexed(text, LANGUAGES[language])) expect(token).toMatch(/^[\p{L}\p{N}]+$/u);
      }),
    );
  });
});

describe('a query', () => {
  const tokensAsked = (text: string) => ask(text, open).parts.flatMap((part) => part.tokens);
  const query = (text: string) => textQuery(ask(text, open), true);

  it('is none without words', () => expect(query('!?')).toBeNull());

  it('takes a word in all languages of its script, and the last one as a beginning', () => {
    expect(query('sacral tumors')).toEqual({
      words: [['sacral'], expect.arrayContaining(['tumors', 'tumor'])],
      prefix: 'tumors',
    });
    expect(query('骶骨肿瘤')).toEqual({
      words: [['骶', '骶骨'], ['骶骨', '骨肿'], ['骨肿', '肿瘤'], ['肿瘤']],
      prefix: null,
    });
    expect(query('骨')?.prefix).toBe('骨');
    expect(query('u')?.prefix).toBeNull();
  });

  it('takes Vietnamese with its marks where it has them', () => {
    expect(query('xương cùng')?.words).toEqual([['xương'], ['cùng']]);
    expect(query('xuong cung')?.words[1]).toContain('cung');
  });

  it('takes German compounds apart, but none that says no', () => {
    for (const text of ['Sakraltumor', 'Sakraltumoren', 'Lendenwirbelsäulentumor']) {
      expect(query(text)?.words.at(-1), text).toContain('tumor');
    }
    expect(query('Nichtsakraltumor')?.words.flat()).not.toContain('tumor');
  });

  it.each([
    ['laminectmy', 'laminectomy'],
    ['extradual', 'extradural'],
    ['tumr', 'tumor'],
    ['tumro', 'tumor'],
    ['опухль', 'опухоль'],
    ['сокральный', 'сакральный'],
    ['Kreuzbien', 'kreuzbein'],
    ['metastásiss', 'metastasis'],
    ['استئاصل', 'استيصال'],
  ])('corrects %s to %s', (text, expected) => {
    const [token] = tokensAsked(text);
    expect(token?.corrected).toContain(expected);
    expect(textQuery(ask(text, open), false)?.words.flat()).not.toContain(expected);
  });

  it.each(['tumor', 'lamin', '63728', 'C9', 'tum', 'неопухолевое', 'nonneoplastic', 'xyzzyx'])(
    'does not correct %s',
    (text) => expect(tokensAsked(text).flatMap(({ corrected }) => corrected)).toEqual([]),
  );

  it('never corrects a word to its contrary', () => {
    for (const text of ['neoplastik', 'опухолеввое', 'neoplásicaa', 'tumoralee', 'neoplastischh']) {
      for (const form of tokensAsked(text).flatMap(({ corrected }) => corrected)) {
        expect(form, text).not.toMatch(/^(non|не)/);
      }
    }
  });

  it('reads no other language for words that English has', () => {
    const read = new Set<Language>();
    const asked = ask('sacral tumor removed by laminectomy', (language) => {
      read.add(language);
      return open(language);
    });
    asked.groups[0]?.[0]?.open();
    expect([...read]).toEqual(['EN']);
  });

  it('of the longest text stays small enough for every store', () => {
    const longest = ['tumorr ', 'sakral ', 'a1 ', '骶骨', '천골종양의 '].map((word) =>
      [...word.repeat(256)].slice(0, 256).join(''),
    );
    for (const text of longest) expect(query(text)?.words.flat().length).toBeLessThan(1_000);
  });
});

describe('the distance of words', () => {
  const distance = (a: string, b: string, limit = 9) => editDistance(a, b, limit);
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 8 });

  it('counts letters left out, added, replaced and swapped', () => {
    expect(distance('tumor', 'tumor')).toBe(0);
    expect(distance('tumr', 'tumor')).toBe(1);
    expect(distance('tumro', 'tumor')).toBe(1);
    expect(distance('humor', 'tumor')).toBe(1);
    expect(distance('ca', 'abc')).toBe(3);
  });

  it('is symmetric, nothing for equal words only, and the same up to its limit', () => {
    fc.assert(
      fc.property(word, word, fc.nat(4), (a, b, limit) => {
        const exact = distance(a, b);
        expect(distance(b, a)).toBe(exact);
        expect(exact === 0).toBe(a === b);
        expect(distance(a, b, limit)).toBe(Math.min(exact, limit + 1));
      }),
    );
  });
});

describe('wording', () => {
  const wording = createWording(
    new Map([
      ['greeting', 'Hello {name}'],
      ['plain', 'Plain'],
    ]),
    'en-GB',
  );

  it('fills messages and joins lists', () => {
    expect(wording.say('greeting', { name: '<b>you</b>' })).toBe('Hello <b>you</b>');
    expect(wording.say('plain')).toBe('Plain');
    expect(wording.and(['a', 'b', 'c'])).toBe('a, b and c');
    expect(wording.or(['a', 'b', 'c'])).toBe('a, b or c');
  });

  it('refuses an unknown key, a missing value and a broken message', () => {
    expect(() => wording.say('nothing')).toThrow('no message "nothing"');
    expect(() => wording.say('greeting')).toThrow();
    expect(() => compileMessage('broken', '{name', 'en')).toThrow('"broken" is not ICU MessageFormat');
  });
});
