import type { Rule } from './rule.ts';

/** Where the sign follows the number at once: English, Chinese, Arabic, Vietnamese, Korean, Tagalog. */
export const CLOSE_PERCENT: Rule = {
  name: 'percent',
  remedy: 'write it at once behind the number, as in 150%',
  wrong: /[\d}]\s%|[％٪]/,
  bad: '150 %',
  good: '150%',
};

/** Where a no-break space stands before it, as before units: Spanish, Russian, French, German. */
export const SPACED_PERCENT: Rule = {
  name: 'percent',
  remedy: 'write a no-break space (U+00A0) between the number and the sign or unit, as in 150\u00a0%',
  wrong: /[\d}][ \u202f]?%|\d ?(kg|кг)\b/,
  bad: '150 %',
  good: '150\u00a0%',
};
