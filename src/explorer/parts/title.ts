import { useEffect } from 'preact/hooks';
import { capital, useSpeech } from '../words.ts';

/** Names the page in the browser's tab and history. */
export function useTitle(title: string | null | undefined): void {
  const { language } = useSpeech();
  useEffect(() => {
    document.title = title ? `${capital(title, language)} – codelattice` : 'codelattice';
  }, [title, language]);
}
