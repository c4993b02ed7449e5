import { type Html, html } from './html.ts';
import { type Listing, UNLISTED } from './page-listing.ts';
import { figure, type Speech, termLink } from './page-parts.ts';
import type { Ask, Named } from './page-subject.ts';

interface TermsList {
  readonly axis: string;
  readonly totalCount: number;
  readonly terms: readonly (Named & { readonly parent: { readonly id: string } | null })[];
}

/** As the explorer's page has them. */
const TERM_AXES = [
  'REGION',
  'COMPARTMENT',
  'COLUMN',
  'LESION',
  'OPERATION',
  'APPROACH',
  'EXTENT',
  'SPECIALTY',
  'SECTION',
  'BODY_SYSTEM',
  'BODY_PART',
  'DEVICE',
  'QUALIFIER',
];
const TERMS = `query PageOfTerms {
  ${TERM_AXES.map((axis) => `${axis}: terms(axis: ${axis}, first: 100) { ...Terms }`).join('\n  ')}
}
fragment Terms on TermConnection { totalCount edges { node { id name nameLanguage parent { id } } } }`;

/** The terms of all axes; of those with many, the first. */
export async function listTerms(ask: Ask): Promise<Listing> {
  const { data, dataset } = await ask(TERMS, {});
  const found = (data ?? {}) as Readonly<
    Record<
      string,
      {
        readonly totalCount: number;
        readonly edges: readonly { readonly node: TermsList['terms'][number] }[];
      } | null
    >
  >;
  const axes = TERM_AXES.flatMap((axis) => {
    const { totalCount = 0, edges = [] } = found[axis] ?? {};
    return edges.length === 0 ? [] : [{ axis, totalCount, terms: edges.map(({ node }) => node) }];
  });
  return axes.length === 0 ? UNLISTED : { main: (speech) => termsMain(axes, speech), dataset };
}

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
