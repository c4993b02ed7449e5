import {
  assertInterfaceType,
  getNullableType,
  isLeafType,
  isObjectType,
  Kind,
  parse,
  print,
  type SelectionSetNode,
  visit,
} from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { documents, schema } from '../documents.ts';
import { importedStore } from '../imported.ts';
import { ask, startTestServer, type TestServer } from '../served.ts';

let server: TestServer;
let close: () => Promise<void>;
/** What all documents of clients say of each id: its types, and what each field without arguments says. */
const types = new Map<string, Set<string>>();
const said = new Map<string, Set<string>>();

beforeAll(async () => {
  const imported = await importedStore();
  server = await startTestServer({ store: imported.store });
  close = imported.close;
  for (const { file, text, variables } of documents) {
    const query = withTypenames(text);
    for (const values of variables) {
      const { body } = await ask(server.url, query, values);
      expect(body.errors, file).toBeUndefined();
      note(body.data);
    }
  }
});
afterAll(async () => {
  await server.stop();
  await close();
});

/** The types that say they are a Node. */
const nodeTypes = new Set(
  schema.getPossibleTypes(assertInterfaceType(schema.getType('Node'))).map(({ name }) => name),
);

/** As a client with a normalised cache sends it: every object says its type. */
const withTypenames = (text: string) =>
  print(
    visit(parse(text), {
      [Kind.SELECTION_SET]: (set: SelectionSetNode) => ({
        ...set,
        selections: [
          ...set.selections,
          { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } } as const,
        ],
      }),
    }),
  );

function note(value: unknown): void {
  if (Array.isArray(value)) for (const one of value) note(one);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
  const object = value as Record<string, unknown>;
  const { id, __typename } = object;
  if (typeof id === 'string' && typeof __typename === 'string') {
    add(types, id, __typename);
    const type = schema.getType(__typename);
    const fields = isObjectType(type) ? type.getFields() : {};
    for (const [name, one] of Object.entries(object)) {
      const field = fields[name];
      if (field === undefined || field.args.length > 0 || !isLeafType(getNullableType(field.type))) continue;
      add(said, `${id} ${name}`, JSON.stringify(one));
    }
  }
  for (const one of Object.values(object)) note(one);
}

function add(sets: Map<string, Set<string>>, key: string, value: string): void {
  sets.set(key, (sets.get(key) ?? new Set()).add(value));
}

const manifold = (sets: Map<string, Set<string>>) =>
  [...sets].filter(([, values]) => values.size > 1).map(([key, values]) => `${key}: ${[...values].join()}`);

describe('an id', () => {
  it('has one type wherever it comes from', () => {
    expect(types.size).toBeGreaterThan(300);
    expect(manifold(types)).toEqual([]);
  });

  it('says one thing in each field, so that a cache may keep it', () => {
    expect(said.size).toBeGreaterThan(300);
    expect(manifold(said)).toEqual([]);
  });

  it('of a Node is answered by node and nodes with the same type', async () => {
    const ids = [...types].flatMap(([id, [type = '']]) => (nodeTypes.has(type) ? [id] : []));
    expect(ids.length).toBeGreaterThan(200);
    const expected = (page: readonly string[]) =>
      page.map((id) => ({ __typename: [...(types.get(id) ?? [])][0], id }));
    for (let at = 0; at < ids.length; at += 500) {
      const page = ids.slice(at, at + 500);
      const { body } = await ask(server.url, 'query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }', {
        ids: page,
      });
      expect(body.data.nodes).toEqual(expected(page));
    }
    // One alias for each: as many as fit into one document.
    for (let at = 0; at < ids.length; at += 50) {
      const page = ids.slice(at, at + 50);
      const fields = page.map((id, index) => `n${index}: node(id: ${JSON.stringify(id)}) { __typename id }`);
      const { body } = await ask(server.url, `{ ${fields.join(' ')} }`);
      expect(Object.values(body.data)).toEqual(expected(page));
    }
  });

  it('belongs to a Node, a name, a source or a line of one: no other type has a field `id`', () => {
    const others = Object.values(schema.getTypeMap())
      .filter((type) => isObjectType(type) && type.getFields().id !== undefined && !nodeTypes.has(type.name))
      .map(({ name }) => name);
    expect(others.sort()).toEqual(['Citation', 'Name', 'Source']);
  });
});
