import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressOf, divide, LONGEST_INPUT, type Reading, readingsOf } from '../../src/lattice/code-ids.ts';
import { spanOf } from '../../src/lattice/span.ts';

/** "CPT:63278-59,LT x2?": the code, its modifiers, its units, and whether zeros were guessed. */
const told = ({ id, modifiers, units, guessed }: Reading) =>
  [id, ...modifiers].join('-') + (units === null ? '' : ` x${units}`) + (guessed ? '?' : '');

describe('an input is read as', () => {
  it.each([
    ['63278', 'CPT:63278'],
    ['cpt:63278', 'CPT:63278'],
    [' 0054t ', 'CPT:0054T'],
    ['J1100', 'HCPCS:J1100', 'ICD10CM:J11.00'],
    ['00BT0ZX', 'ICD10PCS:00BT0ZX'],
    ['C79.51', 'ICD10CM:C79.51'],
    ['ICD10CM:C7951', 'ICD10CM:C79.51'],
    ['G55', 'ICD10CM:G55'],
    ['E119', 'ICD10CM:E11.9'],
    ['S72001a', 'ICD10PCS:S72001A', 'ICD10CM:S72.001A'],
    ['HCPCS:J1100', 'HCPCS:J1100'],
    // Systems in any spelling.
    ['cpt 63278', 'CPT:63278'],
    ['CPT4:63278', 'CPT:63278'],
    ['CPT-4 43278', 'CPT:43278'],
    ['CPT 43278', 'CPT:43278'],
    ['CPT-43278', 'CPT:43278'],
    ['CPT® code 63278', 'CPT:63278'],
    ['ICD-10-CM:I10', 'ICD10CM:I10'],
    ['icd 10 cm: c7951', 'ICD10CM:C79.51'],
    ['ICD-10 C72.0', 'ICD10CM:C72.0'],
    ['ICD10: 00BT0ZX', 'ICD10PCS:00BT0ZX'],
    ['icd 10 code S72001a', 'ICD10PCS:S72001A', 'ICD10CM:S72.001A'],
    ['HCPCS Level II J1100', 'HCPCS:J1100'],
    ['CPT/HCPCS: J1100', 'HCPCS:J1100'],
    ['HC:99213:25', 'CPT:99213-25'],
    // Modifiers and units in words.
    ['22612 mod 51', 'CPT:22612-51'],
    ['22612, modifiers 51, 59 (2 units)', 'CPT:22612-51-59 x2'],
    ['63047 50 units', 'CPT:63047 x50'],
    // What spreadsheets, texts and keyboards leave.
    ["'63278", 'CPT:63278'],
    ['="00100"', 'CPT:00100'],
    ['63278.0', 'CPT:63278'],
    ['(63278)', 'CPT:63278'],
    ['[C79.51],', 'ICD10CM:C79.51'],
    ['“63278”;', 'CPT:63278'],
    ['63278.', 'CPT:63278'],
    ['+63295', 'CPT:63295'],
    ['M51.1†', 'ICD10CM:M51.1'],
    ['６３２７８', 'CPT:63278'],
    ['632\u200b78\ufeff', 'CPT:63278'],
    ['٦٣٢٧٨', 'CPT:63278'],
    ['CPT:63278\u0007', 'CPT:63278'],
    // Modifiers and units.
    ['63278-59', 'CPT:63278-59'],
    ['63278–59', 'CPT:63278-59'],
    ['63278 59', 'CPT:63278-59'],
    ['63278,59', 'CPT:63278-59'],
    ['63278-LT-59', 'CPT:63278-LT-59'],
    ['J1100 jw', 'HCPCS:J1100-JW'],
    ['63278 x 2', 'CPT:63278 x2'],
    ['63278*2', 'CPT:63278 x2'],
    ['63278 × 2', 'CPT:63278 x2'],
    ['63278x2', 'ICD10PCS:63278X2', 'CPT:63278 x2'],
    ['63278 x32', 'CPT:63278 x32'],
    ['63278X32', 'CPT:63278 x32'],
    ['63278x10000', 'CPT:63278 x10000'],
    ['63278 x100000', 'CPT:63278 x100000'],
    ['63278x999999', 'CPT:63278 x999999'],
    ['63278-59x2', 'CPT:63278-59 x2'],
    ['J1100X2', 'ICD10PCS:J1100X2', 'ICD10CM:J11.00X2', 'HCPCS:J1100 x2'],
    ['T36.0X1', 'ICD10CM:T36.0X1'],
    // Zeros that were lost.
    ['100', 'CPT:00100?'],
    ['1996.0', 'CPT:01996?'],
    ['cpt 100-26', 'CPT:00100-26?'],
  ])('%j', (input, ...readings) => expect(readingsOf(input).codes.map(told)).toEqual(readings));

  it.each([
    ['63275-63278', 'CPT:63275 CPT:63278'],
    ['63278 – 63275', 'CPT:63275 CPT:63278'],
    ['63275 to 63278', 'CPT:63275 CPT:63278'],
    ['63275..63278', 'CPT:63275 CPT:63278'],
    ['CPT:63275-CPT:63278', 'CPT:63275 CPT:63278'],
    ['icd-10-cm c79-C80', 'ICD10CM:C79 ICD10CM:C80'],
    ['J1100-J1110', 'HCPCS:J1100 HCPCS:J1110', 'ICD10CM:J11.00 ICD10CM:J11.10'],
    ['100-1999', 'CPT:00100 CPT:01999'],
  ])('%j, a range', (input, ...ranges) => {
    const read = readingsOf(input);
    expect(read.ranges.map(({ from, to }) => `${from.id} ${to.id}`)).toEqual(ranges);
    expect(read.codes).toEqual([]);
  });

  it.each([
    ['', 'EMPTY'],
    [' ()\u200b', 'EMPTY'],
    ['banana', 'SHAPE'],
    ['632789', 'SHAPE'],
    ['CPT:', 'SHAPE'],
    ['CPT:J1100', 'SHAPE'],
    ['00BT0IX', 'SHAPE'],
    ['00BT0OX', 'SHAPE'],
    ['FOO:63278', 'SHAPE'],
    ['region:sacral', 'SHAPE'],
    ['63278-C79.51', 'SHAPE'],
    ['sacral tumor', 'SHAPE'],
    ['63278 63277', 'SEVERAL'],
    ['63278, 63277', 'SEVERAL'],
    ['63278;E119', 'SEVERAL'],
    ['63278 X32', 'SEVERAL'],
    ['63278,x32', 'SEVERAL'],
    ['63278-59\n63277', 'SEVERAL'],
    ['E11.9-59', 'PAIRED'],
    ['00BT0ZX x 2', 'PAIRED'],
    [`${' '.repeat(LONGEST_INPUT)}63278`, 'LONG'],
    ['\ufdfa'.repeat(LONGEST_INPUT), 'LONG'],
  ])('none: %j, %s', (input, fault) => {
    expect(readingsOf(input)).toEqual({ codes: [], ranges: [], fault });
  });

  it('something or nothing, whatever it is, and of few readings', () => {
    const signs = fc.constantFrom(
      ...'0123456789AEXTz.-,; xX*:|\n\'"(',
      'cpt',
      'ICD-10-CM',
      '63278',
      'J1100',
      '–',
      'to',
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(signs).map((all) => all.join('')),
    );
    fc.assert(
      fc.property(text, (input) => {
        const { codes, ranges, fault } = readingsOf(input);
        expect(fault === null).toBe(codes.length + ranges.length > 0);
        expect(codes.length + ranges.length).toBeLessThanOrEqual(8);
        for (const part of divide(input)) expect(divide(part)).toEqual([part]);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('a list', () => {
  it.each([
    [
      '63278, 63277;63276|63275\n63290\t63268 63282',
      ['63278', '63277', '63276', '63275', '63290', '63268', '63282'],
    ],
    [
      '63278 59, 63277 x2\r\ncpt 63276, 63275 - 63278 63290-26,LT x 3',
      ['63278 59', '63277 x2', 'cpt 63276', '63275 - 63278', '63290-26,LT x 3'],
    ],
    ['"63278","59"\n"63277","26"', ['63278 , 59', '63277 , 26']],
    ['E119 A000 U071', ['E119', 'A000', 'U071']],
    ['63278\n59', ['63278', '59']],
    ['63278 X32, x32', ['63278', 'X32', 'x32']],
    ['63278 or 63277', ['63278', 'or', '63277']],
    ['ICD-10-CM: C79.51, G55', ['ICD-10-CM: C79.51', 'G55']],
    ['sacral tumor', ['sacral', 'tumor']],
    [' ,; \n', []],
  ])('%j is divided into inputs', (text, parts) => expect(divide(text)).toEqual(parts));
});

describe('the span of a range', () => {
  const span = (input: string) => readingsOf(input).ranges.map(spanOf)[0];

  it('keeps the categories of CPT apart', () => {
    expect(span('00100-01999')?.endings).toEqual([...'0123456789']);
    expect(span('0054T-0075T')?.endings).toEqual(['T']);
  });

  it('takes in all diagnoses below the last', () => {
    const { from = '', to = '', endings } = span('C79-C80') ?? {};
    const isIn = (id: string) => from <= id && id < to;
    expect(['C79', 'C79.51', 'C7A.00', 'C80', 'C80.1'].map((code) => isIn(`ICD10CM:${code}`))).toEqual(
      Array(5).fill(true),
    );
    expect(['C78.9', 'C81', 'C81.0'].map((code) => isIn(`ICD10CM:${code}`))).toEqual(Array(3).fill(false));
    expect(endings).toBeNull();
  });
});

describe('an address', () => {
  it.each([
    ['63278', '63278'],
    ['0054T', '0054T'],
    ['G55', 'ICD10CM:G55'],
    ['C79.51', 'ICD10CM:C79.51'],
    ['J1100', 'HCPCS:J1100'],
    ['00BT0ZX', 'ICD10PCS:00BT0ZX'],
    ['30233X2', 'ICD10PCS:30233X2'],
    ['banana', 'banana'],
  ])('of %s is %s', (code, address) => expect(addressOf(code)).toBe(address));
});
