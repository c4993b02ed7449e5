import { describe, expect, it } from 'vitest';
import type { Case } from '../../src/lattice/case.ts';
import { nameOf, partTexts, shorthandOf } from '../../src/text/case-name.ts';
import { examples, surveyed, wrong } from '../case/sample.ts';
import { code, dataset, wording } from '../seeded.ts';
import { say } from './cases.ts';
import { claimed } from './claims.ts';

const isSeeded = (number: string) => dataset.codes.some((one) => one.code === number);

function of(asked: string): Case {
  const inputs = asked.split(' ').map((one) => one.split('x') as [string, string?]);
  return say(
    inputs.flatMap(([number, units = '1']) =>
      isSeeded(number) ? [claimed(code(number), Number(units), [], number)] : [],
    ),
    undefined,
    inputs.flatMap(([number]) => (isSeeded(number) ? [] : [{ input: number, missing: number, why: '' }])),
  );
}

const remarks = (list: Case['problems'] | Case['notes']) => list.map(({ kind, text }) => ({ kind, text }));

describe('the worked examples, byte for byte', () => {
  it.each(examples)('$asked', ({ asked, ...expected }) => {
    const found = of(asked);
    expect({
      verdict: found.verdict,
      name: nameOf(found.parts, wording),
      shorthand: shorthandOf(found.parts, wording),
      levels: found.levels.map(({ code: one, unit, codes, ...level }) => ({
        code: one.code,
        unit: unit.toUpperCase(),
        ...level,
        codes: codes.map((each) => each.code),
      })),
      lines: found.lines.map(({ code: one, units, role, to, relativeValue }) => ({
        code: one.code,
        units,
        role,
        to: to?.code ?? null,
        relativeValue,
      })),
      problems: remarks(found.problems),
      notes: remarks(found.notes),
    }).toEqual(expected);
  });

  it.each(wrong)('$asked, in which something is wrong', ({ asked, verdict, says }) => {
    const found = of(asked);
    const told = [...found.problems, ...found.notes].map(({ kind, text }) => `${kind}: ${text}`);
    expect([found.verdict, ...told]).toEqual([verdict, ...says]);
  });

  it.each(surveyed)('$asked, as a survey names it in other words', ({ asked, name, verdict }) => {
    const found = of(asked);
    expect([nameOf(found.parts, wording), found.verdict]).toEqual([name, verdict]);
  });
});

describe('the pieces of a name', () => {
  it('cite the facts that their words rest on, in the order of the words', () => {
    const { parts } = of('22551 22552 22845 20930');
    const texts = partTexts(parts, wording);
    const cited = parts.map(({ facts }, at) => [
      texts[at],
      ...facts.map(({ code: one, fact }) => `${one.code} ${fact.axis}`),
    ]);
    expect(cited).toEqual([
      [
        'anterior cervical discectomy and fusion, two interspaces',
        '22551 OPERATION',
        '22551 REGION',
        '22551 COLUMN',
        '22551 LESION',
        '22551 APPROACH',
        '22551 EXTENT',
        '22552 EXTENT',
      ],
      [
        'fixation in the anterior column, two or three segments',
        '22845 OPERATION',
        '22845 DEVICE',
        '22845 COLUMN',
        '22845 EXTENT',
      ],
      ['morselized allograft or bone-forming material', '20930 OPERATION', '20930 DEVICE', '20930 REGION'],
    ]);
  });
});
