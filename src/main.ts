#!/usr/bin/env node
import './commands/production.ts';

import { Command, InvalidArgumentError, Option } from 'commander';
import type { ChangesOptions } from './commands/changes.ts';
import type { ClaimOptions } from './commands/claims.ts';
import { type Config, ConfigError, readConfig } from './commands/config.ts';
import type { ExportOptions } from './commands/export.ts';
import type { ImportOptions, Terminal } from './commands/import.ts';
import type { QueryOptions } from './commands/query.ts';
import type { QuizOptions } from './commands/quiz.ts';
import { BusyError, UsageError } from './errors.ts';
import { printable } from './text/safe-text.ts';

/** Exit codes that scripts can use, for `--help`. */
const EXITS = `
Exit codes: 0 done, or nothing to do; 1 failed; 2 wrong use or configuration; 3 a file is refused, nothing of its release
is taken in; 4 another load is under way, try again later.`;
const SEVERAL =
  'One process serves with one core; --workers is gone. Run several servers, each with a PORT of its own, behind the edge: deploy/nginx.conf, docs/operations.md.';
const STOPPED = [
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const;

/** The command. It alone reads the environment. What only one command needs is imported when that command runs. */
const program = new Command('codelattice')
  .description('A GraphQL knowledge graph of procedure codes.')
  .showHelpAfterError()
  .configureOutput({ writeErr: (text) => process.stderr.write(text) })
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2));

program
  .command('serve', { isDefault: true })
  .description('serve the graph over HTTP (default)')
  .addOption(new Option('--workers <number>').hideHelp())
  .action(({ workers }: { workers?: string }) =>
    run(async (config) => {
      if (workers !== undefined) throw new UsageError(SEVERAL);
      const { serveGraph } = await import('./commands/serve.ts');
      return serveGraph(config, say);
    }),
  );

program
  .command('seed')
  .description('load the seed into the embedded store, or into the Neo4j of NEO4J_URI')
  .option('--reset', 'wipe the Neo4j database first, whatever it holds')
  .action(({ reset }: { reset?: boolean }) =>
    run(async (config) => {
      const { seed } = await import('./commands/seed.ts');
      return seed(config, reset ?? false, say);
    }),
  );

program
  .command('import')
  .description('take public or own files into the store: pfs, ncci-ptp, icd10pcs …')
  .argument(
    '<kind or path...>',
    'files, zips or folders of one kind; the kind first, where the content does not tell',
  )
  .option('--release <name>', 'the release, where neither name nor content tells it, such as 2025D')
  .option('--dry-run', 'read and check everything and say what would happen; write nothing')
  .option('--licensed', 'keep descriptors: you hold the licence for them')
  .option('--report <file>', 'where refused rows are listed (codelattice-refused.csv)')
  .addHelpText('after', EXITS)
  .action((given: string[], options: ImportOptions) =>
    run(async (config, terminal) => {
      endOnSignals();
      const { importFiles } = await import('./commands/import.ts');
      return importFiles(config, given, options, terminal);
    }),
  );

program
  .command('forget')
  .description('take a release out of the store again, or all of a kind')
  .argument('<kind>', 'such as licensed-text')
  .argument('[release]', 'such as 2025D; all of the kind where it is left out')
  .addHelpText('after', EXITS)
  .action((kind: string, release: string | undefined) =>
    run(async (config, terminal) => {
      endOnSignals();
      const { forgetReleases } = await import('./commands/forget.ts');
      return forgetReleases(config, kind, release ?? null, terminal);
    }),
  );

program
  .command('query')
  .description('run a GraphQL document on the store and write all its pages as a table, CSV or JSON')
  .argument('<document>', 'a file with the document, or - for the standard input')
  .option('--variables <json>', 'its variables in JSON, or @ and the name of a file with them')
  .option('--operation <name>', 'which operation is meant, where the document has several')
  .option('--format <format>', 'json, csv or table (the default, but for --out *.json and *.csv)')
  .option('--out <file>', 'where the answer is written instead of the terminal')
  .option('--limit <rows>', 'how many rows at most, or all; else as many as `first` says, or all', rowCount)
  .option(
    '--explode <list>',
    'one row for each element of a list, such as differences; may be repeated',
    another,
    [],
  )
  .addHelpText('after', EXITS)
  .action((document: string, options: QueryOptions) =>
    run(async (config, terminal) => {
      const { queryStore } = await import('./commands/query.ts');
      return queryStore(config, document, options, terminal);
    }),
  );

