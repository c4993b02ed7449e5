import { useState } from 'preact/hooks';
import { isLanguage, LANGUAGES } from '../language.ts';
import { ownLanguage } from '../own/language.ts';
import { changed, go } from '../router.ts';
import { chooseTheme, shownTheme } from '../theme.ts';
import { useSpeech } from '../words.ts';

/** The choice of the language, which stands in the address, and of the theme; this browser remembers both. */
export function Choices() {
  const { words, language } = useSpeech();
  return (
    <div class="choices">
      <select
        class="languages"
        aria-label={words.shell.language}
        value={language}
        onChange={({ currentTarget: { value } }) => {
          if (!isLanguage(value)) return;
          ownLanguage.change(() => value);
          go(changed({ lang: value }));
        }}
      >
        {Object.entries(LANGUAGES).map(([tag, { name }]) => (
          <option key={tag} value={tag} lang={tag}>
            {name}
          </option>
        ))}
      </select>
      <ThemeSwitch />
    </div>
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
