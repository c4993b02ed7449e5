import { type Changes, changesOf, type Step, SYSTEMS, stepsOf } from '../export/changes.ts';
import type { CodeSystem } from '../lattice/axes.ts';
import { SYSTEM_NAMES } from '../lattice/systems.ts';
import { type Html, html } from './html.ts';
import { type Listing, type Query, UNLISTED } from './page-listing.ts';
import { codeLink, figure, type Speech } from './page-parts.ts';
import type { Ask } from './page-subject.ts';

interface ChangesList extends Step {
  readonly system: CodeSystem;
  readonly changes: Changes;
}

/** The newest step of the first system that has one. */
export async function listChanges(ask: Ask): Promise<Listing> {
  let dataset: string | null = null;
  const dataOf = async (document: string, variables: Query) => {
    const { errors, data, dataset: version } = await ask(document, variables);
    if (errors !== undefined || !data) throw new Unanswered();
    dataset = version;
    return data;
  };
  try {
    for (const system of SYSTEMS) {
      const [step] = (await stepsOf({ system }, dataOf)) ?? [];
      if (step === undefined) continue;
      const [found] = await changesOf([step], { system, family: null, first: 50 }, dataOf);
      if (found === undefined) continue;
      const list = { system, ...step, changes: found };
      return { main: (speech) => changesMain(list, speech), dataset };
    }
    return { main: (speech) => changesMain(null, speech), dataset };
  } catch (error) {
    if (error instanceof Unanswered) return UNLISTED;
    throw error;
  }
}

class Unanswered extends Error {}

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