program
  .command('export')
  .description('write the graph as files: tables for analysts, graphs, RDF, SSSOM and FHIR, with a manifest')
  .requiredOption('--out <folder>', 'a new or empty folder, or one with an earlier export, which is replaced')
  .option('--system <list>', 'the code systems, such as CPT,ICD10PCS; else all')
  .option('--family <list>', 'families, with what is below them and what their codes lead to; else all codes')
  .option('--around <list>', 'codes, with what lies around them, such as 63278')
  .option('--depth <steps>', 'how many steps around them; else 1')
  .option(
    '--format <list>',
    'parquet, csv, graphml, gexf, cyjs, ttl, jsonld, sssom and fhir, with commas between; else all',
  )
  .option('--without <list>', 'code systems to leave out, such as CPT: then no number of it is in any file')
  .option('--lang <list>', 'languages of names, such as es,fr; tables and graphs are in the first; else all')
  .option(
    '--same <manifest>',
    'the manifest.json of an earlier export: the same choices, of what is loaded now',
  )
  .addHelpText('after', EXITS)
  .action((options: ExportOptions) =>
    run(async (config, terminal) => {
      endOnSignals();
      const { exportFiles } = await import('./commands/export.ts');
      return exportFiles(config, options, terminal);
    }),
  );

program
  .command('changes')
  .description('write what changed in a code system from each loaded release to the next, as Markdown')
  .argument('<system>', 'CPT, HCPCS, ICD10PCS or ICD10CM')
  .option('--family <id>', 'only codes of this family, such as family:lesion-neoplasm')
  .option('--out <file>', 'where it is written instead of the terminal, such as changes.md')
  .addHelpText('after', EXITS)
  .action((system: string, options: ChangesOptions) =>
    run(async (config, terminal) => {
      const { writeChanges } = await import('./commands/changes.ts');
      return writeChanges(config, system, options, terminal);
    }),
  );

claimCommand('together', 'judge whether codes may stand on one claim, or all claims of a file', {
  codes: '63278-59 "63283 x2"',
  spoken: 'the reasons',
  exit: 'a line names no code; the rest is judged',
}).action((codes: string[], options: ClaimOptions) =>
  run(async (config, terminal) => {
    const { judgeClaims } = await import('./commands/together.ts');
    return judgeClaims(config, codes, options, terminal);
  }),
);

claimCommand(
  'case',
  'say what the codes of one claim say together, or each claim of a file: its name, lines and levels, and what is missing',
  {
    codes: '22551 22552 "22853 x2"',
    spoken: 'the answer',
    exit: 'an input names no code; the rest is answered',
  },
).action((codes: string[], options: ClaimOptions) =>
  run(async (config, terminal) => {
    const { sayClaims } = await import('./commands/case.ts');
    return sayClaims(config, codes, options, terminal);
  }),
);

program
  .command('mcp')
  .description(
    'serve tools for assistants on the standard input and output, as MCP; over HTTP, serve has them at /mcp',
  )
  .action(() =>
    run(async (config) => {
      const { serveMcp } = await import('./commands/mcp.ts');
      return serveMcp(config, tell);
    }),
  );

program
  .command('quiz')
  .description(
    'write questions about the codes of a family, each with one right answer, for a class to learn by',
  )
  .argument('<family>', 'such as lesion-neoplasm')
  .option('--format <format>', 'anki, gift (Moodle), csv (Quizlet) or worksheet (a page to print)')
  .option('--lang <language>', 'the language of the questions, such as es; English where it is left out')
  .option('--count <number>', 'how many questions at most (40)')
  .option(
    '--level <number>',
    '1, 2 or 3: in how many facts the two codes of a question differ; else all three',
  )
  .option('--seed <text>', 'another text gives other questions, the same text the same ones')
  .option('--out <file>', 'where they are written instead of the terminal')
  .addHelpText('after', EXITS)
  .action((family: string, options: QuizOptions) =>
    run(async (config, terminal) => {
      const { writeQuiz } = await import('./commands/quiz.ts');
      return writeQuiz(config, family, options, terminal);
    }),
  );

