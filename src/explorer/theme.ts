export type Theme = 'light' | 'dark';

/** Where the choice is kept; recall-theme.js takes it up. */
const KEY = 'codelattice:theme';
const dark = matchMedia('(prefers-color-scheme: dark)');

/** The theme that is shown: the reader's choice, else the system's. */
export function shownTheme(): Theme {
  const chosen = document.documentElement.dataset.theme;
  return chosen === 'light' || chosen === 'dark' ? chosen : dark.matches ? 'dark' : 'light';
}

/** Changes to a theme and remembers it; what the system wants too is followed again, not remembered. */
export function chooseTheme(theme: Theme): void {
  const isSystems = (theme === 'dark') === dark.matches;
  if (isSystems) delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  try {
    if (isSystems) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, theme);
  } catch {}
}
