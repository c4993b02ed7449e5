import { SYSTEM_NAMES } from '../lattice/systems.ts';
import { dayWriter } from '../text/days.ts';
import { LANGUAGES } from '../text/languages.ts';
import { type Html, html } from './html.ts';
import { gridTable } from './page-grid.ts';
import {
  capital,
  codeLink,
  codeList,
  countOf,
  familyLink,
  figure,
  inForm,
  labelIn,
  listed,
  nameIn,
  type Speech,
  termChip,
  termLink,
} from './page-parts.ts';
import type { CodeSubject, FamilySubject, Listed, Subject, TermSubject } from './page-subject.ts';

/** What a page says of a code, a family or a term. */
export function mainOf(subject: Subject, speech: Speech): Html {
  if (subject.kind === 'code') return codeOf(subject, speech);
  return subject.kind === 'family' ? familyOf(subject, speech) : termOf(subject, speech);
}

function codeOf(subject: CodeSubject, speech: Speech): Html {
  const { words, lang } = speech;
  const { code, system, edition, status, addOn, family, axes, specialties, related, note } = subject;
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
  const billing = billingOf(subject, speech);
  const sections = [
    ...(sentences.length > 0 ? [['related', words.code.related] as const] : []),
    ...(billing === null ? [] : [['billing', words.billing.title] as const]),
  ];
  const contents = sections.map(([id, title]) => html`<li><a href="#${id}">${title}</a></li>`);
  return html`${note !== null && html`<aside class="remark"><p>${note}</p></aside>`}<article class="code-page"><header>
${family && html`<nav class="trail" aria-label="${words.shell.trail}"><ol>${parent}<li>${familyLink(family, speech)}</li></ol></nav>`}
<h1><span class="number" dir="ltr">${code}</span> <span class="label">${labelIn(subject, words)}</span></h1>
<p class="marks"><span dir="ltr">${SYSTEM_NAMES[system]} ${edition}</span>${addOn && html`<span class="mark">${words.code.addOn}</span>`}</p>
${status === 'ACTIVE' ? null : html`<p class="banner">${status === 'HEADING' ? words.code.heading : deletedOf(subject, speech)}</p>`}
${facts.length > 0 && html`<dl class="facts">${facts}</dl>`}
${(system === 'CPT' || system === 'HCPCS') && html`<p><a href="/together?codes=${code}${lang.replace('?', '&')}">${words.claim.withCode}</a></p>`}
</header>${
    sections.length > 0 &&
    html`<nav class="contents written" aria-label="${words.shell.onPage}"><ul>${contents}</ul></nav>
<div class="sections">${
      sentences.length > 0 &&
      html`<section class="related" aria-labelledby="related"><h2 id="related">${words.code.related}</h2><ul class="sentences">${sentences}</ul></section>`
    }${billing}</div>`
  }</article>`;
}

/** What Medicare's files say in one line; null where they say nothing. */
function billingOf({ billing, unitsPerDay }: CodeSubject, { words, language }: Speech): Html | null {
  const said = words.billing;
  const figures = [
    ...(billing?.workRvu == null ? [] : [[said.workRvu, figure(billing.workRvu, language)] as const]),
    ...(billing?.facilityTotalRvu == null
      ? []
      : [[said.facility, figure(billing.facilityTotalRvu, language)] as const]),
    ...(billing ? [[said.globalDays, said.global[billing.globalDays] ?? billing.globalDays] as const] : []),
  ].map(([name, value]) => html`<li>${name}: <strong>${value}</strong></li>`);
  if (figures.length === 0 && !unitsPerDay) return null;
  return html`<section class="billing" aria-labelledby="billing"><h2 id="billing">${said.title}</h2><ul class="in-one-line">${figures}${
    unitsPerDay && html`<li>${inForm(said.units, unitsPerDay.units, language)}</li>`
  }</ul>${billing && html`<p class="quiet">${said.feeSchedule.replace('{release}', () => billing.release)}</p>`}</section>`;
}

function familyOf(subject: FamilySubject, speech: Speech): Html {
  const { words, language } = speech;
  const { name, parent, children, codeCount, codes, grid } = subject;
  const below = children.map(
    (child) =>
      html`<li>${familyLink(child, speech)} <span class="quiet">${countOf(child.codeCount, words, language)}</span></li>`,
  );
  const isDrawn = grid !== null && grid.cells.length > 0;
  return html`<article class="family-page">
<nav class="trail" aria-label="${words.shell.trail}"><ol><li>${words.search.family}</li>${parent && html`<li>${familyLink(parent, speech)}</li>`}</ol></nav>
<h1>${capital(name, language)}</h1><p class="quiet size">${countOf(codeCount, words, language)}</p>
${below.length > 0 && html`<ul class="families">${below}</ul>`}${
  isDrawn &&
  html`<section aria-labelledby="grid"><h2 id="grid">${words.family.grid}</h2>${gridTable(grid, name, speech)}</section>`
}${listOf(codes, speech)}</article>`;
}

function termOf(subject: TermSubject, speech: Speech): Html {
  const { words } = speech;
  const { axis, definition, explanation, synonyms, ancestors, children, codes } = subject;
  const trail = [...ancestors].reverse().map((one) => html`<li>${termLink(one, speech)}</li>`);
  const narrower = children.map((one) => html`<li>${termChip(one, speech)}</li>`);
  return html`<article class="browse-page">
<nav class="trail" aria-label="${words.shell.trail}"><ol><li>${words.axes[axis] ?? axis}</li>${trail}</ol></nav>
<h1>${nameIn({ ...subject, name: capital(subject.name, speech.language) }, speech)}</h1>${definition !== null && html`<p class="lead">${definition}</p>`}
${explanation !== null && html`<p>${explanation}</p>`}
${synonyms.length > 0 && html`<p class="quiet">${words.term.synonyms.replace('{synonyms}', () => listed(synonyms, speech.language))}</p>`}
${narrower.length > 0 && html`<section class="neighbours"><h2>${words.term.narrower}</h2><ul class="chips">${narrower}</ul></section>`}
${listOf(codes, speech)}</article>`;
}

function listOf({ edges }: Listed, speech: Speech): Html | null {
  if (edges.length === 0) return null;
  return html`<section aria-labelledby="codes"><h2 id="codes">${speech.words.family.codes}</h2>${codeList(
    edges.map(({ node }) => node),
    speech,
  )}</section>`;
}

/** That a code is deleted, and its last day where that is known. */
function deletedOf({ lastValidDay }: CodeSubject, { words, language }: Speech): string {
  if (lastValidDay === null) return words.code.deleted;
  const day = dayWriter(LANGUAGES[language].locale)(lastValidDay);
  return words.code.deletedOn.replace('{day}', () => day);
}

/** The codes of a range that an address names. */
export const rangeMain = (
  {
    input,
    note,
    range,
  }: {
    readonly input: string;
    readonly note: string | null;
    readonly range: readonly Parameters<typeof codeList>[0][number][];
  },
  speech: Speech,
): Html =>
  html`<article class="code-page brief"><h1><bdi>${input}</bdi></h1>${note !== null && html`<aside class="remark"><p>${note}</p></aside>`}${codeList(range, speech)}</article>`;
