import {
  type GraphQLLeafType,
  type GraphQLOutputType,
  isEnumType,
  isLeafType,
  isListType,
  isNonNullType,
} from 'graphql';
import type { Write } from './run.ts';

/** What a string may not hold to stand in JSON as it is. */
const ESCAPED = /["\\\p{Cc}\p{Cs}]/u;

/** Writes the values of a scalar or enum; throws what its `serialize` throws. */
export function leafWriter(type: GraphQLLeafType): Write {
  return (value, { out }) => {
    if (value instanceof Error) throw value;
    const serialized: unknown = value == null ? null : type.serialize(value);
    if (serialized == null && value != null) {
      throw new Error(`${type.name} cannot say a value of type ${typeof value}`);
    }
    out.end += JSON.stringify(serialized);
    return undefined;
  };
}

/** The JSON of a value that is what its type says already; undefined where it takes more than a look to tell. */
export type Plain = (value: unknown) => string | undefined;

/** For leaves, and lists of them. */
export function plainOf(type: GraphQLOutputType): Plain | undefined {
  if (isNonNullType(type)) {
    const plain = plainOf(type.ofType);
    return plain && ((value) => (value === null ? undefined : plain(value)));
  }
  if (isListType(type)) {
    const item = isNonNullType(type.ofType) && isLeafType(type.ofType.ofType) && plainOf(type.ofType);
    return item ? (value) => plainList(value, item) : undefined;
  }
  if (!isLeafType(type)) return undefined;
  if (isEnumType(type)) {
    const texts = new Map<unknown, string>(type.getValues().map(({ value, name }) => [value, `"${name}"`]));
    return (value) => (value === null ? 'null' : texts.get(value));
  }
  return PLAIN[type.name];
}

function plainList(value: unknown, plain: Plain): string | undefined {
  if (!Array.isArray(value)) return undefined;
  let text = '[';
  for (let index = 0; index < value.length; index++) {
    const item = plain(value[index]);
    if (item === undefined) return undefined;
    text += index === 0 ? item : `,${item}`;
  }
  return `${text}]`;
}

const plainString: Plain = (value) => {
  if (typeof value === 'string') return ESCAPED.test(value) ? undefined : `"${value}"`;
  return value === null ? 'null' : undefined;
};
const PLAIN: Readonly<Record<string, Plain>> = {
  String: plainString,
  ID: plainString,
  Boolean: (value) => (typeof value === 'boolean' || value === null ? String(value) : undefined),
  // What does not fit into 32 bits is another number behind them.
  Int: (value) =>
    (typeof value === 'number' && (value | 0) === value) || value === null ? String(value) : undefined,
};
