import type { ComponentType } from 'preact';
import { CodePage } from './pages/code.tsx';
import { HomePage } from './pages/home.tsx';
import type { LoadPage } from './parts/lazy.tsx';
import { match, type PageProps } from './router.ts';

export interface Route {
  readonly pattern: string;
  /** The page, or how to fetch it when it is first opened. */
  readonly page: { readonly ready: ComponentType<PageProps> } | { readonly load: LoadPage };
  /** Without header and footer, for frames of other sites. */
  readonly bare?: boolean;
}

const browse: LoadPage = () => import('./pages/browse.tsx').then((file) => file.BrowsePage);

/** The pages. The server knows their paths too: src/server/page-paths.ts. */
const ROUTES: readonly Route[] = [
  { pattern: '/', page: { ready: HomePage } },
  { pattern: '/browse', page: { load: browse } },
  // Its former address.
  { pattern: '/codes', page: { load: browse } },
  { pattern: '/codes/:code', page: { ready: CodePage } },
  { pattern: '/terms', page: { load: () => import('./pages/terms.tsx').then((file) => file.TermsPage) } },
  { pattern: '/terms/:term', page: { load: () => import('./pages/term.tsx').then((file) => file.TermPage) } },
  { pattern: '/spine', page: { load: () => import('./pages/spine.tsx').then((file) => file.SpinePage) } },
  {
    pattern: '/families',
    page: { load: () => import('./pages/families.tsx').then((file) => file.FamiliesPage) },
  },
  {
    pattern: '/families/:family',
    page: { load: () => import('./pages/family.tsx').then((file) => file.FamilyPage) },
  },
  {
    pattern: '/compare',
    page: { load: () => import('./pages/compare.tsx').then((file) => file.ComparePage) },
  },
  { pattern: '/basket', page: { load: () => import('./pages/basket.tsx').then((file) => file.BasketPage) } },
  {
    pattern: '/together',
    page: { load: () => import('./pages/claim.tsx').then((file) => file.TogetherPage) },
  },
  { pattern: '/case', page: { load: () => import('./pages/claim.tsx').then((file) => file.CasePage) } },
  {
    pattern: '/changes',
    page: { load: () => import('./pages/changes.tsx').then((file) => file.ChangesPage) },
  },
  { pattern: '/data', page: { load: () => import('./pages/data.tsx').then((file) => file.DataPage) } },
  { pattern: '/path', page: { load: () => import('./pages/path.tsx').then((file) => file.PathPage) } },
  {
    pattern: '/canvas',
    page: { load: () => import('./pages/canvas.tsx').then((file) => file.CanvasPage) },
  },
  { pattern: '/learn', page: { load: () => import('./pages/learn.tsx').then((file) => file.LearnPage) } },
  {
    pattern: '/learn/cards',
    page: { load: () => import('./pages/learn-cards.tsx').then((file) => file.LearnCardsPage) },
  },
  { pattern: '/embed', page: { load: () => import('./pages/embed.tsx').then((file) => file.EmbedPage) } },
  {
    pattern: '/embed/family/:code',
    page: { load: () => import('./pages/embed-family.tsx').then((file) => file.EmbedFamilyPage) },
    bare: true,
  },
];

/** The page of a path, with the parts that its pattern names; null where no page has that path. */
export function routeOf(path: string): (Route & Pick<PageProps, 'parts'>) | null {
  for (const route of ROUTES) {
    const parts = match(route.pattern, path);
    if (parts) return { ...route, parts };
  }
  return null;
}
