import { once } from 'node:events';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { pino } from 'pino';
import { createSchema } from '../graphql/schema.ts';
import { mcpServers } from '../mcp/server.ts';
import type { RunDocument } from '../mcp/tool.ts';
import type { Config } from './config.ts';
import { startLocalApollo } from './local-apollo.ts';
import { openSeeded } from './seeding.ts';

/** Serves the tools of MCP on the standard input and output until the input ends. Everything else is told on the standard error. Gives the exit code. */
export async function serveMcp(config: Config, tell: (line: string) => void): Promise<number> {
  const ended = Promise.race([
    once(process.stdin, 'end'),
    once(process.stdin, 'close'),
    once(process, 'SIGINT'),
    once(process, 'SIGTERM'),
  ]);
  const store = await openSeeded(config, tell);
  const log = pino({ level: config.logLevel }, pino.destination(2));
  const schema = createSchema();
  const apollo = await startLocalApollo(schema, store, config.limits, log);
  const run: RunDocument = (query, variables, language) =>
    apollo.answer({ query, variables }, language ?? 'EN');
  const serverOf = mcpServers({ schema, refusalOf: () => null, log });
  const served = serveStdio(() => serverOf(run), {
    maxSubscriptions: 0,
    onerror: (error) => log.warn({ err: error }, 'a message of MCP is refused'),
  });
  await ended;
  await served.close();
  await apollo.stop();
  await store.close();
  return 0;
}
