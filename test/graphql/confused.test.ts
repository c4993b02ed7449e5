import { describe, expect, it } from 'vitest';
import { documents } from '../documents.ts';
import { storeWith } from '../imported.ts';
import { storeForTests } from '../opened.ts';
import { ptp } from '../small-releases.ts';
import { numbers, operationsForTests } from './operation.ts';

describe('codes that are taken for each other', () => {
  const { answer } = operationsForTests();

  it('say what decides, from both ends and in the language asked', async () => {
    const { code } = await answer('confused', { code: '63047' });
    expect(code.names).toMatchObject([{ id: 'name:lumbar-laminectomy', kind: 'BY_FACTS' }]);
    expect(numbers(code.confusedWith)).toEqual([
      '22214',
      '22630',
      '22633',
      '22867',
      '62380',
      '63005',
      '63012',
      '63030',
      '63042',
      '63052',
      '63267',
    ]);
    const disc = code.confusedWith.find(({ node }: { node: { code: string } }) => node.code === '63030');
    expect(disc.sentence).toMatch(/^A disc or a root at one interspace, one side: 63030\. .*: 63047\.$/);
    expect(disc.differences.map(({ axis }: { axis: string }) => axis)).toContain('OPERATION');
    expect(disc.sources.map(({ id }: { id: string }) => id)).toEqual(['cms-ncci-ptp-2024q3']);
    expect(disc.bundle).toBeNull();
    const { code: other } = await answer('confused', { code: '63030', lang: 'DE' });
    expect(numbers(other.confusedWith)).toEqual(['62380', '63042', '63047', '63056']);
    expect(other.confusedWith[2].sentence).toMatch(/^Eine Bandscheibe oder Wurzel/);
    expect((await answer('confused', { code: '63278' })).code.confusedWith).toEqual([]);
  });

  it('are walked only when that is asked for, and stay out of `related`', async () => {
    const ends = { from: '63085', to: '63301', first: 1, maxHops: 1 };
    expect((await answer('paths', ends)).paths).toEqual([]);
    const [{ cost, hops }] = (await answer('paths', { ...ends, via: ['CONFUSED_WITH'] })).paths;
    expect(cost).toBe(1);
    expect(hops[0]).toMatchObject({ kind: 'CONFUSED_WITH', axes: [] });
    expect(hops[0].sentence).toMatch(/^The body of a thoracic vertebra is removed through the chest/);
    const { edges } = (await answer('related', { code: '63085', first: 500 })).code.related;
    expect(numbers(edges)).not.toContain('63301');
  });
});

describe('codes that are taken for each other, with NCCI pairs', () => {
  const { ask } = storeForTests(() =>
    storeWith([
      ptp('2024Q2', '2024-04-01', [['63047', '63042', 1]]),
      ptp('2024Q3', '2024-07-01', [
        ['63047', '63030', 1],
        ['63012', '63047', 1, '1996-01-01', '2024-06-30'],
      ]),
    ]),
  );

  it('show the row of the newest release that is in force between them', async () => {
    const document = documents.find(({ file }) => file === 'confused.graphql');
    const { code } = await ask(document?.text ?? '', { code: '63047' });
    const rows = new Map(
      code.confusedWith.map((one: { node: { code: string }; bundle: unknown }) => [
        one.node.code,
        one.bundle,
      ]),
    );
    expect(rows.get('63030')).toEqual({
      modifierIndicator: 1,
      source: { line: 1, file: { id: 'ncci-ptp/2024Q3/rows.csv', release: '2024Q3' } },
    });
    expect(rows.get('63042')).toBeNull();
    expect(rows.get('63012')).toBeNull();
  });
});
