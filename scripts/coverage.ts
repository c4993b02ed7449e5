import { LANGUAGE_CODES, LANGUAGES } from '../src/text/languages.ts';
import { doubtsOf } from './made-from.ts';
import { gradeOf } from './readability.ts';
import { openSeedTexts, sectionsOf } from './texts.ts';

/**
 * Prints which texts there are of every code, how long they are, which rows do not stand to English as they should, and how
 * plain the English ones read.
 */
const seed = openSeedTexts();
const total = seed.codes.length;
const tables = LANGUAGE_CODES.map((language) => {
  const words = seed.words(language);
  const lengths = new Map<string, number[]>();
  for (const code of seed.codes) {
    for (const [section, lines] of sectionsOf(seed.guidance(code, words))) {
      const said = lines.filter((line) => line !== '').join(' ').length;
      if (said > 0) lengths.set(section, [...(lengths.get(section) ?? []), said]);
    }
  }
  return { language, lengths, texts: seed.texts(language) };
});
const sections = [...new Set(tables.flatMap(({ lengths }) => [...lengths.keys()]))];

console.log(`Codes with a text, of ${total}; shortest to longest in characters.\n`);
console.log(`| language | translation | texts | ${sections.join(' | ')} |`);
console.log(`|---|---|---|${sections.map(() => '---').join('|')}|`);
for (const { language, lengths, texts } of tables) {
  const cells = sections.map((section) => {
    const known = lengths.get(section) ?? [];
    return `${known.length} (${Math.min(...known)}–${Math.max(...known)})`;
  });
  console.log(
    `| ${LANGUAGES[language].folder} | ${texts.translation} | ${texts.mark} | ${cells.join(' | ')} |`,
  );
}
const written = tables.flatMap(({ lengths }) => sections.map((section) => lengths.get(section)?.length ?? 0));
const share = written.reduce((sum, count) => sum + count, 0) / (written.length * total);
console.log(
  `\n${tables.length} languages x ${sections.length} sections x ${total} codes: ${(share * 100).toFixed(2)} %`,
);
if (share < 1) process.exitCode = 1;

const doubts = LANGUAGE_CODES.filter((language) => language !== 'EN').flatMap((language) =>
  doubtsOf(language).map(({ place, doubt }) => `${LANGUAGES[language].folder} ${place} is ${doubt}`),
);
console.log(`\n${doubts.length} rows are stale, extra or not marked${doubts.length > 0 ? ':' : '.'}`);
for (const doubt of doubts) console.log(doubt);
if (doubts.length > 0) process.exitCode = 1;

const english = seed.words('EN');
const grades = seed.codes.map((code) => ({
  code: code.code,
  grade: gradeOf(seed.guidance(code, english).plainLanguage),
}));
console.log('\nFlesch-Kincaid grade of the English plainLanguage, by code:');
for (let at = 0; at < grades.length; at += 10) {
  console.log(
    grades
      .slice(at, at + 10)
      .map(({ code, grade }) => `${code} ${grade.toFixed(1)}`)
      .join('  '),
  );
}
const mean = grades.reduce((sum, { grade }) => sum + grade, 0) / grades.length;
console.log(`mean ${mean.toFixed(1)}, worst ${Math.max(...grades.map(({ grade }) => grade)).toFixed(1)}`);
