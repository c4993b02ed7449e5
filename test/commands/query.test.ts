import { existsSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { operations } from '../documents.ts';
import { written } from '../load/files/files.ts';
import { ownCsv } from '../load/files/samples.ts';
import { ask } from '../served.ts';
import { importer } from './importing.ts';
import { serveUntilReady } from './installed.ts';

let own: ReturnType<typeof importer>;
let database: string;
beforeAll(async () => {
  own = importer();
  database = own.fresh();
  expect((await own.run(database, 'seed')).code).toBe(0);
});
afterAll(() => own.remove());

const query = (text: string, ...options: readonly string[]) =>
  own.run(database, 'query', written('asked.graphql', text), ...options);
const answer = async (text: string, ...options: readonly string[]) => {
  const { code, out, err } = await query(text, '--format', 'json', ...options);
  expect([code, err]).toEqual([0, '']);
  return JSON.parse(out);
};

const EDGES = 'edges { node { code label } }';

describe('query', () => {
  it('gives what a server gives, for every operation of a client that fits on a page', async () => {
    const server = await serveUntilReady(own.folder, { CODELATTICE_DB: database });
    try {
      for (const { file, text, variables } of operations) {
        const [values = {}] = variables;
        const { body } = await ask(server.url, text, values);
        if (/"hasNextPage":true/.test(JSON.stringify(body))) continue;
        const { code, out, err } = await own.run(
          database,
          'query',
          written(file, text),
          '--format',
          'json',
          '--variables',
          JSON.stringify(values),
        );
        expect([file, code, err]).toEqual([file, 0, '']);
        expect(JSON.parse(out), file).toEqual(body.data);
      }
    } finally {
      server.process.kill('SIGTERM');
      await server.ended;
    }
  });

  it.each([
    [
      'a cursor in a variable',
      'query($after: String) { all: codes(first: 7, after: $after, filter: { system: [CPT] }) { totalCount EDGES } }',
      'all',
    ],
    [
      'a cursor that is written, at the first page',
      'query { all: codes(first: 7, filter: { system: [CPT] }) { totalCount EDGES } }',
      'all',
    ],
    [
      'edges under another name',
      '{ all: codes(first: 7, filter: { system: [CPT] }) { totalCount edges: edges { node { code label } } } }',
      'all',
    ],
    [
      'a fragment',
      'fragment Some on Query { all: codes(first: 7, filter: { system: [CPT] }) { totalCount EDGES } } query { ...Some }',
      'all',
    ],
  ])(
    'walks all pages: with %s',
    async (_, text, name) => {
      const paged = await answer(text.replace('EDGES', EDGES), '--limit', 'all');
      const whole = await answer(
        `{ ${name}: codes(first: 500, filter: { system: [CPT] }) { totalCount ${EDGES} } }`,
      );
      expect(whole[name].edges.length).toBe(whole[name].totalCount);
      expect(paged).toEqual(whole);
    },
    30_000,
  );

  it('walks below an object, and leaves lists of connections at their first page', async () => {
    const { code } = await answer(
      `{ code(id: "63278") { related(first: 4) { totalCount pageInfo { hasNextPage } edges { sentence } } } }`,
      '--limit',
      'all',
    );
    expect(code.related.edges).toHaveLength(code.related.totalCount);
    expect(code.related.pageInfo).toEqual({ hasNextPage: false });
    const { lookup } = await answer(
      '{ lookup(ids: ["63278", "63277"]) { code { related(first: 4) { edges { sentence } } } } }',
    );
    expect(
      lookup.map((one: { code: { related: { edges: unknown[] } } }) => one.code.related.edges.length),
    ).toEqual([4, 4]);
    const cut = await query(
      '{ lookup(ids: ["63278", "63277"]) { code { related(first: 4) { totalCount edges { sentence } } } } }',
    );
    expect(cut.err).toBe(
      'Note: related is not there as a whole, 2 time(s); ask for more of it by `first`.\n',
    );
    expect(await answer('{ codes(first: 0) { totalCount edges { cursor } } }')).toMatchObject({
      codes: { edges: [] },
    });
  });

  it('gives as many rows as `first` says and says that there are more, and as many as --limit says', async () => {
    const written =
      '{ codes(first: 5) { pageInfo { hasNextPage endCursor } edges { cursor node { code } } } }';
    const { out, err } = await query(written, '--format', 'json');
    const { codes } = JSON.parse(out);
    expect(codes.edges).toHaveLength(5);
    expect(err).toBe('Note: codes has more than the 5 of its `first`; --limit all gives all of them.\n');
    const all = (await answer('{ codes { edges { cursor node { code } } } }')).codes.edges;
    expect(all.length).toBeGreaterThan(200);
    const variable = 'query($first: Int = 5) { codes(first: $first) { edges { node { code } } } }';
    expect(JSON.parse((await query(variable, '--format', 'json')).out).codes.edges).toHaveLength(5);
    for (const [text, limit] of [
      [written, 3],
      [written, 12],
      [variable, 7],
      ['{ codes { pageInfo { hasNextPage endCursor } edges { cursor node { code } } } }', 23],
    ] as const) {
      const limited = (await answer(text, '--limit', `${limit}`)).codes;
      expect(limited.edges.map((one: { node: unknown }) => one.node)).toEqual(
        all.slice(0, limit).map((one: { node: unknown }) => one.node),
      );
      const end = { hasNextPage: true, endCursor: all[limit - 1].cursor };
      if (limited.pageInfo) expect(limited.pageInfo).toEqual(end);
    }
    const lookup = '{ lookup(ids: ["63278", "63277", "63276"]) { code { code } } }';
    expect((await query(lookup, '--format', 'csv', '--limit', '2')).out.trim().split('\n')).toHaveLength(3);
    expect((await query(lookup, '--format', 'json', '--limit', '2')).err).toMatch(
      /^--limit counts the edges of a connection, and .*asked\.graphql asks for none\.\n$/,
    );
    expect((await query(lookup, '--limit', '0')).err).toContain('It must be a whole number from 1, or all.');
  });

  it('makes rows of the elements of a list that --explode names', async () => {
    const text =
      '{ code(id: "63278") { code related(first: 3, differsBy: [REGION, COMPARTMENT]) { edges { node { code } differences { axis to { name } } } } } }';
    const { out } = await query(text, '--format', 'csv', '--explode', 'differences', '--limit', '4');
    expect(out.split('\n')[0]).toBe('code,related.code,related.differences.axis,related.differences.to.name');
    expect(out.trim().split('\n')).toHaveLength(5);
  });

  it('writes a table whose rows are the edges', async () => {
    const { code, out } = await query(
      '{ code(id: "63278") { code related(differsBy: [REGION]) { totalCount edges { node { code regions { name } } axes: differences { axis } } } } }',
    );
    expect(code).toBe(0);
    const [head, first, ...others] = out.trimEnd().split('\n');
    expect(head).toBe(' code  related.code  related.regions.name  related.axes.axis');
    expect(first).toBe('63278         63277  lumbar                REGION');
    expect(others.every((line) => line.startsWith('63278         632'))).toBe(true);
  });

  it('writes CSV that a spreadsheet takes as text, with its formulas escaped', async () => {
    const path = written(
      'own.csv',
      ownCsv(
        'code,short',
        '63278,=HYPERLINK(1)',
        '63277,"Own, with a comma"',
        '63276,\u001b[31mred\u009b1m\u202e',
        '63275, \uff0b1',
      ),
    );
    expect((await own.run(database, 'import', path)).code).toBe(0);
    const text =
      '{ codes(filter: {text: "6327"}, first: 500) { edges { node { code descriptor(kind: SHORT) { text } addOn } } } }';
    const { code, out } = await query(text, '--format', 'csv');
    const lines = out.trimEnd().split('\n');
    expect([code, lines[0]]).toEqual([0, 'code,descriptor.text,addOn']);
    expect(lines).toContain('63277,"Own, with a comma",false');
    expect(lines).toContain("63278,'=HYPERLINK(1),false");
    expect(lines).toContain('63276,\ufffd[31mred\ufffd1m\ufffd,false');
    expect(lines).toContain("63275,'\uff0b1,false");
    for (const format of ['csv', 'json', 'table']) {
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
      expect((await query(text, '--format', format)).out).not.toMatch(/[\u001b\u007f-\u009f\u202e]/);
    }
    const json = JSON.parse((await query(text, '--format', 'json')).out);
    const descriptors = json.codes.edges.map((one: { node: { descriptor: unknown } }) => one.node.descriptor);
    expect(descriptors).toContainEqual({ text: '\u001b[31mred\u009b1m\u202e' });
    expect((await own.run(database, 'forget', 'licensed-text')).code).toBe(0);
  });

  it('writes to a file, whose name tells the format', async () => {
    const out = join(own.folder, 'codes.csv');
    const ended = await query('{ codes(filter: {text: "6327"}) { edges { node { code } } } }', '--out', out);
    expect([ended.code, ended.out]).toEqual([0, '']);
    const text = readFileSync(out, 'utf8');
    expect(text.startsWith('\ufeffcode\n63270\n63271\n')).toBe(true);
    const json = join(own.folder, 'codes.json');
    await query('{ __typename }', '--out', json);
    expect(readFileSync(json, 'utf8')).toBe('{\n  "__typename": "Query"\n}\n');
    expect(readdirSync(own.folder).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it('follows no link where it writes, and leaves devices alone', async () => {
    const [aim, link, part] = ['aim.txt', 'link.json', 'link.json.part'].map((name) =>
      join(own.folder, name),
    );
    writeFileSync(`${aim}`, 'mine');
    for (const one of [link, part]) symlinkSync(`${aim}`, `${one}`);
    expect((await query('{ __typename }', '--out', `${link}`)).code).toBe(0);
    expect([readFileSync(`${aim}`, 'utf8'), readFileSync(`${link}`, 'utf8')]).toEqual([
      'mine',
      '{\n  "__typename": "Query"\n}\n',
    ]);
    expect((await query('{ __typename }', '--out', '/dev/null')).code).toBe(0);
    expect(statSync('/dev/null').isCharacterDevice()).toBe(true);
  });

  it('says where it cannot write, and leaves nothing there', async () => {
    const nowhere = join(own.folder, 'no-such-folder/codes.csv');
    for (const out of [nowhere, own.folder]) {
      const { code, err } = await query('{ __typename }', '--out', out);
      expect(code).toBe(2);
      expect(err).toMatch(new RegExp(`^--out ${out} cannot be written: E`));
      expect(existsSync(`${out}.part`)).toBe(false);
    }
  });

  it('takes variables from a file, and one operation of several', async () => {
    const variables = join(dirname(out()), 'variables.json');
    writeFileSync(variables, '{"id": "63277"}');
    const text = 'query One($id: ID!) { code(id: $id) { code } } query Other { __typename }';
    expect(await answer(text, '--operation', 'One', '--variables', `@${variables}`)).toEqual({
      code: { code: '63277' },
    });
    expect(await answer(text, '--operation', 'Other')).toEqual({ __typename: 'Query' });
    const unnamed = await query(text);
    expect([unnamed.code, unnamed.err]).toEqual([
      2,
      expect.stringMatching(/asked\.graphql: .*operation name/),
    ]);
  });

  it.each([
    [
      '{ code(id: "63278") {\n labl } }',
      [],
      /asked\.graphql:2:2: Cannot query field "labl" on type "Code"\. Did you mean "label"\?/,
    ],
    ['{ code(id: ', [], /asked\.graphql:1:12: Syntax Error/],
    [
      '{ codes(first: 501) { edges { cursor } } }',
      [],
      /asked\.graphql:1:3: `first` is 501; it must be from 0 to 500 \(LIMIT_FIRST/,
    ],
    ['{ codes(after: "no") { edges { cursor } } }', [], /cursor/],
    [
      'query($id: ID!) { code(id: $id) { code } }',
      [],
      /asked\.graphql:1:7: Variable "\$id" of required type/,
    ],
    ['{ __typename }', ['--variables', '{id: 1}'], /^--variables is not JSON: /],
    ['{ __typename }', ['--variables', '[]'], /^--variables is an object in JSON/],
    [
      '{ __typename }',
      ['--variables', '@no-such.json'],
      /^the file of variables no-such\.json cannot be read: ENOENT/,
    ],
    ['{ __typename }', ['--format', 'xml'], /^--format is json, csv, table, not "xml"\./],
  ])('says what is wrong with %j %j, and ends with 2', async (text, options, says) => {
    const { code, out, err } = await query(text, ...options);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(says);
    expect(err).not.toMatch(/\n {4}at /);
  });

  it('says that there is no such document', async () => {
    const { code, err } = await own.run(database, 'query', 'no-such.graphql');
    expect([code, err]).toEqual([
      2,
      expect.stringMatching(/^the document no-such\.graphql cannot be read: ENOENT/),
    ]);
  });
});

const out = () => join(own.folder, 'package.json');
