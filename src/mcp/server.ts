import { createRequire } from 'node:module';
import { type CallToolResult, McpServer, type StandardSchemaWithJSON } from '@modelcontextprotocol/server';
import type { GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import { z } from 'zod';
import { checkClaim } from './check-claim.ts';
import { compareCodes } from './compare-codes.ts';
import { crosswalkCodes } from './crosswalk-codes.ts';
import { findCodes } from './find-codes.ts';
import { getCodes } from './get-codes.ts';
import { registerPrompts } from './prompts.ts';
import { relatedCodes } from './related-codes.ts';
import { registerResources } from './resources.ts';
import { runQuery } from './run-query.ts';
import { type RunDocument, type Tool, ToolError } from './tool.ts';

export interface McpOptions {
  readonly schema: GraphQLSchema;
  /** Why a document of the caller's own is not run; null where it is. */
  refusalOf(document: string): string | null;
  readonly log: Pick<Logger, 'error'>;
}

/** What a message asks for, and the tool that it names. */
interface Message {
  readonly method: string;
  readonly name: string;
}

const { version } = createRequire(import.meta.url)('#package/package.json') as { version: string };
const INSTRUCTIONS =
  'Procedure and diagnosis codes as facts with sources: what codes are, which fit, how they differ, whether they may stand together. Every answer names its dataset and sources; cite them. What is not stated is UNKNOWN: never fill it in. Labels are own words, never the official text of CPT. No medical, legal or billing advice.';

/**
 * Makes servers of MCP, one for each connection or request: seven tools, resources and prompts over documents of the graph. Where
 * a server answers one message only, that is given, and the server has only what the message is about.
 */
export function mcpServers({ schema, refusalOf, log }: McpOptions) {
  const tools = [
    findCodes,
    getCodes,
    relatedCodes,
    compareCodes,
    checkClaim,
    crosswalkCodes,
    runQuery(refusalOf),
  ].map((tool) => ({ tool, config: configOf(tool) }));
  return (run: RunDocument, message: Message | null = null): McpServer => {
    const isAbout = (...begins: string[]) =>
      message === null || begins.some((begin) => message.method.startsWith(begin));
    const server = new McpServer({ name: 'codelattice', title: 'codelattice', version }, OPTIONS);
    for (const { tool, config } of isAbout('tools/') ? tools : []) {
      if (message?.method === 'tools/call' && tool.name !== message.name) continue;
      server.registerTool(tool.name, config, (given) =>
        resultOf(tool, given as Readonly<Record<string, unknown>>, run, log),
      );
    }
    if (isAbout('resources/', 'completion/')) registerResources(server, schema, run);
    if (isAbout('prompts/', 'completion/')) registerPrompts(server, run);
    return server;
  };
}

const OPTIONS = {
  instructions: INSTRUCTIONS,
  // What is listed never changes while a server runs.
  capabilities: {
    tools: { listChanged: false },
    resources: { listChanged: false },
    prompts: { listChanged: false },
  },
};

const configOf = ({ title, description, input, output }: Tool) => ({
  title,
  description,
  inputSchema: published(input, 'input'),
  outputSchema: published(output, 'output'),
  annotations: { readOnlyHint: true, idempotentHint: true, openWorldHint: false },
});

/** The result of a call; an error is one too, with what to do about it. The text is the same JSON, for clients that read no more. */
async function resultOf(
  { name, call }: Tool,
  given: Readonly<Record<string, unknown>>,
  run: RunDocument,
  log: Pick<Logger, 'error'>,
): Promise<CallToolResult> {
  try {
    const { answer, json } = await call(given, run);
    return { content: [{ type: 'text', text: json }], structuredContent: answer };
  } catch (error) {
    if (!(error instanceof ToolError)) log.error({ err: error, tool: name }, 'a tool failed');
    const text =
      error instanceof ToolError
        ? error.message
        : 'INTERNAL_SERVER_ERROR: The server failed at this; its log has the cause. Another call may succeed.';
    return { content: [{ type: 'text', text }], isError: true };
  }
}

/** A schema of zod whose JSON Schema is made once, and short: what is not named in it is neither said nor refused there. */
function published(schema: z.ZodObject, io: 'input' | 'output'): StandardSchemaWithJSON {
  const json = shortened(z.toJSONSchema(schema, { io })) as Record<string, unknown>;
  const standard = { ...schema['~standard'], jsonSchema: { input: () => json, output: () => json } };
  return { '~standard': standard };
}

/** Left out of the JSON Schemas of tools, which a model pays for by length; a refusal names what it breaks. */
const UNSAID = new Set(['$schema', 'additionalProperties', 'propertyNames', 'pattern', 'minimum']);
const BOUNDS: readonly unknown[] = [Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER];

/** What an entry of a list always has is not said either: what may be missing is named in few words by the tool. */
function shortened(json: unknown, isEntry = false): unknown {
  if (Array.isArray(json)) return json.map((one) => shortened(one));
  if (typeof json !== 'object' || json === null) return json;
  return Object.fromEntries(
    Object.entries(json)
      .filter(([name, value]) => !UNSAID.has(name) && !BOUNDS.includes(value))
      .filter(([name]) => !(isEntry && name === 'required'))
      .map(([name, value]) => [name, shortened(value, name === 'items')]),
  );
}
