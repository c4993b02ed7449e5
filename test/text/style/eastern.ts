import { CLOSE_PERCENT } from './percent.ts';
import type { Rule } from './rule.ts';

export const CHINESE: readonly Rule[] = [
  CLOSE_PERCENT,
  {
    name: 'full-width marks',
    remedy: 'write ，。；：？！（） beside Chinese characters and what is filled in',
    wrong: /[\p{Script=Han}}”][,;:?!(]|[,;:?!)](?:[\p{Script=Han}“]|\{)|\p{Script=Han}\.$/u,
    bad: '代码:{code}',
    good: '代码：{code}',
  },
  {
    name: 'space',
    remedy: 'write none between Chinese characters and Latin letters, digits, or what is filled in',
    wrong: /[\p{Script=Han}，。；：？！（）“”] |\S [\p{Script=Han}，。；：？！（）“”]/u,
    bad: '代码 {code}',
    good: '代码{code}',
  },
  {
    name: 'full-width letters',
    remedy: 'write Latin letters and digits at half width',
    wrong: /[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]/,
    bad: 'ＣＰＴ',
    good: 'CPT',
  },
  {
    name: 'quotation marks',
    remedy: 'write “ and ”',
    wrong: /[「」『』«»„]/,
    bad: '「硬膜外」',
    good: '“硬膜外”',
  },
  {
    name: 'simplified characters',
    remedy: 'write the simplified character',
    wrong: /[碼醫術體節顯為與這個們無數區組選擇經壓內腦脫]/u,
    bad: '代碼',
    good: '代码',
  },
  { name: 'form of address', remedy: 'say 您', wrong: /你/, bad: '你的脊柱', good: '您的脊柱' },
];

/** Korean syllables that end in a vowel, or in a consonant: from 가 on, every 28th ends in a vowel. */
function syllables(ending: 'open' | 'closed'): string {
  const all = Array.from({ length: 11_172 }, (_, at) => at);
  return all
    .filter((at) => (at % 28 === 0) === (ending === 'open'))
    .map((at) => String.fromCharCode(0xac00 + at))
    .join('');
}

export const KOREAN: readonly Rule[] = [
  CLOSE_PERCENT,
  {
    name: 'loan words',
    remedy: 'spell them as the standard does: 메시지, 콘텐츠, 파일, 콘트라스트, 링크, 스크립트, 데이터',
    wrong:
      /메세지|컨텐츠|화일|컨트라스트|링그|데이타|악세스|엑세스|메디캐어|모디파이어|싸이트|브라우져|프레임웤/,
    bad: '메세지',
    good: '메시지',
  },
  {
    name: 'particle behind what is filled in',
    remedy: 'put a word between, as in {code} 코드를: the particle hangs on the last sound',
    wrong:
      /\{(?:code|codes|from|to|a|b|column1|column2|addOn|primary|count|units|release|day)\}(?:[은는이가을를와과]|으?로)(?!\p{L})|\((?:은|는|이|가|을|를|으)\)/u,
    bad: '{code}(으)로',
    good: '{code} 코드로',
  },
  {
    name: 'particle of the wrong sound',
    remedy: 'write 를 and 로 behind a vowel, 을 and 으로 behind a consonant',
    // Other particles end words of their own: 효과, 먹는, 나은.
    wrong: new RegExp(`[${syllables('open')}](?:을|으로)(?=[ .,)]|$)|[${syllables('closed')}]를(?=[ .,)]|$)`),
    bad: '방법를 고릅니다',
    good: '방법을 고릅니다',
  },
  {
    name: 'marks',
    remedy: 'write , . : ? ! ( ) at half width, and no space before them',
    wrong: /[，。；：？！（）、]|\s[,.:?!)]/,
    bad: '코드 : {code}',
    good: '코드: {code}',
  },
  {
    name: 'quotation marks',
    remedy: 'write “ and ”',
    wrong: /[「」『』«»„]/,
    bad: '「경막」',
    good: '“경막”',
  },
  {
    name: 'form of address',
    remedy: 'end sentences in -ㅂ니다 or -세요, and name no one 당신 or 여러분',
    wrong: /당신|여러분|귀하|(?:해요|예요|이에요|거예요|한다|된다|이다)[.!?]/,
    bad: '코드를 선택해요.',
    good: '코드를 선택하세요.',
  },
];

export const ARABIC: readonly Rule[] = [
  CLOSE_PERCENT,
  {
    name: 'Arabic marks',
    remedy: 'write ، ؛ ؟ and « »',
    wrong: /[,;?“”„]/,
    bad: 'الرمز, الفئة',
    good: 'الرمز، الفئة',
  },
  {
    name: 'space before a mark',
    remedy: 'write the mark at once behind the word',
    wrong: /\s[،؛؟.:!)»]/,
    bad: 'الرمز :',
    good: 'الرمز:',
  },
  {
    name: 'digits',
    remedy: 'write 0 to 9, as codes are written',
    wrong: /[\u0660-\u0669\u06f0-\u06f9]/,
    bad: '٦٣٢٧٨',
    good: '63278',
  },
  {
    name: 'letters',
    remedy: 'write the Arabic ك and ي, and no tatweel but before a quotation mark or what is filled in',
    wrong: /[\u06a9\u06cc\u06c1]|ـ(?!«|\{)/,
    bad: 'کود',
    good: 'كود',
  },
  {
    name: 'Latin letters at the edge',
    remedy:
      'let no sentence end in Latin letters before its full stop: it would stand on the wrong side in a page of another direction',
    wrong: /[A-Za-z]\.$/,
    bad: 'مسجلة لـ CPT.',
    good: 'CPT مسجلة.',
  },
];
