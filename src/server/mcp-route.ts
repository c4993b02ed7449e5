import type { FastifyReply, FastifyRequest } from 'fastify';
import type { McpOptions } from '../mcp/server.ts';
import type { RunDocument } from '../mcp/tool.ts';
import type { Answer } from './answer.ts';
import { refuseHttp } from './refuse.ts';

const BATCH = 'Send one message in a request: each is priced and counted by itself.';

/**
 * Answers POST /mcp without sessions, each request by a server of its own. The answer is made as a whole before it is sent, so
 * that a request counts as worked on until then. Several messages in one body are refused.
 */
export function mcpRoute(options: McpOptions, answer: Answer) {
  let loaded: ReturnType<typeof load> | null = null;
  return async (request: FastifyRequest, reply: FastifyReply) => {
    if (Array.isArray(request.body)) return refuseHttp(reply, 400, BATCH);
    const run: RunDocument = (query, variables, language) =>
      answer(request, reply, language, { query, variables });
    // Where loading fails, the next request tries again.
    loaded ??= load(options).catch((error: unknown) => {
      loaded = null;
      throw error;
    });
    const { createMcpHandler, serverOf } = await loaded;
    const { fetch } = createMcpHandler(() => serverOf(run, askedOf(request.body)), {
      // Nothing that is listed changes while the server runs: there is nothing to subscribe to.
      maxSubscriptions: 0,
      onerror: (error) => request.log.debug({ err: error }, 'a message of MCP is refused'),
    });
    const response = await fetch(messageOf(request), { parsedBody: request.body });
    for (const [name, value] of response.headers) reply.header(name, value);
    reply.code(response.status).header('cache-control', 'no-store');
    return response.text();
  };
}

/** Loads what MCP takes when it is first asked for: that is as much as half of all the rest, which each start would wait for. */
async function load(options: McpOptions) {
  const [{ createMcpHandler }, { mcpServers }] = await Promise.all([
    import('@modelcontextprotocol/server'),
    import('../mcp/server.ts'),
  ]);
  return { createMcpHandler, serverOf: mcpServers(options) };
}

/** The request with the headers that the handler reads. Its body was parsed already; its documents watch the deadline themselves. */
function messageOf({ headers }: FastifyRequest): Request {
  const read = Object.entries(headers).filter(([name]) => /^(content-type|mcp-.*)$/.test(name));
  const { accept = '*/*' } = headers;
  return new Request('http://localhost/mcp', {
    method: 'POST',
    headers: [
      ...read.map(([name, value]): [string, string] => [name, String(value)]),
      // The handler takes nobody for one who takes all, as those do that say nothing.
      ['accept', accept.includes('*/*') ? BOTH : accept],
    ],
  });
}

const BOTH = 'application/json, text/event-stream';

/** What a message asks for, and the tool that it names; a body that is no message is refused by the handler. */
function askedOf(body: unknown) {
  const { method, params } = (body ?? {}) as { method?: unknown; params?: { name?: unknown } | null };
  return { method: textOf(method), name: textOf(params?.name) };
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : '');
