import { rmSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { seedCopy } from './seed-copy.ts';

const { pathOf, read, change, lineOf, setCell, append, drop, problems, expectProblem } = seedCopy();

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
    () => append('cpt/codes.csv', '6318,ACTIVE,,,,family:outside-the-seed,,,,,,,,,,cms-aoc-2024-06,'),
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
    () => append('cpt/add-ons.csv', '63278,63277,1,cms-aoc-2024-06'),
    'seed/cpt/add-ons.csv',
    /63278 is not marked as an add-on in seed\/cpt\/codes\.csv/,
  ],
  [
    'an add-on of no type',
    () => append('cpt/add-ons.csv', '63295,63101,4,cms-aoc-2024-06'),
    'seed/cpt/add-ons.csv',
    /the type "4" is none; write 1 or 2 or 3/,
  ],
  [
    'a range of no kind',
    () => append('cpt/kinds.csv', 'TEST,80047,89398,cms-ncci-policy-manual'),
    'seed/cpt/kinds.csv',
    /the kind "TEST" is none; write VISIT or OPERATION or SERVICE/,
  ],
  [
    'a range that ends before it begins',
    () => append('cpt/kinds.csv', 'SERVICE,89398,80047,cms-ncci-policy-manual'),
    'seed/cpt/kinds.csv',
    /the range ends at 80047, before 89398; write the lesser first/,
  ],
  [
    'an interval without a unit',
    () => setCell('terms/extent.csv', 'extent:eight-or-more-segments', 'unit', ''),
    'seed/terms/extent.csv',
    /extent:eight-or-more-segments counts 8-, but not of what; write one of segment, interspace, gap as its unit/,
  ],
  [
    'an interval that ends before it begins',
    () => change('terms/extent.csv', ',segment,7,12,first,', ',segment,12,7,first,'),
    'seed/terms/extent.csv',
    /extent:seven-to-twelve-segments counts from "12" to "7"; write whole numbers from 1, the least first/,
  ],
  [
    'an interval that is not within the one above it',
    () => change('terms/extent.csv', ',segment,3,6,first,', ',segment,3,9,first,'),
    'seed/terms/extent.csv',
    /extent:three-to-six-segments counts what is not within extent:up-to-six-segments; correct one of the two/,
  ],
  [
    'two codes of a family that nothing parts',
    () => setCell('cpt/codes.csv', '22843', 'extent', 'three-to-six-segments'),
    'seed/cpt/codes.csv',
    /22843 states the same as 22842 at line \d+; state what parts them, or give it another family/,
  ],
  [
    'a fact that names a term and one above it',
    () => setCell('cpt/codes.csv', '22534', 'region', 'thoracic or lower-thoracic'),
    'seed/cpt/codes.csv',
    /"region:lower-thoracic" is under "region:thoracic" already; keep one of them/,
  ],
  [
    'an add-on with facts and no primary',
    () => {
      drop('cpt/add-ons.csv', '22552,');
      return lineOf('cpt/codes.csv', '22552,');
    },
    'seed/cpt/codes.csv',
    /the add-on 22552 has no primary; add one to seed\/cpt\/add-ons\.csv/,
  ],
  [
    'works of a fact that is not stated',
    () => append('cpt/fact-works.csv', '22533,extent,lcd'),
    'seed/cpt/fact-works.csv',
    /22533 extent is stated nowhere in seed\/cpt\/codes\.csv; remove the row, or state the fact there/,
  ],
  [
    'successors of a valid code',
    () => setCell('cpt/codes.csv', '22853', 'successors', '22854'),
    'seed/cpt/codes.csv',
    /only a deleted code has successors; leave them out/,
  ],
  [
    'a companion that is unknown',
    () => append('cpt/companions.csv', '63278,22999,MAY_GO_WITH,posterior,cms-aoc-2024-06'),
    'seed/cpt/companions.csv',
    /"22999" is not in seed\/cpt\/codes\.csv; add it there first/,
  ],
  [
    'a companion of a bare reference',
    () => append('cpt/companions.csv', '22310,69990,MAY_GO_WITH,microscope,cms-aoc-2024-06'),
    'seed/cpt/companions.csv',
    /22310 is a bare reference; only codes with facts have companions/,
  ],
  [
    'a companion that is the code itself',
    () => append('cpt/companions.csv', '63295,63295,NOT_WITH,fusion,cms-aoc-2024-06'),
    'seed/cpt/companions.csv',
    /63295 cannot be its own companion/,
  ],
  [
    'a companion that is an add-on going on from it',
    () => append('cpt/companions.csv', '63047,63048,MAY_GO_WITH,fusion,cms-aoc-2024-06'),
    'seed/cpt/companions.csv',
    /63047 and 63048 stand at seed\/cpt\/add-ons\.csv:\d+ already; keep one/,
  ],
  [
    'a companion in an unknown relation',
    () => change('cpt/companions.csv', '\n63295,22590,NOT_WITH,', '\n63295,22590,NEVER,') + 1,
    'seed/cpt/companions.csv',
    /the relation "NEVER" is none; write one of MAY_GO_WITH, LISTED_WITH, NOT_PAID_WITH, COUNTED_IN, NOT_WITH/,
  ],
  [
    'a companion of an unknown kind',
    () =>
      change('cpt/companions.csv', '\n63278,69990,MAY_GO_WITH,microscope', '\n63278,69990,MAY_GO_WITH,lens') +
      1,
    'seed/cpt/companions.csv',
    /the kind "lens" is none; write one of posterior, anterior, /,
  ],
  [
    'a kind of companions that is none',
    () => append('cpt/companion-kinds.csv', 'lens,aapc-microscope'),
    'seed/cpt/companion-kinds.csv',
    /the kind "lens" is none; write one of posterior, anterior, /,
  ],
  [
    'a kind of companions that stands twice',
    () => append('cpt/companion-kinds.csv', 'microscope,aapc-microscope'),
    'seed/cpt/companion-kinds.csv',
    /the kind "microscope" stands already at line 12; keep one/,
  ],
  [
    'a confused pair with an unknown code',
    () => append('cpt/confused.csv', '63278,63999,cms-ncci-ptp-2024q3'),
    'seed/cpt/confused.csv',
    /"63999" is not in seed\/cpt\/codes\.csv; add it there first/,
  ],
  [
    'a confused pair with a bare reference',
    () => append('cpt/confused.csv', '22310,63047,cms-ncci-ptp-2024q3'),
    'seed/cpt/confused.csv',
    /22310 is a bare reference; only codes with facts are told from each other/,
  ],
  [
    'a code that is confused with itself',
    () => append('cpt/confused.csv', '63278,63278,cms-ncci-ptp-2024q3'),
    'seed/cpt/confused.csv',
    /63278 cannot be taken for itself; name another code/,
  ],
  [
    'a confused pair under its greater code',
    () => change('cpt/confused.csv', '\n63001,63045,', '\n63045,63001,') + 1,
    'seed/cpt/confused.csv',
    /a pair stands under its lesser code; write 63001,63045/,
  ],
  [
    'a confused pair that stands twice',
    () => append('cpt/confused.csv', '63030,63047,cms-ncci-ptp-2024q3'),
    'seed/cpt/confused.csv',
    /63030 and 63047 stand already at line \d+; keep one/,
  ],
  [
    'a confused pair of which nothing says what decides',
    () => append('cpt/confused.csv', '63277,63278,cms-ncci-ptp-2024q3'),
    'seed/cpt/confused.csv',
    /nothing says what decides between 63277 and 63278; write "confused\.63277\.63278" in seed\/text\/en\/messages\.csv/,
  ],
  [
    'a confused pair on an unknown work',
    () => change('cpt/confused.csv', '| aapc-far-lateral', '| hearsay'),
    'seed/cpt/confused.csv',
    /the source "hearsay" is not in seed\/sources\.csv; add it there/,
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
];

describe('a damaged seed', () => {
  it.each(DAMAGES)('is refused: %s', (_, ...damage) => expectProblem(...damage));

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
    const line = append('cpt/add-ons.csv', '63308,63300,1,cms-aoc-2024-06,again');
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
