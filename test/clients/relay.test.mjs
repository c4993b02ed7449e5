import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import relay from 'relay-runtime';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { REFUSAL, REFUSED, RELATED, served } from './served.mjs';

const { createOperationDescriptor, Environment, fetchQuery, getRequest, Network, RecordSource, Store } =
  relay;

/** Documents by the names of their operations, which start with that of their module. */
const DOCUMENTS = {
  pagesRelated: `query pagesRelated($code: ID!, $first: Int, $after: String) { code(id: $code) { code label
    related(first: $first, after: $after) @connection(key: "pages_related") { totalCount edges { node { code label } sentence }
      pageInfo { hasNextPage endCursor } } } }`,
  pagesSubgraph: `query pagesSubgraph { subgraph(roots: ["63278"]) { nodes { kind label node { id } } edges { source target } } }`,
  pagesPaths: `query pagesPaths { paths(from: "63278", to: "63286") { hops { from { code node { id } } to { code node { id } } } } }`,
  pagesTerm: 'query pagesTerm { node(id: "region:sacral") { ... on Term { axis name } } }',
  pagesRefused: `query pagesRefused ${REFUSED}`,
};

let server;
let folder;
let environment;
const artifacts = {};
beforeAll(async () => {
  server = await served();
  folder = mkdtempSync(join(tmpdir(), 'codelattice-relay-'));
  mkdirSync(join(folder, 'made'));
  // The compiler reads the schema as the server gives it.
  writeFileSync(join(folder, 'schema.graphql'), await (await fetch(`${server.url}/schema.graphql`)).text());
  const tags = Object.values(DOCUMENTS).map((text) => `graphql\`${text}\`;`);
  writeFileSync(join(folder, 'pages.js'), tags.join('\n'));
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  writeFileSync(
    join(folder, 'relay.config.json'),
    JSON.stringify({
      src: '.',
      schema: 'schema.graphql',
      language: 'javascript',
      artifactDirectory: 'made',
      eagerEsModules: true,
    }),
  );
  const compiler = fileURLToPath(new URL('node_modules/relay-compiler/cli.js', import.meta.url));
  execFileSync(process.execPath, [compiler, 'relay.config.json'], { cwd: folder, stdio: 'pipe' });
  for (const name of Object.keys(DOCUMENTS)) {
    const { href } = pathToFileURL(join(folder, 'made', `${name}.graphql.js`));
    artifacts[name] = (await import(/* @vite-ignore */ href)).default;
  }
  const network = Network.create(async ({ text: query }, variables) => {
    const response = await server.fetch(server.endpoint, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables }),
    });
    return response.json();
  });
  environment = new Environment({ network, store: new Store(new RecordSource()) });
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await server.stop();
});

const ask = (name, variables = {}) => fetchQuery(environment, artifacts[name], variables).toPromise();
/** What the store itself says, without asking. */
const lookUp = (name, variables = {}) => {
  const operation = createOperationDescriptor(getRequest(artifacts[name]), variables);
  return environment.lookup(operation.fragment);
};
const record = (id) => environment.getStore().getSource().get(id);

describe('relay-runtime with what relay-compiler makes', () => {
  it('merges the pages of a connection into one list', async () => {
    let page = { after: null };
    let related;
    do {
      related = (await ask('pagesRelated', { code: '63278', first: 7, ...page })).code.related;
      page = { after: related.pageInfo.endCursor };
    } while (related.pageInfo.hasNextPage);
    const { code } = lookUp('pagesRelated', { code: '63278', first: 7 }).data;
    expect([code.related.edges.length, code.related.totalCount]).toEqual([RELATED.count, RELATED.count]);
    expect(code.related.edges[0].node.code).toBe(RELATED.first);
  });

  it('keeps the code when other documents draw it as the node of a graph and of a way', async () => {
    const before = lookUp('pagesRelated', { code: '63278', first: 7 });
    const { subgraph } = await ask('pagesSubgraph');
    const { paths } = await ask('pagesPaths');
    expect(subgraph.nodes.map(({ node }) => node.id)).toEqual(
      expect.arrayContaining(['CPT:63278', 'CPT:63277', 'family:lesion-neoplasm']),
    );
    expect(paths[0].hops[0].from).toMatchObject({ code: '63278', node: { id: 'CPT:63278' } });
    for (const id of ['CPT:63278', 'CPT:63277']) {
      expect(record(id)).toMatchObject({ __typename: 'Code', code: id.slice(4) });
    }
    const after = lookUp('pagesRelated', { code: '63278', first: 7 });
    expect(after.isMissingData).toBe(false);
    expect(after.data).toEqual(before.data);
  });

  it('matches a fragment on an interface', async () => {
    expect((await ask('pagesTerm')).node).toMatchObject({ axis: 'REGION', name: 'sacral' });
  });

  it('shows why a question is refused', async () => {
    await ask('pagesRefused');
    const { data, fieldErrors } = lookUp('pagesRefused');
    expect(data).toEqual({ codes: null });
    expect(fieldErrors[0].error.message).toMatch(REFUSAL.message);
    expect(fieldErrors[0].error.extensions.code).toBe(REFUSAL.code);
  });
});
