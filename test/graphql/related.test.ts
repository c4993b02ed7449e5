import { describe, expect, it } from 'vitest';
import { numbers, operationsForTests } from './operation.ts';

const { answer } = operationsForTests();

describe('related', () => {
  const related = async (variables: Record<string, unknown>) =>
    (await answer('related', { first: 500, ...variables })).code.related;

  it('of 63278 are 30 codes in their order', async () => {
    const { totalCount, edges, pageInfo } = await related({ code: '63278' });
    expect(totalCount).toBe(30);
    expect(pageInfo.hasNextPage).toBe(false);
    expect(numbers(edges).slice(0, 8)).toEqual([
      '63277',
      '63283',
      '63276',
      '63275',
      '63290',
      '63268',
      '63282',
      '63287',
    ]);
    expect(numbers(edges).slice(-8).sort()).toEqual([...Array(8)].map((_, index) => String(63300 + index)));
    expect(edges[0]).toMatchObject({
      differences: [
        { axis: 'REGION', relation: 'DIFFERENT', from: [{ name: 'sacral' }], to: [{ name: 'lumbar' }] },
      ],
      sharedAxes: ['COMPARTMENT', 'LESION', 'OPERATION', 'APPROACH'],
      sentence: 'Same operation, approach, compartment and lesion; lumbar instead of sacral.',
    });
    const relations = (number: string) =>
      edges
        .find((edge: { node: { code: string } }) => edge.node.code === number)
        .differences.map((one: { axis: string; relation: string }) => `${one.axis} ${one.relation}`);
    expect(relations('63290')).toEqual(['REGION BROADER', 'COMPARTMENT OVERLAPS']);
    expect(relations('63268')).toEqual(['LESION DIFFERENT', 'OPERATION OVERLAPS']);
    expect(relations('63303')).toContain('EXTENT NOT_STATED');
  });

  it('keep to the axes of differsBy', async () => {
    expect(numbers((await related({ code: '63278', differsBy: ['REGION'] })).edges)).toEqual([
      '63277',
      '63276',
      '63275',
    ]);
    expect((await related({ code: '63278', differsBy: ['LESION'] })).totalCount).toBe(0);
    expect(numbers((await related({ code: '63278', differsBy: ['LESION', 'OPERATION'] })).edges)).toEqual([
      '63268',
    ]);
  });

  it('keep to the terms of within, strictly unless near', async () => {
    const intradural = [63270, 63271, 63272, 63273, 63280, 63281, 63282, 63283, 63285, 63286, 63287]
      .concat(63304, 63305, 63306, 63307)
      .map(String);
    const within = ['compartment:intradural'];
    expect(numbers((await related({ code: '63278', within })).edges).sort()).toEqual(intradural);
    expect(numbers((await related({ code: '63278', within, near: true })).edges).sort()).toEqual(
      [...intradural, '63290'].sort(),
    );
    const lumbar = async (near: boolean) =>
      new Set(numbers((await related({ code: '63278', within: ['region:lumbar'], near })).edges));
    const strict = await lumbar(false);
    expect([...(await lumbar(true))].filter((one) => !strict.has(one)).sort()).toEqual(['63252', '63287']);
  });

  it('page through without loss or repetition', async () => {
    const walked: string[] = [];
    for (let after: string | null = null; ; ) {
      const page = await related({ code: '63278', first: 7, after });
      walked.push(...numbers(page.edges));
      expect(page.pageInfo.hasPreviousPage).toBe(after !== null);
      if (!page.pageInfo.hasNextPage) break;
      after = page.pageInfo.endCursor;
    }
    expect(walked).toEqual(numbers((await related({ code: '63278' })).edges));
    expect(await related({ code: '63278', first: 0 })).toMatchObject({
      totalCount: 30,
      edges: [],
      pageInfo: { hasNextPage: true, startCursor: null },
    });
  });

  it('of deleted codes and bare references are none, of add-ons add-ons', async () => {
    for (const code of ['63180', '22310']) expect((await related({ code })).totalCount).toBe(0);
    expect(numbers((await related({ code: '63295' })).edges)).toEqual(['63308']);
  });
});
