import { CLOSE_PERCENT, SPACED_PERCENT } from './percent.ts';
import type { Rule } from './rule.ts';

/** No language of these puts a space before a comma or a full stop. */
const marksClose: Rule = {
  name: 'space before a mark',
  remedy: 'write the mark at once behind the word',
  wrong: /\s[,.;:?!)”](?!\d)/,
  bad: 'word : word',
  good: 'word: word',
};

const quotes = (name: string, others: RegExp, bad: string, good: string): Rule => ({
  name: 'quotation marks',
  remedy: `write ${name}`,
  wrong: others,
  bad,
  good,
});

export const ENGLISH: readonly Rule[] = [
  CLOSE_PERCENT,
  marksClose,
  quotes('“ and ”', /[«»„]/, '«word»', '“word”'),
  {
    name: 'American spelling',
    remedy: 'write tumor, edema, anesthesia, hemorrhage, center; British spelling belongs to the synonyms',
    wrong: /tumour|oedema|anaesth|haem|\bcentre|colour|behaviour|fibre\b/i,
    bad: 'a tumour',
    good: 'a tumor',
  },
];

export const SPANISH: readonly Rule[] = [
  SPACED_PERCENT,
  marksClose,
  quotes('« and »', /[“”„]/, '“lumbar”', '«lumbar»'),
  {
    name: 'opening marks',
    remedy: 'begin the question with ¿, the exclamation with ¡',
    wrong: /^[^¿]*\?|^[^¡]*!/,
    bad: 'Qué código es?',
    good: '¿Qué código es?',
  },
  {
    name: 'form of address',
    remedy: 'say usted',
    wrong: /(?<!\p{L})(tú|tus?|ti|contigo|vuestr[oa]s?|vosotros|pulsa|puedes|quieres)(?!\p{L})/iu,
    bad: 'tu página',
    good: 'su página',
  },
];

export const GERMAN: readonly Rule[] = [
  SPACED_PERCENT,
  {
    name: 'space before a mark',
    remedy: 'write the mark at once behind the word',
    wrong: /\s[,.;:?!)“](?!\d)/,
    bad: 'Wort : Wort',
    good: 'Wort: Wort',
  },
  quotes('„ and “', /[«»”]/, '”Wort”', '„Wort“'),
  {
    name: 'form of address',
    remedy: 'say Sie',
    wrong: /(?<!\p{L})(du|dich|dir|dein(e[mnrs]?)?|euch|euer|eure[mnrs]?)(?!\p{L})/iu,
    bad: 'deine Seite',
    good: 'Ihre Seite',
  },
];

export const RUSSIAN: readonly Rule[] = [
  SPACED_PERCENT,
  marksClose,
  quotes('« and »', /[“”„]/, '“код”', '«код»'),
  {
    name: 'dash',
    remedy: 'write — between words, with spaces',
    wrong: / [-–] |\p{L}—|—\p{L}/u,
    bad: 'код - заголовок',
    good: 'код — заголовок',
  },
  {
    name: 'ё',
    remedy: 'write ё, as everywhere else',
    wrong: /(?<!\p{L})(ее|еще|все еще|тверд\p{L}*|удален|включен|черт\p{L}*|счет\p{L}*)(?!\p{L})/iu,
    bad: 'код удален',
    good: 'код удалён',
  },
  {
    name: 'form of address',
    remedy: 'say вы',
    wrong: /(?<!\p{L})(ты|тебя|тебе|тобой|тво[йяеёи]\p{L}*)(?!\p{L})/iu,
    bad: 'твоя страница',
    good: 'ваша страница',
  },
];

export const FRENCH: readonly Rule[] = [
  SPACED_PERCENT,
  {
    name: 'no-break space before a colon and within « »',
    remedy: 'write U+00A0 there',
    // An identifier such as region:sacral is none.
    wrong: /[^\u00a0]:(?!\p{Ll})|[^\u00a0]»|«[^\u00a0]/u,
    bad: 'Source : {name}',
    good: 'Source\u00a0: {name}',
  },
  {
    name: 'narrow no-break space before ; ? !',
    remedy: 'write U+202F there',
    wrong: /[^\u202f][;?!]/,
    bad: 'Quel code ?',
    good: 'Quel code\u202f?',
  },
  {
    name: 'space before a mark',
    remedy: 'write the mark at once behind the word',
    wrong: /\s[,.)]/,
    bad: 'mot , mot',
    good: 'mot, mot',
  },
  quotes('« and »', /[“”„]/, '“mot”', '«\u00a0mot\u00a0»'),
  {
    name: 'form of address',
    remedy: 'say vous',
    wrong: /(?<!\p{L})(tu|toi|te|tes|ton|ta)(?!\p{L})/iu,
    bad: 'ta page',
    good: 'votre page',
  },
];

export const VIETNAMESE: readonly Rule[] = [
  CLOSE_PERCENT,
  marksClose,
  quotes('“ and ”', /[«»„]/, '«mã»', '“mã”'),
  {
    name: 'place of the tone mark',
    remedy: 'write it as in hóa, tủy',
    wrong: /(o[àáảãạ]|o[èéẻẽẹ]|(?<![qQ])u[ỳýỷỹỵ])(?!\p{L})/u,
    bad: 'mã hoá',
    good: 'mã hóa',
  },
  {
    name: 'form of address',
    remedy: 'say quý vị',
    wrong: /(?<!\p{L})(bạn|anh chị|mày)(?!\p{L})/iu,
    bad: 'trang của bạn',
    good: 'trang của quý vị',
  },
];

/** Words of Tagalog's own, and long settled loans, that texts join to what follows. English words keep "na". */
const JOINED =
  'lesyon|operasyon|serbisyo|buto|pangangalaga|dahilan|pasyente|bertebra|numero|siruhano|linya|pamilya|pahina';

export const TAGALOG: readonly Rule[] = [
  CLOSE_PERCENT,
  marksClose,
  quotes('“ and ”', /[«»„]/, '«lumbar»', '“lumbar”'),
  {
    name: 'linker on the word',
    remedy: 'join it to the word: -ng behind a vowel, -g behind n',
    // "Already" is na too: it stands before particles.
    wrong: new RegExp(`\\b(?:${JOINED}) na (?!(?:din|rin|lang|lamang|ang|ng|sa|ito|siya|sila|kayo)\\b)`, 'i'),
    bad: 'lesyon na dumidiin',
    good: 'lesyong dumidiin',
  },
  {
    name: 'linker left out',
    remedy: 'join the two words: isang code, ibang pares, karagdagang code',
    wrong:
      /\b(?:isa|dalawa|tatlo|lima|iba|bago|una|ikalawa|karagdagan|maliit|malaki|buo|marami) (?:code|pares|file|yunit|lesyon|bertebra|pasyente|modifier|linya|pahina)/i,
    bad: 'iba code',
    good: 'ibang code',
  },
  {
    name: 'one word for one thing',
    remedy: 'say code, modifier, diagnosis, file',
    wrong: /kodigo|modipikador|diyagnosis|talaksan/i,
    bad: 'dagdag na kodigo',
    good: 'add-on code',
  },
  {
    name: 'form of address',
    remedy: 'say kayo',
    wrong: /(?<!\p{L})(ikaw|mo)(?!\p{L})/iu,
    bad: 'pahina mo',
    good: 'inyong pahina',
  },
];
