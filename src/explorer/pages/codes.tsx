import { Listing } from '../parts/listing.tsx';
import { useTitle } from '../parts/title.ts';
import type { PageProps } from '../router.ts';
import { useSpeech } from '../words.ts';

/** All codes of the graph that are valid, by the page and by words. */
export function CodesPage({ query }: PageProps) {
  const { words } = useSpeech();
  useTitle(words.family.codes);
  return (
    <article class="page">
      <h1>{words.family.codes}</h1>
      <Listing filter={{ status: ['ACTIVE'] }} query={query} />
    </article>
  );
}
