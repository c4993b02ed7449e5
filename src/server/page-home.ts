import { type Html, html } from './html.ts';
import { type FamiliesList, familiesList, systemsOf } from './page-families.ts';
import { gridTable } from './page-grid.ts';
import { pathOfCode, pathOfFamily, pathOfTerm } from './page-links.ts';
import { type Listing, UNLISTED } from './page-listing.ts';
import { codeLink, familyLink, type Speech } from './page-parts.ts';
import { type Ask, GRID, type PageGrid } from './page-subject.ts';

/** What stands on the first page below what this is. */
interface HomeList extends FamiliesList {
  readonly pictured: { readonly id: string; readonly name: string; readonly grid: PageGrid } | null;
}

/** As `HomePage` of the explorer has them. */
const PICTURED = 'family:lesion-neoplasm';
const EXAMPLE = '63278';

/** The families, and the picture of one of them; of no dataset where they are of two. */
export async function listHome(ask: Ask): Promise<Listing> {
  const { list: families, dataset } = await familiesList(ask);
  if (families === null) return UNLISTED;
  const drawn = await ask(GRID, { id: PICTURED });
  const list = { ...families, pictured: (drawn.data?.family ?? null) as HomeList['pictured'] };
  return {
    main: (speech) => homeMain(list, speech),
    dataset: drawn.dataset === dataset ? dataset : null,
  };
}

/** The first page: what this is, where reading begins, one family as a picture, and all that is loaded. */
export function homeMain(list: HomeList | null, speech: Speech): Html {
  const { words, lang } = speech;
  const { home } = words;
  const examples = [
    [pathOfCode(EXAMPLE), home.exampleCode],
    [pathOfTerm('compartment:intramedullary'), home.exampleTerm],
    [pathOfFamily('family:lesion-vascular'), home.exampleFamily],
  ].map(([path = '', name = '']) => html`<li><a class="chip" href="${path}${lang}">${name}</a></li>`);
  const doors = [
    ['/browse', words.browse.title],
    ['/spine', words.spine.title],
    ['/compare', words.compare.title],
    ['/together', words.claim.title],
    ['/changes', words.changes.title],
    ['/learn', words.learn.title],
    ['/embed', words.embed.title],
    ['/terms', words.term.title],
  ].map(([path = '', name = '']) => html`<a class="button" href="${path}${lang}">${name}</a>`);
  return html`<div class="home"><section class="hero"><h1>${home.title}</h1><p class="lead">${home.lead}</p>
<ul class="examples chips" aria-label="${home.examples}">${examples}</ul><p class="doors ways">${doors}</p></section>
${list?.pictured ? pictureOf(list.pictured, speech) : null}
<section aria-labelledby="systems"><h2 id="systems">${home.systems}</h2><p><a href="/families${lang}">${home.families}</a></p>${list && systemsOf(list, speech)}</section></div>`;
}

function pictureOf({ grid, ...family }: NonNullable<HomeList['pictured']>, speech: Speech): Html {
  return html`<section class="picture" aria-labelledby="picture"><h2 id="picture">${familyLink(family, speech)}</h2>
<p>${speech.words.home.picture} ${codeLink(EXAMPLE, speech)}</p>${gridTable(grid, family.name, speech, EXAMPLE)}</section>`;
}
