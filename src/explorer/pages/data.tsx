import './data.css';
import { useState } from 'preact/hooks';
import type { DataQuery, DataQueryVariables } from '../../generated/explorer.ts';
import { document } from '../client.ts';
import dataText from '../documents/data.graphql';
import { Loaded } from '../parts/loaded.tsx';
import { Snippet } from '../parts/snippet.tsx';
import { Switch } from '../parts/switch.tsx';
import { useTitle } from '../parts/title.ts';
import { linkTo } from '../router.ts';
import { useAnswer } from '../use-answer.ts';
import { useSpeech } from '../words.ts';
import { DataFiles } from './data-files.tsx';
import { DataLoaded } from './data-loaded.tsx';
import { assistantEntry } from './data-reading.ts';

const DATA = document<DataQuery, DataQueryVariables>(dataText);

/** The data to take along: files, other ways to it, what it rests on, how to cite it and what holds for its use. */
export function DataPage() {
  const { data } = useSpeech().words;
  const asked = useAnswer(DATA, {});
  useTitle(data.title);
  return (
    <article class="data-page">
      <h1>{data.title}</h1>
      <p class="lead">{data.lead}</p>
      <Loaded asked={asked}>
        {({ dataset, ...cited }) => (
          <div>
            {dataset && <DataFiles {...dataset} />}
            <section aria-labelledby="use">
              <h2 id="use">{data.use}</h2>
              <p>{data.own}</p>
              <p>{data.cpt}</p>
            </section>
            <Ways />
            <Cite {...cited} />
            {dataset && <DataLoaded {...dataset} />}
          </div>
        )}
      </Loaded>
    </article>
  );
}

/** The ways to the data that need no file. */
function Ways() {
  const { data, browse, changes } = useSpeech().words;
  return (
    <section class="other" aria-labelledby="ways">
      <h2 id="ways">{data.ways}</h2>
      <ul>
        <li>
          <p>{data.way.browse}</p>
          <a href={linkTo('/browse')}>{browse.title}</a>
        </li>
        <li>
          <p>{data.way.changes}</p>
          <a href={linkTo('/changes')}>{changes.title}</a>
        </li>
        <li>
          <p>{data.way.graphql}</p>
          <a href="/graphiql" target="_self">
            GraphiQL
          </a>{' '}
          <a href="/schema.graphql" target="_self">
            schema.graphql
          </a>
        </li>
        <li>
          <p>{data.way.assistants}</p>
          <Snippet text={assistantEntry(location.origin)} />
        </li>
      </ul>
    </section>
  );
}

const STYLES = ['text', 'bibtex', 'csl'] as const;
type Style = (typeof STYLES)[number];

/** The dataset as a reference, in the style that is chosen. */
function Cite(cited: Pick<DataQuery, Style>) {
  const { data } = useSpeech().words;
  const [style, setStyle] = useState<Style>('text');
  const names = { text: data.asText, bibtex: 'BibTeX', csl: 'CSL-JSON' };
  const text = cited[style]?.text;
  return (
    <section aria-labelledby="cite">
      <h2 id="cite">{data.cite}</h2>
      <fieldset class="switches">
        <legend class="hidden">{data.cite}</legend>
        {STYLES.map((one) => (
          <Switch key={one} group="style" checked={one === style} change={() => setStyle(one)}>
            {names[one]}
          </Switch>
        ))}
      </fieldset>
      {text && <Snippet text={text.trim()} />}
    </section>
  );
}
