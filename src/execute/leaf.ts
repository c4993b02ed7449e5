import { type GraphQLLeafType, isEnumType } from 'graphql';
import type { Write } from './run.ts';

/** What a string may not hold to stand in JSON as it is. */
const ESCAPED = /["\\\p{Cc}\p{Cs}]/u;

/** Writes the values of a scalar or enum; throws what its `serialize` throws. */
export function leafWriter(type: GraphQLLeafType): Write {
  const write: Write = (value, { out }) => {
    if (value instanceof Error) throw value;
    const serialized: unknown = value == null ? null : type.serialize(value);
    if (serialized == null && value != null) {
      throw new Error(`${type.name} cannot say a value of type ${typeof value}`);
    }
    return void out.push(JSON.stringify(serialized));
  };
  if (isEnumType(type)) {
    const texts = new Map<unknown, string>(type.getValues().map(({ value, name }) => [value, `"${name}"`]));
    return (value, run) => {
      const text = texts.get(value);
      return text === undefined ? write(value, run) : void run.out.push(text);
    };
  }
  if (type.name !== 'String' && type.name !== 'ID') return write;
  return (value, run) => {
    if (typeof value !== 'string') return write(value, run);
    if (ESCAPED.test(value)) run.out.push(JSON.stringify(value));
    else run.out.push('"', value, '"');
  };
}
