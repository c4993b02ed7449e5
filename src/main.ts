#!/usr/bin/env node
import { Command } from 'commander';
import { type Config, ConfigError, readConfig } from './config.ts';
import { root } from './root.ts';
import type { Store } from './store/store.ts';
import { openStore, seedStore } from './stores.ts';

/** The command. It alone reads the environment. What only one command needs is imported when that command runs. */
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
  .option('--deep', 'also read every page of the database file, and compare its rows with the seed')
  .action(({ deep }: { deep?: boolean }) =>
    run(async (config) => {
      const { examine } = await import('./doctor.ts');
      return examine(config, deep ?? false, say);
    }),
  );

await program.parseAsync();

/** Runs a command with the configuration; says mistakes plainly. Exit codes: 0 done, 1 failed, 2 wrong configuration or use. */
async function run(command: (config: Config) => Promise<number>): Promise<void> {
  try {
    process.exitCode = await command(readConfig(process.env));
  } catch (error) {
    process.exitCode = error instanceof ConfigError ? 2 : 1;
    process.stderr.write(`${plainly(error)}\n`);
  }
  // What a driver still tries in the background is not waited for.
  process.stdout.write('', () => process.exit());
}

/** What a person reads of an error: ours and the system's in a sentence, anything else with its stack. */
function plainly(error: unknown): string {
  const { name, code, syscall, message, stack } = error as NodeJS.ErrnoException;
  if (['ConfigError', 'SeedError', 'Refusal'].includes(name)) return message;
  if (code === 'EADDRINUSE') return 'The port is in use by another program. Set PORT to a free one.';
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    return 'HOST is no address of this machine. Set it to 127.0.0.1, or to 0.0.0.0 for all its addresses.';
  }
  if (syscall === 'listen' && code === 'EACCES') return 'PORT needs special rights. Set it to one from 1024.';
  if (syscall !== undefined) return `The system does not allow it: ${message}`;
  return stack ?? String(error);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function seed(config: Config, reset: boolean): Promise<number> {
  const { readSeed } = await import('./load/seed.ts');
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
  const told = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => resolve());
  });
  const store = await openSeeded(config);
  const [{ serve }, { openTexts }, { createSpeaker }, { pino }] = await Promise.all([
    import('./server.ts'),
    import('./load/seed.ts'),
    import('./text/speaker.ts'),
    import('pino'),
  ]);
  const served = await serve(store, {
    port: config.port,
    host: config.host,
    limits: config.limits,
    speaker: createSpeaker(openTexts(root)),
    log: pino({ level: config.logLevel }),
  });
  say(`codelattice serves ${store.name} at ${served.url}`);
  say(`  GraphiQL with examples: ${served.url}/graphiql`);
  await told;
  await served.stop();
  await store.close();
  return 0;
}

/** Opens the store; the embedded one is built first where it is missing, of an older make, or of another seed. */
async function openSeeded(config: Config): Promise<Store> {
  if (config.neo4j !== null) return openStore(config);
  const { readSeed, seedFingerprint } = await import('./load/seed.ts');
  const { heldBy } = await import('./store/sqlite-load.ts');
  const { inspectFile } = await import('./store/sqlite-file.ts');
  const state = inspectFile(config.databasePath);
  const held = heldBy(config.databasePath);
  const isOutdated = held !== null && held.fingerprint !== seedFingerprint(root);
  if (state === 'missing' || state === 'older' || isOutdated) {
    const { name } = await seedStore(config, readSeed(root, new Date()), { reset: false, log: say });
    say(`Seeded ${name}.`);
  }
  return openStore(config);
}
