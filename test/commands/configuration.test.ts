import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ConfigError, readConfig } from '../../src/commands/config.ts';
import { DEFAULT_LIMITS, type Limits, limitVariable } from '../../src/limits.ts';
import { PFS_CELLS, pfsCsv } from '../load/files/samples.ts';
import { ask } from '../served.ts';
import { installedCopy, run, serveUntilReady } from './installed.ts';

const problemsOf = (environment: Record<string, string>): string[] => {
  try {
    readConfig(environment);
    return [];
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return (error as Error).message.split('\n').slice(1);
  }
};

describe('the configuration', () => {
  test('has a default for everything, and takes empty variables as not set', () => {
    const { databasePath, ...config } = readConfig({
      PORT: '',
      NEO4J_URI: '',
      LIMIT_DEPTH: '',
      HOST: '',
      PATH: '/bin',
    });
    expect(databasePath).toMatch(/\/data\/codelattice\.db$/);
    expect(config).toEqual({
      port: 4000,
      host: '127.0.0.1',
      neo4j: null,
      logLevel: 'info',
      responseCacheBytes: 64_000_000,
      codeCacheSize: 10_000,
      corsOrigins: '*',
      exportDirectory: null,
      publicUrl: null,
      onlyKnownDocuments: false,
      federation: false,
      limits: DEFAULT_LIMITS,
      rateLimit: { perMinute: 0, proxies: [] },
      metrics: null,
      traces: false,
      warnings: [],
    });
  });

  test('is read from the variables with the names that were promised', () => {
    const config = readConfig({
      PORT: '0',
      HOST: '::1',
      CODELATTICE_DB: '/tmp/x.db',
      LOG_LEVEL: 'silent',
      RESPONSE_CACHE_BYTES: '0',
      CODE_CACHE_SIZE: '5',
      CORS_ORIGINS: 'https://a.example, http://localhost:3000',
      PUBLIC_URL: 'https://codes.example.org/',
      EXPORT_DIR: '/srv/exports',
      DOCUMENTS: 'known',
      NEO4J_URI: 'neo4j+s://x.databases.neo4j.io',
      NEO4J_USERNAME: 'ann',
      NEO4J_PASSWORD: 'a b:c@/\\"',
      NEO4J_DATABASE: 'codes',
      NEO4J_TIMEOUT_MS: '20000',
    });
    expect(config).toEqual({
      port: 0,
      host: '::1',
      databasePath: '/tmp/x.db',
      neo4j: {
        uri: 'neo4j+s://x.databases.neo4j.io',
        username: 'ann',
        password: 'a b:c@/\\"',
        database: 'codes',
        timeoutMs: 20_000,
      },
      logLevel: 'silent',
      responseCacheBytes: 0,
      codeCacheSize: 5,
      corsOrigins: ['https://a.example', 'http://localhost:3000'],
      publicUrl: 'https://codes.example.org',
      exportDirectory: '/srv/exports',
      onlyKnownDocuments: true,
      federation: false,
      limits: DEFAULT_LIMITS,
      rateLimit: { perMinute: 0, proxies: [] },
      metrics: null,
      traces: false,
      warnings: [],
    });
  });

  test('warns of settings of earlier releases, and reads those that have another name', () => {
    const config = readConfig({ EXECUTION: 'plain', KEPT_BYTES: '7', KEPT_CODES: '8', CODE_CACHE_SIZE: '9' });
    expect([config.responseCacheBytes, config.codeCacheSize]).toEqual([7, 9]);
    expect(config.warnings.map((line) => line.split(' ')[0])).toEqual([
      'EXECUTION',
      'KEPT_BYTES',
      'KEPT_CODES',
    ]);
  });

  test('has figures and traces only where they are asked for', () => {
    const { metrics, traces } = readConfig({ METRICS_PORT: '9464', METRICS_HOST: '::1', TRACES: 'on' });
    expect([metrics, traces]).toEqual([{ port: 9464, host: '::1' }, true]);
  });

  test('is a subgraph only where that is asked for, and not for known documents alone', () => {
    expect(readConfig({ FEDERATION: 'on' }).federation).toBe(true);
    expect(readConfig({ FEDERATION: 'off', DOCUMENTS: 'known' }).federation).toBe(false);
    expect(problemsOf({ FEDERATION: 'on', DOCUMENTS: 'known' })).toEqual([
      '  FEDERATION: on needs DOCUMENTS=any, since a router asks by documents of its own',
    ]);
  });

  test('takes proxies as addresses, subnets and names', () => {
    const { rateLimit } = readConfig({
      RATE_LIMIT: '600',
      TRUSTED_PROXIES: 'loopback, 10.0.0.0/8,fd00::/8,::1',
    });
    expect(rateLimit).toEqual({ perMinute: 600, proxies: ['loopback', '10.0.0.0/8', 'fd00::/8', '::1'] });
  });

  test.each(Object.keys(DEFAULT_LIMITS) as (keyof Limits)[])(
    'the limit %s is set by a variable of its own',
    (name) => {
      const { limits } = readConfig({ [limitVariable(name)]: '7' });
      expect(limits).toEqual({ ...DEFAULT_LIMITS, [name]: 7 });
    },
  );

  test('the limits are those of the design', () => {
    expect(DEFAULT_LIMITS).toEqual({
      cost: 20_000,
      depth: 15,
      aliases: 60,
      directives: 50,
      operations: 10,
      tokens: 4_000,
      variables: 2_000,
      introspection: 100_000,
      bodyBytes: 100_000,
      first: 500,
      ids: 500,
      text: 256,
      corrections: 64,
      levels: 4,
      nodes: 5_000,
      edges: 100_000,
      together: 20,
      answerBytes: 5_000_000,
      deadlineMs: 10_000,
      headersMs: 10_000,
      requestMs: 15_000,
      inFlight: 256,
      connections: 2_000,
    });
  });

  test.each([
    ['PORT', '-1'],
    ['PORT', '65536'],
    ['PORT', '80a'],
    ['PORT', '4e3'],
    ['PORT', ' 4000'],
    ['PORT', '0x50'],
    ['HOST', 'a b'],
    ['HOST', 'http://x/'],
    ['NEO4J_URI', 'http://localhost:7687'],
    ['NEO4J_URI', 'bolt://'],
    ['NEO4J_URI', 'localhost:7687'],
    ['NEO4J_URI', 'bolt://a b'],
    ['NEO4J_URI', 'bolt://ann:secret@localhost'],
    ['NEO4J_URI', 'bolt://x:99999'],
    ['NEO4J_DATABASE', 'a/b'],
    ['NEO4J_DATABASE', '1'],
    ['NEO4J_TIMEOUT_MS', '4 s'],
    ['NEO4J_TIMEOUT_MS', '0'],
    ['LOG_LEVEL', 'loud'],
    ['LOG_LEVEL', 'INFO'],
    ['LIMIT_DEPTH', '0'],
    ['LIMIT_DEPTH', 'none'],
    ['LIMIT_COST', '-5'],
    ['LIMIT_FIRST', '9999999999'],
    ['LIMIT_BODY_BYTES', '1.5'],
    ['LIMIT_SPEED', '1'],
    ['LIMIT_', '1'],
    ['METRICS_PORT', 'yes'],
    ['METRICS_HOST', 'a b'],
    ['TRACES', 'true'],
    ['FEDERATION', 'yes'],
    ['RATE_LIMIT', '-1'],
    ['TRUSTED_PROXIES', 'anyone'],
    ['TRUSTED_PROXIES', '10.0.0.0/33'],
    ['TRUSTED_PROXIES', '0.0.0.0/0'],
    ['TRUSTED_PROXIES', '::/0'],
    ['TRUSTED_PROXIES', '10.0.0.1,'],
  ])('%s=%s is a mistake that is named', (name, value) => {
    const problems = problemsOf({ [name]: value });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(new RegExp(`^  ${name}: \\w`));
    expect(problems[0]).not.toContain('secret');
  });
});

