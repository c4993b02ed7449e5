import { buildSchema, type OperationDefinitionNode, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { rowsOf } from '../../src/commands/query/rows.ts';
import { shapeOf } from '../../src/commands/query/shape.ts';
import { inColumns, inWidth, widthOf } from '../../src/commands/terminal-table.ts';
import { fragmentsOf } from '../../src/graphql/selections.ts';

const schema = buildSchema(`
  type Query { a: Thing things: [Thing!]! page: Page other: Page }
  type Thing { name: String number: Float words: [String!] things: [Thing!] page: Page }
  type Page { totalCount: Int pageInfo: PageInfo edges: [Edge!]! }
  type Edge { cursor: String name: String node: Thing! }
  type PageInfo { hasNextPage: Boolean }
`);

function table(text: string, data: Record<string, unknown>, explode: readonly string[] = []) {
  const document = parse(text);
  const operation = document.definitions.find(
    (one) => one.kind === 'OperationDefinition',
  ) as OperationDefinitionNode;
  const shapes = shapeOf({ schema, fragments: fragmentsOf(document) }, operation);
  const { columns, rows } = rowsOf(shapes, data, explode);
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

  it('keeps lists in lists apart: as JSON in the cell, or as rows where they are asked for', () => {
    const things = [
      { name: 'b', things: [{ name: 'x' }, { name: 'y' }] },
      { name: 'c', things: [] },
    ];
    const data = { page: { edges: [{ node: { name: 'a', things } }, { node: { name: 'd', things: [] } }] } };
    const text = '{ page { edges { node { name things { name things { name } } } } } }';
    expect(table(text, data)).toEqual([
      ['name', 'things'],
      ['a', JSON.stringify(things)],
      ['d', ''],
    ]);
    expect(table(text, data, ['things'])).toEqual(table(text, data, ['page.things', 'things.things']));
    expect(table(text, data, ['page.things'])).toEqual([
      ['name', 'things.name', 'things.things.name'],
      ['a', 'b', 'x; y'],
      ['a', 'c', ''],
      ['d', '', ''],
    ]);
    expect(() => table(text, data, ['none'])).toThrow(
      '--explode none: the answer has no such list; its lists are page.things, page.things.things.',
    );
  });

  it('keeps elements apart that have a semicolon', () => {
    expect(table('{ a { words } }', { a: { words: ['x; y', 'z'] } })).toEqual([['words'], ['["x; y","z"]']]);
    expect(
      table('{ a { things { name number } } }', { a: { things: [{ name: 'x' }, { number: 2 }] } }),
    ).toEqual([
      ['things.name', 'things.number'],
      ['x', ''],
      ['', 2],
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

  it('give way within the width of a terminal, and become records where that is not enough', () => {
    const [long, longer] = [
      'fourteen words '.repeat(2).trim(),
      'twenty words and one more '.repeat(2).trim(),
    ];
    const rows = [['1', long, longer]];
    expect(inWidth(['n', 'a', 'b'], rows, 200)).toEqual(inColumns(['n', 'a', 'b'], rows));
    for (const width of [60, 70, 80]) {
      const lines = inWidth(['n', 'a', 'b'], rows, width);
      expect(lines).toHaveLength(2);
      expect(lines.every((line) => widthOf(line) <= width)).toBe(true);
      expect(lines[1]).toContain('…');
    }
    expect(inWidth(['n', 'a', 'b'], rows, 30)).toEqual([
      '-- 1 --',
      'n  1',
      'a  fourteen words fourteen',
      '   words',
      'b  twenty words and one more',
      '   twenty words and one more',
    ]);
    expect(inWidth(['a'], [['x'.repeat(50)]], 30)).toEqual(['a', `${'x'.repeat(29)}…`]);
  });

  it('are cut where they are too wide', () => {
    expect(inColumns(['a'], [['a long text']], 7)).toEqual(['a', 'a long…']);
  });
});
