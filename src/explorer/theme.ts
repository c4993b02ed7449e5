export type Theme = 'light' | 'dark';

const KEY = 'codelattice:theme';
const dark = matchMedia('(prefers-color-scheme: dark)');

/** The theme that is shown: the reader's choice, else the system's. */
export function shownTheme(): Theme {
  const chosen = document.documentElement.dataset.theme;
  return chosen === 'light' || chosen === 'dark' ? chosen : dark.matches ? 'dark' : 'light';
}

/** Takes up the choice of an earlier visit; browsers that keep nothing follow the system. */
export function recallTheme(): void {
  try {
    const chosen = localStorage.getItem(KEY);
    if (chosen === 'light' || chosen === 'dark') document.documentElement.dataset.theme = chosen;
  } catch {}
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
