import type { Words } from '../words/en.ts';

export interface Way {
  readonly to: string;
  readonly name: string;
  /** The pages that stand below it. */
  readonly below: readonly Omit<Way, 'below'>[];
}

/** The pages that the header leads to, in their order; the footer calls them the same. */
export const waysIn = ({ shell: { nav }, changes, data }: Words): readonly Way[] => [
  {
    to: '/browse',
    name: nav.browse,
    below: [
      { to: '/changes', name: changes.title },
      { to: '/data', name: data.title },
    ],
  },
  { to: '/spine', name: nav.find, below: [] },
  {
    to: '/compare',
    name: nav.compare,
    below: [
      { to: '/path', name: nav.path },
      { to: '/canvas', name: nav.canvas },
    ],
  },
  { to: '/together', name: nav.together, below: [] },
  { to: '/learn', name: nav.learn, below: [] },
];

/** The pages that stand for themselves, by the title that each bears, with other words for what it is for. */
export function pagesIn(words: Words): readonly { to: string; name: string; also: string }[] {
  const { browse, spine, compare, path, canvas, claim, changes, data, learn, term, home, basket, embed } =
    words;
  const { search, shell } = words;
  const { nav } = shell;
  const { pages } = search;
  return [
    { to: '/browse', name: browse.title, also: `${nav.browse} ${pages.browse}` },
    { to: '/spine', name: spine.title, also: `${nav.find} ${pages.find}` },
    { to: '/compare', name: compare.title, also: pages.compare },
    { to: '/path', name: path.title, also: `${nav.path} ${pages.path}` },
    { to: '/canvas', name: canvas.title, also: `${nav.canvas} ${pages.canvas}` },
    { to: '/together', name: claim.title, also: `${nav.together} ${pages.together}` },
    { to: '/case', name: claim.case, also: pages.case },
    { to: '/changes', name: changes.title, also: pages.changes },
    { to: '/data', name: data.title, also: pages.data },
    { to: '/learn', name: learn.title, also: `${nav.learn} ${pages.learn}` },
    { to: '/learn/cards', name: learn.cards, also: pages.cards },
    { to: '/terms', name: term.title, also: pages.terms },
    { to: '/families', name: home.families, also: pages.families },
    { to: '/basket', name: basket.title, also: pages.basket },
    { to: '/embed', name: embed.title, also: pages.embed },
  ];
}
