import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { root } from '../../../src/commands/root.ts';
import { COMPARED_AXES } from '../../../src/lattice/axes.ts';
import { type Basis, isComparable, termsOn } from '../../../src/lattice/code.ts';
import { compareFacts } from '../../../src/lattice/differences.ts';
import { readSeed } from '../../../src/load/seed/seed.ts';
import { SeedError } from '../../../src/load/seed/table.ts';
import { code, dataset, temporaryFolder, vocabulary } from '../../seeded.ts';

const NOON = new Date('2026-01-01T12:00:00Z');
const { addOns, terms, families } = dataset;
const codes = dataset.codes.filter(({ system }) => system === 'CPT');
const curated = codes.filter(({ facts, status }) => facts.length > 0 && status === 'ACTIVE');
const deleted = codes.filter(({ status }) => status === 'DELETED');
const bare = codes.filter(({ facts }) => facts.length === 0);
const numbers = (list: readonly { code: string }[]) => list.map((one) => one.code);

describe('the seed', () => {
  it('has 84 codes, 7 deleted ones and 22 bare references', () => {
    expect([curated, deleted, bare, codes].map(({ length }) => length)).toEqual([84, 7, 22, 113]);
    expect(numbers(bare)).toEqual(
      '22590 22595 22600 22610 22612 22630 22632 22633 22634 22840 22841 22842 22843 22844 22845 22846 22847 22848 22853 22854 22859 69990'.split(
        ' ',
      ),
    );
    expect(deleted.map((one) => [one.code, one.lastValidDay])).toEqual([
      ['63180', '2020-12-31'],
      ['63182', '2020-12-31'],
      ['63194', '2021-12-31'],
      ['63195', '2021-12-31'],
      ['63196', '2021-12-31'],
      ['63198', '2021-12-31'],
      ['63199', '2021-12-31'],
    ]);
  });

  it('has 92 terms, of which 4 are specialties, and 17 families', () => {
    expect(terms).toHaveLength(92);
    expect(terms.filter(({ axis }) => axis === 'SPECIALTY')).toHaveLength(4);
    expect(families).toHaveLength(17);
  });

  it('has families of these sizes', () => {
    const sizes = Object.fromEntries(families.map(({ id, codeCount }) => [id.slice(7), codeCount]));
    expect(sizes).toEqual({
      spine: 84,
      decompression: 43,
      'decompression-laminectomy': 8,
      'decompression-laminotomy': 7,
      'decompression-facets': 6,
      'decompression-laminoplasty': 2,
      'decompression-posterolateral': 5,
      'decompression-discectomy': 4,
      'decompression-corpectomy': 11,
      'cord-and-nerve': 8,
      'intraspinal-lesion': 33,
      'lesion-vascular': 3,
      'lesion-non-neoplastic': 8,
      'lesion-neoplasm': 12,
      'lesion-corpectomy': 8,
      'lesion-add-on': 2,
      'outside-the-seed': 22,
    });
  });

  it('marks 17 add-ons, each with its primaries', () => {
    const primariesOf = (number: string) =>
      addOns.filter(({ addOn }) => addOn === `CPT:${number}`).map(({ primary }) => primary.slice(4));
    const marked = codes.filter(({ addOn, facts }) => addOn && facts.length > 0);
    expect(Object.fromEntries(numbers(marked).map((one) => [one, primariesOf(one).length]))).toEqual({
      63035: 2,
      63043: 1,
      63044: 1,
      63048: 3,
      63052: 4,
      63053: 5,
      63057: 2,
      63066: 1,
      63076: 1,
      63078: 1,
      63082: 1,
      63086: 1,
      63088: 1,
      63091: 1,
      63103: 2,
      63295: 28,
      63308: 8,
    });
    expect(addOns).toHaveLength(63);
    expect(new Set(addOns.map(({ addOn, primary }) => `${addOn} ${primary}`)).size).toBe(63);
    expect(primariesOf('63048')).toEqual(['63045', '63046', '63047']);
    expect(primariesOf('63057')).toEqual(['63055', '63056']);
  });

  it('tells any two of the 84 codes apart by the six axes, the same in both directions', () => {
    const turned: Record<string, string> = { NARROWER: 'BROADER', BROADER: 'NARROWER' };
    for (const [index, a] of curated.entries()) {
      for (const b of curated.slice(index + 1)) {
        const facts = (one: typeof a) => COMPARED_AXES.map((axis) => termsOn(one, axis).join(' ')).join();
        expect(facts(a), `${a.code} ${b.code}`).not.toBe(facts(b));
        const there = compareFacts(a, b, vocabulary);
        const back = compareFacts(b, a, vocabulary);
        expect(back.shared).toEqual(there.shared);
        expect(back.distance).toBe(there.distance);
        expect(back.differences).toEqual(
          there.differences.map(({ from, to, relation, ...rest }) => ({
            ...rest,
            relation: turned[relation] ?? relation,
            from: to,
            to: from,
          })),
        );
        if (isComparable(a) && isComparable(b)) expect(there.differences.length).toBeGreaterThan(0);
      }
    }
  });

  it('inherits on two add-ons only', () => {
    const inherited = codes.flatMap((one) =>
      one.facts.filter((fact) => fact.inherited).map((fact) => `${one.code} ${fact.axis}`),
    );
    expect(inherited).toEqual([
      '63295 REGION',
      '63295 COMPARTMENT',
      '63295 LESION',
      '63308 REGION',
      '63308 COMPARTMENT',
      '63308 APPROACH',
    ]);
  });

  /** What public lists have wrong, and each kind of fact once. */
  it.each<[string, string, string, Basis?]>([
    ['63278', 'region', 'sacral'],
    ['63277', 'region', 'lumbar'],
    ['63278', 'compartment', 'extradural'],
    ['63278', 'operation', 'biopsy excision'],
    ['63278', 'approach', 'posterior-laminectomy'],
    ['63278', 'extent', ''],
    ['63283', 'region', 'sacral'],
    ['63283', 'compartment', 'intradural'],
    ['63282', 'compartment', 'intradural-extramedullary'],
    ['63287', 'region', 'thoracolumbar'],
    ['63287', 'compartment', 'intramedullary'],
    ['63252', 'region', 'thoracolumbar'],
    ['63252', 'compartment', ''],
    ['63302', 'region', 'thoracic'],
    ['63302', 'approach', 'thoracolumbar'],
    ['63306', 'region', 'thoracic'],
    ['63306', 'approach', 'thoracolumbar'],
    ['63087', 'region', 'lower-thoracic lumbar'],
    ['63087', 'approach', 'thoracolumbar'],
    ['63303', 'region', 'lumbar sacral'],
    ['63300', 'approach', 'anterior-or-anterolateral', 'HEADING'],
    ['63265', 'compartment', 'extradural'],
    ['63268', 'compartment', 'extradural'],
    ['63270', 'compartment', 'intradural'],
    ['63273', 'compartment', 'intradural'],
    ['63270', 'operation', 'excision'],
    ['63268', 'operation', 'excision evacuation'],
    ['63290', 'region', 'cervical thoracic lumbar sacral'],
    ['63290', 'compartment', 'combined'],
    ['63015', 'extent', 'more-than-two-segments'],
    ['63016', 'extent', 'more-than-two-segments'],
    ['63017', 'extent', 'more-than-two-segments'],
    ['63001', 'compartment', 'extradural', 'HEADING'],
    ['63001', 'lesion', 'spinal-stenosis', 'EXAMPLE'],
    ['63102', 'lesion', 'neoplasm retropulsed-bone', 'EXAMPLE'],
    ['63030', 'lesion', 'herniated-disc nerve-root-compression'],
    ['63056', 'approach', 'transpedicular transfacet lateral-extraforaminal'],
    ['63185', 'compartment', ''],
    ['63172', 'lesion', 'syrinx'],
    ['63308', 'extent', 'each-additional-segment'],
    ['63180', 'operation', 'dentate-ligament-section'],
  ])('says of %s, %s: %s', (number, prefix, names, basis = 'STATED') => {
    const axis = COMPARED_AXES.find((one) => one.toLowerCase() === prefix) ?? 'REGION';
    const fact = code(number).facts.find((one) => one.axis === axis);
    expect((fact?.terms ?? []).map((term) => term.slice(prefix.length + 1)).sort()).toEqual(
      names.split(' ').filter(Boolean).sort(),
    );
    if (fact) expect(fact.basis).toBe(basis);
  });

  it('names every code differently, as a whole phrase', () => {
    expect(new Set(codes.map(({ label }) => label)).size).toBe(codes.length);
    for (const { label } of codes) {
      expect(label).toMatch(/^\p{Lu}/u);
      expect(label).not.toMatch(/[{}]| {2}|undefined|: ?:|, ?,|[,:;] *$|^\s|\s$/);
    }
    expect(code('63278').label).toBe(
      'Sacral spine, outside the dura: neoplasm biopsied or removed, by laminectomy',
    );
    expect(bare.map(({ label }) => label)).toEqual(bare.map((one) => `CPT ${one.code}`));
  });

  it('says in every text what it must, and nothing twice', () => {
    for (const { id, name, phrase, synonyms, definition } of terms) {
      for (const text of [name, phrase, ...synonyms]) expect(text, id).toMatch(/^\S(?!.* {2}).*\S$/);
      const words = [name, ...synonyms].map((one) => one.toLowerCase());
      expect(new Set(words).size, id).toBe(words.length);
      expect(definition, id).toMatch(/^\p{Lu}(?!.* {2}).*\.$/u);
    }
  });

  it('asks in every message only for what the program fills in', () => {
    const filled: [RegExp, string][] = [
      [/^(axis|note)\.|^sentence\.join$|^list\.|^fact\.inherited$|^grid\.notStated$/, ''],
      [/^sentence$/, 'clauses'],
      [/^sentence\.same$/, 'axes'],
      [/^sentence\.[A-Z_]+$/, 'axis from to'],
      [/^basis\.EXAMPLE$|^label\.REGION$/, 'terms'],
      [/^compare\.axis$/, 'axis values'],
      [/^compare\.value$/, 'code value'],
      [/^grid\.axisNotStated$/, 'axis'],
      [/^grid\.CODE$/, 'codes place'],
      [/^grid\.(ANY_LEVEL|addOns)$/, 'codes'],
      [/^grid\.NOT_DEFINED$/, 'place'],
      [/^grid\.SPLIT/, 'parts'],
      [/^grid\.(splitPart|anythingIn|alsoNear)$/, 'part codes'],
      [/^grid\.(reaches|whole|part)$/, 'codes reach'],
      [/^grid\.leavesOpen$/, 'codes axis'],
      [/^grid\.choose/, 'codes column'],
      [/^hop\.CROSSWALK\.diagnosis$/, 'code diagnosis'],
      [/^hop\./, 'from to'],
      [/^label\.place$/, 'place what'],
      [/^label\.(treated|operationFor)/, 'lesion operation'],
      [/^label\.addOn$/, 'what'],
      [/^label\.CODE_ONLY$/, 'system code'],
      [/^together\.BUNDLE\./, 'column1 column2'],
      [/^together\.ADD_ON$/, 'addOn primary'],
      [/^together\.NO_EDIT$/, 'a b release day'],
      [/^together\.UNKNOWN$/, 'a b'],
      [/^together\.INCOMPLETE$/, 'a b release parts'],
      [/^together\.UNITS\.(over|within)$/, 'code count units'],
      [/^together\.UNITS\.none$/, 'code release'],
      [/^together\.UNITS\.unknown$/, 'code'],
      [/^lookup\./, 'count codes code'],
      [/^together\.adjudication\.|^descriptor\.notice$/, ''],
    ];
    for (const [, key = '', message = ''] of read('text/en/messages.csv').matchAll(/^([^,\n]+),(.*)$/gm)) {
      if (key === 'key') continue;
      const [, known = null] = filled.find(([keys]) => keys.test(key)) ?? [];
      expect(known, `${key} is unknown here; add it with its placeholders`).not.toBeNull();
      const asked = [...message.matchAll(/\{(\w+)/g)].map(([, name]) => name);
      expect(known?.split(' '), key).toEqual(expect.arrayContaining(asked));
    }
  });

  it('names for every row the line it stands at and the work it rests on', () => {
    const works = new Set(dataset.sources.filter(({ sha256 }) => sha256 === null).map(({ id }) => id));
    const lines = new Map<string, string[]>();
    const rowAt = (file: string, line: number) => {
      if (!lines.has(file)) lines.set(file, readFileSync(join(root, file), 'utf8').split('\n'));
      return lines.get(file)?.[line - 1] ?? '';
    };
    const rows = [
      ...codes.map((one) => ({ start: `${one.code},`, citation: one.citation })),
      ...codes.flatMap((one) => one.facts.map(({ citation }) => ({ start: `${one.code},`, citation }))),
      ...terms.map((one) => ({ start: `${one.id},`, citation: one.citation })),
      ...families.map((one) => ({ start: `${one.id},`, citation: one.citation })),
      ...addOns.map((one) => ({
        start: `${one.addOn.slice(4)},${one.primary.slice(4)},`,
        citation: one.citation,
      })),
    ];
    for (const { start, citation } of rows) {
      expect(rowAt(citation.source, citation.line)).toMatch(new RegExp(`^${start}`));
      expect(works).toContain(citation.evidence);
    }
  });

  it('describes every source', () => {
    for (const source of dataset.sources) {
      for (const text of [source.title, source.publisher, source.release, source.licence]) {
        expect(text, source.id).not.toBe('');
      }
      expect(source.importedAt).toBe('2026-01-01T00:00:00.000Z');
    }
    expect(new Set(dataset.sources.map(({ id }) => id)).size).toBe(dataset.sources.length);
  });
});

let copy: { folder: string; remove(): void };
beforeEach(() => {
  copy = temporaryFolder();
  cpSync(join(root, 'seed'), join(copy.folder, 'seed'), { recursive: true });
});
afterEach(() => copy.remove());

const pathOf = (file: string) => join(copy.folder, 'seed', file);
const read = (file: string) => readFileSync(pathOf(file), 'utf8');

/** Replaces the one place where `before` stands in a file of the copy; answers its line. */
function change(file: string, before: string, after: string): number {
  const text = read(file);
  const at = text.indexOf(before);
  if (at < 0 || text.indexOf(before, at + 1) >= 0) throw new Error(`${file} has not one "${before}"`);
  writeFileSync(
    pathOf(file),
    text.replace(before, () => after),
  );
  return text.slice(0, at).split('\n').length;
}

/** The line of the row that starts so. */
function lineOf(file: string, start: string): number {
  return (
    read(file)
      .split('\n')
      .findIndex((row) => row.startsWith(start)) + 1
  );
}

/** Changes one cell of the row that starts with `id`; answers its line. Rows with quotes are not for this. */
function setCell(file: string, id: string, column: string, value: string): number {
  const rows = read(file).split('\n');
  const index = rows.findIndex((row) => row.startsWith(`${id},`));
  const cells = (rows[index] ?? '').split(',');
  const at = (rows[0] ?? '').split(',').indexOf(column);
  if (index < 1 || at < 0 || rows[index]?.includes('"')) throw new Error(`${file}: no ${id} or ${column}`);
  cells[at] = value;
  rows[index] = cells.join(',');
  writeFileSync(pathOf(file), rows.join('\n'));
  return index + 1;
}

/** Appends a row; answers its line. */
function append(file: string, row: string): number {
  const text = read(file);
  writeFileSync(pathOf(file), `${text}${row}\n`);
  return text.split('\n').length;
}

/** Removes the row that starts with `start`; answers the line it stood at. */
function drop(file: string, start: string): number {
  const rows = read(file).split('\n');
  const index = rows.findIndex((row) => row.startsWith(start));
  if (index < 1) throw new Error(`${file} has no row "${start}"`);
  writeFileSync(pathOf(file), rows.filter((_, at) => at !== index).join('\n'));
  return index + 1;
}

/** The problems that reading the copy names, one a line. */
function problems(): string[] {
  try {
    readSeed(copy.folder, NOON);
  } catch (error) {
    expect(error).toBeInstanceOf(SeedError);
    const [head, ...found] = (error as SeedError).message.split('\n');
    expect(head).toBe(`The seed has ${found.length} problem(s):`);
    expect(found.join('\n')).not.toContain(copy.folder);
    return found.map((one) => one.trim());
  }
  throw new Error('the damaged seed was read without a complaint');
}

describe('the version', () => {
  const version = (day = NOON) => readSeed(copy.folder, day).version;

  it('is equal for equal facts, whenever, wherever and in whatever order they were written', () => {
    expect(version()).toBe(dataset.version);
    expect(version(new Date('2031-05-05'))).toBe(dataset.version);
    const files = [
      'terms/extent.csv',
      'cpt/codes.csv',
      'families.csv',
      'text/en/messages.csv',
      'cpt/add-ons.csv',
    ];
    for (const file of files) {
      const text = read(file);
      rmSync(pathOf(file));
      writeFileSync(pathOf(file), text);
    }
    expect(version()).toBe(dataset.version);
  });

  it('does not depend on how a table is written: CRLF, a byte order mark, quotes', () => {
    for (const file of ['cpt/codes.csv', 'text/en/terms.csv', 'text/en/messages.csv']) {
      writeFileSync(pathOf(file), `\uFEFF${read(file).replaceAll('\n', '\r\n')}`);
    }
    change('families.csv', 'family:spine,,', '"family:spine","",');
    expect(version()).toBe(dataset.version);
  });

  it.each<[string, () => void]>([
    ['a fact of a code', () => setCell('cpt/codes.csv', '63278', 'region', 'lumbar or sacral')],
    ['a basis', () => setCell('cpt/codes.csv', '63278', 'compartment', 'extradural [heading]')],
    ['a last day', () => setCell('cpt/codes.csv', '63180', 'last_valid_day', '2020-12-30')],
    ['a primary', () => drop('cpt/add-ons.csv', '63295,63278')],
    ['a rank', () => setCell('terms/region.csv', 'region:sacral', 'rank', '6')],
    ['an overlap', () => setCell('terms/extent.csv', 'extent:one-segment', 'broader', '')],
    ['the axes of a grid', () => setCell('families.csv', 'family:lesion-neoplasm', 'rows', 'LESION')],
    ['a specialty', () => drop('specialties.csv', 'family:lesion-neoplasm,')],
    ['a word', () => change('text/en/terms.csv', 'sacrum | S1-S5', 'sacrum | os sacrum | S1-S5')],
    ['a message', () => change('text/en/messages.csv', 'region\n', 'level\n')],
    ['a source', () => change('sources.csv', 'file of 2024-06-03', 'file of 2024-06-04')],
  ])('changes with %s', (_, damage) => {
    damage();
    expect(version()).not.toBe(dataset.version);
  });
});

/** What is broken, how (answers the line), the file, and what the message must say besides file and line. */
const DAMAGES: readonly [string, () => number, string, RegExp][] = [
  [
    'a term that does not exist',
    () => setCell('cpt/codes.csv', '63278', 'region', 'saccral'),
    'seed/cpt/codes.csv',
    /"region:saccral" does not exist; name one of seed\/terms\/region\.csv/,
  ],
  [
    'a family that does not exist',
    () => setCell('cpt/codes.csv', '63278', 'family', 'family:lesion-neoplasms'),
    'seed/cpt/codes.csv',
    /"family:lesion-neoplasms" does not exist; name one of seed\/families\.csv/,
  ],
  [
    'a curated code without family',
    () => setCell('cpt/codes.csv', '63278', 'family', ''),
    'seed/cpt/codes.csv',
    /63278 has no family; name one of seed\/families\.csv/,
  ],
  [
    'a code that stands twice',
    () => {
      const row = read('cpt/codes.csv')
        .split('\n')
        .find((one) => one.startsWith('63278,'));
      return append('cpt/codes.csv', row ?? '');
    },
    'seed/cpt/codes.csv',
    /CPT:63278 stands already at line \d+; keep one/,
  ],
  [
    'a number that is no code',
    () => change('cpt/codes.csv', '\n63180,', '\n6318,') + 1,
    'seed/cpt/codes.csv',
    /"6318" is not a CPT code; write five characters such as 63278/,
  ],
  [
    'an add-on without primary',
    () => {
      drop('cpt/add-ons.csv', '63043,63040');
      return lineOf('cpt/codes.csv', '63043,');
    },
    'seed/cpt/codes.csv',
    /the add-on 63043 has no primary; add one to seed\/cpt\/add-ons\.csv/,
  ],
  [
    'a primary that is unknown',
    () => change('cpt/add-ons.csv', '63048,63045,', '63048,63999,'),
    'seed/cpt/add-ons.csv',
    /"63999" is not in seed\/cpt\/codes\.csv; add it there first/,
  ],
  [
    'a primary that stands as an add-on',
    () => append('cpt/add-ons.csv', '63278,63277,cms-aoc-2024-06'),
    'seed/cpt/add-ons.csv',
    /63278 is not marked as an add-on in seed\/cpt\/codes\.csv/,
  ],
  [
    'a companion that is unknown',
    () => append('cpt/companions.csv', '63278,22999,MAY_GO_WITH,instrumentation,cms-aoc-2024-06'),
    'seed/cpt/companions.csv',
    /"22999" is not in seed\/cpt\/codes\.csv; add it there first/,
  ],
  [
    'a companion of a bare reference',
    () => append('cpt/companions.csv', '22630,69990,MAY_GO_WITH,microscope,cms-aoc-2024-06'),
    'seed/cpt/companions.csv',
    /22630 is a bare reference; only codes with facts have companions/,
  ],
  [
    'a companion that is the code itself',
    () => append('cpt/companions.csv', '63295,63295,NOT_WITH,fusion,cms-aoc-2024-06'),
    'seed/cpt/companions.csv',
    /63295 cannot be its own companion/,
  ],
  [
    'a companion that is an add-on of the graph',
    () => append('cpt/companions.csv', '63278,63295,MAY_GO_WITH,fusion,cms-aoc-2024-06'),
    'seed/cpt/companions.csv',
    /63278 and 63295 stand at seed\/cpt\/add-ons\.csv:\d+ already; keep one/,
  ],
  [
    'a companion in an unknown relation',
    () => change('cpt/companions.csv', '\n63295,22590,NOT_WITH,', '\n63295,22590,NEVER,') + 1,
    'seed/cpt/companions.csv',
    /the relation "NEVER" is none; write MAY_GO_WITH or NOT_WITH/,
  ],
  [
    'a companion of an unknown kind',
    () =>
      change('cpt/companions.csv', '\n63278,69990,MAY_GO_WITH,microscope', '\n63278,69990,MAY_GO_WITH,lens') +
      1,
    'seed/cpt/companions.csv',
    /the kind "lens" is none; write one of instrumentation, microscope, fusion, laminoplasty/,
  ],
  [
    'a set with a term and its broader term',
    () => setCell('cpt/codes.csv', '63278', 'region', 'thoracic or lower-thoracic'),
    'seed/cpt/codes.csv',
    /"region:lower-thoracic" is under "region:thoracic" already; keep one of them/,
  ],
  [
    'a term that stands twice in a set',
    () => setCell('cpt/codes.csv', '63278', 'region', 'sacral or sacral'),
    'seed/cpt/codes.csv',
    /"sacral or sacral" names a term twice/,
  ],
  [
    'an unknown basis mark',
    () => setCell('cpt/codes.csv', '63278', 'region', 'sacral [guess]'),
    'seed/cpt/codes.csv',
    /the region "sacral \[guess\]" cannot be read; write a term.*\[heading\] or \[example\]/,
  ],
  [
    'inherited on a primary',
    () => setCell('cpt/codes.csv', '63278', 'region', '[inherited]'),
    'seed/cpt/codes.csv',
    /only an add-on can inherit its region/,
  ],
  [
    'a status that is none',
    () => setCell('cpt/codes.csv', '63278', 'status', 'RETIRED'),
    'seed/cpt/codes.csv',
    /the status "RETIRED" is none; write ACTIVE or DELETED/,
  ],
  [
    'a deleted code without a day',
    () => setCell('cpt/codes.csv', '63180', 'last_valid_day', ''),
    'seed/cpt/codes.csv',
    /a deleted code, and only that, has a last_valid_day such as 2020-12-31/,
  ],
  [
    'a day that is none',
    () => setCell('cpt/codes.csv', '63180', 'last_valid_day', '31.12.2020'),
    'seed/cpt/codes.csv',
    /"31\.12\.2020" is not a day; write it as 2020-12-31/,
  ],
  [
    'a source that is unknown',
    () => setCell('cpt/codes.csv', '63278', 'evidence', 'hearsay'),
    'seed/cpt/codes.csv',
    /the source "hearsay" is not in seed\/sources\.csv; add it there/,
  ],
  [
    'a row without a source',
    () => setCell('terms/region.csv', 'region:sacral', 'evidence', ''),
    'seed/terms/region.csv',
    /no source is named; fill in the column evidence/,
  ],
  [
    'a broader term that does not exist',
    () => setCell('terms/lesion.csv', 'lesion:abscess', 'broader', 'lesion:inflammation'),
    'seed/terms/lesion.csv',
    /the broader "lesion:inflammation" does not exist; name one of this file/,
  ],
  [
    'a broader term of another axis',
    () => setCell('terms/lesion.csv', 'lesion:abscess', 'broader', 'region:sacral'),
    'seed/terms/lesion.csv',
    /the broader "region:sacral" is of another kind/,
  ],
  [
    'an overlap that stands at one end only',
    () => setCell('terms/region.csv', 'region:sacral', 'overlaps', 'region:lumbar'),
    'seed/terms/region.csv',
    /region:sacral overlaps region:lumbar, but not the reverse; add region:sacral at seed\/terms\/region\.csv:\d+/,
  ],
  [
    'a rank that is no number',
    () => setCell('terms/region.csv', 'region:sacral', 'rank', 'last'),
    'seed/terms/region.csv',
    /the rank "last" is not a number/,
  ],
  [
    'a grid on what is no axis',
    () => setCell('families.csv', 'family:lesion-neoplasm', 'rows', 'PLACE'),
    'seed/families.csv',
    /"PLACE" is not an axis; use one of REGION/,
  ],
  [
    'a specialty that is no specialty',
    () => append('specialties.csv', 'family:spine,region:sacral,PERFORMS,codelattice-editorial'),
    'seed/specialties.csv',
    /the specialty "region:sacral" does not exist; name one of seed\/terms\/specialty\.csv/,
  ],
  [
    'a text for an unknown term',
    () => append('text/en/terms.csv', 'region:coccyx,coccyx,,,,,The tailbone.'),
    'seed/text/en/terms.csv',
    /"region:coccyx" is not in the seed; remove the text or add the row/,
  ],
  [
    'a term without text',
    () => append('terms/region.csv', 'region:coccyx,region:spine,,6,,codelattice-spine'),
    'seed/terms/region.csv',
    /region:coccyx has no text; add it to seed\/text\/en\/terms\.csv/,
  ],
  [
    'two texts for one term',
    () => append('text/en/terms.csv', 'region:sacral,sacral,,,,,The sacrum.'),
    'seed/text/en/terms.csv',
    /region:sacral has two texts; keep one/,
  ],
  [
    'a text without a name',
    () => change('text/en/families.csv', ',laminectomy for neoplasm\n', ',\n'),
    'seed/text/en/families.csv',
    /family:lesion-neoplasm has no name/,
  ],
  [
    'an unknown placeholder',
    () => change('text/de/guidance.csv', '\nguide.decides,', '\nguide.decides,{coeds} ') + 1,
    'seed/text/de/guidance.csv',
    /the message "guide\.decides" asks for \{coeds\}, but nothing fills it in; write one of a, addOn, age, /,
  ],
  [
    'an unknown placeholder in the original',
    () => change('text/en/guidance.csv', '\nplain.place,', '\nplain.place,{regoin} ') + 1,
    'seed/text/en/guidance.csv',
    /the message "plain\.place" asks for \{regoin\}/,
  ],
  [
    'an unknown form of a term',
    () => change('text/fr/guidance.csv', '\nplain.place,', '\nplain.place,{lesion_genitive} ') + 1,
    'seed/text/fr/guidance.csv',
    /asks for \{lesion_genitive\}, but no term has that form; write it in forms\.csv, or one of /,
  ],
  [
    'a form that no message asks for',
    () => append('text/es/forms.csv', 'region:sacral,near,junto al sacro'),
    'seed/text/es/forms.csv',
    /no message asks for \{region_near\}; remove the form "near", or ask for it/,
  ],
  [
    'a review without a name',
    () => append('text/ko/review.csv', ',2026-01-31,0123456789ab'),
    'seed/text/ko/review.csv',
    /no reviewer is named; write who has read the texts/,
  ],
  [
    'a review of no texts',
    () => append('text/ko/review.csv', 'N. N.,2026-01-31,all'),
    'seed/text/ko/review.csv',
    /"all" marks no texts; write what `npm run coverage` prints/,
  ],
  [
    'a message that is no ICU MessageFormat',
    () => change('text/en/messages.csv', '{place}: {what}', '{place: {what}'),
    'seed/text/en/messages.csv',
    /"label\.place" is not ICU MessageFormat/,
  ],
];

describe('a damaged seed', () => {
  it.each(DAMAGES)('is refused: %s', (_, damage, file, message) => {
    const line = damage();
    const found = problems();
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(message);
    expect(found[0]?.slice(0, `${file}:${line}: `.length)).toBe(`${file}:${line}: `);
  });

  it('is refused for a circle, with every term on the way', () => {
    setCell('terms/lesion.csv', 'lesion:non-neoplastic', 'broader', 'lesion:syrinx');
    const found = problems();
    expect(found.join('\n')).toMatch(
      /^seed\/terms\/lesion\.csv:\d+: lesion:syrinx is broader than itself by way of .*lesion:cyst.*; break the circle$/m,
    );
    for (const one of found) expect(one).toMatch(/^seed\/terms\/lesion\.csv:\d+: .*; break the circle$/);
  });

  it('is refused for a header that is not as it must be', () => {
    change('cpt/codes.csv', 'code,status,', 'number,status,');
    expect(problems()[0]).toMatch(
      /^seed\/cpt\/codes\.csv:1: the header is "number,status,.*"; it must be "code,status,/,
    );
  });

  it('is refused for a file that is missing', () => {
    for (const file of ['sources.csv', 'cpt/codes.csv', 'text/en/messages.csv', 'terms/approach.csv']) {
      const text = read(file);
      rmSync(pathOf(file));
      expect(problems().join('\n')).toContain(
        `seed/${file}: the file is missing; restore it from the project`,
      );
      writeFileSync(pathOf(file), text);
    }
  });

  it('is refused for a quote that is not closed, with the line where it opens', () => {
    const line = change('text/en/families.csv', 'roots and nerves"', 'roots and nerves');
    const found = problems().find((one) => one.startsWith('seed/text/en/families.csv:'));
    expect(found).toMatch(new RegExp(`^seed/text/en/families\\.csv:${line}: not a comma-separated table: `));
    expect(found).toMatch(/quote/i);
  });

  it('is refused for a row with a cell too many, with the line', () => {
    const line = append('cpt/add-ons.csv', '63308,63300,cms-aoc-2024-06,again');
    expect(problems().join('\n')).toMatch(
      new RegExp(`^seed/cpt/add-ons\\.csv.*: not a comma-separated table: .*line ${line}`, 'm'),
    );
  });

  it('is refused once, for all its mistakes', () => {
    setCell('cpt/codes.csv', '63278', 'region', 'saccral');
    setCell('cpt/codes.csv', '63277', 'family', 'family:lesion');
    setCell('cpt/codes.csv', '63180', 'last_valid_day', '');
    change('cpt/add-ons.csv', '63048,63045,', '63048,63999,');
    expect(problems().map((one) => one.split(':')[0])).toEqual([
      'seed/cpt/codes.csv',
      'seed/cpt/codes.csv',
      'seed/cpt/codes.csv',
      'seed/cpt/add-ons.csv',
    ]);
  });

  it('is refused once for mistakes in terms, texts, families and sources as well', () => {
    setCell('terms/region.csv', 'region:sacral', 'rank', 'last');
    setCell('families.csv', 'family:lesion-neoplasm', 'rows', 'PLACE');
    append('text/en/terms.csv', 'region:coccyx,coccyx,,,,,The tailbone.');
    rmSync(pathOf('sources.csv'));
    const files = problems().map((one) => one.split(':')[0]);
    expect(new Set(files)).toEqual(
      new Set(['seed/terms/region.csv', 'seed/families.csv', 'seed/text/en/terms.csv', 'seed/sources.csv']),
    );
  });
});
