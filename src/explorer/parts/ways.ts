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
