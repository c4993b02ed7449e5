import { IntlMessageFormat } from 'intl-messageformat';
import { LRUCache } from 'lru-cache';
import type { Wording } from '../lattice/sentence.ts';

/**
 * The words of one language from its messages (ICU MessageFormat), each compiled when it is first said. An unknown key is
 * an error, but for `note.…`, which may be absent.
 */
export function createWording(messages: ReadonlyMap<string, string>, locale: string): Wording {
  const said = new Map<string, Say>();
  const and = kept(new Intl.ListFormat(locale, { type: 'conjunction' }));
  const or = kept(new Intl.ListFormat(locale, { type: 'disjunction' }));
  return {
    say(key, values = {}) {
      let say = said.get(key);
      if (say === undefined) {
        const message = messages.get(key);
        if (message === undefined) {
          if (key.startsWith('note.')) return '';
          throw new Error(`no message "${key}" in the texts of ${locale}`);
        }
        said.set(key, (say = isPlain(message) ? filled(key, message) : formatted(key, message, locale)));
      }
      return say(values);
    },
    and,
    or,
    capitalized(text) {
      const [first = ''] = text;
      return first.toLocaleUpperCase(locale) + text.slice(first.length);
    },
  };
}

type Say = (values: Readonly<Record<string, string>>) => string;

/** How many lists of a language are kept as text; they are made of few words, and take long to make. */
const KEPT_LISTS = 2_000;

function kept(format: Intl.ListFormat): (items: readonly string[]) => string {
  const lists = new LRUCache<string, string>({ max: KEPT_LISTS });
  return (items) => {
    if (items.length < 2) return items[0] ?? '';
    const key = items.join('\n');
    let list = lists.get(key);
    if (list === undefined) lists.set(key, (list = narrow(format.format(items))));
    return list;
  };
}

/**
 * The same text, stored by V8 in one byte a character where possible. Text from a formatter, or cut from a file with any
 * wide character, takes two bytes, and so would every text that is built from it.
 */
const narrow = (text: string) => Buffer.from(text).toString();

const PLAIN = /^(?:[^{}']|'(?![{}'])|\{\w+\})*$/;
/** A message with nothing but names in braces: most are, and reading and filling them needs no parser. */
export const isPlain = (message: string) => PLAIN.test(message);

function filled(key: string, message: string): Say {
  // Text and names take turns.
  const parts = message.split(/\{(\w+)\}/).map(narrow);
  return (values) => {
    let text = parts[0] ?? '';
    for (let index = 1; index < parts.length; index += 2) {
      const value = values[parts[index] as string];
      if (value === undefined) throw new Error(`the message "${key}" was not given {${parts[index]}}`);
      text += value + (parts[index + 1] as string);
    }
    return text;
  };
}

function formatted(key: string, message: string, locale: string): Say {
  const format = compileMessage(key, message, locale);
  return (values) => String(format.format(values));
}

/** Compiles a message; an error names it where it is not ICU MessageFormat. */
export function compileMessage(key: string, message: string, locale: string): IntlMessageFormat {
  try {
    return new IntlMessageFormat(message, locale, undefined, { ignoreTag: true });
  } catch (cause) {
    throw new Error(`the message "${key}" is not ICU MessageFormat: ${message}`, { cause });
  }
}

/** The names in braces that a message asks for, each once; throws where it is not ICU MessageFormat. */
export function placeholdersOf(key: string, message: string, locale: string): string[] {
  if (PLAIN.test(message))
    return [...new Set([...message.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name))];
  const names = new Set<string>();
  const walk = (elements: Ast) => {
    for (const element of elements) {
      if (element.type !== LITERAL && 'value' in element) names.add(element.value);
      if ('options' in element) for (const { value } of Object.values(element.options)) walk(value);
    }
  };
  walk(compileMessage(key, message, locale).getAst());
  return [...names];
}

type Ast = ReturnType<IntlMessageFormat['getAst']>;
/** The type of text between placeholders in a compiled message. */
const LITERAL = 0;
