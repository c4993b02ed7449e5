import { afterAll, describe, expect, test } from 'vitest';
import { alarmsIn } from '../served.ts';
import { seededServer } from './server.ts';

const { ask, lines } = seededServer();
afterAll(() => expect(alarmsIn(lines)).toEqual([]));

/** What means something to SQL, LIKE, FTS5, Lucene, Cypher, regular expressions, JSON, shells or printers. */
const HOSTILE = [
  "'",
  '"',
  '`',
  '´',
  '‘',
  '’',
  '“”',
  '«»',
  "''",
  '""',
  "\\'",
  '\\"',
  '\\',
  '\\\\',
  "' or '1'='1",
  '"; drop table code; --',
  "'); delete from code; --",
  '-- comment',
  '/* comment */',
  ';',
  '%',
  '_',
  '%%',
  '*',
  '?',
  'sac*',
  '*al',
  'sa?ral',
  '"sacral',
  'sacral"',
  'sacral AND',
  'AND',
  'OR',
  'NOT',
  'NEAR',
  'sacral NOT tumor',
  'NEAR(sacral tumor, 5)',
  'tokens:sacral',
  'label : sacral',
  '{tokens} : sacral',
  '^sacral',
  'sacral^2',
  'sacral~',
  'sacral~0.8',
  '+sacral -tumor',
  '[a TO z]',
  '{a TO z}',
  'sacral && tumor',
  'sacral || tumor',
  '!sacral',
  '(sacral',
  'sacral)',
  '((((',
  '[',
  ']',
  '{',
  '}',
  ':',
  '/sac.*/',
  '<sacral>',
  '=',
  '==',
  '$text',
  '$1',
  ':text',
  '@text',
  '?1',
  '{{text}}',
  '}) MATCH (n) DETACH DELETE n //',
  "' RETURN n //",
  'CALL db.labels()',
  '`) MATCH (n',
  '\\u0027 OR 1=1',
  '\u0000',
  'sac\u0000ral',
  '\u0001\u0007\u001b[31m',
  '\r\n',
  '\t',
  '\u2028',
  '\ufeff',
  '\u200b',
  '\u202e',
  '\ud800',
  '🦴',
  '脊柱',
  'العمود',
  'İıſßŒ',
  'e\u0301',
  '．＊％',
  '%00',
  '%27',
  '&quot;',
  '<script>alert(1)</script>',
  '\x24{7*7}',
  '{{7*7}}',
  '../../etc/passwd',
  'a'.repeat(256),
  '* '.repeat(128),
  '"'.repeat(256),
  'sacral tumor '.repeat(19),
  '-',
  '--',
  '../server',
  ',',
  '#',
  '~',
  '|',
];

describe('text that means something to a store', () => {
  test('there are at least 40 kinds of it', () => expect(new Set(HOSTILE).size).toBeGreaterThanOrEqual(100));

  test.each(HOSTILE)('%j is only text', async (text) => {
    const { status, body } = await ask(
      `query ($text: String!) {
        search(text: $text, first: 500) { totalCount edges { match { text } node { __typename ... on Code { id } } } }
        codes(filter: { text: $text }, first: 500) { totalCount edges { node { id } } facets(axes: [REGION]) { terms { count } } }
      }`,
      { text },
    );
    expect(status).toBe(200);
    expect(body.errors).toBeUndefined();
    expect(body.data.search.edges).toHaveLength(body.data.search.totalCount);
    expect(body.data.codes.edges).toHaveLength(body.data.codes.totalCount);
  });

  test('marks around words change nothing that is found', async () => {
    const found = async (text: string) =>
      (
        await ask(
          'query ($text: String!) { search(text: $text) { totalCount edges { node { ... on Code { id } } } } }',
          { text },
        )
      ).body.data.search;
    const plain = await found('sacral tumor');
    expect(plain.totalCount).toBeGreaterThan(0);
    for (const text of [
      '"sacral" \'tumor\'',
      '(sacral) [tumor]',
      'sacral; tumor --',
      '+sacral +tumor',
      'sacral\u0000tumor',
      'sacral*, tumor*',
      '%sacral% _tumor_',
    ]) {
      expect(await found(text), text).toEqual(plain);
    }
    expect((await found('*')).totalCount).toBe(0);
    expect((await found('sacral NEAR tumor')).totalCount).toBe(0);
  });
});
