import { labelOf } from '../src/text/labels.ts';
import { LANGUAGE_CODES, LANGUAGES } from '../src/text/languages.ts';
import { openSeedTexts } from './texts.ts';

/** Prints every composed text of some codes in one language, for people who write or review texts. */
const [folder = 'en', ...numbers] = process.argv.slice(2);
const language = LANGUAGE_CODES.find((one) => LANGUAGES[one].folder === folder);
if (language === undefined) {
  const folders = LANGUAGE_CODES.map((one) => LANGUAGES[one].folder).join(', ');
  console.error(
    `There is no language ${folder}; name one of ${folders}, then codes: npm run say -- es 63278 63290`,
  );
  process.exit(2);
}
if (numbers.length === 0) {
  console.error(`Name codes: npm run say -- ${folder} 63278 63290`);
  process.exit(2);
}
const seed = openSeedTexts();
const words = seed.words(language);
for (const number of numbers) {
  const code = seed.codes.find((one) => one.code === number);
  if (code === undefined) {
    console.error(`${number} has no texts; they are for the codes with facts in seed/cpt/codes.csv`);
    process.exitCode = 2;
    continue;
  }
  console.log(`\n== ${number} ${labelOf(code, words)}`);
  for (const [section, text] of Object.entries(seed.guidance(code, words))) {
    console.log(
      `-- ${section}\n${typeof text === 'string' ? text : text.map((one: string) => `  * ${one}`).join('\n')}`,
    );
  }
}
