import { listBasket } from './page-basket.ts';
import { listBrowse } from './page-browse.ts';
import { listChanges } from './page-changes.ts';
import { listData } from './page-data.ts';
import { listFamilies } from './page-families.ts';
import { listHome } from './page-home.ts';
import type { Lister, Query } from './page-listing.ts';
import { listTerms } from './page-terms.ts';

const LISTERS: Readonly<Record<string, Lister>> = {
  '/': listHome,
  '/browse': listBrowse,
  '/codes': listBrowse,
  '/families': listFamilies,
  '/terms': listTerms,
  '/changes': listChanges,
  '/data': listData,
  '/basket': listBasket,
};

/** What asks for what a page lists at its address; null where it lists nothing: of baskets, only those that an address shares. */
export const listerOf = (path: string, query: Query): Lister | null =>
  path === '/basket' && query.codes === undefined ? null : (LISTERS[path] ?? null);
