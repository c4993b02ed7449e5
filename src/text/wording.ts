import { IntlMessageFormat } from 'intl-messageformat';
import type { Wording } from '../lattice/sentence.ts';

/** The words of one language from its messages (ICU MessageFormat). An unknown key is an error, but for `note.…`, which may be absent. */
export function createWording(messages: ReadonlyMap<string, string>, locale: string): Wording {
  const formats = new Map<string, IntlMessageFormat | string>();
  for (const [key, message] of messages) {
    formats.set(key, message.includes('{') ? compile(key, message, locale) : message);
  }
  const lists = {
    and: new Intl.ListFormat(locale, { type: 'conjunction' }),
    or: new Intl.ListFormat(locale, { type: 'disjunction' }),
  };
  return {
    say(key, values = {}) {
      const format = formats.get(key);
      if (format === undefined) {
        if (key.startsWith('note.')) return '';
        throw new Error(`no message "${key}" in the texts of ${locale}`);
      }
      return typeof format === 'string' ? format : String(format.format(values));
    },
    and: (items) => lists.and.format(items),
    or: (items) => lists.or.format(items),
  };
}

function compile(key: string, message: string, locale: string): IntlMessageFormat {
  try {
    return new IntlMessageFormat(message, locale, undefined, { ignoreTag: true });
  } catch (cause) {
    throw new Error(`the message "${key}" is not ICU MessageFormat: ${message}`, { cause });
  }
}
