import './style/tokens.css';
import './style/base.css';
import './style/forced-colors.css';
import { render } from 'preact';
import { App } from './app.tsx';
import { languageOf } from './language.ts';
import { followLinks } from './router.ts';
import { routeOf } from './routes.ts';
import { recallTheme } from './theme.ts';
import { wordsOf } from './words.ts';

recallTheme();
followLinks((path) => routeOf(path) !== null);

const root = document.getElementById('explorer');
if (!root) throw new Error('index.html has no #explorer');
const language = languageOf(new URLSearchParams(location.search), navigator.languages);
wordsOf(language).then((words) => render(<App first={{ language, words }} />, root));
