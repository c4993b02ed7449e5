import type { DataQuery } from '../../generated/explorer.ts';
import { SYSTEM_NAMES } from '../../lattice/systems.ts';
import { numbersIn, useSpeech } from '../words.ts';

type Dataset = NonNullable<DataQuery['dataset']>;

/** The code systems by their editions, and all that the facts come from. */
export function DataLoaded({ editions, sources }: Pick<Dataset, 'editions' | 'sources'>) {
  const { words, language } = useSpeech();
  const { data } = words;
  const number = numbersIn(language);
  return (
    <section class="loaded" aria-labelledby="loaded">
      <h2 id="loaded">{data.loaded}</h2>
      <div class="sheet">
        <table>
          <thead>
            <tr>
              <th scope="col">{words.browse.system}</th>
              <th scope="col">{data.edition}</th>
              <th scope="col" class="figure">
                {words.family.codes}
              </th>
            </tr>
          </thead>
          <tbody>
            {editions.map(({ system, edition, codes }) => (
              <tr key={`${system} ${edition}`}>
                <th scope="row">
                  <bdi>{SYSTEM_NAMES[system]}</bdi>
                </th>
                <td>{edition}</td>
                <td class="figure">{number.format(codes)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <details class="long">
        <summary>
          {words.code.sources} <span class="quiet">{number.format(sources.length)}</span>
        </summary>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways is reached by keyboard */}
        <section class="sheet" aria-label={words.code.sources} tabIndex={0}>
          <table>
            <thead>
              <tr>
                <th scope="col">{words.code.sources}</th>
                <th scope="col">{data.publisher}</th>
                <th scope="col">{data.release}</th>
                <th scope="col">{data.licence}</th>
              </tr>
            </thead>
            <tbody lang="en">
              {sources.map(({ id, title, publisher, release, licence }) => (
                <tr key={id}>
                  <th scope="row">
                    <bdi>{title}</bdi>
                  </th>
                  <td>
                    <bdi>{publisher}</bdi>
                  </td>
                  <td>
                    <bdi>{release}</bdi>
                  </td>
                  <td>
                    <bdi>{licence}</bdi>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      </details>
    </section>
  );
}
