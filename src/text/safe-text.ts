/** What a terminal takes for a command, or for an order to show text in another direction than it is written in. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

/** The text without control characters other than line breaks and tabs: each is shown as U+FFFD. */
export const printable = (text: string): string => text.replace(/\r\n?/g, '\n').replace(CONTROLS, '\ufffd');

/** What a spreadsheet begins a formula with, wide forms too, also behind blanks, which some take away; a tab or break alone. */
const FORMULA = /^(?:\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\n])/;

/**
 * A value as the text of a cell: no spreadsheet takes it for a formula (an apostrophe stands before what looks like one),
 * and no terminal for a command. Numbers stay numbers.
 */
export function cellText(value: string | number | boolean): string {
  if (typeof value !== 'string') return String(value);
  const text = printable(value);
  return FORMULA.test(text) ? `'${text}` : text;
}

/** JSON of two spaces, in which whatever a terminal could take for a command is escaped: it reads back the same. */
export const printableJson = (value: unknown): string =>
  JSON.stringify(value, null, 2).replace(
    /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
