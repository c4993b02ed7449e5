import { escaped } from '../text/escaped.ts';

/** HTML that may be sent as it is: whatever was put into it is escaped. */
export interface Html {
  readonly html: string;
}

type Part = string | number | Html | null | false | readonly Part[];

/** Writes HTML; texts that are put in are escaped, also between double quotes, lists joined, null and false left out. */
export function html(texts: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return { html: texts.reduce((before, text, index) => before + written(parts[index - 1] ?? null) + text) };
}

function written(part: Part): string {
  if (part === null || part === false) return '';
  if (typeof part === 'string' || typeof part === 'number') return escaped(String(part));
  if ('html' in part) return part.html;
  return part.map(written).join('');
}

/** Data for a script element, which no text in it can close. */
export const jsonIn = (data: unknown): Html => ({ html: JSON.stringify(data).replaceAll('<', '\\u003c') });
