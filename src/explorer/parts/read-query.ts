import { divide, LONGEST_INPUT } from '../../lattice/code-ids.ts';
import { isLanguage } from '../language.ts';

/** What others put behind addresses to see where readers come from; no reader wrote it. */
const TRACKED = /^(utm_\w+|[a-z]{1,6}clid)$/;

/** Reads the query of an address part by part; `dropped` names, as it stands there, what could not be read. */
export interface QueryReader {
  readonly query: URLSearchParams;
  /** The text of a part, of several the first; null where there is none. */
  text(name: string): string | null;
  /** The texts of a part that may be a list with commas, each once. */
  list(name: string): string[];
  /** The codes of a part as they were written, with any separators, each once; of one that is too long as much as is refused. */
  inputs(name: string): string[];
  /** Those of these that a part lists, in capitals or not, in the order of `known`. */
  some<Value extends string>(name: string, known: readonly Value[]): Value[];
  /** The one of these that a part names, in capitals or not; `usual` where it names none. */
  one<Value extends string, Usual>(name: string, known: readonly Value[], usual: Usual): Value | Usual;
  /** A whole number from 1; 1 where there is none. */
  number(name: string): number;
  /** Says that a part, or one text of it, is of no use here. */
  drop(name: string, text?: string | null): void;
  /** The parts that were not asked for: those of another reader. */
  rest(): URLSearchParams;
  /** What was dropped so far. */
  readonly dropped: readonly string[];
  /** The same, and the parts that were not asked for. */
  left(): readonly string[];
}

/** `others` are the names that another part of the page reads. */
export function readQuery(query: URLSearchParams, others: readonly string[] = []): QueryReader {
  const asked = new Set(['lang', ...others]);
  const dropped: string[] = [];
  const drop = (name: string, text?: string | null) => {
    dropped.push(`${name}=${text ?? query.get(name) ?? ''}`);
  };
  const textsOf = (name: string) => {
    asked.add(name);
    return query.getAll(name).flatMap((text) => text.trim() || []);
  };
  const text = (name: string) => {
    const [first, ...others] = textsOf(name);
    for (const other of new Set(others)) if (other !== first) drop(name, other);
    return first ?? null;
  };
  const list = (name: string) => [
    ...new Set(textsOf(name).flatMap((one) => one.split(',').flatMap((part) => part.trim() || []))),
  ];
  const rest = () => new URLSearchParams([...query].filter(([name]) => !asked.has(name)));
  const language = text('lang');
  if (language !== null && !isLanguage(language.toLowerCase())) drop('lang', language);
  return {
    query,
    text,
    list,
    inputs: (name) => [
      ...new Set(divide(list(name).join()).map((input) => input.slice(0, LONGEST_INPUT + 1))),
    ],
    some(name, known) {
      const texts = list(name);
      for (const text of texts) if (!known.some((value) => isSame(value, text))) drop(name, text);
      return known.filter((value) => texts.some((text) => isSame(value, text)));
    },
    one(name, known, usual) {
      const texts = [...new Set(textsOf(name))];
      const read = (one: string) => known.find((value) => isSame(value, one));
      const good = texts.find((one) => read(one) !== undefined);
      for (const one of texts) if (one !== good) drop(name, one);
      return (good === undefined ? undefined : read(good)) ?? usual;
    },
    number(name) {
      const given = text(name);
      if (given === null) return 1;
      const isNumber = /^[1-9]\d{0,8}$/.test(given);
      if (!isNumber) drop(name, given);
      return isNumber ? Number(given) : 1;
    },
    drop,
    rest,
    dropped,
    left: () => [
      ...dropped,
      ...[...rest()].filter(([name]) => !TRACKED.test(name)).map(([name, value]) => `${name}=${value}`),
    ],
  };
}

const isSame = (value: string, text: string) => value.toLowerCase() === text.toLowerCase();
