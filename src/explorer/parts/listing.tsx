import { Browse } from '../browse/browse.tsx';

interface ListingProps {
  readonly filter: {
    readonly family?: string;
    readonly terms?: readonly string[];
    readonly status?: unknown;
  };
  readonly query: URLSearchParams;
}

/** The codes of a page about a family or a term, as the table that /browse is. */
export function Listing({ filter: { family, terms }, query }: ListingProps) {
  return <Browse fixed={{ ...(terms && { terms }), ...(family && { family }) }} query={query} />;
}
