import {
  type GraphQLField,
  getNamedType,
  getNullableType,
  isCompositeType,
  isListType,
  isObjectType,
} from 'graphql';
import { describe, expect, test } from 'vitest';
import { listSizeOf } from '../../src/graphql/sizes.ts';
import { schema } from '../documents.ts';

describe('the schema', () => {
  test('sizes every list of objects, by itself or by the field above', () => {
    const types = Object.values(schema.getTypeMap()).filter(
      (type) => isObjectType(type) || type.astNode?.kind === 'InterfaceTypeDefinition',
    );
    const fields = types.flatMap((type) =>
      'getFields' in type && !type.name.startsWith('__') && !('getEnumValues' in type)
        ? Object.values(type.getFields() as Record<string, GraphQLField<unknown, unknown>>).map((field) => ({
            type: type.name,
            field,
          }))
        : [],
    );
    const sizedAbove = new Set(
      fields.flatMap(({ field }) =>
        listSizeOf(field).sized.map((name) => `${getNamedType(field.type).name}.${name}`),
      ),
    );
    const lists = fields.filter(
      ({ field }) => isListType(getNullableType(field.type)) && isCompositeType(getNamedType(field.type)),
    );
    expect(lists.length).toBeGreaterThan(50);
    const unsized = lists.filter(({ type, field }) => {
      const says = field.astNode?.directives?.some(({ name }) => name.value === 'listSize') ?? false;
      return !says && !sizedAbove.has(`${type}.${field.name}`);
    });
    expect(unsized.map(({ type, field }) => `${type}.${field.name}`)).toEqual([]);
  });

  test('names in @listSize only arguments and fields that exist', () => {
    for (const type of Object.values(schema.getTypeMap())) {
      if (!isObjectType(type) || type.name.startsWith('__')) continue;
      for (const field of Object.values(type.getFields())) {
        const { slicing, sized } = listSizeOf(field);
        const below = getNamedType(field.type);
        for (const name of slicing)
          expect(
            field.args.map((one) => one.name),
            `${type}.${field.name}`,
          ).toContain(name);
        for (const name of sized) {
          expect(isObjectType(below) && Object.keys(below.getFields()), `${type}.${field.name}`).toContain(
            name,
          );
        }
      }
    }
  });
});
