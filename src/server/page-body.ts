import { SYSTEM_NAMES } from '../lattice/systems.ts';
import { dayWriter } from '../text/days.ts';
import { LANGUAGES, type Language } from '../text/languages.ts';
import { type Html, html } from './html.ts';
import { pathOfCode, pathOfFamily, pathOfTerm } from './page-links.ts';
import type { CodeSubject, FamilySubject, Subject, TermSubject } from './page-subject.ts';
import type { PageWords } from './page-template.ts';

/** How a page speaks. */
export interface Speech {
  readonly words: PageWords;
  readonly language: Language;
  /** What addresses end with where the language stands in the address: `?lang=de`. */
  readonly lang: string;
}

/** A page as it stands before its script is there, and for good where there is none: what the explorer shows first, in its classes. */
export function bodyOf(main: Html, { words, lang }: Speech): Html {
  const { shell } = words;
  const ways = [
    ['/browse', shell.nav.browse],
    ['/spine', shell.nav.find],
    ['/compare', shell.nav.compare],
    ['/together', shell.nav.together],
    ['/learn', shell.nav.learn],
  ].map(([path = '', name = '']) => html`<li><a href="${path}${lang}">${name}</a></li>`);
  return html`<header class="header written"><a class="brand" href="/${lang}">${MARK}codelattice</a>
<nav aria-label="${shell.pages}"><ul class="ways-in">${ways}</ul></nav></header>
<main id="main">${main}</main>
<footer class="footer"><p>${shell.licence}</p><nav aria-label="${shell.more}"><a href="/${lang}">${shell.home}</a></nav></footer>`;
}

/** The family that all others of the seed are under. */
const ROOT = 'family:spine';

const MARK: Html = html`<svg class="mark" viewBox="0 0 16 16" width="24" height="24" aria-hidden="true"><path d="M3 3h10v10H3zM3 3l10 10" fill="none" stroke="currentColor" stroke-width="1.4"/><circle cx="3" cy="3" r="2"/><circle cx="13" cy="3" r="2"/><circle cx="3" cy="13" r="2"/><circle cx="13" cy="13" r="2"/></svg>`;

/** The first page: what this is, and where reading begins. */
export function homeMain({ words: { home }, lang }: Speech): Html {
  return html`<div class="home"><section class="hero"><h1>${home.title}</h1><p class="lead">${home.lead}</p>
<p class="doors"><a class="button" href="${pathOfFamily(ROOT)}${lang}">${home.families}</a></p></section></div>`;
}

/** In place of a page: that it is not there, or cannot be had. */
export const noteMain = (title: string, hint: string | null): Html =>
  html`<section class="missing"><h1>${title}</h1>${hint !== null && html`<p class="lead">${hint}</p>`}</section>`;

/** What the explorer cannot show without its script. */
export const NO_SCRIPT: Html = html`<noscript>This page needs JavaScript; those of codes, families and terms do not: <a href="${pathOfFamily(ROOT)}">families</a>.</noscript>`;

/** What a page says of a code, a family or a term. */
export function mainOf(subject: Subject, speech: Speech): Html {
  if (subject.kind === 'code') return codeOf(subject, speech);
  return subject.kind === 'family' ? familyOf(subject, speech) : termOf(subject, speech);
}

function codeOf(subject: CodeSubject, speech: Speech): Html {
  const { words, lang } = speech;
  const { code, system, edition, status, addOn, family, axes, specialties, related } = subject;
  const parent = family?.parent ? html`<li>${familyLink(family.parent, speech)}</li>` : null;
  const facts = [...axes, { axis: 'SPECIALTY', terms: specialties }]
    .filter(({ terms }) => terms.length > 0)
    .map(
      ({ axis, terms }) =>
        html`<div><dt>${words.axes[axis] ?? axis}</dt><dd>${terms.map((term) => termChip(term, speech))}</dd></div>`,
    );
  const sentences = related.edges.map(
    ({ node, sentence }) => html`<li>${codeLink(node.code, speech)}<span>${sentence}</span></li>`,
  );
  return html`<article class="code-page"><header>
${family && html`<nav class="trail" aria-label="${words.shell.trail}"><ol>${parent}<li>${familyLink(family, speech)}</li></ol></nav>`}
<h1><span class="number" dir="ltr">${code}</span> <span class="label">${labelIn(subject, words)}</span></h1>
<p class="marks"><span dir="ltr">${SYSTEM_NAMES[system]} ${edition}</span>${addOn && html`<span class="mark">${words.code.addOn}</span>`}</p>
${status === 'ACTIVE' ? null : html`<p class="banner">${status === 'HEADING' ? words.code.heading : deletedOf(subject, speech)}</p>`}
${facts.length > 0 && html`<dl class="facts">${facts}</dl>`}
${(system === 'CPT' || system === 'HCPCS') && html`<p><a href="/together?codes=${code}${lang.replace('?', '&')}">${words.claim.withCode}</a></p>`}
</header>${
    sentences.length > 0 &&
    html`<nav class="contents written" aria-label="${words.shell.onPage}"><ul><li><a href="#related">${words.code.related}</a></li></ul></nav>
<div class="sections"><section class="related" aria-labelledby="related"><h2 id="related">${words.code.related}</h2><ul class="sentences">${sentences}</ul></section></div>`
  }</article>`;
}

