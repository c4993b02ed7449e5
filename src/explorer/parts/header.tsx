import './header.css';
import { useState } from 'preact/hooks';
import { isLanguage, LANGUAGES } from '../language.ts';
import { changed, go, linkTo } from '../router.ts';
import { chooseTheme, shownTheme } from '../theme.ts';
import { useSpeech } from '../words.ts';
import { Search } from './search.tsx';

/** The mark, the search, and the choice of language and theme, above every page. */
export function Header() {
  const { words, language } = useSpeech();
  const { shell } = words;
  return (
    <header class="header">
      <a class="brand" href={linkTo('/')}>
        <Mark />
        codelattice
      </a>
      <div class="seek">
        <Search />
        <a href={linkTo('/spine')}>{words.spine.title}</a>
      </div>
      <div class="choices">
        <select
          class="languages"
          aria-label={shell.language}
          value={language}
          onChange={({ currentTarget: { value } }) => isLanguage(value) && go(changed({ lang: value }))}
        >
          {Object.entries(LANGUAGES).map(([tag, { name }]) => (
            <option key={tag} value={tag} lang={tag}>
              {name}
            </option>
          ))}
        </select>
        <ThemeSwitch />
      </div>
    </header>
  );
}

function ThemeSwitch() {
  const { shell } = useSpeech().words;
  const [theme, setTheme] = useState(shownTheme);
  const next = theme === 'dark' ? 'light' : 'dark';
  const label = next === 'dark' ? shell.themeDark : shell.themeLight;
  const change = () => {
    chooseTheme(next);
    setTheme(next);
  };
  return (
    <button type="button" class="theme" aria-label={label} title={label} onClick={change}>
      <svg viewBox="0 0 24 24" width="20" height="20" aria-hidden="true">
        <circle cx="12" cy="12" r="8" fill="none" stroke="currentColor" stroke-width="2" />
        <path d="M12 4a8 8 0 0 1 0 16z" fill="currentColor" />
      </svg>
    </button>
  );
}

function Mark() {
  return (
    <svg class="mark" viewBox="0 0 16 16" width="24" height="24" aria-hidden="true">
      <path d="M3 3h10v10H3zM3 3l10 10" fill="none" stroke="currentColor" stroke-width="1.4" />
      <circle cx="3" cy="3" r="2" />
      <circle cx="13" cy="3" r="2" />
      <circle cx="3" cy="13" r="2" />
      <circle cx="13" cy="13" r="2" />
    </svg>
  );
}
