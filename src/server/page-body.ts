import { type Html, html } from './html.ts';
import type { Speech } from './page-parts.ts';
import type { Page } from './page-paths.ts';

/** A page as it stands before its script is there, and for good where there is none: what the explorer shows first, in its classes. */
export function bodyOf(main: Html, { words, lang }: Speech): Html {
  const { shell, changes, data, basket, embed } = words;
  const link = ([path, name]: readonly [path: string, name: string]) =>
    html`<a href="${path}${lang}">${name}</a>`;
  const ways = [
    ['/browse', shell.nav.browse],
    ['/spine', shell.nav.find],
    ['/compare', shell.nav.compare],
    ['/together', shell.nav.together],
    ['/learn', shell.nav.learn],
  ] as const;
  // What the header has behind buttons.
  const further = [
    ['/changes', changes.title],
    ['/data', data.title],
    ['/path', shell.nav.path],
    ['/canvas', shell.nav.canvas],
    ['/basket', basket.title],
    ['/embed', embed.title],
  ] as const;
  return html`<header class="header written"><a class="brand" href="/${lang}">${MARK}codelattice</a>
<nav aria-label="${shell.pages}"><ul class="ways-in">${ways.map((way) => html`<li>${link(way)}</li>`)}</ul></nav></header>
<main id="main">${main}</main>
<footer class="footer"><p>${shell.licence}</p><nav aria-label="${shell.more}">${[['/', shell.home] as const, ...ways, ...further].map((way) => html`${link(way)} `)}</nav></footer>`;
}

const MARK: Html = html`<svg class="mark" viewBox="0 0 16 16" width="24" height="24" aria-hidden="true"><path d="M3 3h10v10H3zM3 3l10 10" fill="none" stroke="currentColor" stroke-width="1.4"/><circle cx="3" cy="3" r="2"/><circle cx="13" cy="3" r="2"/><circle cx="3" cy="13" r="2"/><circle cx="13" cy="13" r="2"/></svg>`;

/** In place of a page: that it is not there, or cannot be had. */
export const noteMain = (title: string, hint: string | null): Html =>
  html`<section class="missing"><h1>${title}</h1>${hint !== null && html`<p class="lead">${hint}</p>`}</section>`;

/** A page that works by its script alone: what it does, and what can be read without one. */
export function toolMain({ said, example }: Page, { words, lang }: Speech): Html {
  const [title, lead, heading = title] = said(words);
  const chip =
    example &&
    html`<p><a class="chip" href="${example[0]}${lang.replace('?', '&')}" dir="ltr">${example[1]}</a></p>`;
  const ways = [
    ['/families', words.home.families],
    ['/browse', words.browse.title],
    ['/terms', words.term.title],
    ['/changes', words.changes.title],
  ].map(([path = '', name = '']) => html`<a class="button" href="${path}${lang}">${name}</a> `);
  return html`<article class="written"><h1>${heading}</h1><p class="lead">${lead}</p>${chip ?? null}
<noscript><p>${words.shell.needsScript}</p><p class="ways">${ways}</p></noscript></article>`;
}
