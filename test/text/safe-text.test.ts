import { describe, expect, test } from 'vitest';
import { cellText, printable, printableJson } from '../../src/text/safe-text.ts';

describe('the text of a cell', () => {
  test.each([
    '=1+1',
    '+1',
    '-1',
    '@SUM(A1)',
    '\t=1',
    '\n=1',
    ' =1',
    '\u00a0=1',
    '\u3000\uff1d1',
    '\uff0b1',
    '\uff0d1',
    '\uff201',
    '\tx',
  ])('%j is no formula', (text) => {
    expect(cellText(text)).toBe(`'${text}`);
  });

  test('a break of lines before it makes no formula either', () => {
    for (const text of ['\r=1', '\r\n=1']) expect(cellText(text)).toBe("'\n=1");
  });

  test.each(['63278', 'a=b', 'C79.51', '', 'two\nlines', 'عظم العجز'])('%j stays as it is', (text) => {
    expect(cellText(text)).toBe(text);
  });

  test('numbers stay numbers', () => {
    expect([-1.5, 0, true].map(cellText)).toEqual(['-1.5', '0', 'true']);
  });
});

test('what a terminal takes for a command is shown, and JSON with it reads back the same', () => {
  const hostile = '\u001b]0;x\u0007 \u009b31m \u007f \u202eabc\u2066 \u0000\u2028';
  expect(printable(hostile)).toBe('\ufffd]0;x\ufffd \ufffd31m \ufffd \ufffdabc\ufffd \ufffd\u2028');
  const json = printableJson({ hostile });
  expect(JSON.parse(json)).toEqual({ hostile });
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
  expect(json).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/);
});
