import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { LANGUAGES, type Language } from '../src/text/languages.ts';

/** What is written in one place: the texts of a row of `seed/text`, or of a key of `src/explorer/words`. */
export interface TextRow {
  /** A table of `seed/text` without its ending, or `words/` and a file of `src/explorer/words`: `guidance`, `words/path`. */
  readonly file: string;
  /** `plain.start`, `region:sacral`, `region:sacral at`, `kinds.AXIS`. */
  readonly key: string;
  /** Its texts by column, or by plural form; `text` where there is only one. Empty ones are left out. */
  readonly texts: Readonly<Record<string, string>>;
}

const TABLES = ['terms', 'families', 'messages', 'guidance', 'forms'] as const;
const KEYS = new Set(['id', 'key', 'form']);

/**
 * Every row that is written in a language under `root`, in the order of its files: the texts of the server, then the words
 * of the explorer.
 */
export function textRows(language: Language, root: string): TextRow[] {
  const { folder } = LANGUAGES[language];
  const tables = TABLES.flatMap((file) => {
    const rows: Record<string, string>[] = parse(
      readFileSync(join(root, 'seed/text', folder, `${file}.csv`)),
      { columns: true, bom: true },
    );
    return rows.map((row) => ({
      file,
      key: [row.key ?? row.id, row.form].filter(Boolean).join(' '),
      texts: Object.fromEntries(
        Object.entries(row).flatMap(([column, text]) =>
          KEYS.has(column) || text === '' ? [] : [[column === 'message' ? 'text' : column, text]],
        ),
      ),
    }));
  });
  const words = join(root, 'src/explorer/words', folder);
  const files = readdirSync(words).sort();
  return [
    ...tables,
    ...files.flatMap((file) =>
      wordRows(`words/${file.replace('.json', '')}`, '', JSON.parse(readFileSync(join(words, file), 'utf8'))),
    ),
  ];
}

/** The forms that plurals take in any language. */
const PLURALS = new Set(['zero', 'one', 'two', 'few', 'many', 'other']);

type Words = string | { readonly [key: string]: Words };

/** The forms of a plural are one row: a language has more of them or fewer. */
function wordRows(file: string, key: string, words: Words): TextRow[] {
  if (typeof words === 'string') return [{ file, key, texts: { text: words } }];
  if (Object.keys(words).every((form) => PLURALS.has(form))) {
    return [{ file, key, texts: words as Record<string, string> }];
  }
  return Object.entries(words).flatMap(([inner, one]) =>
    wordRows(file, key === '' ? inner : `${key}.${inner}`, one),
  );
}

/** Whether a row is no text that is read: the words that people type to find a page. */
export const isTyped = ({ file, key }: Pick<TextRow, 'file' | 'key'>): boolean =>
  file === 'words/search' && key.startsWith('pages.');
