import { useEffect } from 'preact/hooks';

/** Names the page in the browser's tab and history. */
export function useTitle(title: string | null | undefined): void {
  useEffect(() => {
    document.title = title
      ? `${title.charAt(0).toLocaleUpperCase()}${title.slice(1)} – codelattice`
      : 'codelattice';
  }, [title]);
}
