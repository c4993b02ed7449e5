import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { dataset } from '../seeded.ts';
import { ask } from '../served.ts';
import { installedCopy, run, serveUntilReady } from './installed.ts';

let installed: ReturnType<typeof installedCopy>;
let data: string;
let database: string;
let variables: Record<string, string>;
beforeAll(() => {
  installed = installedCopy();
  data = join(installed.folder, 'new/data');
  database = join(data, 'graph of codes.db');
  variables = { CODELATTICE_DB: database };
});
afterAll(() => installed.remove());
beforeEach(() => rmSync(data, { recursive: true, force: true }));

async function stop(server: Awaited<ReturnType<typeof serveUntilReady>>) {
  server.process.kill('SIGTERM');
  return server.ended;
}

describe('seed', () => {
  test('loads what is not there, then finds nothing to do', async () => {
    const first = await run(installed.folder, ['seed'], variables);
    expect([first.code, first.err]).toEqual([0, '']);
    expect(first.out).toBe(
      `Loaded ${dataset.codes.length} codes, ${dataset.terms.length} terms and ${dataset.related.length} related pairs into sqlite ${database}; dataset ${dataset.version}.\n`,
    );
    const written = readFileSync(database);
    const second = await run(installed.folder, ['seed'], variables);
    expect([second.code, second.out]).toEqual([
      0,
      `sqlite ${database} has dataset ${dataset.version} already; nothing to do.\n`,
    ]);
    expect(readFileSync(database).equals(written)).toBe(true);
    expect(readdirSync(data)).toEqual(['graph of codes.db']);
  });

  test('says what is wrong with a seed, by file and line, and leaves the database as it is', async () => {
    await run(installed.folder, ['seed'], variables);
    const written = readFileSync(database);
    const table = join(installed.folder, 'seed/cpt/add-ons.csv');
    const text = readFileSync(table, 'utf8');
    writeFileSync(table, text.replace(/^63295,/m, '63999,').replace(/63278/, 'banana'));
    for (const command of ['seed', 'serve']) {
      const { code, err } = await run(installed.folder, [command], variables);
      expect(code).toBe(1);
      expect(err).toMatch(/^The seed has \d+ problem\(s\):\n {2}seed\/cpt\/add-ons\.csv:\d+: /);
      expect(err).not.toMatch(/at .*\.js/);
    }
    writeFileSync(table, text);
    expect(readFileSync(database).equals(written)).toBe(true);
  });
});

describe('serve', () => {
  test('seeds at the first start, not at the second, and again when the seed has changed', async () => {
    const first = await serveUntilReady(installed.folder, variables);
    const answer = await ask(first.url, '{ code(id: "63278") { regions { name } } dataset { version } }');
    expect(answer.body.data).toEqual({
      code: { regions: [{ name: 'sacral' }] },
      dataset: { version: dataset.version },
    });
    expect((await stop(first)).out).toContain(`Seeded sqlite ${database}.`);

    const second = await serveUntilReady(installed.folder, variables);
    expect((await stop(second)).out).not.toContain('Seeded');

    const texts = join(installed.folder, 'seed/text/en/terms.csv');
    const text = readFileSync(texts, 'utf8');
    writeFileSync(texts, text.replace(/^region:sacral,sacral,/m, 'region:sacral,at the sacrum,'));
    const third = await serveUntilReady(installed.folder, variables);
    const changed = await ask(third.url, '{ term(id: "region:sacral") { name } dataset { version } }');
    expect(changed.body.data.term.name).toBe('at the sacrum');
    expect(changed.body.data.dataset.version).not.toBe(dataset.version);
    expect((await stop(third)).out).toContain('Seeded');
    writeFileSync(texts, text);
  });

  test('takes up a dataset that is loaded while it runs', async () => {
    const server = await serveUntilReady(installed.folder, variables);
    const texts = join(installed.folder, 'seed/text/en/terms.csv');
    const text = readFileSync(texts, 'utf8');
    writeFileSync(texts, text.replace(/^region:sacral,sacral,/m, 'region:sacral,at the sacrum,'));
    expect((await run(installed.folder, ['seed'], variables)).code).toBe(0);
    writeFileSync(texts, text);
    await expect
      .poll(async () => (await ask(server.url, '{ term(id: "region:sacral") { name } }')).body.data.term.name)
      .toBe('at the sacrum');
    expect((await stop(server)).code).toBe(0);
  });

  test('two that start at once over no file both come up', async () => {
    const servers = await Promise.all([1, 2].map(() => serveUntilReady(installed.folder, variables)));
    for (const { url } of servers) {
      expect((await ask(url, '{ dataset { version } }')).body.data.dataset.version).toBe(dataset.version);
    }
    expect((await Promise.all(servers.map(stop))).map(({ code }) => code)).toEqual([0, 0]);
    expect(readdirSync(data)).toEqual(['graph of codes.db']);
  });

  test('over a port that is in use says so, and ends with 1', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as { port: number };
    const { code, err, out } = await run(installed.folder, ['serve'], {
      ...variables,
      PORT: `${port}`,
      LOG_LEVEL: 'warn',
    });
    other.close();
    expect(code).toBe(1);
    expect(err).toBe(
      `Port ${port} is in use by another program. Set PORT to a free one, such as PORT=${port + 1}, or end that program.\n`,
    );
    expect(out).not.toContain('serves');
  });

  test.each(['192.0.2.1', 'no-such-host.invalid'])(
    'on %s, which is not of this machine, says so',
    async (HOST) => {
      const { code, err } = await run(installed.folder, ['serve'], { ...variables, HOST, LOG_LEVEL: 'warn' });
      expect(code).toBe(1);
      expect(err).toMatch(/^HOST is no address of this machine\. Set it to 127\.0\.0\.1.*\n$/);
    },
  );

  test('prints no warnings of its libraries', async () => {
    const server = await serveUntilReady(installed.folder, variables);
    await ask(server.url, '{ __typename }');
    const { err, out } = await stop(server);
    expect(err).toBe('');
    expect(out.trim().split('\n')).toEqual([
      `Seeded sqlite ${database}.`,
      `codelattice serves sqlite ${database} at ${server.url}`,
      `  explorer: ${server.url}/`,
      `  GraphiQL with examples: ${server.url}/graphiql`,
      `  schema: ${server.url}/schema.graphql`,
    ]);
  });

  test('without its pages serves the graph, and says what is missing', async () => {
    const pages = join(installed.folder, 'dist/explorer');
    const page = join(pages, 'graphiql/index.html');
    const server = await serveUntilReady(installed.folder, variables);
    renameSync(page, `${page}.away`);
    const gone = await fetch(`${server.url}/graphiql`);
    renameSync(`${page}.away`, page);
    expect(gone.status).toBe(404);
    await stop(server);

    renameSync(pages, `${pages}.away`);
    const bare = await serveUntilReady(installed.folder, variables);
    renameSync(`${pages}.away`, pages);
    const answer = await fetch(`${bare.url}/graphiql`);
    expect([answer.status, await answer.text()]).toEqual([
      404,
      'The pages are not built. Run `npm run build`, then start again.\n',
    ]);
    expect((await ask(bare.url, '{ __typename }')).status).toBe(200);
    await stop(bare);
  });

  test('says on IPv6 where it serves', async () => {
    const server = await serveUntilReady(installed.folder, { ...variables, HOST: '::1' });
    expect(server.url).toMatch(/^http:\/\/\[::1\]:\d+$/);
    expect((await ask(server.url, '{ __typename }')).status).toBe(200);
    await stop(server);
  });
});
