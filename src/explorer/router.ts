import { useEffect, useState } from 'preact/hooks';

/** What a page is given: the named parts of its path, and the query. */
export interface PageProps {
  readonly parts: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
}

/** Where the reader is: the path, decoded, and what stands behind the question mark. */
export interface Location {
  readonly path: string;
  readonly query: URLSearchParams;
}

/** Where the reader is now. */
export const here = (): Location => ({
  path: pathOf(location.pathname),
  query: new URLSearchParams(location.search),
});

/** The event of a step by `go`; steps by the browser's history are `popstate`. */
export const MOVED = 'codelattice:moved';

/** The place, and anew after every step forward or back. */
export function useLocation(): Location {
  const [place, setPlace] = useState(here);
  useEffect(() => {
    const follow = () => setPlace(here());
    addEventListener('popstate', follow);
    addEventListener(MOVED, follow);
    return () => {
      removeEventListener('popstate', follow);
      removeEventListener(MOVED, follow);
    };
  }, []);
  return place;
}

interface Going {
  readonly replace?: boolean;
  /** What the browser keeps with this place of its history. */
  readonly state?: string | null;
}

/** Goes to an address of this site; with `replace` the back button skips the one left, and what was kept with its place stays. */
export function go(href: string, { replace = false, state }: Going = {}): void {
  const leaves = new URL(href, location.href).pathname !== location.pathname;
  const kept = state ?? (replace ? (history.state as unknown) : null);
  history[replace ? 'replaceState' : 'pushState'](kept, '', href);
  dispatchEvent(new Event(MOVED));
  if (leaves) scrollTo(0, 0);
}

/** The address of a path and query; the language of the present address goes along. Empty values are left out. */
export function linkTo(
  path: string,
  query: Readonly<Record<string, string | null | undefined>> = {},
): string {
  const lang = new URLSearchParams(location.search).get('lang');
  const pairs = Object.entries({ ...query, lang: query.lang ?? lang }).flatMap(([key, value]) =>
    value ? [`${key}=${readable(value)}`] : [],
  );
  return path.split('/').map(readable).join('/') + (pairs.length > 0 ? `?${pairs.join('&')}` : '');
}

/** The present address with parts of its query changed; null takes a part away. */
export function changed(query: Readonly<Record<string, string | null>>): string {
  const present = Object.fromEntries(new URLSearchParams(location.search));
  return linkTo(pathOf(location.pathname), { ...present, ...query });
}

/** Lets plain clicks on links to pages that `isPage` knows change the page without loading it anew. */
export function followLinks(isPage: (path: string) => boolean): void {
  document.addEventListener('click', (event) => {
    if (event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    if (!link?.href || link.target || link.hasAttribute('download')) return;
    const url = new URL(link.href);
    const stays = url.pathname === location.pathname && url.search === location.search && url.hash;
    if (url.origin !== location.origin || stays || !isPage(pathOf(url.pathname))) return;
    event.preventDefault();
    go(url.pathname + url.search + url.hash);
    if (!url.hash) document.getElementById('main')?.focus({ preventScroll: true });
  });
}

/** The parts of a path named by a pattern like `/codes/:code`; null where the path is another one. */
export function match(pattern: string, path: string): Record<string, string> | null {
  const wanted = pattern.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) return null;
  const parts: Record<string, string> = {};
  for (const [index, want] of wanted.entries()) {
    const part = given[index] ?? '';
    if (want.startsWith(':') && part) parts[want.slice(1)] = part;
    else if (want !== part) return null;
  }
  return parts;
}

/** Percent-encodes but for the colons and commas of ids and lists, which may stand and are easier to read. */
const readable = (text: string) => encodeURIComponent(text).replaceAll('%3A', ':').replaceAll('%2C', ',');

/** A path decoded, and without slashes at its end: with and without them it is the same page. */
function pathOf(pathname: string): string {
  const path = pathname.replace(/(?<=.)\/+$/, '');
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
