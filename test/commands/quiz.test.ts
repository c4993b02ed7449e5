import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { parse as parseGift } from 'gift-pegjs';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { pythonOf } from '../python.ts';
import { importer } from './importing.ts';

let own: ReturnType<typeof importer>;
let database: string;
beforeAll(async () => {
  own = importer();
  database = own.fresh();
  expect((await own.run(database, 'seed')).code).toBe(0);
});
afterAll(() => own.remove());

const quiz = (...given: readonly string[]) => own.run(database, 'quiz', ...given);
const out = (name: string) => join(own.folder, name);

/** Imports files into a new collection of Anki, each as its dialog proposes it, and prints what became of the notes. */
const IMPORT = `
import json, sys
from anki.collection import Collection, Delimiter, ImportCsvRequest
collection = Collection(sys.argv[1])
steps = []
for path in sys.argv[2:]:
    metadata = collection.get_csv_metadata(path=path, delimiter=None)
    log = collection.import_csv(ImportCsvRequest(path=path, metadata=metadata)).log
    counts = {name: len(getattr(log, name)) for name in ('new', 'updated', 'duplicate', 'conflicting', 'first_field_match', 'missing_notetype', 'missing_deck', 'empty_first_field')}
    steps.append({'found': log.found_notes, **{name: count for name, count in counts.items() if count}, 'notes': collection.note_count(), 'cards': collection.card_count()})
notes = [collection.get_note(one) for one in collection.find_notes('')]
print(json.dumps({
    'steps': steps,
    'decks': sorted(deck.name for deck in collection.decks.all_names_and_ids()),
    'notes': [{'guid': note.guid, 'tags': note.tags, 'fields': note.fields, 'modified': note.mod} for note in notes],
}))
collection.close()
`;

interface Imported {
  readonly steps: readonly Readonly<Record<string, number>>[];
  readonly decks: readonly string[];
  readonly notes: readonly { readonly guid: string; readonly tags: string[]; readonly fields: string[] }[];
}

describe('quiz', () => {
  test('writes notes that Anki imports once, whatever set they come from', async (context) => {
    const python = await pythonOf(context);
    const files = [
      ['first.txt', '--lang', 'es'],
      ['again.txt', '--lang', 'es'],
      ['other.txt', '--lang', 'es', '--seed', 'other'],
      ['arabic.txt', '--lang', 'ar'],
    ];
    for (const [name = '', ...options] of files) {
      const { code } = await quiz('lesion-neoplasm', '--format', 'anki', '--out', out(name), ...options);
      expect(code).toBe(0);
    }
    expect(readFileSync(out('again.txt'), 'utf8')).toBe(readFileSync(out('first.txt'), 'utf8'));
    const collection = out('collection.anki2');
    const told = python.run(IMPORT, collection, ...files.map(([name = '']) => out(name)));
    const { steps, decks, notes }: Imported = JSON.parse(told);
    expect(steps.slice(0, 2)).toEqual([
      { found: 40, new: 40, notes: 40, cards: 40 },
      { found: 40, duplicate: 40, notes: 40, cards: 40 },
    ]);
    const [, , other, arabic] = steps;
    expect(other?.updated).toBeUndefined();
    expect([other?.duplicate ?? 0, (other?.duplicate ?? 0) + (other?.new ?? 0)]).toEqual([
      expect.any(Number),
      40,
    ]);
    expect(other?.duplicate).toBeGreaterThan(0);
    expect(arabic?.new).toBe(40);
    expect(decks).toContain('codelattice::laminectomía por neoplasia');
    const spanish = notes.filter(({ guid }) => guid.startsWith('codelattice-es-'));
    for (const { guid, tags, fields } of spanish) {
      const [front = '', back = ''] = fields;
      expect(front).toContain('¿Qué código es este?<ul>');
      expect(back.startsWith(`<b>${guid.slice(-5)}</b> `)).toBe(true);
      expect(tags).toContain('codelattice');
    }
  });

  it('writes questions for Moodle, one right each, as many as are asked for', async () => {
    const { code, out: text, err } = await quiz('family:spine', '--format', 'gift', '--count', '100');
    expect([code, err]).toEqual([0, '']);
    const questions = parseGift(text).flatMap((one) => (one.type === 'MC' ? [one] : []));
    expect(questions).toHaveLength(100);
    for (const { choices } of questions) {
      expect(choices.filter(({ isCorrect }) => isCorrect)).toHaveLength(1);
      expect(choices.every(({ feedback }) => feedback?.text.endsWith('.'))).toBe(true);
    }
  });

  it('writes a table and a page to print, in the language that is asked for', async () => {
    expect((await quiz('fusion', '--format', 'csv', '--count', '8', '--out', out('fusion.csv'))).code).toBe(
      0,
    );
    const rows: string[][] = parse(readFileSync(out('fusion.csv'), 'utf8'), { bom: true });
    expect(rows.map(({ length }) => length)).toEqual(Array(8).fill(2));
    const { out: page } = await quiz('fusion', '--format', 'worksheet', '--lang', 'AR', '--level', '2');
    expect(page).toContain('<html lang="ar" dir="rtl">');
    expect(page).toContain('الإجابات');
  });

  it('asks the same in every language, for the same family, level and seed', async () => {
    const given = ['lesion-neoplasm', '--level', '1', '--seed', 'spine', '--count', '10', '--format', 'gift'];
    const titles = parseGift((await quiz(...given)).out).flatMap((one) =>
      one.type === 'MC' ? [one.title] : [],
    );
    expect(titles).toHaveLength(10);
    expect(titles).toEqual(
      parseGift((await quiz(...given, '--lang', 'ko')).out).flatMap((one) =>
        one.type === 'MC' ? [one.title] : [],
      ),
    );
  });

  it('says where a family has fewer questions than are asked for', async () => {
    const { code, err } = await quiz('tethering', '--format', 'csv', '--count', '500');
    expect([code, err]).toEqual([
      0,
      expect.stringMatching(/^Note: \d+ questions, not 500: family:tethering /),
    ]);
  });

  it.each([
    [
      ['nothing', '--format', 'gift'],
      /^family: there is no "nothing"; there are family:spine, .*family:lesion-neoplasm/,
    ],
    [['spine'], /^--format is anki, gift, csv, worksheet\.\n/],
    [['spine', '--format', 'apkg'], /^--format is anki, gift, csv, worksheet, not "apkg"\./],
    [
      ['spine', '--format', 'csv', '--lang', 'xx'],
      /^--lang: there is no "xx"; there are en, es, zh, ru, ar, vi, fr, de, ko, tl\./,
    ],
    [['spine', '--format', 'csv', '--count', '0'], /^--count is a whole number from 1 to 500, not "0"\./],
    [['spine', '--format', 'csv', '--level', '4'], /^--level is 1, 2, 3: .* not "4"\./],
    [['lesion-add-on', '--format', 'csv'], /^In family:lesion-add-on no codes differ so that/],
    [['spine', '--format', 'csv', '--out', '/nowhere/a.csv'], /^--out \/nowhere\/a\.csv cannot be written: /],
    [[], /missing required argument 'family'/],
  ])('refuses %j, and says what there is', async (given, message) => {
    const { code, err } = await quiz(...given);
    expect([code, err]).toEqual([2, expect.stringMatching(message)]);
  });
});
