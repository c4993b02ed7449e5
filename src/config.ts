import { isAbsolute, join } from 'node:path';
import { z } from 'zod';
import { DEFAULT_LIMITS, type Limits, limitVariable } from './limits.ts';
import { root } from './root.ts';

/** Where a Neo4j is, and how to sign in; without a user name no sign-in is tried. */
export interface Neo4jSettings {
  readonly uri: string;
  readonly username: string;
  readonly password: string;
  readonly database: string;
}

export interface Config {
  readonly port: number;
  readonly host: string;
  readonly databasePath: string;
  /** Null: the embedded store. */
  readonly neo4j: Neo4jSettings | null;
  readonly logLevel: string;
  readonly limits: Limits;
}

/** All that is wrong with a configuration. */
export class ConfigError extends Error {
  constructor(problems: readonly string[]) {
    super(
      `The configuration has ${problems.length} mistake(s):\n${problems.map((one) => `  ${one}`).join('\n')}`,
    );
    this.name = 'ConfigError';
  }
}

const wholeNumber = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d{1,15}$/, `must be a whole number from ${least} to ${most}`)
    .transform(Number)
    .refine((value) => value >= least && value <= most, `must be a whole number from ${least} to ${most}`);

const LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];

const shape = z.object({
  PORT: wholeNumber(0, 65_535).default(4000),
  HOST: z.string().min(1, 'must name a host or address').default('127.0.0.1'),
  CODELATTICE_DB: z.string().min(1, 'must be a path').default('data/codelattice.db'),
  NEO4J_URI: z
    .string()
    .regex(
      /^(bolt|neo4j)(\+s|\+ssc)?:\/\/[^\s]+$/,
      'must look like bolt://localhost:7687 or neo4j+s://….databases.neo4j.io',
    )
    .optional(),
  NEO4J_USERNAME: z.string().default(''),
  NEO4J_PASSWORD: z.string().default(''),
  NEO4J_DATABASE: z
    .string()
    .regex(/^[A-Za-z][A-Za-z0-9.-]*$/, 'must be the name of a database')
    .default('neo4j'),
  LOG_LEVEL: z.enum(LEVELS, `must be one of ${LEVELS.join(', ')}`).default('info'),
  ...Object.fromEntries(
    (Object.keys(DEFAULT_LIMITS) as (keyof Limits)[]).map((name) => [
      limitVariable(name),
      wholeNumber(1, 1_000_000_000).default(DEFAULT_LIMITS[name]),
    ]),
  ),
});

/** Reads the configuration from environment variables; throws a ConfigError that names all mistakes at once. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = shape.safeParse(given);
  const problems = parsed.success
    ? []
    : parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  const limitNames = (Object.keys(DEFAULT_LIMITS) as (keyof Limits)[]).map(limitVariable);
  for (const name of Object.keys(given)) {
    if (name.startsWith('LIMIT_') && !limitNames.includes(name)) {
      problems.push(`${name}: there is no such limit; the limits are ${limitNames.join(', ')}`);
    }
  }
  if (!parsed.success || problems.length > 0) throw new ConfigError(problems);
  const { data } = parsed;
  const values = data as unknown as Record<string, number>;
  const limits = Object.fromEntries(
    (Object.keys(DEFAULT_LIMITS) as (keyof Limits)[]).map((name) => [name, values[limitVariable(name)]]),
  ) as unknown as Limits;
  return {
    port: data.PORT,
    host: data.HOST,
    databasePath: isAbsolute(data.CODELATTICE_DB) ? data.CODELATTICE_DB : join(root, data.CODELATTICE_DB),
    neo4j:
      data.NEO4J_URI === undefined
        ? null
        : {
            uri: data.NEO4J_URI,
            username: data.NEO4J_USERNAME,
            password: data.NEO4J_PASSWORD,
            database: data.NEO4J_DATABASE,
          },
    logLevel: data.LOG_LEVEL,
    limits,
  };
}
