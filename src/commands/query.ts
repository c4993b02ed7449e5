import { readFileSync } from 'node:fs';
import { type DocumentNode, type GraphQLError, Kind, type OperationDefinitionNode, parse } from 'graphql';
import { UsageError } from '../errors.ts';
import { createSchema } from '../graphql/schema.ts';
import { fragmentsOf } from '../graphql/selections.ts';
import { printableJson } from '../text/safe-text.ts';
import type { Config } from './config.ts';
import type { Terminal } from './import.ts';
import { createCounter } from './progress.ts';
import {
  appendPage,
  endOfPage,
  outermostConnection,
  pageAfter,
  progressOf,
  rowsByFirst,
  unfinished,
  type Walked,
} from './query/pages.ts';
import { rowsOf } from './query/rows.ts';
import { createRunner, type DocumentRunner } from './query/run.ts';
import { shapeOf } from './query/shape.ts';
import { openSeeded } from './seeding.ts';
import { formatOf, inRows, type OutputOptions, writeOut } from './table-out.ts';

export interface QueryOptions extends OutputOptions {
  /** JSON, or `@` and the name of a file with JSON. */
  readonly variables?: string;
  readonly operation?: string;
  /** How many rows at most; without it as many as the document's `first` says, or all. */
  readonly limit?: number;
  /** Lists whose elements become rows, each by the path of its column. */
  readonly explode?: readonly string[];
}

type Values = Readonly<Record<string, unknown>>;

/** A document that was read, with its text and the name of its file. */
interface DocumentFile {
  readonly path: string;
  readonly text: string;
  readonly document: DocumentNode;
  /** Undefined where it is not clear which operation is meant. */
  readonly operation: OperationDefinitionNode | undefined;
  readonly variables: Values;
}

/**
 * Runs a document on the store, without a network, within the same limits as on a server. Of its outermost connection as
 * many rows are asked for, page by page, as `--limit` or its `first` say, else all, of one state of the dataset. Writes
 * JSON, CSV or a table, to a file or to the terminal.
 */
export async function queryStore(
  config: Config,
  path: string,
  options: QueryOptions,
  terminal: Terminal,
): Promise<number> {
  const format = formatOf(options);
  const asked = readDocument(path, options);
  const schema = createSchema();
  const store = await openSeeded(config, terminal.tell);
  try {
    const run = await createRunner(schema, store, config.limits, { path, operation: options.operation });
    const { document, operation } = asked;
    const walked = (operation && outermostConnection(schema, document, operation)) ?? null;
    if (walked === null && options.limit !== undefined && format === 'json') {
      throw new UsageError(`--limit counts the edges of a connection, and ${path} asks for none.`);
    }
    const data = walked
      ? await pagesOf(run, asked, walked, options.limit, terminal)
      : await run(asked.text, asked.variables);
    for (const [name, times] of unfinished(data, walked)) {
      terminal.tell(
        `Note: ${name} is not there as a whole, ${times} time(s); ask for more of it by \`first\`.`,
      );
    }
    const shapes = operation ? shapeOf({ schema, fragments: fragmentsOf(document) }, operation) : [];
    const text =
      format === 'json'
        ? `${printableJson(data)}\n`
        : inRows(rowsOf(shapes, data, options.explode), format, options);
    await writeOut(text, options, terminal.say);
    return 0;
  } finally {
    await store.close();
  }
}

function readDocument(path: string, options: QueryOptions): DocumentFile {
  const text = textOf(path, 'the document');
  const variables = variablesOf(options.variables);
  let document: DocumentNode;
  try {
    document = parse(text);
  } catch (error) {
    const { message, locations } = error as GraphQLError;
    const [{ line, column } = { line: 1, column: 1 }] = locations ?? [];
    throw new UsageError(`${path}:${line}:${column}: ${message}`);
  }
  const operations = document.definitions.filter((one) => one.kind === Kind.OPERATION_DEFINITION);
  const named = operations.filter(
    ({ name }) => options.operation === undefined || name?.value === options.operation,
  );
  return { path, text, document, variables, operation: named.length === 1 ? named[0] : undefined };
}

function textOf(path: string, what: string): string {
  try {
    return readFileSync(path === '-' ? 0 : path, 'utf8');
  } catch (error) {
    throw new UsageError(`${what} ${path} cannot be read: ${(error as Error).message}`);
  }
}

function variablesOf(given: string | undefined): Values {
  if (given === undefined) return {};
  const isFile = given.startsWith('@');
  const text = isFile ? textOf(given.slice(1), 'the file of variables') : given;
  let values: unknown;
  try {
    values = JSON.parse(text);
  } catch (error) {
    throw new UsageError(
      `--variables${isFile ? ` in ${given.slice(1)}` : ''} is not JSON: ${(error as Error).message}`,
    );
  }
  if (typeof values === 'object' && values !== null && !Array.isArray(values)) return values as Values;
  throw new UsageError('--variables is an object in JSON, such as {"code": "63278"}.');
}

async function pagesOf(
  run: DocumentRunner,
  { document, text, variables, operation }: DocumentFile,
  walked: Walked,
  limit: number | undefined,
  { errors, tell }: Terminal,
): Promise<Values> {
  const first = rowsByFirst(walked, operation, variables);
  const most = limit ?? first ?? Number.POSITIVE_INFINITY;
  const page = (after: string | null, had: number) => {
    const size = limit === undefined ? null : Math.min(first ?? walked.pageSize, limit - had);
    const { query, variables: own } = pageAfter(document, walked, variables, { after, first: size });
    return run(query, own);
  };
  // Errors name lines of the document as its author wrote it, and not as it is sent for a page.
  const data = await page(null, 0).catch(async (error: unknown) => {
    await run(text, variables);
    throw error;
  });
  const counter = createCounter(errors);
  let end = endOfPage(data, walked);
  try {
    while (end !== null) {
      const { edges, total } = progressOf(data, walked);
      if (edges >= most) break;
      counter.at(
        `${edges.toLocaleString('en')}${total === null ? '' : ` of ${total.toLocaleString('en')}`} rows`,
      );
      const later = await page(end, edges);
      end = endOfPage(later, walked);
      appendPage(data, later, walked);
    }
  } finally {
    counter.end();
  }
  if (end !== null && limit === undefined) {
    const name = walked.path.join('.');
    tell(`Note: ${name} has more than the ${first} of its \`first\`; --limit all gives all of them.`);
  }
  return data;
}
