import './compare.css';
import { divide, LONGEST_INPUT } from '../../lattice/code-ids.ts';
import { CodePicker } from '../parts/code-picker.tsx';
import { Dropped } from '../parts/dropped.tsx';
import { readQuery } from '../parts/read-query.ts';
import { useTitle } from '../parts/title.ts';
import type { PageProps } from '../router.ts';
import { changed, go, linkTo } from '../router.ts';
import { fill, list, useSpeech } from '../words.ts';
import { Mended, MOST_CODES, SideBySide } from './compare-codes.tsx';

const EXAMPLE = ['63278', '63277', '63283'];

/** Codes side by side; which ones, and whether only what differs is shown, stands in the address. */
export function ComparePage({ query }: PageProps) {
  const { words, language } = useSpeech();
  const { list: listOf, one, left } = readQuery(query);
  const asked = [
    ...new Set(divide(listOf('codes').join()).map((input) => input.slice(0, LONGEST_INPUT + 1))),
  ];
  const codes = asked.slice(0, MOST_CODES);
  const only = one('only', ['differs'], null) !== null;
  useTitle([words.compare.title, ...codes].join(' '));
  return (
    <article class="compare">
      <h1>{words.compare.title}</h1>
      <Choice codes={codes} />
      <Dropped what={[...left(), ...asked.slice(MOST_CODES)]} />
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

/** The codes that are compared, each to be taken away, and a field to add one. */
function Choice({ codes }: { codes: readonly string[] }) {
  const { compare } = useSpeech().words;
  const choose = (chosen: readonly string[]) => go(changed({ codes: chosen.join() }));
  return (
    <section class="choice" aria-label={compare.chosen}>
      {codes.length > 0 && (
        <ul class="chips">
          {codes.map((code) => (
            <li key={code}>
              <button
                type="button"
                class="chip"
                aria-label={fill(compare.remove, { code })}
                title={fill(compare.remove, { code })}
                onClick={() => choose(codes.filter((one) => one !== code))}
              >
                <bdi class="number">{code}</bdi> <span aria-hidden="true">×</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      {codes.length < MOST_CODES ? (
        <CodePicker
          label={compare.add}
          pick={(code) => choose([...new Set([...codes, code])])}
          pickSeveral={(several) => choose([...new Set([...codes, ...several])])}
        />
      ) : (
        <p class="quiet">{compare.full}</p>
      )}
    </section>
  );
}
