import { root } from '../src/commands/root.ts';
import { Problems } from '../src/load/seed/table.ts';
import { readTexts } from '../src/load/seed/texts.ts';
import { labelOf } from '../src/text/labels.ts';
import { LANGUAGE_CODES } from '../src/text/languages.ts';
import { modifiersOf } from '../src/text/modifiers.ts';
import { type OwnText, readDescriptors, type Shared, sharedWords } from './licensed.ts';
import { openSeedTexts, sectionsOf } from './texts.ts';

/**
 * Compares every text of this project with the descriptors of a file that its holder has a licence for:
 * `npm run check:text -- <file>`. Ends with 1 where words are shared, with 2 where the file cannot be compared.
 */
const [path] = process.argv.slice(2);
try {
  if (path === undefined) throw new Error('name a descriptor file: npm run check:text -- descriptors.txt');
  const descriptors = readDescriptors(path);
  const texts = [...pieces(), ...composed()];
  const found = sharedWords(texts, descriptors);
  for (const one of found) console.log(`${one.place}: ${codesOf(one)}: "${one.words}"`);
  console.log(
    `${texts.length} texts and ${descriptors.length} descriptors compared: ${found.length} places share words.`,
  );
  if (found.length > 0) process.exitCode = 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
}

function codesOf({ codes }: Shared): string {
  return codes.length <= 3
    ? codes.join(', ')
    : `${codes.slice(0, 3).join(', ')} and ${codes.length - 3} more`;
}

/** Every cell that is written in any language: names, phrases, synonyms, definitions, messages, forms. */
function pieces(): OwnText[] {
  const problems = new Problems();
  const tables = LANGUAGE_CODES.flatMap((language) => readTexts(root, language, problems).tables);
  problems.throwIfAny();
  return tables.flatMap(({ rows }) =>
    rows.flatMap(({ file, line, cells }) =>
      Object.entries(cells)
        .filter(([column, text]) => column !== 'id' && column !== 'key' && text !== '')
        .flatMap(([, text]) => text.split('|'))
        .map((text) => ({ place: `${file}:${line}`, text })),
    ),
  );
}

/** What is said of every code in English. */
function composed(): OwnText[] {
  const seed = openSeedTexts();
  const words = seed.words('EN');
  return seed.codes.flatMap((code) => [
    { place: `${code.code} label`, text: labelOf(code, words) },
    ...sectionsOf(seed.guidance(code, words)).flatMap(([section, lines]) =>
      lines.map((text) => ({ place: `${code.code} ${section}`, text })),
    ),
    ...modifiersOf(code, 'NOT_LOADED', words).map(({ reason }) => ({
      place: `${code.code} modifiers`,
      text: reason,
    })),
  ]);
}
