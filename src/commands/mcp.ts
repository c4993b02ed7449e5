import { once } from 'node:events';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { pino } from 'pino';
import { createApollo } from '../graphql/apollo.ts';
import { createContext } from '../graphql/context.ts';
import { runDocument } from '../graphql/run-document.ts';
import { createSchema } from '../graphql/schema.ts';
import { openTexts } from '../load/seed/seed.ts';
import { mcpServers } from '../mcp/server.ts';
import type { RunDocument } from '../mcp/tool.ts';
import { deadlineSignal } from '../server/deadline.ts';
import { createSpeaker } from '../text/speaker.ts';
import type { Config } from './config.ts';
import { root } from './root.ts';
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
  const apollo = createApollo(schema, config.limits, log);
  await apollo.start();
  const speaker = createSpeaker(openTexts(root));
  const run: RunDocument = async (query, variables, language) => {
    const context = await createContext(store, speaker, config.limits, {
      language: language ?? 'EN',
      signal: deadlineSignal(config.limits.deadlineMs),
    });
    return runDocument(apollo, Object.assign(context, { log }), { query, variables });
  };
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
