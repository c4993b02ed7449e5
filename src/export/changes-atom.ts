import {
  type Asked,
  type Changes,
  COLUMNS,
  changesDocument,
  countsIn,
  rowOf,
  type Step,
  titleOf,
} from './changes.ts';
import { NOTICE } from './manifest.ts';
import { xmlTag, xmlText } from './xml.ts';

/** A page of steps, newest first, with the first changes of each. */
export interface FeedPage extends Asked {
  readonly entries: readonly (Step & { readonly changes: Changes })[];
  /** The address of the server; empty where it is known by none. */
  readonly base: string;
  /** Where this page and the next, older one stand on it; null where there is none. */
  readonly self: string;
  readonly next: string | null;
  /** When the newest release was taken in, RFC 3339. */
  readonly updated: string;
}

/** Changes as an Atom feed (RFC 4287, paged by RFC 5005): an entry for each release, with a table. In English. */
export function atomFeed(page: FeedPage): string {
  const { system, entries, base, self, next, updated } = page;
  const link = (rel: string, href: string, type: string) => xmlTag('link', { rel, href, type });
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">',
    element('id', nameOf(page)),
    element('title', `${titleOf(page)}: what changed from release to release`),
    element('updated', updated),
    '<author><name>codelattice</name></author>',
    link('self', base + self, ATOM),
    ...(next === null ? [] : [link('next', base + next, ATOM)]),
    ...(system === 'CPT' ? [element('rights', NOTICE)] : []),
    ...entries.map((entry) => entryOf(page, entry)),
    '</feed>\n',
  ].join('\n');
}

const ATOM = 'application/atom+xml';

const element = (name: string, text: string, type = '') => `<${name}${type}>${xmlText(text)}</${name}>`;

/** The same for all times and servers, as an Atom id must be. */
const nameOf = ({ system, family }: Asked, ...step: readonly string[]) =>
  ['urn:codelattice:changes', system, ...step, ...(family === null ? [] : [family])]
    .map((part, at) => (at === 0 ? part : encodeURIComponent(part)))
    .join(':');

function entryOf(page: FeedPage, entry: FeedPage['entries'][number]): string {
  const { from, to, starts, importedAt, changes } = entry;
  return [
    '<entry>',
    element('id', nameOf(page, from, to)),
    element('title', `${titleOf(page)} ${to}: ${countsIn(changes)} since ${from}`),
    element('published', `${starts}T00:00:00.000Z`),
    element('updated', importedAt),
    xmlTag('link', { rel: 'alternate', href: queryOf(page, entry), type: 'application/json' }),
    element('content', tableOf(page, entry), ' type="html"'),
    '</entry>',
  ].join('\n');
}

function tableOf(page: FeedPage, entry: FeedPage['entries'][number]): string {
  const { edges, totalCount } = entry.changes;
  if (totalCount === 0) return '<p>No code changed.</p>';
  const row = (cells: readonly string[], name: string) =>
    `<tr>${cells.map((cell) => `<${name}>${xmlText(cell)}</${name}>`).join('')}</tr>`;
  const rest = totalCount - edges.length;
  const more = `<p>${rest.toLocaleString('en')} more: <a href="${xmlText(queryOf(page, entry))}">ask for them by pages</a>.</p>`;
  const rows = edges.map(({ node }) => row(rowOf(node), 'td')).join('\n');
  return `<table><thead>${row(COLUMNS, 'th')}</thead><tbody>\n${rows}\n</tbody></table>${rest > 0 ? more : ''}`;
}

/** The query that an entry stands for, as an address. */
function queryOf({ system, family, base }: FeedPage, step: Step): string {
  const variables = JSON.stringify({ system, family, first: 500 });
  return `${base}/graphql?${new URLSearchParams({ query: changesDocument([step]), variables })}`;
}
