import type { FieldNode, GraphQLResolveInfo } from 'graphql';
import { type Limits, refuse } from '../limits.ts';
import type { Price } from './cost.ts';

/** What a request may still cost while it runs, and the size and price that its cost assumed for each list. */
export interface Bill {
  left: number;
  prices: ReadonlyMap<FieldNode, Price>;
}

/** Charges the entries of a list beyond the assumed size, before they are resolved; refuses if too little is left. */
export function charge(
  length: number,
  { fieldNodes, fieldName }: GraphQLResolveInfo,
  { bill, limits }: { readonly bill: Bill; readonly limits: Limits },
): void {
  for (const node of fieldNodes) {
    const price = bill.prices.get(node);
    if (price === undefined || length <= price.count) continue;
    bill.left -= (length - price.count) * price.each;
    if (bill.left >= 0) continue;
    const advice = ` \`${fieldName}\` has ${length} entries; ask for less of each.`;
    throw refuse('cost', 'a cost of more than', limits.cost, limits, advice);
  }
}