program
  .command('doctor')
  .description('check this machine, the seed and the store, with a remedy for what is wrong')
  .option('--deep', 'also read every page of the database file, and compare its rows with the seed')
  .action(({ deep }: { deep?: boolean }) =>
    run(async (config) => {
      const { examine } = await import('./commands/doctor.ts');
      return examine(config, deep ?? false, say);
    }),
  );

refuseUnknownCommand();
await program.parseAsync();

/** A command that answers a claim, or all claims of a file; `help` has what its help says in words of its own. */
function claimCommand(
  name: string,
  description: string,
  help: { readonly codes: string; readonly spoken: string; readonly exit: string },
): Command {
  return program
    .command(name)
    .description(description)
    .argument('[code...]', `the codes of a claim, with modifiers and units: ${help.codes}`)
    .option(
      '--as-of <day>',
      'the day of the claim, such as 2024-07-01; else each file answers from its newest',
    )
    .option(
      '--file <file>',
      'claims, one a line, or a table with the columns claim and code; - for the standard input',
    )
    .option('--lang <language>', `the language of ${help.spoken}, such as es`)
    .option('--format <format>', 'json, csv or table (the default, but for --out *.json and *.csv)')
    .option('--out <file>', 'where the answer is written instead of the terminal')
    .addHelpText('after', `${EXITS}\nHere 1 also says that ${help.exit} all the same.`);
}

/** Left alone, a misspelt command is taken for an argument of `serve`, and refused as one too many. */
function refuseUnknownCommand(): void {
  const [name] = process.argv.slice(2);
  const names = [...program.commands.map((one) => one.name()), 'help'];
  if (name === undefined || name.startsWith('-') || names.includes(name)) return;
  program.error(`error: there is no command '${name}'; the commands are ${names.join(', ')}`);
}

/** Runs a command with the configuration and the terminal; says mistakes plainly. It gives its exit code, as EXITS lists them. */
async function run(command: (config: Config, terminal: Terminal) => Promise<number>): Promise<void> {
  try {
    const config = readConfig(process.env);
    for (const warning of config.warnings) tell(warning);
    process.exitCode = await command(config, { say, tell, errors: process.stderr });
  } catch (error) {
    process.exitCode = exitCodeOf(error);
    tell(plainly(error));
  }
  // What a driver still tries in the background is not waited for.
  process.stdout.write('', () => process.exit());
}

/** What is half done is cleared away before the process ends. */
function endOnSignals(): void {
  for (const [signal, code] of STOPPED) process.on(signal, () => process.exit(code));
}

function exitCodeOf(error: unknown): number {
  if (error instanceof ConfigError || error instanceof UsageError) return 2;
  if ((error as Error).name === 'ImportError') return 3;
  return error instanceof BusyError ? 4 : 1;
}

/** What a person reads of an error: ours and the system's in a sentence, anything else with its stack. */
function plainly(error: unknown): string {
  const { name, code, syscall, message, stack, port } = error as NodeJS.ErrnoException & { port?: number };
  if (['ConfigError', 'ImportError', 'PublicError', 'SeedError', 'UsageError'].includes(name)) return message;
  if (code === 'EMFILE' || code === 'ENFILE') {
    return 'Too few files may be open at once. Raise that limit of the system, such as `ulimit -n 1024`.';
  }
  if (code === 'ERR_MODULE_NOT_FOUND') {
    // Node takes a package that it may not open any more for one that is not there.
    return `${message}. Raise how many files may be open at once, such as \`ulimit -n 1024\`, or install anew.`;
  }
  if (code === 'EADDRINUSE') {
    return `Port ${port} is in use by another program. Set PORT to a free one, such as PORT=${Number(port) + 1}, or end that program.`;
  }
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

/** Errors and notes quote files, whose text must not reach the terminal as commands. */
function tell(line: string): void {
  process.stderr.write(`${printable(line)}\n`);
}

function rowCount(text: string): number {
  if (text === 'all') return Number.POSITIVE_INFINITY;
  if (!/^[1-9]\d{0,8}$/.test(text))
    throw new InvalidArgumentError('It must be a whole number from 1, or all.');
  return Number(text);
}

function another(text: string, before: readonly string[]): string[] {
  return [...before, text];
}