function familyOf(subject: FamilySubject, speech: Speech): Html {
  const { words, language } = speech;
  const { name, parent, children, codeCount, codes } = subject;
  const below = children.map(
    (child) =>
      html`<li>${familyLink(child, speech)} <span class="quiet">${countOf(child.codeCount, words, language)}</span></li>`,
  );
  return html`<article class="family-page">
<nav class="trail" aria-label="${words.shell.trail}"><ol><li>${words.search.family}</li>${parent && html`<li>${familyLink(parent, speech)}</li>`}</ol></nav>
<h1>${name}</h1><p class="quiet size">${countOf(codeCount, words, language)}</p>
${below.length > 0 && html`<ul class="families">${below}</ul>`}${listOf(codes, speech)}</article>`;
}

function termOf(subject: TermSubject, speech: Speech): Html {
  const { words } = speech;
  const { axis, definition, explanation, synonyms, ancestors, children, codes } = subject;
  const trail = [...ancestors]
    .reverse()
    .map((one) => html`<li><a href="${pathOfTerm(one.id)}${speech.lang}">${nameIn(one, speech)}</a></li>`);
  const narrower = children.map((one) => html`<li>${termChip(one, speech)}</li>`);
  return html`<article class="browse-page">
<nav class="trail" aria-label="${words.shell.trail}"><ol><li>${words.axes[axis] ?? axis}</li>${trail}</ol></nav>
<h1>${nameIn(subject, speech)}</h1>${definition !== null && html`<p class="lead">${definition}</p>`}
${explanation !== null && html`<p>${explanation}</p>`}
${synonyms.length > 0 && html`<p class="quiet">${words.term.synonyms.replace('{synonyms}', () => listed(synonyms, speech.language))}</p>`}
${narrower.length > 0 && html`<section class="neighbours"><h2>${words.term.narrower}</h2><ul class="chips">${narrower}</ul></section>`}
${listOf(codes, speech)}</article>`;
}

function listOf({ edges }: FamilySubject['codes'], speech: Speech): Html | null {
  if (edges.length === 0) return null;
  const codes = edges.map(
    ({ node }) => html`<li>${codeLink(node.code, speech)}<span>${labelIn(node, speech.words)}</span></li>`,
  );
  return html`<section aria-labelledby="codes"><h2 id="codes">${speech.words.family.codes}</h2><ul class="sentences">${codes}</ul></section>`;
}

/** That a code is deleted, and its last day where that is known. */
function deletedOf({ lastValidDay }: CodeSubject, { words, language }: Speech): string {
  if (lastValidDay === null) return words.code.deleted;
  const day = dayWriter(LANGUAGES[language].locale)(lastValidDay);
  return words.code.deletedOn.replace('{day}', () => day);
}

/** What a code is; of some only the number is known. */
export const labelOf = (
  { label, labelKind }: Pick<CodeSubject, 'label' | 'labelKind'>,
  { code }: PageWords,
): string => (labelKind === 'CODE_ONLY' ? code.numberOnly : label);

/** "sacrum and S1-S5". */
const listed = (names: readonly string[], language: Language) =>
  new Intl.ListFormat(LANGUAGES[language].locale).format(names);

/** "12 codes". */
export function countOf(count: number, { shell }: PageWords, language: Language): string {
  const { locale } = LANGUAGES[language];
  const form = shell.codes[new Intl.PluralRules(locale).select(count)] ?? shell.codes.other ?? '{count}';
  return form.replace('{count}', new Intl.NumberFormat(locale).format(count));
}

const codeLink = (code: string, { lang }: Speech) =>
  html`<a class="code" href="${pathOfCode(code)}${lang}" dir="ltr">${code}</a>`;
const familyLink = ({ id, name }: { id: string; name: string }, { lang }: Speech) =>
  html`<a href="${pathOfFamily(id)}${lang}">${name}</a>`;
const termChip = (term: Term, speech: Speech) =>
  html`<a class="chip" href="${pathOfTerm(term.id)}${speech.lang}">${nameIn(term, speech)}</a>`;

interface Term {
  readonly id: string;
  readonly name: string;
  readonly nameLanguage?: string;
}

/** A name, marked as English where it is on a page in another language. */
const nameIn = ({ name, nameLanguage }: Term, { language }: Speech): Html =>
  nameLanguage === 'EN' && language !== 'EN' ? english(name) : html`${name}`;

const labelIn = (code: Pick<CodeSubject, 'label' | 'labelKind'>, words: PageWords): Html =>
  code.labelKind === 'OFFICIAL' ? english(code.label) : html`${labelOf(code, words)}`;

const english = (text: string): Html => html`<bdi lang="en">${text}</bdi>`;
