import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSqlite } from '../../../src/store/sqlite/open.ts';
import { code } from '../../seeded.ts';
import { written } from '../files/files.ts';
import { hcpcsRecord, hcpcsTxt, ownCsv } from '../files/samples.ts';
import { seededFile } from './taken.ts';

describe("a user's own descriptors in the graph", () => {
  let graph: ReturnType<typeof seededFile>;
  beforeEach(() => {
    graph = seededFile();
  });
  afterEach(() => graph.remove());

  const take = (name: string, ...rows: string[]) =>
    graph.take(written(`own/${name}`, ownCsv('code,short,long', ...rows)));
  const texts = () =>
    graph.rows<{ id: string; kind: string; text: string }>(
      'select c.id, t.kind, t.text from licensed_text t join code c on c.n = t.code order by c.id, t.kind, t.text',
    );
  const codes = async (...ids: string[]) => {
    const store = openSqlite(graph.file);
    const found = await (await store.at()).codes(ids);
    await store.close();
    return found;
  };

  it('stand beside the label, and make a code that is not known', async () => {
    await take('a.csv', '63278,Own short,Own long', '99213,Own visit,');
    expect(texts()).toEqual([
      { id: 'CPT:63278', kind: 'LONG', text: 'Own long' },
      { id: 'CPT:63278', kind: 'SHORT', text: 'Own short' },
      { id: 'CPT:99213', kind: 'SHORT', text: 'Own visit' },
    ]);
    const [known, made] = await codes('CPT:63278', 'CPT:99213');
    expect(known).toEqual(code('63278'));
    expect(made).toMatchObject({
      label: 'CPT 99213',
      labelKind: 'CODE_ONLY',
      status: 'ACTIVE',
      edition: 'unknown',
      citation: { source: 'licensed-text/a.csv/a.csv', line: 3 },
    });
    expect(graph.rows(`select licence, release from source where id = 'licensed-text/a.csv/a.csv'`)).toEqual([
      { licence: "the user's own licence; not to be passed on", release: 'a.csv' },
    ]);
    expect(graph.rows(`select * from search where search match 'visit'`)).toEqual([]);
  });

  it('stand beside the official text of another system, whichever came first', async () => {
    const own = ['63278,Own,', '63277,Own,', 'J1100,Own,'];
    await take('a.csv', ...own);
    expect(await codes('HCPCS:J1100')).toMatchObject([{ label: 'HCPCS J1100', labelKind: 'CODE_ONLY' }]);
    await graph.take(written('own/HCPC2019.txt', hcpcsTxt([hcpcsRecord('J1100', '00100', '3', 'Sample')])));
    await take('b.csv', ...own);
    expect(await codes('HCPCS:J1100')).toMatchObject([{ label: 'Sample', labelKind: 'OFFICIAL' }]);
    expect(texts().filter(({ id }) => id === 'HCPCS:J1100')).toHaveLength(2);
  });

  it('are replaced by a newer file of the same name, and stand beside those of another', async () => {
    await take('a.csv', '63278,First,');
    await take('b.csv', '63278,Of another file,');
    await take('a.csv', '63278,Second,');
    expect(texts().map(({ text }) => text)).toEqual(['Of another file', 'Second']);
  });
});
