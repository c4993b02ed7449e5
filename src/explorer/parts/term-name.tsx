import { useSpeech } from '../words.ts';
import type { Named } from './links.tsx';

/**
 * The name of a term. Terms of public files have English names on a page in any language, and are marked as such: for the
 * voice that reads them, and for their direction beside Arabic.
 */
export function TermName({ name, nameLanguage }: Pick<Named, 'name' | 'nameLanguage'>) {
  const { language } = useSpeech();
  return nameLanguage === 'EN' && language !== 'en' ? <bdi lang="en">{name}</bdi> : name;
}
