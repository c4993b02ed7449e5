import type { CodeSystem } from '../lattice/axes.ts';
import { SYSTEM_NAMES } from '../lattice/systems.ts';
import { type Html, html } from './html.ts';
import { pathOfTable } from './page-links.ts';
import { type Listing, UNLISTED } from './page-listing.ts';
import { countOf, familyLink, type Speech } from './page-parts.ts';
import type { Ask } from './page-subject.ts';

interface Branch {
  readonly id: string;
  readonly name: string;
  readonly codeCount: number;
  readonly children?: readonly Branch[];
}

/** The code systems that are loaded, and the families of those that have some. */
export interface FamiliesList {
  readonly editions: readonly {
    readonly system: CodeSystem;
    readonly edition: string;
    readonly codes: number;
  }[];
  /** The families of CPT, and the sections of ICD-10-PCS. */
  readonly spine: Branch | null;
  readonly procedures: Branch | null;
}

const FAMILIES = `query PageOfFamilies {
  dataset { editions { system edition codes } }
  spine: family(id: "family:spine") { ...Leaf children { ...Leaf children { ...Leaf children { ...Leaf } } } }
  procedures: family(id: "family:icd10pcs") { ...Leaf children { ...Leaf } }
}
fragment Leaf on Family { id name codeCount }`;

/** Asks for all families; null where the graph does not say. */
export async function familiesList(
  ask: Ask,
): Promise<{ readonly list: FamiliesList | null; readonly dataset: string | null }> {
  const { data, dataset } = await ask(FAMILIES, {});
  const { dataset: loaded, ...trees } = (data ?? {}) as {
    readonly dataset?: Pick<FamiliesList, 'editions'> | null;
  } & Pick<FamiliesList, 'spine' | 'procedures'>;
  return { list: loaded ? { ...loaded, ...trees } : null, dataset };
}

/** The families of all systems that are loaded. */
export async function listFamilies(ask: Ask): Promise<Listing> {
  const { list, dataset } = await familiesList(ask);
  return list === null ? UNLISTED : { main: (speech) => familiesMain(list, speech), dataset };
}

function familiesMain(list: FamiliesList, speech: Speech): Html {
  const { home } = speech.words;
  return html`<div class="home"><h1>${home.families}</h1><h2>${home.systems}</h2>${systemsOf(list, speech)}</div>`;
}

/** Each code system: how many codes, of which edition, its table, and its families. */
export function systemsOf({ editions, spine, procedures }: FamiliesList, speech: Speech): readonly Html[] {
  const { words, language, lang } = speech;
  return [...new Set(editions.map(({ system }) => system))].map((system) => {
    const own = editions.filter((one) => one.system === system);
    const tree = system === 'CPT' ? spine : system === 'ICD10PCS' ? procedures : null;
    const count = tree?.codeCount ?? own.reduce((sum, { codes }) => sum + codes, 0);
    const table = pathOfTable(system === 'CPT' ? {} : { system }, lang);
    return html`<section aria-labelledby="${system}"><h3 id="${system}"><bdi>${SYSTEM_NAMES[system]}</bdi></h3>
<p>${words.home.system[system] ?? ''} <span class="quiet">${countOf(count, words, language)} · <bdi>${own.at(-1)?.edition ?? ''}</bdi></span></p>
<p class="ways"><a class="button" rel="nofollow" href="${table}">${words.home.table}</a></p>${tree && branch([tree], speech)}</section>`;
  });
}

const branch = (families: readonly Branch[], speech: Speech): Html =>
  html`<ul class="families">${families.map(
    ({ children = [], ...family }) =>
      html`<li>${familyLink(family, speech)} <span class="quiet">${countOf(family.codeCount, speech.words, speech.language)}</span>${children.length > 0 && branch(children, speech)}</li>`,
  )}</ul>`;
