import type { ExportFile } from '../graphql/context.ts';
import { LANGUAGES } from '../text/languages.ts';
import { sizeWriter } from '../text/sizes.ts';
import { type Html, html } from './html.ts';
import { figure, type Speech } from './page-parts.ts';
import type { Ask } from './page-subject.ts';

/** The files of a dataset that the operator offers, by name, and how to cite it. */
export interface DataList {
  readonly version: string;
  readonly files: readonly Pick<ExportFile, 'name' | 'rows' | 'bytes' | 'sha256' | 'url' | 'licences'>[];
  readonly citation: string;
}

const DATA = `query PageOfData {
  dataset { version exports { name rows bytes sha256 url licences } }
  cite(ids: []) { text }
}`;

/** Asks which files are offered; null where the graph does not say. */
export async function dataList(ask: Ask): Promise<DataList | null> {
  const { data } = await ask(DATA, {});
  const { dataset, cite } = (data ?? {}) as {
    readonly dataset?: { readonly version: string; readonly exports: DataList['files'] } | null;
    readonly cite?: { readonly text: string } | null;
  };
  if (!dataset || !cite) return null;
  return { version: dataset.version, files: dataset.exports, citation: cite.text };
}

/** What `/data` says without a script: the files with what holds for their use, and how to cite them. */
export function dataMain({ version, files, citation }: DataList, speech: Speech): Html {
  const { data } = speech.words;
  return html`<article class="data-page"><h1>${data.title}</h1><p class="lead">${data.lead}</p><div>
<section class="files" aria-labelledby="files"><h2 id="files">${data.files}</h2>${files.length > 0 ? tableOf(files, version, speech) : html`<p>${data.none}</p>`}</section>
<section aria-labelledby="use"><h2 id="use">${data.use}</h2><p>${data.own}</p><p>${data.cpt}</p></section>
<section aria-labelledby="cite"><h2 id="cite">${data.cite}</h2><p><bdi lang="en">${citation}</bdi></p></section>
</div></article>`;
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
