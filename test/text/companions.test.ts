import { expect, it } from 'vitest';
import { openSeedTexts } from '../../scripts/texts.ts';
import { companionsAmong } from '../../src/lattice/companions.ts';
import { besideSentence, companionsNamed } from '../../src/text/companions.ts';
import { code, wording as english } from '../seeded.ts';

const { known, around, guidance } = openSeedTexts();
const said = (number: string) => guidance(code(number), english).codingGuidelines;

it('names the add-ons of the CMS file, each kind on its condition, and what 63295 does not go with', () => {
  const notWith =
    '63295 is not reported with fusion (22590, 22595, 22600, 22610, 22612, 22633 and 22634), laminoplasty (63050 and 63051) or instrumentation (22840 and 22842 to 22844) at the same segments.';
  expect(said('63278')).toEqual(
    expect.arrayContaining([
      'This add-on may go with it: 63295.',
      'Where the same operation fixes the spine from behind, that is added: 22840 and 22842 to 22844. The vertebrae that it spans and the points at which it holds decide which.',
      'Where that fixation is also fastened to the hip bones, that is added: 22848.',
      'The use of a microscope may be added: 69990.',
      notWith,
    ]),
  );
  expect(said('63278').join(' ')).not.toMatch(/2284[1567]|2285/);
  expect(said('63295')).toContain(notWith);
  expect(said('63047').join(' ')).toMatch(/only where that interspace gets an interbody fusion, .*: 22853\./);
  expect(said('63047').join(' ')).not.toMatch(/63295|22854|2284[1567]/);
  expect(said('63001').join(' ')).not.toMatch(/22848|2285|2284[1567]/);
  for (const number of ['63048', '63194']) expect(said(number).join(' ')).not.toMatch(/fixes|microscope/);
  const named = companionsNamed(code('63278'), around(code('63278')).addOns, known.companions);
  expect([...new Set(named.map((one) => one.code.code))].sort()).toEqual(
    '22590 22595 22600 22610 22612 22633 22634 22840 22842 22843 22844 22848 63050 63051 69990'.split(' '),
  );
});

it('says of a corpectomy from the front its usual companions', () => {
  const beside = (line: string) =>
    /22\d{3}|20\d{3}|69990/.test(line) && !line.includes(': 22110.') && !line.includes(': 22551.');
  expect(said('63081').filter(beside)).toEqual([
    'A fusion is no part of 63081. Where the same operation fuses the vertebrae, that is reported as well: 22554.',
    'Bone grafts are reported with that fusion: 20931, 20937 and 20938.',
    'Medicare counts 20930 and 20936 into the rest and never pays them apart; they may be listed all the same.',
    'Where the same operation fixes the spine in front, with more than what holds a device in its place, that is added: 22845 to 22847. The number of vertebrae decides which.',
    'A device in the gap of a removed vertebral body is added only where an interbody fusion bridges the gap, which is reported as well: 22854.',
    'Where such a device is put in and nothing is fused between the vertebral bodies, that is added: 22859.',
    'The use of a microscope may be added: 69990.',
  ]);
  expect(said('63087').join(' ')).toContain('reported as well: 22556 or 22558.');
});

it('says that Medicare never pays the microscope beside what NCCI bundles it with', () => {
  expect(said('63047')).toContain(
    'NCCI bundles the microscope (69990) with 63047: Medicare never pays it beside it; other payers may.',
  );
  expect(said('63075')).toContain(
    'CPT counts the microscope (69990) into 63075, and NCCI bundles the two: Medicare never pays it beside it.',
  );
});

it('says of two codes that stand together what the table says of the one beside the other', () => {
  const ids = ['CPT:63047', 'CPT:22853', 'CPT:69990', 'CPT:22854', 'CPT:63278'];
  const told = companionsAmong(ids, known.companions).map(({ code: id, companion }) => [
    `${id.slice(4)} ${companion.code.code}`,
    besideSentence(code(id.slice(4)), companion, english),
  ]);
  expect(Object.fromEntries(told)).toEqual({
    '63047 22853':
      'A device in a disc space is added only where that interspace gets an interbody fusion, which is reported as well: 22853.',
    '63047 22854': null,
    '63047 69990':
      'NCCI bundles the microscope (69990) with 63047: Medicare never pays it beside it; other payers may.',
    '63278 22853': null,
    '63278 22854': null,
    '63278 69990': 'The use of a microscope may be added: 69990.',
  });
});
