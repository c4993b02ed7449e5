// Stands before everything else, since the page may be painted before its script is there: no flash of the other theme.
try {
  const chosen = localStorage.getItem('codelattice:theme');
  if (chosen === 'light' || chosen === 'dark') document.documentElement.dataset.theme = chosen;
} catch {}
