import { SYSTEM_NAMES } from '../lattice/systems.ts';
import { type Html, html } from './html.ts';
import { basketMain } from './page-basket.ts';
import { dataMain } from './page-data.ts';
import { familiesMain } from './page-families.ts';
import { homeMain } from './page-home.ts';
import { pathOfTable } from './page-links.ts';
import type { BrowseList, ChangesList, PageList, TermsList } from './page-list.ts';
import { codeLink, codeList, countOf, figure, nameIn, type Speech, termLink } from './page-parts.ts';

/** What a page lists, where it works without a script. */
export function listMain(list: PageList, speech: Speech): Html {
  if (list.kind === 'browse') return browseMain(list, speech);
  if (list.kind === 'families') return familiesMain(list, speech);
  if (list.kind === 'home') return homeMain(list, speech);
  if (list.kind === 'basket') return basketMain(list, speech);
  if (list.kind === 'data') return dataMain(list, speech);
  return list.kind === 'terms' ? termsMain(list.axes, speech) : changesMain(list.step, speech);
}

function browseMain(list: BrowseList, speech: Speech): Html {
  const { words, language } = speech;
  const { asked, systems, totalCount, edges, facets, pageInfo } = list;
  const href = (changes: Readonly<Record<string, string>>, from = asked) =>
    pathOfTable({ ...Object.fromEntries(from), ...changes }, speech.lang);
  const shown = asked.size > 0 ? asked.get('system') : 'CPT';
  const narrowing = facets
    .filter(({ terms }) => terms.length > 1)
    .map(
      ({ axis, terms }) =>
        html`<details class="facet" open><summary><h3>${words.axes[axis] ?? axis}</h3></summary><ul class="chips">${terms.map(
          ({ count, term }) =>
            html`<li><a class="chip" rel="nofollow" href="${href({ ...BEGIN, ...Object.fromEntries(asked), terms: withTerm(asked, term.id), after: '' })}">${nameIn(term, speech)}</a> <span class="quiet">${figure(count, language)}</span></li>`,
        )}</ul></details>`,
    );
  const ways = [
    ...(asked.size > 0
      ? [html`<li><a class="button" href="${pathOfTable({}, speech.lang)}">${words.spine.clear}</a></li>`]
      : []),
    ...systems.map(
      (system) =>
        html`<li><a class="button"${system === shown && html` aria-current="true"`} rel="nofollow" href="${pathOfTable({ system }, speech.lang)}"><bdi>${SYSTEM_NAMES[system]}</bdi></a></li>`,
    ),
  ];
  const next =
    pageInfo.hasNextPage && pageInfo.endCursor !== null
      ? html`<p class="pages"><a class="button" rel="next nofollow" href="${href({ after: pageInfo.endCursor })}">${words.listing.next}</a></p>`
      : null;
  return html`<article class="browse-page"><h1>${words.browse.title}</h1><p class="lead">${words.browse.lead}</p>
<div class="browse"><nav class="which" aria-label="${words.browse.system}"><ul>${ways}</ul></nav>
${narrowing.length > 0 && html`<details class="narrow"><summary><h2>${words.browse.narrow}</h2></summary>${narrowing}</details>`}
<section class="found" aria-labelledby="found"><h2 id="found">${countOf(totalCount, words, language)}</h2>${codeList(
    edges.map(({ node }) => node),
    speech,
  )}${next}</section></div></article>`;
}

/** What a step from the first page says by itself. */
const BEGIN = { system: 'CPT', family: 'family:spine' };

const withTerm = (asked: URLSearchParams, id: string) =>
  [...new Set([...(asked.get('terms') ?? '').split(',').filter((one) => one !== ''), id])].join();

function termsMain(axes: readonly TermsList[], speech: Speech): Html {
  const { words, language } = speech;
  const sections = axes.map(({ axis, totalCount, terms }) => {
    const shown = new Set(terms.map(({ id }) => id));
    const under = (parent: string | null): Html | null => {
      const own = terms.filter(
        (term) => (term.parent && shown.has(term.parent.id) ? term.parent.id : null) === parent,
      );
      if (own.length === 0) return null;
      return html`<ul>${own.map((term) => html`<li>${termLink(term, speech)}${under(term.id)}</li>`)}</ul>`;
    };
    const first = words.term.first
      .replace('{shown}', () => figure(terms.length, language))
      .replace('{count}', () => figure(totalCount, language));
    return html`<section class="neighbours" aria-labelledby="${axis}"><h2 id="${axis}">${words.axes[axis] ?? axis}</h2>${under(null)}${
      terms.length < totalCount && html`<p class="quiet">${first}</p>`
    }</section>`;
  });
  return html`<article class="page"><h1>${words.term.title}</h1>${sections}</article>`;
}

function changesMain(step: ChangesList | null, speech: Speech): Html {
  const { words, language } = speech;
  const said = words.changes;
  if (step === null) {
    return html`<article class="browse-page"><h1>${said.title}</h1><p class="lead">${said.none}</p></article>`;
  }
  const { system, from, to, changes } = step;
  const counts = changes.counts
    .filter(({ count }) => count > 0)
    .map(({ kind, count }) => html`<li>${said.kinds[kind] ?? kind} <b>${figure(count, language)}</b></li>`);
  const hasValues = changes.edges.some(({ node: { kind } }) => kind !== 'ADDED' && kind !== 'DELETED');
  const rows = changes.edges.map(({ node: { kind, code, before, after } }) => {
    const isWhole = kind === 'ADDED' || kind === 'DELETED';
    const value = (text: string | null) => html`<td>${!isWhole && html`<bdi>${text ?? ''}</bdi>`}</td>`;
    return html`<tr><th scope="row">${codeLink(code.code, speech)}</th><td><bdi lang="en">${code.label}</bdi></td><td>${said.kinds[kind] ?? kind}</td>${hasValues && [value(before), value(after)]}</tr>`;
  });
  return html`<article class="browse-page changes-page"><h1>${said.title}</h1><p class="lead">${said.lead}</p>
<h2><bdi>${SYSTEM_NAMES[system]}</bdi>: <bdi>${from}</bdi> → <bdi>${to}</bdi></h2><ul class="counts">${counts}</ul>
<div class="browse"><div class="sheet"><table><thead><tr><th scope="col">${words.family.code}</th><th scope="col">${words.family.label}</th><th scope="col">${said.what}</th>${hasValues && html`<th scope="col">${said.before}</th><th scope="col">${said.after}</th>`}</tr></thead><tbody>${rows}</tbody></table></div></div>
<p><a href="/changes.atom?system=${system}" type="application/atom+xml">${said.feed}</a></p></article>`;
}
