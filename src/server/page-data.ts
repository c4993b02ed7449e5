import type { ExportFile } from '../graphql/context.ts';
import type { CodeSystem } from '../lattice/axes.ts';
import { SYSTEM_NAMES } from '../lattice/systems.ts';
import { LANGUAGES } from '../text/languages.ts';
import { sizeWriter } from '../text/sizes.ts';
import { type Html, html } from './html.ts';
import { type Listing, UNLISTED } from './page-listing.ts';
import { figure, type Speech } from './page-parts.ts';
import type { Ask } from './page-subject.ts';

/** The files of a dataset that the operator offers, by name, how to cite it, and what is loaded. */
interface DataList {
  readonly version: string;
  readonly files: readonly Pick<ExportFile, 'name' | 'rows' | 'bytes' | 'sha256' | 'url' | 'licences'>[];
  readonly citation: string;
  readonly loaded: Loaded;
}

/** The editions of the code systems, and what the facts come from. */
interface Loaded {
  readonly editions: readonly {
    readonly system: CodeSystem;
    readonly edition: string;
    readonly codes: number;
  }[];
  readonly sources: readonly Readonly<Record<'title' | 'publisher' | 'release' | 'licence', string>>[];
}

const DATA = `query PageOfData {
  dataset {
    version exports { name rows bytes sha256 url licences }
    editions { system edition codes } sources { title publisher release licence }
  }
  cite(ids: []) { text }
}`;

/** The files that are offered. Of no dataset: another file may lie there a moment later, so that no cache keeps them. */
export async function listData(ask: Ask): Promise<Listing> {
  const { data } = await ask(DATA, {});
  const { dataset, cite } = (data ?? {}) as {
    readonly dataset?: ({ readonly version: string; readonly exports: DataList['files'] } & Loaded) | null;
    readonly cite?: { readonly text: string } | null;
  };
  if (!dataset || !cite) return UNLISTED;
  const { version, exports: files, ...loaded } = dataset;
  const list = { version, files, citation: cite.text, loaded };
  return { main: (speech) => dataMain(list, speech), dataset: null };
}

/** What `/data` says without a script: the files with what holds for their use, other ways to the data, how to cite it, and what is loaded. */
function dataMain({ version, files, citation, loaded }: DataList, speech: Speech): Html {
  const { data } = speech.words;
  return html`<article class="data-page"><h1>${data.title}</h1><p class="lead">${data.lead}</p><div>
<section class="files" aria-labelledby="files"><h2 id="files">${data.files}</h2>${files.length > 0 ? tableOf(files, version, speech) : html`<p>${data.none}</p>`}</section>
<section aria-labelledby="use"><h2 id="use">${data.use}</h2><p>${data.own}</p><p>${data.cpt}</p></section>
${waysTo(speech)}
<section aria-labelledby="cite"><h2 id="cite">${data.cite}</h2><p><bdi lang="en">${citation}</bdi></p></section>
${loadedOf(loaded, speech)}</div></article>`;
}

function tableOf(files: DataList['files'], version: string, { words: { data }, language }: Speech): Html {
  const sizeOf = sizeWriter(LANGUAGES[language].locale);
  const rows = files.map(
    ({ name, rows: count, bytes, sha256, url, licences }) =>
      html`<tr><th scope="row"><a href="${url}" dir="ltr" download>${name}</a></th>
<td class="figure">${figure(count, language)}</td><td class="figure">${sizeOf(bytes)}</td>
<td><details><summary>${data.check}</summary><p dir="ltr">SHA-256 <code>${sha256}</code></p><ul lang="en" dir="ltr">${licences.map((one) => html`<li>${one}</li>`)}</ul></details></td></tr>`,
  );
  return html`<p>${data.state.replace('{version}', () => version)}</p><div class="sheet"><table>
<thead><tr><th scope="col">${data.file}</th><th scope="col" class="figure">${data.rows}</th><th scope="col" class="figure">${data.size}</th><th scope="col">${data.proof}</th></tr></thead>
<tbody>${rows}</tbody></table></div>`;
}

/** The ways that need no file; what an assistant needs is copied by the script's page. */
function waysTo({ words: { data, browse, changes }, lang }: Speech): Html {
  return html`<section class="other" aria-labelledby="ways"><h2 id="ways">${data.ways}</h2><ul>
<li><p>${data.way.browse ?? ''}</p><a href="/browse${lang}">${browse.title}</a></li>
<li><p>${data.way.changes ?? ''}</p><a href="/changes${lang}">${changes.title}</a></li>
<li><p>${data.way.graphql ?? ''}</p><a href="/schema.graphql">schema.graphql</a></li></ul></section>`;
}

function loadedOf({ editions, sources }: Loaded, { words, language }: Speech): Html {
  const { data, browse, family, code } = words;
  const systems = editions.map(
    ({ system, edition, codes }) =>
      html`<tr><th scope="row"><bdi>${SYSTEM_NAMES[system]}</bdi></th><td>${edition}</td><td class="figure">${figure(codes, language)}</td></tr>`,
  );
  const works = sources.map(
    ({ title, publisher, release, licence }) =>
      html`<tr><th scope="row"><bdi>${title}</bdi></th>${[publisher, release, licence].map((one) => html`<td><bdi>${one}</bdi></td>`)}</tr>`,
  );
  return html`<section class="loaded" aria-labelledby="loaded"><h2 id="loaded">${data.loaded}</h2><div class="sheet"><table>
<thead><tr><th scope="col">${browse.system}</th><th scope="col">${data.edition}</th><th scope="col" class="figure">${family.codes}</th></tr></thead>
<tbody>${systems}</tbody></table></div>
<details><summary>${code.sources} <span class="quiet">${figure(sources.length, language)}</span></summary><div class="sheet"><table>
<thead><tr><th scope="col">${code.sources}</th><th scope="col">${data.publisher}</th><th scope="col">${data.release}</th><th scope="col">${data.licence}</th></tr></thead>
<tbody lang="en">${works}</tbody></table></div></details></section>`;
}
