import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { composeServices } from '@apollo/composition';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { buildClientSchema, getIntrospectionQuery, introspectionFromSchema, parse, printType } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSubgraph } from '../../src/graphql/federation.ts';
import { startTestServer } from '../served.ts';

let server;
let child;
let router;
let asked;
beforeAll(async () => {
  server = await startTestServer({ schema: createSubgraph() });
  child = spawn(process.execPath, [fileURLToPath(new URL('federation.mjs', import.meta.url)), server.url], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = new Promise((_, reject) => child.on('exit', () => reject(new Error('the router has ended'))));
  ended.catch(() => {});
  const said = (async () => {
    for await (const line of createInterface({ input: child.stdout })) {
      if (line.startsWith('{')) return JSON.parse(line);
    }
  })();
  ({ router, asked } = await Promise.race([said, ended]));
});
afterAll(async () => {
  child?.stdin.end();
  await server?.stop();
});

/** The answer of the router, and what it has asked codelattice for it. */
async function ask(query, headers = {}) {
  await fetch(asked);
  const response = await fetch(router, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query }),
  });
  const { data, errors } = await response.json();
  const requests = await (await fetch(asked)).json();
  return { data, errors, entities: requests.filter(({ query }) => query.includes('_entities')) };
}

/** The data of an answer without a router. */
async function direct(query) {
  const response = await fetch(`${server.url}/graphql?query=${encodeURIComponent(query)}`);
  return (await response.json()).data;
}
const sdlOf = async () => (await direct('{ _service { sdl } }'))._service.sdl;

describe('the subgraph', () => {
  it('has what the library of Apollo makes of its text', async () => {
    const bare = { descriptions: false };
    const own = buildClientSchema(await direct(getIntrospectionQuery(bare)));
    const library = buildSubgraphSchema(parse(await sdlOf()));
    const made = buildClientSchema(introspectionFromSchema(library, bare));
    for (const name of ['_Any', '_Entity', '_Service']) {
      expect(printType(own.getType(name))).toBe(printType(made.getType(name)));
    }
    const fieldsOf = (schema) => printType(schema.getQueryType()).split('\n').sort();
    expect(fieldsOf(own)).toEqual(fieldsOf(made));
  });
});

describe('a router of Apollo Federation', () => {
  it('finds the codes that another graph names, however it writes them, in one request', async () => {
    const { data, errors, entities } = await ask(
      '{ notes { edges { node { text about { id label family { id ward } } } } pageInfo { hasNextPage } } }',
    );
    expect(errors).toBeUndefined();
    const about = data.notes.edges.map(({ node }) => node.about);
    expect(about.map((code) => typeof code?.label)).toEqual(['string', 'string', 'undefined']);
    // The key is what the other graph calls it.
    expect(about[1].id).toBe('63277-62');
    expect(about[0].family).toEqual({ id: 'family:lesion-neoplasm', ward: '4 West' });
    expect(entities).toHaveLength(1);
    expect(entities[0].variables.representations).toHaveLength(3);
  });

  it('adds the fields of another graph to codes, families and the terms of all axes', async () => {
    const { data, errors } = await ask(
      `{ code(id: "63278") { id notes { text } family { ward } axes { axis terms { __typename id name seen } } }
        term(id: "region:sacral") { __typename id seen }
        family(id: "family:lesion-neoplasm") { name ward } }`,
    );
    expect(errors).toBeUndefined();
    expect(data.code).toMatchObject({
      id: 'CPT:63278',
      notes: [{ text: 'Ask for the level.' }],
      family: { ward: '4 West' },
    });
    const terms = data.code.axes.flatMap((fact) => fact.terms);
    expect(terms).toContainEqual({
      __typename: 'AnatomicalRegion',
      id: 'region:sacral',
      name: 'sacral',
      seen: 'region:sacral'.length,
    });
    for (const { id, seen } of terms) expect(seen).toBe(id.length);
    expect(data.term).toMatchObject({ __typename: 'AnatomicalRegion', seen: 13 });
    expect(data.family.ward).toBe('4 West');
  });

  it('passes on what is refused, with its place and remedy', async () => {
    const { errors } = await ask(
      '{ codes(first: 500) { edges { node { id related(first: 500) { edges { node { id } } } } } } }',
    );
    expect(errors[0].message).toMatch(/`codes\(first: 500\)` > `related\(first: 500\)` counts/);
    expect(errors[0].extensions.code).toBe('LIMIT_EXCEEDED');
  });

  it('speaks the language that it passes on', async () => {
    const { data } = await ask('{ term(id: "region:sacral") { name seen } }', { 'accept-language': 'es' });
    expect(data.term.name).toBe('sacra');
  });
});

describe('composition', () => {
  const compose = async (other) =>
    composeServices([
      { name: 'codelattice', url: server.url, typeDefs: parse(await sdlOf()) },
      { name: 'other', url: 'http://other.example', typeDefs: parse(other) },
    ]);
  const LINK =
    'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@shareable"])';

  it('gives no hint, and leaves nothing of this server’s own in the graph of all', async () => {
    const { errors, hints, supergraphSdl } = await compose(
      `${LINK} type Code @key(fields: "id") { id: ID! price: Int } scalar Date type Query { today: Date }`,
    );
    expect(errors).toBeUndefined();
    expect(hints).toEqual([]);
    expect(supergraphSdl).not.toMatch(/_Any|_Entity|@cost|@listSize|CacheControlScope/);
    expect(supergraphSdl).toMatch(/type Code[^{]*@join__type\(graph: OTHER, key: "id"\)/);
  });

  it('takes the example of the documentation', async () => {
    const text = readFileSync(new URL('../../docs/clients.md', import.meta.url), 'utf8');
    const { errors, supergraphSdl } = await compose(/```graphql\n(.*?)```/s.exec(text)[1]);
    expect(errors).toBeUndefined();
    expect(supergraphSdl).toMatch(/seen: Int!/);
  });

  it('names what two graphs may not both have', async () => {
    const { errors } = await compose(`${LINK} type Query { code(id: ID!): String }`);
    expect(errors.map(({ message }) => message).join()).toMatch(/Query\.code/);
  });
});
