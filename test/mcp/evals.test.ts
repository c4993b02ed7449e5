import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { root } from '../../src/commands/root.ts';
import { serverForTests } from '../opened.ts';
import { pythonOf } from '../python.ts';
import { temporaryFolder } from '../seeded.ts';

interface Eval {
  readonly question: string;
  readonly tool: string;
  readonly arguments: Record<string, unknown>;
  /** Whether the right answer is an error, which says what to do. */
  readonly isError?: boolean;
  /** What the answer must name. */
  readonly facts: readonly string[];
}

interface Said {
  readonly text: string;
  readonly structured: Readonly<Record<string, unknown>> | null;
  readonly isError: boolean;
}

const file = (name: string) => readFileSync(join(import.meta.dirname, name), 'utf8');
const EVALS = JSON.parse(file('evals.json')) as readonly Eval[];
const TOOLS = [
  'find_codes',
  'get_codes',
  'related_codes',
  'compare_codes',
  'check_claim',
  'crosswalk_codes',
  'run_query',
];
const MOST_BYTES = 8_000;

/** The questions whose answers lack something, and what. */
function wrong(said: readonly Said[]): string[] {
  return EVALS.flatMap(({ question, facts, isError = false }, index) => {
    const { text = '', structured = null, isError: isErrorSaid } = said[index] ?? { isError: false };
    const missing = facts.filter((fact) => !text.includes(fact)).map((fact) => `it lacks ${fact}`);
    if (isErrorSaid !== isError) missing.push(`it is ${isErrorSaid ? 'an' : 'no'} error: ${text}`);
    if (Buffer.byteLength(text) > MOST_BYTES) missing.push(`it has ${Buffer.byteLength(text)} bytes`);
    if (!isError) {
      if (JSON.stringify(structured) !== text) missing.push('its text is not its content');
      if (!/^[0-9a-f]{16}$/.test(String(structured?.dataset))) missing.push('it names no dataset');
      if (!Array.isArray(structured?.sources)) missing.push('it names no sources');
    }
    return missing.map((what) => `${question} ${what}`);
  });
}

let place: ReturnType<typeof temporaryFolder>;
beforeAll(() => {
  place = temporaryFolder();
});
afterAll(() => place.remove());
const server = serverForTests();

/** What docs/assistants.md tells clients to start, and to ask. */
const [started, running] = [
  ...readFileSync(join(root, 'docs/assistants.md'), 'utf8').matchAll(/^```json\n([\s\S]*?)^```/gm),
].map(([, json = '']) => JSON.parse(json).mcpServers.codelattice);

/** The command as a client starts it. */
const command = () => ({
  command: started.command as string,
  args: (started.args as string[]).map((given) => given.replace('/path/to/codelattice', root)),
  env: { PATH: process.env.PATH ?? '', CODELATTICE_DB: join(place.folder, 'evals.db') },
});

/** The address as a client asks it. */
const address = () => new URL((running.url as string).replace('http://localhost:4000', server.url));

test('there are 30 questions, of all seven tools', () => {
  expect(EVALS).toHaveLength(30);
  expect([...new Set(EVALS.map(({ tool }) => tool))]).toEqual(TOOLS);
});

describe.each([
  ['over HTTP', 'auto', () => new StreamableHTTPClientTransport(address())],
  ['over HTTP as of 2025', 'legacy', () => new StreamableHTTPClientTransport(address())],
  ['on stdio', 'auto', () => new StdioClientTransport(command())],
] as const)("the SDK's client %s", (_, mode, transport) => {
  it('gets answers with the facts that each must name, and a list of tools in at most 12 kB', async () => {
    const client = new Client({ name: 'evals', version: '1' }, { versionNegotiation: { mode } });
    await client.connect(transport());
    try {
      expect(client.getNegotiatedProtocolVersion()).toBe(mode === 'auto' ? '2026-07-28' : '2025-11-25');
      const listed = await client.listTools();
      const { tools } = listed;
      expect(tools.map(({ name }) => name)).toEqual(TOOLS);
      expect(Buffer.byteLength(JSON.stringify(listed))).toBeLessThanOrEqual(12_000);
      const said: Said[] = [];
      for (const { tool, arguments: given } of EVALS) {
        const { content, structuredContent, isError } = await client.callTool({
          name: tool,
          arguments: given,
        });
        const [first] = content;
        said.push({
          text: first?.type === 'text' ? first.text : '',
          structured: (structuredContent as Said['structured']) ?? null,
          isError: isError ?? false,
        });
      }
      expect(wrong(said)).toEqual([]);
    } finally {
      await client.close();
    }
  });
});

test("Python's mcp gets the same answers over HTTP and on stdio", async (context) => {
  const python = await pythonOf(context);
  for (const [target, mode] of [
    [`${server.url}/mcp`, 'auto'],
    [`${server.url}/mcp`, 'legacy'],
    [JSON.stringify(command()), 'auto'],
  ] as const) {
    const printed = await python.runBeside(file('evals.py'), JSON.stringify(EVALS), target, mode);
    const { tools, schema, said } = JSON.parse(printed) as {
      tools: string[];
      schema: number;
      said: Said[];
    };
    expect(tools).toEqual(TOOLS);
    expect(schema).toBeLessThanOrEqual(12_000);
    expect(wrong(said)).toEqual([]);
  }
});
