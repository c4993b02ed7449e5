import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { root } from '../src/commands/root.ts';
import { LANGUAGES, type Language } from '../src/text/languages.ts';
import { type TextRow, textRows } from './text-rows.ts';

/** A row of `seed/text/<language>/made-from.csv`: the English that a row was made from, as eight hexadecimal digits. */
interface Origin {
  readonly file: string;
  readonly key: string;
  readonly of: string;
}

/** A row that does not stand to English as it should, and what to do about it. */
export interface Doubt {
  readonly place: string;
  readonly doubt: string;
}

const placeOf = ({ file, key }: { readonly file: string; readonly key: string }) => `${file}:${key}`;
const fileOf = (language: Language, folder: string) =>
  join(folder, 'seed/text', LANGUAGES[language].folder, 'made-from.csv');

/** Synonyms are no translations: each language has the words that are searched in it. */
function markOf({ texts: { synonyms, ...texts } }: TextRow): string {
  return createHash('sha256').update(JSON.stringify(texts)).digest('hex').slice(0, 8);
}

/** The English of a row: the row of its key, or for a form or a piece that English has none of, the row of its term. */
function englishOf(folder: string): (row: TextRow) => TextRow | undefined {
  const rows = new Map(textRows('EN', folder).map((row) => [placeOf(row), row]));
  const terms = [...rows.values()].filter(({ file }) => file === 'terms');
  return (row) => {
    const own = rows.get(placeOf(row));
    if (own !== undefined) return own;
    if (row.file === 'forms') return rows.get(`terms:${row.key.split(' ')[0]}`);
    if (row.file !== 'guidance') return undefined;
    return terms.find(({ key }) => key.split(':')[1] === row.key.split('.').at(-1));
  };
}

function readOrigins(language: Language, folder: string): Map<string, Origin> {
  const origins: Origin[] = parse(readFileSync(fileOf(language, folder)), { columns: true });
  return new Map(origins.map((origin) => [placeOf(origin), origin]));
}

/** The rows of a language whose English has changed since they were made from it, that English has not, or that are not marked. */
export function doubtsOf(language: Language, folder = root): Doubt[] {
  const english = englishOf(folder);
  const origins = readOrigins(language, folder);
  const rows = textRows(language, folder);
  const command = `npm run renew -- ${LANGUAGES[language].folder}`;
  const places = new Set(rows.map(placeOf));
  const doubts = rows.flatMap((row) => {
    const place = placeOf(row);
    const from = english(row);
    const of = origins.get(place)?.of;
    if (from === undefined) return [{ place, doubt: 'extra: English has no such row; remove it' }];
    if (of === markOf(from)) return [];
    const renew = `${command} '${place}'`;
    return of === undefined
      ? [{ place, doubt: `new: read it beside the English row, then ${renew}` }]
      : [{ place, doubt: `stale: the English row has changed; read it, correct this one, then ${renew}` }];
  });
  const gone = [...origins.keys()].filter((place) => !places.has(place));
  return [
    ...doubts,
    ...gone.map((place) => ({
      place,
      doubt: `extra: made-from.csv marks a row that is not there; ${command} '${place}' removes it`,
    })),
  ];
}

/**
 * Marks rows of a language as made from the English of today: the rows at these places (`guidance:plain.start`), or all of
 * a file (`words/path`). Marks of rows that are no longer there go. Returns how many marks changed; a place that neither
 * the texts nor the marks know is an Error.
 */
export function renew(language: Language, places: readonly string[], folder = root): number {
  const english = englishOf(folder);
  const origins = readOrigins(language, folder);
  const rows = textRows(language, folder);
  const known = new Set([...rows, ...origins.values()].flatMap((row) => [placeOf(row), row.file]));
  const unknown = places.find((place) => !known.has(place));
  if (unknown !== undefined) {
    throw new Error(
      `${LANGUAGES[language].folder} has no row "${unknown}"; name one as npm run coverage does`,
    );
  }
  let changed = 0;
  const next = rows.flatMap((row) => {
    const { file, key } = row;
    const from = english(row);
    const before = origins.get(placeOf(row));
    const isAsked = places.includes(placeOf(row)) || places.includes(file);
    if (from === undefined || !isAsked) return before ?? [];
    const of = markOf(from);
    if (of !== before?.of) changed += 1;
    return { file, key, of };
  });
  const kept = new Set(next.map(placeOf));
  changed += [...origins.keys()].filter((place) => !kept.has(place)).length;
  writeFileSync(fileOf(language, folder), stringify(next, { header: true, columns: ['file', 'key', 'of'] }));
  return changed;
}
