import fc from 'fast-check';
import {
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  parse,
  printSchema,
  validate,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { documents, run, schema } from '../documents.ts';
import { generatedDocument, saysSomething, targetsOf } from '../generated.ts';
import { importedStore } from '../imported.ts';

describe('the schema', () => {
  it('is what clients know; nothing leaves it without a release under @deprecated', async () => {
    await expect(printSchema(schema)).toMatchFileSnapshot('schema.snapshot.graphql');
  });

  it('describes every type, field, argument and value with an example', () => {
    const missing: string[] = [];
    const check = (name: string, description: string | null | undefined) => {
      if (!description?.includes('Example')) missing.push(name);
    };
    for (const type of Object.values(schema.getTypeMap())) {
      if (type.name.startsWith('__') || type.astNode === undefined || type.name === 'Query') continue;
      check(type.name, type.description);
      if (isEnumType(type))
        for (const one of type.getValues()) check(`${type.name}.${one.name}`, one.description);
      if (!isObjectType(type) && !isInterfaceType(type) && !isInputObjectType(type)) continue;
      for (const field of Object.values(type.getFields())) {
        check(`${type.name}.${field.name}`, field.description);
        for (const one of 'args' in field ? field.args : [])
          check(`${type.name}.${field.name}(${one.name})`, one.description);
      }
    }
    for (const field of Object.values(schema.getQueryType()?.getFields() ?? {})) {
      check(`Query.${field.name}`, field.description);
      for (const one of field.args) check(`Query.${field.name}(${one.name})`, one.description);
    }
    expect(missing).toEqual([]);
  });

  it('has nullable roots and no nullable list items but those of nodes', () => {
    for (const field of Object.values(schema.getQueryType()?.getFields() ?? {})) {
      if (field.name !== 'nodes') expect(String(field.type)).toMatch(/^(\w+|\[\w+!\])$/);
    }
  });

  it.each(documents)('takes $file', ({ text }) => {
    expect(validate(schema, parse(text))).toEqual([]);
  });
});

describe('generated documents', () => {
  it('reach every field, run without an error, and mostly say something', async () => {
    const seeded = await importedStore();
    const targets = targetsOf(schema);
    const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);
    console.log(`generated documents: SEED=${seed}`);
    const draws = fc.sample(fc.gen(), { numRuns: Math.max(200, targets.length), seed });
    let telling = 0;
    for (const [index, draw] of draws.entries()) {
      const target = targets[index % targets.length];
      if (!target) throw new Error('no targets');
      const text = generatedDocument(schema, target, draw);
      const { data, errors } = await run(seeded.store, text);
      expect(errors, text).toBeUndefined();
      if (saysSomething(data)) telling++;
    }
    expect(telling / draws.length).toBeGreaterThan(0.8);
    await seeded.close();
  });
});
