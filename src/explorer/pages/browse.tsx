import { Browse } from '../browse/browse.tsx';
import { useTitle } from '../parts/title.ts';
import type { PageProps } from '../router.ts';
import { useSpeech } from '../words.ts';

/** Codes as a table, of a code system, a family, of terms or of words. */
export function BrowsePage({ query }: PageProps) {
  const { words } = useSpeech();
  useTitle(words.browse.title);
  return (
    <article class="browse-page">
      <h1>{words.browse.title}</h1>
      <p class="lead">{words.browse.lead}</p>
      <Browse query={query} />
    </article>
  );
}
