import { rmSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { dataset } from '../../seeded.ts';
import { seedCopy } from './seed-copy.ts';

const { pathOf, read, change, setCell, drop, version } = seedCopy();

describe('the version', () => {
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
    ['a kind of code', () => drop('cpt/kinds.csv', 'VISIT,92002')],
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
