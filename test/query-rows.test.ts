import { buildSchema, type OperationDefinitionNode, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { fragmentsOf } from '../src/limits.ts';
import { rowsOf } from '../src/query/rows.ts';
import { shapeOf } from '../src/query/shape.ts';
import { inColumns, widthOf } from '../src/text/columns.ts';

const schema = buildSchema(`
  type Query { a: Thing things: [Thing!]! page: Page other: Page }
  type Thing { name: String number: Float words: [String!] things: [Thing!] page: Page }
  type Page { totalCount: Int pageInfo: PageInfo edges: [Edge!]! }
  type Edge { cursor: String name: String node: Thing! }
  type PageInfo { hasNextPage: Boolean }
`);

function table(text: string, data: Record<string, unknown>) {
  const document = parse(text);
  const operation = document.definitions.find(
    (one) => one.kind === 'OperationDefinition',
  ) as OperationDefinitionNode;
  const { columns, rows } = rowsOf(shapeOf({ schema, fragments: fragmentsOf(document) }, operation), data);
  return [columns, ...rows];
}

const edges = (...names: string[]) => ({
  totalCount: names.length,
  edges: names.map((name) => ({ cursor: 'x', name: `of ${name}`, node: { name } })),
});

describe('an answer as a table', () => {
  it('has the edges of a connection as rows, and no cursors, counts or page infos', () => {
    expect(
      table('{ page { totalCount pageInfo { hasNextPage } edges { cursor node { name number } } } }', {
        page: edges('a', 'b'),
      }),
    ).toEqual([
      ['name', 'number'],
      ['a', ''],
      ['b', ''],
    ]);
  });

  it('keeps apart what edge and node call by one name', () => {
    expect(table('{ page { edges { name node { name } } } }', { page: edges('a') })).toEqual([
      ['name', 'edges.node.name'],
      ['of a', 'a'],
    ]);
  });

  it('repeats what stands above, also where nothing is below', () => {
    const data = {
      page: {
        edges: [{ node: { name: 'a', page: edges('b', 'c') } }, { node: { name: 'd', page: edges() } }],
      },
    };
    expect(table('{ page { edges { node { name page { edges { node { name } } } } } } }', data)).toEqual([
      ['name', 'page.name'],
      ['a', 'b'],
      ['a', 'c'],
      ['d', ''],
    ]);
  });

  it('has connections side by side one after the other', () => {
    expect(
      table('{ page { edges { node { name } } } other { edges { node { name } } } }', {
        page: edges('a'),
        other: edges('b'),
      }),
    ).toEqual([
      ['page.name', 'other.name'],
      ['a', ''],
      ['', 'b'],
    ]);
  });

  it('has the outermost lists as rows where there is no connection, and joins what is below', () => {
    const data = {
      things: [
        { name: 'a', words: ['x', 'y'], things: [{ name: 'b' }, { name: 'c' }] },
        { name: null, words: null, things: [] },
      ],
    };
    expect(table('{ things { name words things { name } } }', data)).toEqual([
      ['name', 'words', 'things.name'],
      ['a', 'x; y', 'b; c'],
      ['', '', ''],
    ]);
  });

  it('has one row where there is no list, and none where there is nothing', () => {
    const fragment = 'fragment Own on Thing { name number } { a { ...Own name } }';
    expect(table(fragment, { a: { name: 'a', number: -1 } })).toEqual([
      ['name', 'number'],
      ['a', -1],
    ]);
    expect(table(fragment, { a: null })).toEqual([
      ['name', 'number'],
      ['', ''],
    ]);
    expect(table('{ page { edges { node { name } } } }', { page: edges() })).toEqual([['name']]);
  });
});

describe('columns', () => {
  it('are as wide as their widest text, numbers to the right, control characters gone', () => {
    expect(
      inColumns(
        ['a', 'count'],
        [
          ['骶骨', '1'],
          ['x\u001b[31my', '1,000'],
        ],
      ),
    ).toEqual(['a        count', '骶骨         1', 'x [31my  1,000']);
    expect(widthOf('骶骨')).toBe(4);
  });

  it('are cut where they are too wide', () => {
    expect(inColumns(['a'], [['a long text']], 7)).toEqual(['a', 'a long…']);
  });
});
