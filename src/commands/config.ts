import { isIP, isIPv6 } from 'node:net';
import { basename, dirname, resolve } from 'node:path';
import { DEFAULT_LIMITS, type Limits, limitVariable } from '../limits.ts';
import type { MetricsOptions } from '../server/metrics/listener.ts';
import type { Origins } from '../server/origins.ts';
import type { RateLimit } from '../server/rate-limit.ts';
import type { BoltOptions } from '../store/neo4j/driver.ts';
import { root } from './root.ts';

export interface Config {
  readonly port: number;
  readonly host: string;
  readonly databasePath: string;
  /** Null: the embedded store. */
  readonly neo4j: BoltOptions | null;
  readonly logLevel: string;
  /** How many bytes of answers, and how many codes, are kept in memory; 0 for none. */
  readonly responseCacheBytes: number;
  readonly codeCacheSize: number;
  /** Which pages of other origins may read answers. */
  readonly corsOrigins: Origins;
  /** The address that readers know the server by; null: what their requests name. */
  readonly publicUrl: string | null;
  /** Where exports lie that are offered for download; null: nowhere. */
  readonly exportDirectory: string | null;
  /** Whether only documents that the build knows are answered. */
  readonly onlyKnownDocuments: boolean;
  /** Whether routers may take the graph as a subgraph of an Apollo Federation. */
  readonly federation: boolean;
  readonly limits: Limits;
  readonly rateLimit: RateLimit;
  /** Null: no figures for Prometheus. */
  readonly metrics: MetricsOptions | null;
  readonly traces: boolean;
  /** What an operator should change, a sentence each. */
  readonly warnings: readonly string[];
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

/** What the text of a variable must be; `read` gives undefined where it is not. */
interface Rule<Value> {
  readonly must: string;
  read(text: string): Value | undefined;
}

const wholeNumber = (least: number, most: number): Rule<number> => ({
  must: `must be a whole number from ${least} to ${most}`,
  read(text) {
    const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
    return value >= least && value <= most ? value : undefined;
  },
});

const matching = (shape: RegExp, must: string): Rule<string> => ({
  must,
  read: (text) => (shape.test(text) ? text : undefined),
});

const LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];
const LIMIT_NAMES = Object.keys(DEFAULT_LIMITS) as (keyof Limits)[];

const PORT = wholeNumber(0, 65_535);
const HOST = matching(/^[\w.:%-]+$/, 'must name a host or address');
const PATH = matching(/^[^\0]+$/, 'must be a path');
const NEO4J_URI: Rule<string> = {
  must: 'must look like bolt://localhost:7687 or neo4j+s://….databases.neo4j.io, without a user name in it',
  read: (text) =>
    /^(bolt|neo4j)(\+s|\+ssc)?:\/\/[^\s@]+$/.test(text) && URL.canParse(text) ? text : undefined,
};
const DATABASE = matching(/^[A-Za-z][A-Za-z0-9.-]*$/, 'must be the name of a database');
const NEO4J_TIMEOUT = wholeNumber(100, 600_000);
const LEVEL = matching(new RegExp(`^(${LEVELS.join('|')})$`), `must be one of ${LEVELS.join(', ')}`);
const DOCUMENTS: Rule<boolean> = {
  must: 'must be known or any',
  read: (text) => (text === 'known' ? true : text === 'any' ? false : undefined),
};
const originOf = (text: string) => (URL.canParse(text) ? new URL(text).origin : null);
const ORIGINS: Rule<Origins> = {
  must: 'must be *, or list origins such as https://example.org, with commas between',
  read(text) {
    if (text.trim() === '*') return '*';
    const origins = text.split(',').map((one) => one.trim());
    return origins.every((one) => /^https?:/.test(one) && originOf(one) === one) ? origins : undefined;
  },
};
const URL_OF_SITE: Rule<string> = {
  must: 'must be an address such as https://codes.example.org, without a path',
  read: (text) =>
    /^https?:/.test(text) && originOf(text) === text.replace(/\/$/, '') ? text.replace(/\/$/, '') : undefined,
};
const SIZE = wholeNumber(0, 1_000_000_000);
const LIMIT = wholeNumber(1, 1_000_000_000);
const SWITCH: Rule<boolean> = {
  must: 'must be on or off',
  read: (text) => (text === 'on' ? true : text === 'off' ? false : undefined),
};
const RATE = wholeNumber(0, 1_000_000_000);
const PROXIES: Rule<readonly string[]> = {
  must: 'must list addresses or subnets such as 10.0.0.0/8, or loopback, linklocal or uniquelocal, with commas between',
  read(text) {
    const proxies = text.split(',').map((one) => one.trim());
    return proxies.every(isSubnet) ? proxies : undefined;
  },
};

