import { describe, expect, it } from 'vitest';
import { seedCopy } from './seed-copy.ts';

const { change, lineOf, setCell, append, drop, problems, expectProblem } = seedCopy();
const FILE = 'seed/cpt/names.csv';

/** What is broken, how (answers the line), the file, and what the message must say besides file and line. */
const DAMAGES: readonly [string, () => number, string, RegExp][] = [
  [
    'a code that does not meet the terms of a name by facts',
    () => setCell('cpt/names.csv', 'name:acdf', 'codes', '22551 | 22552 | 22554'),
    FILE,
    /name:acdf has exactly the codes that meet its terms, and 22554 does not meet them; take it out, or ask less/,
  ],
  [
    'a code that meets the terms of a name by facts and is not named',
    () => setCell('cpt/names.csv', 'name:acdf', 'codes', '22551'),
    FILE,
    /name:acdf has exactly the codes that meet its terms, and 22552 meets them; write it among its codes, or ask more/,
  ],
  [
    'a name by habit that contradicts a fact of its code',
    () => setCell('cpt/names.csv', 'name:far-lateral', 'codes', '63056 | 63020'),
    FILE,
    /63020 contradicts \S+, which name:far-lateral asks; take the one or the other out/,
  ],
  [
    'a name by habit without codes',
    () => setCell('cpt/names.csv', 'name:pso', 'codes', ''),
    FILE,
    /name:pso is by habit, and its codes follow from nothing; write them/,
  ],
  [
    'a name of several codes with codes',
    () => setCell('cpt/names.csv', 'name:accf', 'codes', '63081'),
    FILE,
    /name:accf takes several codes, one for each part; leave its codes empty/,
  ],
  [
    'a name of several codes by habit',
    () => setCell('cpt/names.csv', 'name:accf', 'kind', 'BY_HABIT'),
    FILE,
    /name:accf takes several codes by their facts; write BY_FACTS/,
  ],
  [
    'a part that no code states',
    () =>
      change(
        'cpt/names.csv',
        'name:hybrid,BY_FACTS,operation:disc-replacement + region:cervical',
        'name:hybrid,BY_FACTS,operation:disc-replacement + region:sacral',
      ),
    FILE,
    /no code states operation:disc-replacement \+ region:sacral; correct the terms of name:hybrid/,
  ],
  [
    'a name of a term that does not exist',
    () => change('cpt/names.csv', 'device:interspinous-device', 'device:interspinous-device + device:spring'),
    FILE,
    /"device:spring" is no term; write one of seed\/terms/,
  ],
  [
    'a name of an unknown code',
    () => setCell('cpt/names.csv', 'name:pso', 'codes', '22206 | 22207 | 22208 | 22299'),
    FILE,
    /"22299" is not in seed\/cpt\/codes\.csv; add it there first/,
  ],
  [
    'a name of a deleted code',
    () => setCell('cpt/names.csv', 'name:pso', 'codes', '22206 | 22207 | 22208 | 22851'),
    FILE,
    /22851 states no fact, or is deleted; name an active code with facts/,
  ],
  [
    'a name that conveys no axis',
    () => setCell('cpt/names.csv', 'name:vbt', 'conveys', 'BRAND'),
    FILE,
    /"BRAND" is no axis; write one of REGION, /,
  ],
  [
    'a name of no kind',
    () => setCell('cpt/names.csv', 'name:vbt', 'kind', 'BY_HEARSAY'),
    FILE,
    /the kind "BY_HEARSAY" is none; write BY_FACTS or BY_HABIT/,
  ],
  [
    'a name that nobody types',
    () => setCell('cpt/names.csv', 'name:vbt', 'abbreviations', ''),
    FILE,
    /name:vbt has nothing that people type; write it in abbreviations/,
  ],
  [
    'a name without source',
    () => setCell('cpt/names.csv', 'name:vbt', 'evidence', ''),
    FILE,
    /no source is named; fill in the column evidence/,
  ],
  [
    'a name that nothing says',
    () => {
      append('cpt/names.csv', 'name:ssd,BY_FACTS,device:artificial-disc,,SSD,,aaos-vbt');
      const line = lineOf('cpt/names.csv', 'name:ssd,');
      setCell(
        'cpt/names.csv',
        'name:ssd',
        'codes',
        '22856 | 22857 | 22858 | 22860 | 22861 | 22862 | 22864 | 22865',
      );
      return line;
    },
    FILE,
    /nothing says the name name:ssd; write "name\.ssd" in seed\/text\/en\/messages\.csv/,
  ],
];

describe('a damaged table of names', () => {
  it.each(DAMAGES)('is refused: %s', (_, damage, file, message) => expectProblem(damage, file, message));

  it('is refused where a message says a name that is not there', () => {
    drop('cpt/names.csv', 'name:vbt,');
    expect(problems()).toEqual([
      'seed/text/en/messages.csv: "name.vbt" is of no name in seed/cpt/names.csv; remove it, or add the name',
    ]);
  });
});
