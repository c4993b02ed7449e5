import { escaped } from '../text/escaped.ts';

/** What XML 1.0 does not allow in any form. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const FORBIDDEN = /[\u0000-\u0008\u000b-\u001f\ufffe\uffff\p{Surrogate}]/gu;

/** A value as the text of an element or of an attribute in double quotes; what XML cannot say is U+FFFD. */
export const xmlText = (value: string | number | boolean): string =>
  escaped(String(value).replace(FORBIDDEN, '\ufffd')).replace(
    /[\n\t]/g,
    (sign) => `&#${sign.charCodeAt(0)};`,
  );

/** `<name a="1"/>`, without the attributes whose value is null. */
export function xmlTag(
  name: string,
  attributes: Readonly<Record<string, string | number | boolean | null>>,
): string {
  const given = Object.entries(attributes).flatMap(([key, value]) =>
    value === null ? [] : ` ${key}="${xmlText(value)}"`,
  );
  return `<${name}${given.join('')}/>`;
}
