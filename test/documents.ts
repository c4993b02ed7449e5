import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ExecutionResult, execute, type GraphQLSchema, parse, validate } from 'graphql';
import { createContext } from '../src/context.ts';
import { DEFAULT_LIMITS } from '../src/limits.ts';
import { root } from '../src/root.ts';
import { createSchema } from '../src/schema.ts';
import type { Store } from '../src/store/store.ts';
import { speaker } from './seeded.ts';

export const schema: GraphQLSchema = createSchema();

const folder = join(root, 'test/operations');
const variables = JSON.parse(readFileSync(join(folder, 'variables.json'), 'utf8')) as Record<
  string,
  Record<string, unknown>[]
>;

/** The documents that clients send, each with the variables that it is tried with. */
export const documents = readdirSync(folder)
  .filter((file) => file.endsWith('.graphql'))
  .sort()
  .map((file) => ({
    file,
    text: readFileSync(join(folder, file), 'utf8'),
    variables: variables[file] ?? [],
  }));

/** Runs a document on a store without HTTP; throws where it is not valid. */
export async function run(
  store: Store,
  text: string,
  values: Readonly<Record<string, unknown>> = {},
): Promise<ExecutionResult> {
  const document = parse(text);
  const errors = validate(schema, document);
  if (errors.length > 0) throw new Error(`${errors[0]?.message}\n${text}`);
  const contextValue = await createContext(store, speaker, DEFAULT_LIMITS);
  return execute({ schema, document, variableValues: values, contextValue });
}
