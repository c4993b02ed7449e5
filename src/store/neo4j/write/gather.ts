import type { Batch } from '../../release.ts';

/** Rows of a kind to one batch: enough for a few transactions, of which one is at work while another is committed. */
const ROWS = 40_000;
/** The order in which batches can be taken: what is named comes before what names it. */
const ORDER: readonly Batch['of'][] = [
  'terms',
  'families',
  'listed',
  'named',
  'meanings',
  'related',
  'billing',
  'bundles',
  'unitsPerDay',
  'addOns',
  'contractorAddOns',
  'crosswalks',
  'texts',
];

/** The same rows in fewer batches. */
export async function* gathered(batches: AsyncIterable<Batch>): AsyncGenerator<Batch> {
  const held = new Map<Batch['of'], Batch['rows'][number][]>();
  function* all(): Generator<Batch> {
    for (const of of ORDER) {
      const rows = held.get(of);
      if (rows !== undefined) yield { of, rows } as Batch;
    }
    held.clear();
  }
  for await (const { of, rows } of batches) {
    const own = held.get(of) ?? [];
    held.set(of, own);
    for (const row of rows) own.push(row);
    if (own.length >= ROWS) yield* all();
  }
  yield* all();
}
