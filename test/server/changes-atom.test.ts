import { describe, expect, test } from 'vitest';
import { storeWith } from '../imported.ts';
import { serverForTests, storeForTests } from '../opened.ts';
import { pythonOf } from '../python.ts';
import { startTestServer } from '../served.ts';
import { pcs } from '../small-edition.ts';
import { EDITIONS, FEES } from '../store/releases.ts';
import { send } from './wire.ts';

const LATER = pcs('2027', '2026-10-01', {
  '00BT0ZX': 'Excision of Spinal Meninges & <Dura> "]]>", Open Approach, Diagnostic',
  '0QB10ZX': 'Excision of Sacrum, Open, Diagnostic',
});
const opened = storeForTests(() => storeWith([...FEES, ...EDITIONS, LATER]));
const server = serverForTests(() => ({ store: opened.store, publicUrl: 'https://codes.example.org' }));
const get = (query: string) => send(`${server.url}/changes.atom?${query}`);

describe('the feed of changes', () => {
  test('is read by feedparser: an entry for each release, the newest first, with a table', async (context) => {
    const python = await pythonOf(context);
    const { text, status, headers } = await get('system=ICD10PCS');
    expect([status, headers['content-type']]).toEqual([200, 'application/atom+xml; charset=utf-8']);
    const { feed, entries, bozo } = JSON.parse(python.run(READ, text));
    expect(bozo).toBe(false);
    expect(feed).toMatchObject({
      id: 'urn:codelattice:changes:ICD10PCS',
      title: 'ICD-10-PCS: what changed from release to release',
      links: { self: 'https://codes.example.org/changes.atom?system=ICD10PCS' },
    });
    expect(entries).toMatchObject([
      {
        id: 'urn:codelattice:changes:ICD10PCS:2026:2027',
        title: 'ICD-10-PCS 2027: 1 deleted, 1 relabelled since 2026',
        published: '2026-10-01T00:00:00.000Z',
        rows: [
          ['code', 'change', 'before', 'now'],
          [
            '00BT0ZX',
            'relabelled',
            'Excision of Spinal Meninges, Open Approach, Diagnostic',
            'Excision of Spinal Meninges & <Dura> "]]>", Open Approach, Diagnostic',
          ],
          ['0QB10ZZ', 'deleted', 'Excision of Sacrum, Open Approach', ''],
        ],
      },
      {
        title: 'ICD-10-PCS 2026: 1 added, 1 deleted, 1 relabelled since 2025',
        rows: [
          ['code', 'change', 'before', 'now'],
          ['00BT0ZZ', 'deleted', 'Excision of Spinal Meninges, Open Approach', ''],
          [
            '0QB10ZX',
            'relabelled',
            'Excision of Sacrum, Open Approach, Diagnostic',
            'Excision of Sacrum, Open, Diagnostic',
          ],
          ['0QB10ZZ', 'added', '', 'Excision of Sacrum, Open Approach'],
        ],
      },
    ]);
  });

  test('links to the query that an entry stands for', async () => {
    const { text } = await get('system=CPT');
    const [, link = ''] = /<link rel="alternate" href="([^"]+)"/.exec(text) ?? [];
    const asked = await send(link.replaceAll('&amp;', '&').replace('https://codes.example.org', server.url));
    expect(asked.json).toMatchObject({
      data: {
        step0: { totalCount: 4, edges: [{ node: { code: { code: '63276' }, kind: 'DELETED' } }, {}, {}, {}] },
      },
    });
    expect(text).toContain('needs their own AMA licence');
  });

  test('of a family has only its codes', async () => {
    const { text } = await get('system=CPT&family=family:lesion-neoplasm');
    expect(text).toContain(
      '<title>CPT, family:lesion-neoplasm 2025D: 1 deleted, 2 revalued since 2025A</title>',
    );
    expect(text).not.toContain('63295');
  });

  test('goes on by pages', async () => {
    const titles = (text: string) =>
      [...text.matchAll(/<title>ICD-10-PCS (\d+):/g)].map(([, release]) => release);
    const first = await get('system=ICD10PCS&first=1');
    expect(titles(first.text)).toEqual(['2027']);
    const [, next = ''] =
      /<link rel="next" href="https:\/\/codes.example.org\/changes.atom\?([^"]+)"/.exec(first.text) ?? [];
    const second = await get(next.replaceAll('&amp;', '&'));
    expect(titles(second.text)).toEqual(['2026']);
    expect(second.text).not.toContain('rel="next"');
  });

  test('has the price, the cache and the ETag of its query', async () => {
    const one = await get('system=ICD10PCS&first=1');
    const two = await get('system=ICD10PCS&first=2');
    expect(Number(one.headers['graphql-cost'])).toBeGreaterThan(1_500);
    expect(Number(two.headers['graphql-cost'])).toBeGreaterThan(2 * 1_500);
    expect(two.headers['cache-control']).toContain('public, max-age=60');
    expect(two.headers['codelattice-dataset']).toMatch(/^[0-9a-f]{16}$/);
    expect((await get('system=ICD10PCS&first=2')).headers['cache-status']).toBe('codelattice; hit');
    const again = await send(`${server.url}/changes.atom?system=ICD10PCS&first=2`, {
      headers: { 'if-none-match': String(two.headers.etag) },
    });
    expect(again.status).toBe(304);
  });

  test('is bounded and counted like its query', async () => {
    const bounded = await startTestServer({ store: opened.store, limits: { cost: 2_000 } });
    const dear = await send(`${bounded.url}/changes.atom?system=ICD10PCS`);
    expect([dear.status, dear.headers['cache-control']]).toEqual([400, 'no-store']);
    expect(dear.json).toMatchObject({ errors: [{ extensions: { code: 'LIMIT_EXCEEDED' } }] });
    await bounded.stop();
    const slow = await startTestServer({ store: opened.store, rateLimit: { perMinute: 1, proxies: [] } });
    const statuses = [];
    for (let at = 0; at < 2; at++) statuses.push((await send(`${slow.url}/changes.atom?system=CPT`)).status);
    expect(statuses).toEqual([200, 429]);
    await slow.stop();
  });

  test.each([
    ['', 400, '`system` is one of CPT, HCPCS, ICD10PCS, ICD10CM, such as /changes.atom?system=ICD10PCS.'],
    ['system=SNOMED', 400, '`system` is one of CPT'],
    [
      'system=CPT&famly=x',
      400,
      'There is no parameter "famly"; those of /changes.atom are system, family, first, after.',
    ],
    ['system=CPT&system=CPT', 400, '`system` may stand once.'],
    ['system=CPT&first=0', 400, '`first` is how many releases stand on a page, from 1 to 5.'],
    ['system=CPT&after=1999', 400, '`after`: no release is called so; there are 2025D.'],
    ['system=CPT&family=family:nothing', 400, 'There is no family "family:nothing".'],
    ['system=HCPCS', 404, 'No file with a release of HCPCS is loaded'],
  ])('says what is wrong with ?%s', async (query, status, message) => {
    const answer = await get(query);
    expect([answer.status, answer.headers['cache-control']]).toEqual([status, 'no-store']);
    expect((answer.json as { errors: [{ message: string }] }).errors[0].message).toContain(message);
  });
});

const READ = `
import feedparser, json, sys
from html.parser import HTMLParser
class Rows(HTMLParser):
    def __init__(self):
        super().__init__()
        self.rows = []
        self.isCell = False
    def handle_starttag(self, tag, attributes):
        if tag == 'tr': self.rows.append([])
        if tag in ('td', 'th'):
            self.rows[-1].append('')
            self.isCell = True
    def handle_endtag(self, tag):
        if tag in ('td', 'th'): self.isCell = False
    def handle_data(self, text):
        if self.isCell: self.rows[-1][-1] += text
def rows(html):
    parser = Rows()
    parser.feed(html)
    return parser.rows
read = feedparser.parse(sys.argv[1])
print(json.dumps({
    'bozo': bool(read.bozo),
    'feed': {'id': read.feed.id, 'title': read.feed.title, 'links': {one.rel: one.href for one in read.feed.links}},
    'entries': [{'id': one.id, 'title': one.title, 'published': one.published, 'rows': rows(one.content[0].value)} for one in read.entries],
}))
`;
