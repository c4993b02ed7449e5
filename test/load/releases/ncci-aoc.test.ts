import { afterAll, describe, expect, it } from 'vitest';
import { written } from '../files/files.ts';
import { aocTable } from '../files/samples.ts';
import { seededFile } from './taken.ts';

const seeded = seededFile();
afterAll(() => seeded.remove());

describe('the add-on file', () => {
  it('gives the pairs that are in force on the first day of its release', async () => {
    const path = written(
      'in-force/AOC_V2024Q3-MCR.csv',
      aocTable([
        '1,63295,,63278,,2013001,,',
        '1,63295,,22630,,2013001,2024183,',
        '1,63295,,63047,,2013001,2024182,',
        '1,63295,,63030,2023365,2013001,,',
        '1,63295,,63020,,2024184,,',
        '1,63086,2021365,63085,,2013001,,',
        '2,63308,,CCCCC,,2013001,,',
        '2,63048,,CCCCC,,2013001,2020366,',
      ]),
    );
    const [report] = await seeded.take(path);
    expect([report?.read, report?.refused, report?.notes]).toEqual([
      8,
      0,
      ['pairs that are not in force on 2024-07-01 are passed over: 5'],
    ]);
    const pairs = `select a.code, c.code as "primary", e.line from add_on e join code a on a.n = e.add_on
      join code c on c.n = e."primary" where e.release <> 0 order by e.line`;
    expect(seeded.rows(pairs)).toEqual([
      { code: '63295', primary: '63278', line: 3 },
      { code: '63295', primary: '22630', line: 4 },
    ]);
    const left = 'select a.code from contractor_add_on o join code a on a.n = o.add_on';
    expect(seeded.rows(left)).toEqual([{ code: '63308' }]);
  });
});
