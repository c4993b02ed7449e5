import {
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
} from 'graphql';

/** Enums with more values are named only. */
const MOST_VALUES = 30;

/**
 * What a model must know to write a document: the root fields with the first sentence of what they say, the input types and the
 * enums. In at most 12 kB; each type has a page of its own with its whole descriptions.
 */
export function schemaSummary(schema: GraphQLSchema): string {
  const fields = Object.values(schema.getQueryType()?.getFields() ?? {}).map(
    ({ name, args, type, description }) =>
      `  # ${firstSentence(description)}\n  ${name}${argsText(args)}: ${type}`,
  );
  const types = Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith('__'));
  const inputs = types.filter(isInputObjectType).map((type) => {
    const lines = Object.values(type.getFields()).map((field) => `  ${given(field)}`);
    return `input ${type.name} {\n${lines.join('\n')}\n}`;
  });
  const enums = types
    .filter(isEnumType)
    .map((type) => ({ name: type.name, values: type.getValues().map(({ name }) => name) }))
    .filter(({ values }) => values.length <= MOST_VALUES)
    .map(({ name, values }) => `enum ${name} { ${values.join(' ')} }`);
  return [
    '# codelattice://schema/{type} has each type with its fields, such as codelattice://schema/Code.',
    `type Query {\n${fields.join('\n')}\n}`,
    ...inputs,
    ...enums,
    '',
  ].join('\n\n');
}

function argsText(args: readonly GraphQLArgument[]): string {
  return args.length === 0 ? '' : `(${args.map(given).join(', ')})`;
}

function given({ name, type, defaultValue }: GraphQLArgument | GraphQLInputField): string {
  return `${name}: ${type}${defaultValue === undefined ? '' : ` = ${JSON.stringify(defaultValue).replaceAll('"', '')}`}`;
}

const firstSentence = (text: string | null | undefined) =>
  (text ?? '')
    .replace(/\s+/g, ' ')
    .trim()
    .split(/(?<=[.?]) /)[0] ?? '';
