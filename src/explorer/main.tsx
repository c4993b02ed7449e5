import './style/tokens.css';
import './style/base.css';
import './style/controls.css';
import './style/surfaces.css';
import './style/forced-colors.css';
import './style/written.css';
import { render } from 'preact';
import { App } from './app.tsx';
import { takeBegun } from './client.ts';
import { languageOf } from './language.ts';
import { ownLanguage } from './own/language.ts';
import { fetchPage } from './parts/lazy.tsx';
import { followLinks, here } from './router.ts';
import { routeOf } from './routes.ts';
import { wordsOf } from './words.ts';

/** How long the page as the server wrote it stands at most once the script is there. */
const PATIENCE_MS = 3_000;

followLinks((path) => routeOf(path) !== null);

// What was chosen here before goes first. The server has read the other wishes in the request; what it chose stands in its page.
const wishes = [ownLanguage.now().value ?? '', document.documentElement.lang, ...navigator.languages];
const { path, query } = here();
const language = languageOf(query, wishes);
const begun = [...document.querySelectorAll<HTMLLinkElement>('link[rel=preload][as=fetch]')];
const all = Promise.all([
  wordsOf(language),
  fetchPage(routeOf(path)?.page),
  takeBegun(
    begun.map(({ href }) => href),
    language,
    PATIENCE_MS,
  ),
]);
all.then(([words]) => {
  const root = document.getElementById('explorer');
  if (!root) throw new Error('index.html has no #explorer');
  // In one step, so that nothing is painted between the page as it was written and the page that works.
  root.replaceChildren();
  render(<App first={{ language, words }} wishes={wishes} />, root);
});
