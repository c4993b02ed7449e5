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
/** Two letters or digits, "mod 51" as well; "x2" and words of sentences, such as "on", are something else. */
const MODIFIER =
  '[ ,:/-]+(?:MOD(?:IFIERS?)?[ .:-]+)?(?!(?:OR|TO|ON|IN|IS|OF|BY)\\b|X\\d)[A-Z0-9]{2}(?=$|[\\s,:;|/*-]|X ?\\d)';
/** Glued only to a modifier: "63278x2" has the shape of a code by itself. */
const UNITS = '(?:(?: ?\\* ?| X ?|X |(?<=[ ,:/-][A-Z0-9]{2})X)0*([1-9]\\d{0,5})| 0*([1-9]\\d{0,5}) ?UNITS?)';
const CODED = `(?:${PREFIX})?${CODE}((?:${MODIFIER})*)`;
const RANGE = new RegExp(`(?:${PREFIX})?${CODE}${TO}(?:${PREFIX})?${CODE}${END}`, 'iy');
const SINGLE = new RegExp(`${CODED}${END}`, 'iy');
const REPEATED = new RegExp(`${CODED}${UNITS}${END}`, 'iy');
/** "63278 X32" is two codes, "63278 x32" is one code with its units. */
const BEFORE_DIAGNOSIS = / X\d{2,}$/;
const WORD = /[^\s,;|]+/y;
const BETWEEN = /[\s,;|]+/y;

/** What a tidied text is built as: a range, one code with what stands beside it, or both ("63278-59x2"). */
export function itemsOf(text: string): Item[] {
  const isWhole = (found: RegExpExecArray | null) => found?.[0].length === text.length;
  const range = matchAt(RANGE, text, 0);
  const single = singleAt(text, 0);
  const whole = [...(isWhole(range) ? [rangeIn(range)] : []), ...(isWhole(single) ? [singleIn(single)] : [])];
  return whole.filter((item) => item !== null);
}

function rangeIn(found: RegExpExecArray | null): Item | null {
  if (found === null) return null;
  const [, prefix = null, code, other = null, to] = found;
  return {
    prefix,
    code: capitals(code),
    to: { prefix: other, code: capitals(to) },
    modifiers: [],
    units: null,
  };
}

function singleIn(found: RegExpExecArray | null): Item | null {
  if (found === null) return null;
  const [, prefix = null, code, modifiers, times, counted] = found;
  const units = times ?? counted;
  return {
    prefix,
    code: capitals(code),
    to: null,
    modifiers: capitals(modifiers).match(/\b[A-Z0-9]{2}\b/g) ?? [],
    units: units === undefined ? null : Number(units),
  };
}

const capitals = (text = '') => text.toUpperCase();

/** The parts of a tidied text that are each one code or range with what stands beside it, and its other words one by one. */
export function divided(text: string): string[] {
  const parts: string[] = [];
  for (let at = 0; at < text.length; ) {
    const found = matchAt(RANGE, text, at) ?? singleAt(text, at) ?? matchAt(WORD, text, at);
    const [part = ''] = found ?? matchAt(BETWEEN, text, at) ?? [];
    const trimmed = part.replace(EDGES, '');
    if (trimmed !== '') parts.push(trimmed);
    at += Math.max(part.length, 1);
  }
  return parts;
}

function singleAt(text: string, at: number): RegExpExecArray | null {
  const repeated = matchAt(REPEATED, text, at);
  return repeated !== null && !BEFORE_DIAGNOSIS.test(repeated[0]) ? repeated : matchAt(SINGLE, text, at);
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
