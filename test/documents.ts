import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ExecutionResult, execute, type GraphQLSchema, parse, validate } from 'graphql';
import { root } from '../src/commands/root.ts';
import { createContext } from '../src/graphql/context.ts';
import { createSchema } from '../src/graphql/schema.ts';
import { DEFAULT_LIMITS } from '../src/limits.ts';
import type { Store } from '../src/store/store.ts';
import { speaker } from './seeded.ts';

export const schema: GraphQLSchema = createSchema();

const documentsIn = (place: string) => {
  const folder = join(root, place);
  const variables = JSON.parse(readFileSync(join(folder, 'variables.json'), 'utf8')) as Record<
    string,
    Record<string, unknown>[]
  >;
  return readdirSync(folder)
    .filter((file) => file.endsWith('.graphql'))
    .sort()
    .map((file) => ({
      file,
      text: readFileSync(join(folder, file), 'utf8'),
      variables: variables[file] ?? [],
    }));
};

/** The documents that clients send, each with the variables that it is tried with. */
export const operations = documentsIn('test/operations');
/** Those, and what the explorer sends, which stands with it. */
export const documents = [...operations, ...documentsIn('src/explorer/documents')];

/** Runs a document on a store without HTTP; throws where it is not valid. */
export async function run(
  store: Store,
  text: string,
  values: Readonly<Record<string, unknown>> = {},
  asked = schema,
): Promise<ExecutionResult> {
  const document = parse(text);
  const errors = validate(asked, document);
  if (errors.length > 0) throw new Error(`${errors[0]?.message}\n${text}`);
  const contextValue = await createContext(store, speaker, DEFAULT_LIMITS);
  return execute({ schema: asked, document, variableValues: values, contextValue });
}

/** The data of an answer on a store; throws where the document is not valid or the answer has an error. */
export async function answer(
  store: Store,
  text: string,
  values: Readonly<Record<string, unknown>> = {},
  // biome-ignore lint/suspicious/noExplicitAny: tests read answers of every shape
): Promise<any> {
  const { data, errors } = await run(store, text, values);
  if (errors !== undefined) throw new Error(`${errors[0]?.message}\n${text}`, { cause: errors[0] });
  return data;
}
