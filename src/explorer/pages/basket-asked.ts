import { readingsOf } from '../../lattice/code-ids.ts';
import { MOST_CODES } from '../own/basket.ts';
import { readQuery } from '../parts/read-query.ts';

/** What an address asks for. */
interface BasketAsked {
  /** The list that it shares; none for the reader's own basket. */
  readonly inputs: readonly string[];
  /** What of the list goes beyond its limit. */
  readonly leftOut: readonly string[];
  /** What could not be read, as it stands in the address. */
  readonly dropped: readonly string[];
}

/** Reads an address; its list may have any separators. */
export function readBasket(query: URLSearchParams): BasketAsked {
  const { inputs, drop, left } = readQuery(query);
  const given = inputs('codes');
  if (given.length === 0 && query.has('codes')) drop('codes');
  return { inputs: given.slice(0, MOST_CODES), leftOut: given.slice(MOST_CODES), dropped: left() };
}

/** The ids of what was picked or pasted; what is no code is none of them. */
export const idsOf = (codes: readonly string[]) =>
  codes.flatMap((code) => readingsOf(code).codes[0]?.id ?? []);

/** Whether Medicare's files may say something of a code. */
export const isBilled = (id: string) => id.startsWith('CPT:') || id.startsWith('HCPCS:');
