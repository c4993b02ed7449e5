import { GraphQLScalarType, Kind, type ValueNode } from 'graphql';
import { badInput } from '../../errors.ts';

/** A calendar day as text; refuses what is no day of the calendar. */
export const DateScalar = textScalar('Date', 'a day such as "2020-12-31"', (text) => {
  const day = new Date(`${text}T00:00:00Z`);
  return (
    /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(day.valueOf()) && day.toISOString().startsWith(text)
  );
});

/** A moment in UTC as text. */
export const DateTimeScalar = textScalar(
  'DateTime',
  'a moment such as "2026-11-23T05:00:00.000Z"',
  (text) => /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(text) && !Number.isNaN(Date.parse(text)),
);

function textScalar(name: string, shape: string, isValid: (text: string) => boolean): GraphQLScalarType {
  const parse = (value: unknown): string => {
    if (typeof value === 'string' && isValid(value)) return value;
    throw badInput(`A ${name} must be ${shape}.`);
  };
  return new GraphQLScalarType({
    name,
    serialize: parse,
    parseValue: parse,
    parseLiteral: (node: ValueNode) => parse(node.kind === Kind.STRING ? node.value : null),
  });
}
