import { type GraphQLLeafType, isEnumType } from 'graphql';

/** What a string may not hold to stand in JSON as it is. */
const ESCAPED = /["\\\p{Cc}\p{Cs}]/u;

const quoted = (text: string) => (ESCAPED.test(text) ? JSON.stringify(text) : `"${text}"`);

/** Writes the values of a scalar or enum as JSON; throws what its `serialize` throws. */
export function leafWriter(type: GraphQLLeafType): (value: unknown) => string {
  const write = (value: unknown) => {
    if (value == null) return 'null';
    if (value instanceof Error) throw value;
    const serialized: unknown = type.serialize(value);
    if (serialized == null) throw new Error(`${type.name} cannot say a value of type ${typeof value}`);
    return JSON.stringify(serialized);
  };
  if (isEnumType(type)) {
    const texts = new Map<unknown, string>(type.getValues().map(({ value, name }) => [value, `"${name}"`]));
    return (value) => texts.get(value) ?? write(value);
  }
  if (type.name === 'String' || type.name === 'ID') {
    return (value) => (typeof value === 'string' ? quoted(value) : write(value));
  }
  return write;
}
