import { NAMED_SYSTEM } from './systems.ts';

/** One input, taken apart but not yet judged: a word in the place of a code need not be one. */
export interface Item {
  readonly prefix: string | null;
  readonly code: string;
  /** The other end of a range; null where there is none. */
  readonly to: { readonly prefix: string | null; readonly code: string } | null;
  readonly modifiers: readonly string[];
  readonly units: number | null;
}

/** Marks of trade, whose letters would run into the name before them. */
const TRADE = /[®™©]/g;
const DASHES = /[\p{Pd}\u2212~]/gu;
/** Quotes, brackets and whatever else stands around codes in texts, tables and formulas. */
const NOISE = /[^\p{L}\p{N}\s.,:;|/*#+-]/gu;
const EDGES = /^[\s.,:;|/*#+-]+|[\s.,:;|/*#+-]+$/g;

/** A text in one way to write each sign: no invisible or wide characters, one dash, no quotes or brackets. */
export function tidied(text: string): string {
  return text
    .replace(TRADE, ' ')
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replace(/[٠-٩۰-۹]/g, (digit) => String(digit.charCodeAt(0) % 16))
    .replace(DASHES, '-')
    .replaceAll('×', 'x')
    .replace(NOISE, ' ')
    .replace(/[^\S\r\n]+/g, ' ')
    .replace(EDGES, '');
}

const PREFIX = `(${NAMED_SYSTEM})(?: ?CODES?)?[ :#-]+`;
const CODE = '([A-Z0-9][A-Z0-9.]{2,})';
const END = '(?=$|[\\s,;|])';
const TO = '(?: ?- ?| ?\\.\\.+ ?| (?:TO|THROUGH|THRU) )';
/** Two letters or digits; "or" and "x2" are something else. */
const MODIFIER = '[ ,:/-]+(?!OR\\b|TO\\b|X\\d)[A-Z0-9]{2}(?=$|[\\s,:;|/*-]|X ?\\d)';
const UNITS = '[ ,]*[X*] ?0*([1-9]\\d{0,4})';
const RANGE = new RegExp(`(?:${PREFIX})?${CODE}${TO}(?:${PREFIX})?${CODE}${END}`, 'iy');
const SINGLE = new RegExp(`(?:${PREFIX})?${CODE}((?:${MODIFIER})*)(?:${UNITS})?${END}`, 'iy');
const WORD = /[^\s,;|]+/y;
const BETWEEN = /[\s,;|]+/y;

/** What a tidied text in capitals is built as: a range, one code with what stands beside it, or both ("63278-59X2"). */
export function itemsOf(text: string): Item[] {
  const items: Item[] = [];
  const range = matchAt(RANGE, text, 0);
  if (range?.[0].length === text.length) {
    const [, prefix = null, code = '', other = null, to = ''] = range;
    items.push({ prefix, code, to: { prefix: other, code: to }, modifiers: [], units: null });
  }
  const single = matchAt(SINGLE, text, 0);
  if (single?.[0].length === text.length) {
    const [, prefix = null, code = '', modifiers = '', units] = single;
    items.push({
      prefix,
      code,
      to: null,
      modifiers: modifiers.match(/[A-Z0-9]+/g) ?? [],
      units: units === undefined ? null : Number(units),
    });
  }
  return items;
}

/** The parts of a tidied text that are each one code or range with what stands beside it, and its other words one by one. */
export function divided(text: string): string[] {
  const parts: string[] = [];
  for (let at = 0; at < text.length; ) {
    const [part = ''] =
      matchAt(RANGE, text, at) ??
      matchAt(SINGLE, text, at) ??
      matchAt(WORD, text, at) ??
      matchAt(BETWEEN, text, at) ??
      [];
    const trimmed = part.replace(EDGES, '');
    if (trimmed !== '') parts.push(trimmed);
    at += Math.max(part.length, 1);
  }
  return parts;
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
