import { readFileSync } from 'node:fs';
import { rename, rm, writeFile } from 'node:fs/promises';
import { stringify } from 'csv-stringify/sync';
import { type DocumentNode, type GraphQLError, Kind, type OperationDefinitionNode, parse } from 'graphql';
import type { Config } from './config.ts';
import { WrongUse } from './errors.ts';
import type { Terminal } from './import-command.ts';
import { fragmentsOf } from './limits.ts';
import { createCounter } from './progress.ts';
import {
  appendPage,
  endOfPage,
  outermostConnection,
  pageAfter,
  progressOf,
  unfinished,
} from './query/pages.ts';
import { type Rows, rowsOf } from './query/rows.ts';
import { createRunner, type Run } from './query/run.ts';
import { shapeOf } from './query/shape.ts';
import { createSchema } from './schema.ts';
import { openSeeded } from './seeding.ts';
import { inColumns } from './text/columns.ts';

const FORMATS = ['json', 'csv', 'table'] as const;
type Format = (typeof FORMATS)[number];

export interface QueryOptions {
  /** JSON, or `@` and the name of a file with JSON. */
  readonly variables?: string;
  readonly operation?: string;
  readonly format?: string;
  readonly out?: string;
}

type Values = Readonly<Record<string, unknown>>;

/** A document that was read, with its text and the name of its file. */
interface Asked {
  readonly path: string;
  readonly text: string;
  readonly document: DocumentNode;
  /** Undefined where it is not clear which operation is meant. */
  readonly operation: OperationDefinitionNode | undefined;
  readonly variables: Values;
}

/**
 * Runs a document on the store, without a network, within the same limits as on a server. All pages of its outermost
 * connection are asked for, of one state of the dataset. Writes JSON, CSV or a table, to a file or to the terminal.
 */
export async function queryStore(
  config: Config,
  path: string,
  options: QueryOptions,
  terminal: Terminal,
): Promise<number> {
  const format = formatOf(options);
  const asked = readAsked(path, options);
  const schema = createSchema();
  const store = await openSeeded(config, terminal.tell);
  try {
    const run = await createRunner(schema, store, config.limits, { path, operation: options.operation });
    const { document, operation } = asked;
    const walked = operation && outermostConnection(schema, document, operation);
    const data = walked
      ? await allPages(run, asked, walked, terminal)
      : await run(asked.text, asked.variables);
    for (const [name, times] of unfinished(data)) {
      terminal.tell(
        `Note: ${name} is not there as a whole, ${times} time(s); ask for more of it by \`first\`.`,
      );
    }
    const shapes = operation ? shapeOf({ schema, fragments: fragmentsOf(document) }, operation) : [];
    const text =
      format === 'json'
        ? `${JSON.stringify(data, null, 2)}\n`
        : inRows(rowsOf(shapes, data), format, options);
    if (options.out === undefined) terminal.say(text.trimEnd());
    else await writeWhole(options.out, text);
    return 0;
  } finally {
    await store.close();
  }
}

function formatOf({ format, out }: QueryOptions): Format {
  const named = format ?? /\.(json|csv)$/.exec(out ?? '')?.[1] ?? 'table';
  const known = FORMATS.find((one) => one === named);
  if (known === undefined) throw new WrongUse(`--format is ${FORMATS.join(', ')}, not "${named}".`);
  return known;
}

function readAsked(path: string, options: QueryOptions): Asked {
  const text = textOf(path, 'the document');
  const variables = variablesOf(options.variables);
  let document: DocumentNode;
  try {
    document = parse(text);
  } catch (error) {
    const { message, locations } = error as GraphQLError;
    const [{ line, column } = { line: 1, column: 1 }] = locations ?? [];
    throw new WrongUse(`${path}:${line}:${column}: ${message}`);
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
    throw new WrongUse(`${what} ${path} cannot be read: ${(error as Error).message}`);
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
    throw new WrongUse(
      `--variables${isFile ? ` in ${given.slice(1)}` : ''} is not JSON: ${(error as Error).message}`,
    );
  }
  if (typeof values === 'object' && values !== null && !Array.isArray(values)) return values as Values;
  throw new WrongUse('--variables is an object in JSON, such as {"code": "63278"}.');
}

async function allPages(
  run: Run,
  { document, text, variables }: Asked,
  walked: NonNullable<ReturnType<typeof outermostConnection>>,
  { errors }: Terminal,
): Promise<Values> {
  const page = (after: string | null) => {
    const { query, variables: own } = pageAfter(document, walked, variables, after);
    return run(query, own);
  };
  // What is wrong with a document is told by the lines that its author knows.
  const data = await page(null).catch(async (error: unknown) => {
    await run(text, variables);
    throw error;
  });
  const counter = createCounter(errors);
  try {
    for (let end = endOfPage(data, walked); end !== null; ) {
      const { edges, total } = progressOf(data, walked);
      counter.at(
        `${edges.toLocaleString('en')}${total === null ? '' : ` of ${total.toLocaleString('en')}`} rows`,
      );
      const later = await page(end);
      end = endOfPage(later, walked);
      appendPage(data, later, walked);
    }
  } finally {
    counter.end();
  }
  return data;
}

/** How wide a column of a table on a terminal may be. */
const WIDEST = 48;

function inRows({ columns, rows }: Rows, format: 'csv' | 'table', { out }: QueryOptions): string {
  if (format === 'csv') {
    // A spreadsheet takes a file for UTF-8 by its mark only.
    return stringify([[...columns], ...rows], {
      escape_formulas: true,
      bom: out !== undefined,
      cast: { boolean: String },
    });
  }
  const widest = out === undefined && process.stdout.isTTY ? WIDEST : Number.POSITIVE_INFINITY;
  const lines = inColumns(
    columns,
    rows.map((row) => row.map(String)),
    widest,
  );
  return `${lines.join('\n')}\n`;
}

/** Writes a file beside its place and moves it there, so that no half of it is taken for the whole. */
async function writeWhole(path: string, text: string): Promise<void> {
  const part = `${path}.part`;
  try {
    await writeFile(part, text);
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true });
    throw new WrongUse(`--out ${path} cannot be written: ${(error as Error).message}`);
  }
}
