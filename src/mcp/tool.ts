import type { GraphQLFormattedError } from 'graphql';
import { z } from 'zod';
import type { CodeSystem } from '../generated/mcp.ts';
import type { DocumentAnswer } from '../graphql/run-document.ts';
import { LANGUAGE_CODES, type Language } from '../text/languages.ts';
import { type Fitted, fitted, type Shortening } from './fitted.ts';

type Values = Readonly<Record<string, unknown>>;

/** Runs a document within the limits of a request; null for the language that the request asks for. */
export type RunDocument = (
  document: string,
  variables: Values,
  language: Language | null,
) => Promise<DocumentAnswer>;

/** Asks for the data of a document that has no errors. Throws ToolError with what the errors say. */
export type Ask = <Data>(document: string, variables: Values) => Promise<Data>;

/** What a tool cannot answer, in words that a model can act on. */
export class ToolError extends Error {}

export const SYSTEMS = ['CPT', 'HCPCS', 'ICD10PCS', 'ICD10CM'] as const satisfies readonly CodeSystem[];
/** What every tool takes besides its own arguments. */
const GIVEN = {
  lang: z.enum(LANGUAGE_CODES).optional(),
  maxBytes: z.int().min(2_000).max(100_000).default(8_000),
};

/** What every answer holds besides its own. */
const ANSWER = {
  dataset: z.string(),
  /** Each with its `id` and, where the document asked for them, `title` and `licence`. */
  sources: z.array(z.record(z.string(), z.string())),
  leftOut: z.record(z.string(), z.int()).optional(),
};

export interface Tool {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly input: z.ZodObject;
  readonly output: z.ZodObject;
  /** Answers a call by one result; throws ToolError where there is no answer. */
  call(given: Values, run: RunDocument): Promise<Fitted>;
}

interface ToolOf<Input extends z.ZodRawShape, Output extends z.ZodRawShape> {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly input: Input;
  readonly output: Output;
  /** How an answer with more bytes than were asked for is shortened, the first way first. */
  readonly shortenings: readonly Shortening[];
  /** How to ask for less, where the document costs too much or the answer is too large. */
  readonly advice: string;
  answer(
    given: z.output<z.ZodObject<Input>>,
    ask: Ask,
    run: (document: string, variables: Values) => Promise<DocumentAnswer>,
  ): Promise<z.input<z.ZodObject<Output>> & { readonly from: unknown }>;
}

/**
 * A tool over documents of the graph. `answer` gives its own part of the result, and in `from` the data that it was made
 * from, whose dataset and sources the result names. A result with more bytes of JSON than `maxBytes` is shortened, and says in
 * `leftOut` how many entries of which list are missing.
 */
export function tool<Input extends z.ZodRawShape, Output extends z.ZodRawShape>(
  own: ToolOf<Input, Output>,
): Tool {
  const { name, title, description, shortenings, advice } = own;
  return {
    name,
    title,
    description,
    input: z.object({ ...own.input, ...GIVEN }),
    output: z.object({ ...own.output, ...ANSWER }),
    async call(given, run) {
      const { lang, maxBytes } = given as { lang?: Language; maxBytes: number };
      let dataset: string | null = null;
      const runHere = async (document: string, variables: Values) => {
        const answered = await run(document, variables, lang ?? null);
        dataset = answered.dataset ?? dataset;
        return answered;
      };
      const ask: Ask = async <Data>(document: string, variables: Values) => {
        const { data, errors = [] } = await runHere(document, variables);
        if (errors.length > 0 || data == null) throw new ToolError(told(errors, advice));
        return data as Data;
      };
      const { from, ...result } = await own.answer(given as never, ask, runHere);
      const whole = { ...result, dataset: dataset ?? 'UNKNOWN', sources: sourcesIn(from) };
      const answer = fitted(whole, maxBytes, shortenings);
      if (answer === null) throw new ToolError(tooLarge(whole, maxBytes, advice));
      return answer;
    },
  };
}

/** What an answer says of each input: how it stands, and the code that it names. */
export const NAMED = {
  input: z.string(),
  status: z.string(),
  note: z.string().optional(),
  id: z.string().optional(),
  label: z.string().optional(),
};

/** What one input of `lookup` is where one code is asked for: a range is found, but is no code. */
export function statusOf({
  status,
  note,
  code,
}: {
  readonly status: string;
  readonly note: string | null;
  readonly code: unknown;
}): { readonly status: string; readonly note?: string } {
  if (status === 'FOUND' && code === null) {
    return {
      status: 'INVALID',
      note: 'These are several codes. Ask for each of them by itself; get_codes lists them.',
    };
  }
  return { status, ...(note !== null && { note }) };
}

/** What errors of a document say, once each; where it asks for too much, with how to ask for less. */
export function told(errors: readonly GraphQLFormattedError[], advice: string): string {
  const messages = [...new Set(errors.map(({ message, extensions }) => `${extensions?.code}: ${message}`))];
  const isTooMuch = errors.some(({ extensions }) => extensions?.code === 'LIMIT_EXCEEDED');
  return [...messages, ...(isTooMuch ? [advice] : [])].join('\n');
}

const tooLarge = (answer: unknown, most: number, advice: string) =>
  `LIMIT_EXCEEDED: The answer has ${Buffer.byteLength(JSON.stringify(answer))} bytes, more than the ${most} of \`maxBytes\`. ${advice} Or raise \`maxBytes\` (at most 100000).`;

type Source =
  | { readonly id: string }
  | { readonly id: string; readonly title: string; readonly licence: string };

/** The files and works that an answer names, each once, in the order in which they are met; lines are left out. */
export function sourcesIn(data: unknown): Source[] {
  const found = new Map<string, Source>();
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    const { id, title, licence } = value as Readonly<Record<string, unknown>>;
    if (typeof id === 'string' && typeof licence === 'string' && typeof title === 'string') {
      found.set(id, { id, title, licence });
    } else if (typeof id === 'string' && LINE.test(id)) {
      const file = id.replace(LINE, '');
      if (!found.has(file)) found.set(file, { id: file });
    }
    for (const one of Object.values(value)) walk(one);
  };
  walk(data);
  return [...found.values()];
}

/** How a citation ends. */
const LINE = /#L\d+$/;
