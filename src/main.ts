#!/usr/bin/env node
import { Command } from 'commander';
import { pino } from 'pino';
import { type Config, ConfigError, readConfig } from './config.ts';
import { examine } from './doctor.ts';
import { Refusal } from './errors.ts';
import { readSeed, readWording } from './load/seed.ts';
import { SeedError } from './load/table.ts';
import { root } from './root.ts';
import { openStore, seedStore } from './stores.ts';

/** The command. It alone reads the environment. */
const program = new Command('codelattice')
  .description('A GraphQL knowledge graph of procedure codes.')
  .showHelpAfterError()
  .configureOutput({ writeErr: (text) => process.stderr.write(text) })
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2));

program
  .command('serve', { isDefault: true })
  .description('serve the graph over HTTP (default)')
  .action(() => run(serveGraph));

program
  .command('seed')
  .description('load the seed into the embedded store, or into the Neo4j of NEO4J_URI')
  .option('--reset', 'wipe the Neo4j database first, whatever it holds')
  .action(({ reset }: { reset?: boolean }) => run((config) => seed(config, reset ?? false)));

program
  .command('doctor')
  .description('check this machine, the seed and the store, with a remedy for what is wrong')
  .option('--deep', 'also read every page of the database file')
  .action(({ deep }: { deep?: boolean }) => run((config) => examine(config, deep ?? false, say)));

await program.parseAsync();

/** Runs a command with the configuration; says mistakes plainly. Exit codes: 0 done, 1 failed, 2 wrong configuration or use. */
async function run(command: (config: Config) => Promise<number>): Promise<void> {
  try {
    process.exitCode = await command(readConfig(process.env));
  } catch (error) {
    if (error instanceof ConfigError) process.exitCode = 2;
    else process.exitCode = 1;
    const isPlain = error instanceof ConfigError || error instanceof SeedError || error instanceof Refusal;
    process.stderr.write(`${isPlain ? (error as Error).message : systemMessage(error)}\n`);
  }
}

function systemMessage(error: unknown): string {
  const { code, message, stack } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') return 'The port is in use by another program. Set PORT to a free one.';
  if (code === 'EACCES') return `Not permitted: ${message}`;
  return stack ?? String(error);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function seed(config: Config, reset: boolean): Promise<number> {
  const dataset = readSeed(root, new Date());
  const { name, outcome } = await seedStore(config, dataset, { reset, log: say });
  say(
    outcome === 'loaded'
      ? `Loaded ${dataset.codes.length} codes, ${dataset.terms.length} terms and ${dataset.related.length} related pairs into ${name}; dataset ${dataset.version}.`
      : `${name} has dataset ${dataset.version} already; nothing to do.`,
  );
  return 0;
}

async function serveGraph(config: Config): Promise<number> {
  const log = pino({ level: config.logLevel });
  if (config.neo4j === null) {
    const { outcome, name } = await seedStore(config, readSeed(root, new Date()), { reset: false, log: say });
    if (outcome === 'loaded') say(`Seeded ${name}.`);
  }
  const store = await openStore(config);
  const { serve } = await import('./server.ts');
  const options = {
    port: config.port,
    host: config.host,
    limits: config.limits,
    wording: readWording(root),
    log,
  };
  const served = await serve(store, options);
  say(`codelattice serves ${store.name} at ${served.url}`);
  say(`  GraphiQL with examples: ${served.url}/graphiql`);
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
  await served.stop();
  await store.close();
  return 0;
}
