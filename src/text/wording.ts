import { IntlMessageFormat } from 'intl-messageformat';
import type { Wording } from '../lattice/sentence.ts';

/**
 * The words of one language from its messages (ICU MessageFormat), each compiled when it is first said. An unknown key is
 * an error, but for `note.…`, which may be absent.
 */
export function createWording(messages: ReadonlyMap<string, string>, locale: string): Wording {
  const formats = new Map<string, IntlMessageFormat>();
  const and = new Intl.ListFormat(locale, { type: 'conjunction' });
  const or = new Intl.ListFormat(locale, { type: 'disjunction' });
  // Most lists have one item, which needs no formatter.
  const list = (format: Intl.ListFormat, items: readonly string[]) =>
    items.length > 1 ? format.format(items) : (items[0] ?? '');
  return {
    say(key, values = {}) {
      const message = messages.get(key);
      if (message === undefined) {
        if (key.startsWith('note.')) return '';
        throw new Error(`no message "${key}" in the texts of ${locale}`);
      }
      if (isPlain(message)) return fill(key, message, values);
      let format = formats.get(key);
      if (format === undefined) formats.set(key, (format = compileMessage(key, message, locale)));
      return String(format.format(values));
    },
    and: (items) => list(and, items),
    or: (items) => list(or, items),
    capitalized(text) {
      const [first = ''] = text;
      return first.toLocaleUpperCase(locale) + text.slice(first.length);
    },
  };
}

const PLAIN = /^(?:[^{}']|'(?![{}'])|\{\w+\})*$/;
/** A message with nothing but names in braces: most are, and reading and filling them needs no parser. */
export const isPlain = (message: string) => PLAIN.test(message);

function fill(key: string, message: string, values: Readonly<Record<string, string>>): string {
  return message.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`the message "${key}" was not given {${name}}`);
    return value;
  });
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
