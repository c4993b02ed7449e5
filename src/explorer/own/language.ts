import { isLanguage, type Language } from '../language.ts';
import { stored } from './stored.ts';

/** The language that was chosen last in this browser; none before. What an address says goes first. */
export const ownLanguage = stored<Language | null>('codelattice:language', (found) =>
  typeof found === 'string' && isLanguage(found) ? found : null,
);
