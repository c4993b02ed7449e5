import { SYSTEM_NAMES } from '../lattice/systems.ts';
import { LANGUAGE_CODES, LANGUAGES, type Language } from '../text/languages.ts';
import { type Html, html, jsonIn } from './html.ts';
import { pathOf, pathOfPicture } from './page-links.ts';
import { capital, countOf, labelOf } from './page-parts.ts';
import type { Subject } from './page-subject.ts';
import type { PageWords } from './page-words.ts';

export interface Place {
  /** Where readers know the server; null where it does not know itself: then nothing has an absolute address. */
  readonly publicUrl: string | null;
  readonly language: Language;
  /** Whether the language stands in the address. */
  readonly isLanguageAsked: boolean;
  readonly words: PageWords;
  /** Whether there is a picture of a family. */
  readonly isPictured: (family: string) => boolean;
}

/** Longer descriptions are cut by those who show them. */
const DESCRIPTION_SIGNS = 300;
/** How large the pictures of families are, in pixels. */
export const PICTURE = { width: 1200, height: 630 };

/** What the head of a page says that is about no subject. */
export interface Named {
  readonly title: string;
  readonly description: string;
  /** Its one path; null where search engines are not to list it: it is one of many that are made from their addresses, or none at all. */
  readonly path: string | null;
}

/** The head of a page: title, description, its addresses in ten languages, OpenGraph and, of a subject, JSON-LD. */
export function headOf(about: Subject | Named, place: Place): Html {
  const { words } = place;
  const subject = 'kind' in about ? about : null;
  const name = 'kind' in about ? nameOf(about, words) : about.title;
  const title = name === '' ? 'codelattice' : `${capital(name, place.language)} – codelattice`;
  const description = shortened('kind' in about ? descriptionOf(about, place) : about.description);
  const path = 'kind' in about ? pathOf(about) : about.path;
  const plain = html`<meta name="description" content="${description}"><title>${title}</title>`;
  if (path === null) return html`${plain}<meta name="robots" content="noindex">`;
  const addresses = addressesOf(path, place);
  return html`${plain}${addresses?.links ?? null}
<meta property="og:type" content="website"><meta property="og:site_name" content="codelattice">
<meta property="og:title" content="${title}"><meta property="og:description" content="${description}">
${addresses && html`<meta property="og:url" content="${addresses.canonical}">`}${subject && pictureOf(subject, place)}
${subject && html`<script type="application/ld+json">${jsonIn(dataOf(subject, description, addresses?.canonical, place))}</script>`}`;
}

/** The address of a page, and where it stands in each language: everywhere the same list, which names the page itself too. */
function addressesOf(path: string, { publicUrl, language, isLanguageAsked }: Place) {
  if (publicUrl === null) return null;
  const address = publicUrl + path;
  const canonical = isLanguageAsked ? inLanguage(address, language) : address;
  const others = LANGUAGE_CODES.map(
    (one) =>
      html`<link rel="alternate" hreflang="${LANGUAGES[one].folder}" href="${inLanguage(address, one)}">`,
  );
  const links = html`<link rel="canonical" href="${canonical}">${others}<link rel="alternate" hreflang="x-default" href="${address}">`;
  return { canonical, links };
}

/** The address of a page in a language. */
export const inLanguage = (address: string, language: Language) =>
  `${address}?lang=${LANGUAGES[language].folder}`;

function nameOf(subject: Subject, words: PageWords): string {
  if (subject.kind === 'code') return `${subject.code} ${labelOf(subject, words)}`;
  if (subject.kind === 'family') return `${subject.name} (${words.search.family})`;
  // Terms of ICD-10-PCS may be called as others are.
  const [system, ...others] = new Set(subject.codes.edges.map(({ node }) => node.system));
  const isOfOne = system !== undefined && system !== 'CPT' && others.length === 0;
  const axis = words.axes[subject.axis] ?? subject.axis;
  return `${subject.name} (${isOfOne ? `${axis}, ${SYSTEM_NAMES[system]}` : axis})`;
}

function descriptionOf(subject: Subject, { words, language }: Place): string {
  if (subject.kind === 'code') {
    const facts = subject.axes.map(
      ({ axis, terms }) => `${words.axes[axis] ?? axis}: ${terms.map(({ name }) => name).join(', ')}`,
    );
    const system = `${SYSTEM_NAMES[subject.system]} ${subject.code}`;
    return [`${system}: ${labelOf(subject, words)}`, ...facts].join('; ');
  }
  const codes = countOf(subject.codeCount, words, language);
  const first = subject.codes.edges.slice(0, 12).map(({ node }) => node.code);
  const list = first.length > 0 ? `${codes}: ${first.join(', ')}` : codes;
  const meaning = subject.kind === 'term' ? subject.definition : null;
  return [nameOf(subject, words), meaning, list].filter((one) => one !== null).join('; ');
}

/** The picture of the family that a page is about, or that its code is of. */
function pictureOf(subject: Subject, { publicUrl, isPictured }: Place): Html | null {
  const family = subject.kind === 'family' ? subject : subject.kind === 'code' ? subject.family : null;
  if (family === null || publicUrl === null || !isPictured(family.id)) return null;
  return html`<meta property="og:image" content="${publicUrl}${pathOfPicture(family.id)}"><meta property="og:image:type" content="image/png">
<meta property="og:image:width" content="${PICTURE.width}"><meta property="og:image:height" content="${PICTURE.height}"><meta property="og:image:alt" content="${family.name}">`;
}

/** A subject in the words of schema.org: a code or a term as one of its set, a family as a set. */
function dataOf(
  subject: Subject,
  description: string,
  url: string | undefined,
  { language, words }: Place,
): object {
  const common = {
    '@context': 'https://schema.org',
    url,
    inLanguage: LANGUAGES[language].folder,
    description,
  };
  if (subject.kind === 'family') return { ...common, '@type': 'DefinedTermSet', name: subject.name };
  const [name, set] =
    subject.kind === 'code'
      ? [labelOf(subject, words), SYSTEM_NAMES[subject.system]]
      : [subject.name, words.axes[subject.axis] ?? subject.axis];
  return {
    ...common,
    '@type': 'DefinedTerm',
    name,
    ...(subject.kind === 'code' ? { termCode: subject.code } : { alternateName: subject.synonyms }),
    inDefinedTermSet: { '@type': 'DefinedTermSet', name: set },
  };
}

/** A text of at most so many signs, cut between words. */
function shortened(text: string): string {
  if (text.length <= DESCRIPTION_SIGNS) return text;
  const cut = text.slice(0, DESCRIPTION_SIGNS - 1);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), 1))}…`;
}