function isSubnet(text: string): boolean {
  if (/^(loopback|linklocal|uniquelocal)$/.test(text)) return true;
  const [address = '', bits = '1', ...more] = text.split('/');
  const most = isIPv6(address) ? 128 : 32;
  // A subnet of 0 bits would trust every address, and let each client choose its own.
  return isIP(address) !== 0 && /^\d{1,3}$/.test(bits) && +bits >= 1 && +bits <= most && more.length === 0;
}

/** Settings of earlier releases. */
const RETIRED = [
  { name: 'EXECUTION', now: null, instead: 'is ignored: there is one way of execution, by graphql-js.' },
  {
    name: 'KEPT_BYTES',
    now: 'RESPONSE_CACHE_BYTES',
    instead: 'is now RESPONSE_CACHE_BYTES; the next release does not read it any more.',
  },
  {
    name: 'KEPT_CODES',
    now: 'CODE_CACHE_SIZE',
    instead: 'is now CODE_CACHE_SIZE; the next release does not read it any more.',
  },
] as const;

/**
 * The folder from which the path of a database goes out: that of the checkout; of an installed package the working folder,
 * since what lies in its own goes with the next update.
 */
const home = () => (basename(dirname(root)) === 'node_modules' ? process.cwd() : root);

/** Reads the configuration from environment variables; throws a ConfigError that names all mistakes at once. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const problems: string[] = [];
  const isSet = (name: string) => (environment[name] ?? '') !== '';
  /** The name under which a setting stands: its own, or the former one, which is read for one more release. */
  const current = (name: string) => {
    const former = RETIRED.find(({ now }) => now === name)?.name;
    return former !== undefined && isSet(former) && !isSet(name) ? former : name;
  };
  const read = <Value>(name: string, fallback: Value, rule: Rule<Value>): Value => {
    const text = environment[name];
    if (text === undefined || text === '') return fallback;
    const value = rule.read(text);
    if (value === undefined) problems.push(`${name}: ${rule.must}`);
    return value ?? fallback;
  };
  const path = read('CODELATTICE_DB', 'data/codelattice.db', PATH);
  const uri = read('NEO4J_URI', '', NEO4J_URI);
  const neo4j = {
    uri,
    username: environment.NEO4J_USERNAME ?? '',
    password: environment.NEO4J_PASSWORD ?? '',
    database: read('NEO4J_DATABASE', 'neo4j', DATABASE),
    timeoutMs: read('NEO4J_TIMEOUT_MS', 4_000, NEO4J_TIMEOUT),
  };
  const metricsPort = read<number | null>('METRICS_PORT', null, PORT);
  const metricsHost = read('METRICS_HOST', '127.0.0.1', HOST);
  const limits = LIMIT_NAMES.map((name) => [name, read(limitVariable(name), DEFAULT_LIMITS[name], LIMIT)]);
  const config: Config = {
    port: read('PORT', 4000, PORT),
    host: read('HOST', '127.0.0.1', HOST),
    databasePath: resolve(home(), path),
    neo4j: uri === '' ? null : neo4j,
    logLevel: read('LOG_LEVEL', 'info', LEVEL),
    responseCacheBytes: read(current('RESPONSE_CACHE_BYTES'), 64_000_000, SIZE),
    codeCacheSize: read(current('CODE_CACHE_SIZE'), 10_000, SIZE),
    corsOrigins: read<Origins>('CORS_ORIGINS', '*', ORIGINS),
    publicUrl: read<string | null>('PUBLIC_URL', null, URL_OF_SITE),
    exportDirectory: read<string | null>('EXPORT_DIR', null, PATH),
    onlyKnownDocuments: read('DOCUMENTS', false, DOCUMENTS),
    federation: read('FEDERATION', false, SWITCH),
    limits: Object.fromEntries(limits) as Limits,
    rateLimit: { perMinute: read('RATE_LIMIT', 0, RATE), proxies: read('TRUSTED_PROXIES', [], PROXIES) },
    metrics: metricsPort === null ? null : { port: metricsPort, host: metricsHost },
    traces: read('TRACES', false, SWITCH),
    warnings: RETIRED.filter(({ name }) => isSet(name)).map(({ name, instead }) => `${name} ${instead}`),
  };
  const variables = LIMIT_NAMES.map(limitVariable);
  for (const name of Object.keys(environment)) {
    if (name.startsWith('LIMIT_') && !variables.includes(name)) {
      problems.push(`${name}: there is no such limit; the limits are ${variables.join(', ')}`);
    }
  }
  if (config.federation && config.onlyKnownDocuments) {
    problems.push('FEDERATION: on needs DOCUMENTS=any, since a router asks by documents of its own');
  }
  if (problems.length > 0) throw new ConfigError(problems);
  return config;
}
