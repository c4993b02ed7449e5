/** Words for a side of the body, or both, in ten languages. */
const WORDS = [
  '(?:left|right)(?:[- ]?(?:sided?|hand))?|lt|rt|bilateral(?:ly)?|bilat|unilateral(?:ly)?|(?:both|one) sides?|two-sided',
  '(?:lado )?(?:izquierd[oa]s?|derech[oa]s?)|ambos lados|unilaterales|bilaterales',
  '(?:côté |cote )?(?:gauches?|droite?s?)|(?:des )?deux c[oô]t[eé]s|(?:uni|bi)lat[eé]rale?s?',
  '(?:links|rechts|beid)(?:seitig(?:e[nmrs]?)?|seits)?|(?:linke|rechte)[nmrs]?(?: seite)?|beid(?:e|en|er) seiten?',
  '(?:bên |ben )?(?:tr[aá]i|(?<!không |khong )ph[aả]i)|(?:cả |ca )?hai b[eê]n|m[oộ]t b[eê]n',
  'kaliwa(?:ng)?|kanan(?:g)?|(?:mag)?kabila(?:ng)?(?: panig)?',
  '(?:слева|справа|лев|прав)(?:ая|ое|ый|ые|ого|ой|ую|ом|ым|ых)?|(?:с )?обеих сторон|(?:дву|одно)сторонн[а-я]+',
  '(?:ال)?(?:[أا]يسر|يسر[ىي]|يسار|[أا]يمن|يمن[ىي]|يمين)|(?:ثنائي|[أا]حادي)ة? الجانب|(?:على |في )?(?:كلا )?الجانبين',
].join('|');
const SIDES = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:${WORDS})(?![\\p{L}\\p{N}])|[左右双两单][侧边]|左|右|왼쪽|오른쪽|[좌우양]측|양쪽`,
  'giu',
);

/** A text without the words for a side of the body; as it is, where it holds none, or nothing else. */
export function withoutSides(text: string): string {
  const tidy = text.normalize('NFC');
  const rest = tidy.replace(SIDES, ' ');
  return rest === tidy || !/[\p{L}\p{N}]/u.test(rest) ? text : rest;
}