describe('the command', () => {
  let installed: ReturnType<typeof installedCopy>;
  beforeAll(() => {
    installed = installedCopy();
  });
  afterAll(() => installed.remove());

  test.each([['serve'], ['seed'], ['doctor']])(
    '%s names all mistakes of a configuration at once, and ends with 2',
    async (name) => {
      const { code, out, err } = await run(installed.folder, [name], {
        PORT: 'x',
        HOST: 'a b',
        NEO4J_URI: 'http://x',
        LOG_LEVEL: 'loud',
        LIMIT_DEPTH: '0',
        LIMIT_SPEED: '5',
      });
      expect([code, out]).toEqual([2, '']);
      expect(err).toMatch(/^The configuration has 6 mistake\(s\):\n/);
      for (const variable of ['PORT', 'HOST', 'NEO4J_URI', 'LOG_LEVEL', 'LIMIT_DEPTH', 'LIMIT_SPEED']) {
        expect(err).toMatch(new RegExp(`^  ${variable}: `, 'm'));
      }
      expect(err).not.toMatch(/at .*\.js/);
    },
  );

  test.each([[['dance']], [['serve', '--loud']], [['seed', 'everything']], [['doctor', '--deeper']]])(
    '%j is no use of it: help, and 2',
    async (options) => {
      const { code, err } = await run(installed.folder, options);
      expect(code).toBe(2);
      expect(err).toMatch(/^error: /);
      expect(err).toContain('Usage: codelattice');
    },
  );

  test('a misspelt command is named, beside those that there are', async () => {
    const { err } = await run(installed.folder, ['sevre']);
    expect(err).toMatch(
      /^error: there is no command 'sevre'; the commands are serve, seed, import, forget, query, export, changes, together, case, mcp, quiz, doctor, help\n/,
    );
    expect(err).toContain('Usage: codelattice [options] [command]');
  });

  test('forget and a dry run ask the Neo4j that is named', async () => {
    const file = join(installed.folder, 'PPRRVU2025_Oct.csv');
    writeFileSync(file, pfsCsv([PFS_CELLS]));
    const unreachable = { NEO4J_URI: 'bolt://127.0.0.1:1' };
    for (const args of [
      ['forget', 'pfs'],
      ['import', '--dry-run', file],
    ]) {
      const { code, err } = await run(installed.folder, args, unreachable);
      expect(err).toContain('The graph database does not answer.');
      expect(code).toBe(1);
    }
  });

  test('--help says what there is, and ends with 0', async () => {
    const { code, out } = await run(installed.folder, ['--help']);
    expect(code).toBe(0);
    for (const name of ['serve', 'seed', 'doctor']) expect(out).toContain(`  ${name} `);
  });

  test('FEDERATION makes it a subgraph; without it nothing is said of one', async () => {
    for (const [setting, isSubgraph] of [
      ['on', true],
      ['off', false],
    ] as const) {
      const server = await serveUntilReady(installed.folder, { FEDERATION: setting });
      const { body } = await ask(server.url, '{ _service { sdl } }');
      expect(body.data?._service.sdl.includes('@key') ?? false).toBe(isSubgraph);
      server.process.kill('SIGTERM');
      expect((await server.ended).code).toBe(0);
    }
  });

  test('limits from the environment reach the server', async () => {
    const server = await serveUntilReady(installed.folder, { LIMIT_DEPTH: '2', LIMIT_FIRST: '3' });
    expect((await ask(server.url, '{ codes(first: 3) { totalCount } }')).body.errors).toBeUndefined();
    expect((await ask(server.url, '{ codes(first: 4) { totalCount } }')).body.errors[0].message).toContain(
      'LIMIT_FIRST',
    );
    expect(
      (await ask(server.url, '{ codes(first: 3) { edges { cursor } } }')).body.errors[0].message,
    ).toContain('LIMIT_DEPTH');
    server.process.kill('SIGTERM');
    expect((await server.ended).code).toBe(0);
  });
});
