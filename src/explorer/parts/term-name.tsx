import { useSpeech } from '../words.ts';

export interface NameIn {
  readonly name: string;
  /** The language of the name, where it may be another than that of the page. */
  readonly nameLanguage?: string;
}

/**
 * The name of a term. Terms of public files have English names on a page in any language, and are marked as such: for the
 * voice that reads them, and for their direction beside Arabic.
 */
export function TermName({ name, nameLanguage }: NameIn) {
  const { language } = useSpeech();
  return nameLanguage === 'EN' && language !== 'en' ? <bdi lang="en">{name}</bdi> : name;
}
