import './compare.css';
import { ChosenCodes } from '../parts/chosen-codes.tsx';
import { Dropped } from '../parts/dropped.tsx';
import { LeftOut } from '../parts/left-out.tsx';
import { MOST_CHOSEN } from '../parts/most-chosen.ts';
import { readQuery } from '../parts/read-query.ts';
import { useTitle } from '../parts/title.ts';
import type { PageProps } from '../router.ts';
import { changed, go, linkTo } from '../router.ts';
import { list, useSpeech } from '../words.ts';
import { Mended, SideBySide } from './compare-codes.tsx';

const EXAMPLE = ['63278', '63277', '63283'];

/** Codes side by side; which ones, and whether only what differs is shown, stands in the address. */
export function ComparePage({ query }: PageProps) {
  const { words, language } = useSpeech();
  const { inputs, one, left } = readQuery(query);
  const asked = inputs('codes');
  const codes = asked.slice(0, MOST_CHOSEN);
  const only = one('only', ['differs'], null) !== null;
  useTitle([words.compare.title, ...codes].join(' '));
  return (
    <article class="compare">
      <h1>{words.compare.title}</h1>
      <ChosenCodes
        label={words.compare.chosen}
        codes={codes}
        choose={(chosen) => go(changed({ codes: chosen.join() }))}
        full={words.compare.full}
      />
      <LeftOut most={MOST_CHOSEN} codes={asked.slice(MOST_CHOSEN)} />
      <Dropped what={left()} />
      {codes.length === 0 && (
        <>
          <p class="lead">{words.compare.lead}</p>
          <p>
            <a class="chip" href={linkTo('/compare', { codes: EXAMPLE.join() })}>
              <bdi>{list(EXAMPLE, language)}</bdi>
            </a>
          </p>
        </>
      )}
      {codes.length === 1 && <Mended codes={codes} only={only} />}
      {codes.length > 1 && (
        <SideBySide codes={codes} only={only} refused={<Mended codes={codes} only={only} />} />
      )}
    </article>
  );
}
