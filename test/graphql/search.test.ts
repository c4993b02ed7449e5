import { describe, expect, it } from 'vitest';
import { operationsForTests } from './operation.ts';

const { answer, ask } = operationsForTests();

describe('search', () => {
  const found = async (text: string) =>
    (await answer('search', { text, first: 500 })).search.edges.map(
      (edge: { node: { id: string } }) => edge.node.id,
    );

  it('"sacral tumor" finds 63278 first and never 63268', async () => {
    for (const text of [
      'sacral tumor',
      'tumors sacrum',
      'TUMOUR sacral',
      'sacral tum',
      'removal of a tumor in the sacrum',
    ]) {
      const ids = await found(text);
      expect(ids[0]).toBe('CPT:63278');
      expect(ids).not.toContain('CPT:63268');
    }
  });

  it('finds a code by number, id and beginning', async () => {
    expect(await found('63278')).toEqual(['CPT:63278']);
    expect((await found('cpt:63278'))[0]).toBe('CPT:63278');
    expect(await found('6328')).toEqual(
      ['63280', '63281', '63282', '63283', '63285', '63286', '63287'].map((one) => `CPT:${one}`),
    );
  });

  it('finds several codes in their order, and one code at other levels', async () => {
    for (const [text, codes] of [
      ['63278, 63277', ['63278', '63277']],
      ['63030 or 63047', ['63030', '63047']],
      ['63047 vs. 63030', ['63047', '63030']],
      ['63278 L4', ['63277', '63278']],
      ['C5 63278', ['63275', '63278']],
      ['63277 at L4', ['63277']],
    ] as const) {
      expect([text, await found(text)]).toEqual([text, codes.map((code) => `CPT:${code}`)]);
      const listed = await ask(
        'query ($text: String) { codes(filter: { text: $text }) { edges { node { id } } } }',
        { text },
      );
      const ids = listed.codes.edges.map((edge: { node: { id: string } }) => edge.node.id);
      expect([text, ids]).toEqual([text, codes.map((code) => `CPT:${code}`).sort()]);
    }
    expect(await found('T12 fracture 22327')).not.toEqual(['CPT:22327']);
  });

  it('says what matched', async () => {
    const { search } = await answer('search', { text: 'sacrum' });
    expect(search.edges[0]).toMatchObject({
      match: { kind: 'SYNONYM', field: 'synonym', text: 'sacrum' },
      node: { __typename: 'AnatomicalRegion', id: 'region:sacral' },
    });
  });

  it('finds by kinds that no code names, and by what stands above a term only by its name', async () => {
    expect((await found('epidural abscess')).filter((id: string) => id.startsWith('CPT:6326'))).toHaveLength(
      4,
    );
    expect(await found('Tarlov cyst')).not.toContain('CPT:63172');
    expect(await found('Tarlov cyst')).toContain('CPT:63268');
    expect((await found('lumbar herniated disc'))[0]).toBe('CPT:63030');
    for (const text of ['neoplastic sacral', 'sacral neoplas'])
      expect(await found(text)).not.toContain('CPT:63268');
  });

  it('does not index definitions', async () => {
    expect(await found('tailbone')).toEqual([]);
  });
});
