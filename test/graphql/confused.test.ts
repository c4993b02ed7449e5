import { afterAll, beforeAll, expect, it } from 'vitest';
import { documents, run } from '../documents.ts';
import { ptp, sourceId, storeWith } from '../imported.ts';

let loaded: Awaited<ReturnType<typeof storeWith>>;
beforeAll(async () => {
  loaded = await storeWith([
    ptp('2024Q2', '2024-04-01', [['63047', '63042', 1]]),
    ptp('2024Q3', '2024-07-01', [
      ['63047', '63030', 1],
      ['63012', '63047', 1, '1996-01-01', '2024-06-30'],
    ]),
  ]);
});
afterAll(() => loaded.close());

it('codes that are taken for each other show the NCCI row of the newest release that is in force between them', async () => {
  const document = documents.find(({ file }) => file === 'confused.graphql');
  const { data, errors } = await run(loaded.store, document?.text ?? '', { code: '63047' });
  expect(errors).toBeUndefined();
  // biome-ignore lint/suspicious/noExplicitAny: the answer of a document
  const { confusedWith } = (data as any).code;
  const rows = new Map(
    // biome-ignore lint/suspicious/noExplicitAny: the answer of a document
    confusedWith.map(({ node, bundle }: any) => [node.code, bundle]),
  );
  const file = { id: sourceId('ncci-ptp', '2024Q3'), release: '2024Q3' };
  expect(rows.get('63030')).toEqual({ modifierIndicator: 1, source: { line: 1, file } });
  expect(rows.get('63042')).toBeNull();
  expect(rows.get('63012')).toBeNull();
});
