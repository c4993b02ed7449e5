import { createCompanions } from '../src/lattice/companions.ts';
import { createVocabulary } from '../src/lattice/vocabulary.ts';
import { openTexts, readSeed } from '../src/load/seed.ts';
import { root } from '../src/root.ts';
import { guidanceOf } from '../src/text/guidance.ts';
import { labelOf } from '../src/text/labels.ts';
import { LANGUAGE_CODES, LANGUAGES } from '../src/text/languages.ts';
import { createWords } from '../src/text/words.ts';

/** Prints every composed text of some codes in one language, for people who write or review texts. */
const [folder = 'en', ...numbers] = process.argv.slice(2);
const language = LANGUAGE_CODES.find((one) => LANGUAGES[one].folder === folder);
if (language === undefined) throw new Error(`there is no language ${folder}`);
const dataset = readSeed(root, new Date());
const vocabulary = createVocabulary(dataset.terms, dataset.families);
const known = { performs: dataset.performs, companions: createCompanions(dataset.companions, dataset.codes) };
const words = createWords(LANGUAGES[language], openTexts(root)(language), vocabulary);
const codes = new Map(dataset.codes.map((code) => [code.id, code]));
const all = (ids: readonly string[]) => ids.flatMap((id) => codes.get(id) ?? []);
for (const code of dataset.codes.filter((one) => numbers.includes(one.code))) {
  const related = dataset.related
    .filter(({ from, to }) => from === code.id || to === code.id)
    .sort(
      (a, b) =>
        a.axes.length - b.axes.length || a.distance - b.distance || (a.from + a.to < b.from + b.to ? -1 : 1),
    );
  const around = {
    related: all(related.map(({ from, to }) => (from === code.id ? to : from))),
    addOns: all(dataset.addOns.filter(({ primary }) => primary === code.id).map(({ addOn }) => addOn)),
    primaries: all(dataset.addOns.filter(({ addOn }) => addOn === code.id).map(({ primary }) => primary)),
    diagnoses: dataset.crosswalk
      .filter(({ from }) => from === code.id)
      .flatMap(({ to, ...mapping }) =>
        all([to]).map((diagnosis) => ({ ...mapping, id: to, code: diagnosis })),
      ),
    never: all(dataset.never.filter(({ from }) => from === code.id).map(({ to }) => to)),
  };
  console.log(`\n== ${code.code} ${labelOf(code, words)}`);
  try {
    for (const [section, text] of Object.entries(guidanceOf(code, around, known, words))) {
      console.log(
        `-- ${section}\n${Array.isArray(text) ? text.map((one) => `  * ${one}`).join('\n') : text}`,
      );
    }
  } catch (error) {
    console.log(`  ERROR ${error instanceof Error ? error.message : String(error)}`);
  }
}
