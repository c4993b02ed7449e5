import { LANGUAGE_CODES, LANGUAGES } from '../src/text/languages.ts';
import { renew } from './made-from.ts';

/** Marks rows of a language, or of all, as made from the English of today, for who has read them beside it. */
const [folder = '', ...places] = process.argv.slice(2);
const translated = LANGUAGE_CODES.filter((one) => one !== 'EN');
const languages = translated.filter((one) => folder === 'all' || LANGUAGES[one].folder === folder);
if (languages.length === 0 || places.length === 0) {
  const folders = translated.map((one) => LANGUAGES[one].folder).join(', ');
  console.error(
    `Name a language (${folders}, or all), then rows or files: npm run renew -- es guidance:plain.start words/path`,
  );
  process.exit(2);
}
for (const language of languages) {
  console.log(`${LANGUAGES[language].folder}: ${renew(language, places)} marks renewed`);
}
