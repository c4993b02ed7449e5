import './embed.css';
import { h } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { CodePicker } from '../parts/code-picker.tsx';
import { Dropped } from '../parts/dropped.tsx';
import { readQuery } from '../parts/read-query.ts';
import { Snippet } from '../parts/snippet.tsx';
import { Switch } from '../parts/switch.tsx';
import { useTitle } from '../parts/title.ts';
import type { PageProps } from '../router.ts';
import { changed, go } from '../router.ts';
import { useSpeech } from '../words.ts';
import { elementSnippet, frameAddress, frameSnippet } from './embed-snippets.ts';

const EXAMPLE = '63278';
const THEMES = ['auto', 'light', 'dark'] as const;
const OPTIONS = ['code', 'lang', 'theme', 'accent', 'list', 'endpoint'] as const;
/** The file that other pages load too; it is built by itself. */
const ELEMENT_FILE = '/embed/code-family.js';

/** How other people's pages show the family of a code, with both ways at work. */
export function EmbedPage({ query }: PageProps) {
  const { words, language } = useSpeech();
  const { embed } = words;
  useTitle(embed.title);
  const { text, one, drop, left } = readQuery(query);
  const asked = text('code');
  const isCode = asked !== null && /^[\w:.]{1,20}$/.test(asked);
  if (asked !== null && !isCode) drop('code', asked);
  const code = isCode ? asked : EXAMPLE;
  const theme = one('theme', THEMES, 'auto');
  const shown = { server: location.origin, code, language, theme: theme === 'auto' ? null : theme };
  return (
    <article class="embed">
      <h1>{embed.title}</h1>
      <p class="lead">{embed.lead}</p>
      <Dropped what={left()} />
      <section class="choice" aria-label={embed.choose}>
        <p>
          {embed.shows}{' '}
          <bdi class="number">
            <strong>{code}</strong>
          </bdi>
        </p>
        <CodePicker label={embed.another} pick={(picked) => go(changed({ code: picked }))} />
        <fieldset class="switches">
          <legend>{embed.theme}</legend>
          {THEMES.map((each) => (
            <Switch
              key={each}
              group="theme"
              checked={each === theme}
              change={() => go(changed({ theme: each === 'auto' ? null : each }))}
            >
              {embed.themes[each]}
            </Switch>
          ))}
        </fieldset>
      </section>
      <div class="both">
        <section aria-labelledby="frame">
          <h2 id="frame">{embed.frame}</h2>
          <p>{embed.frameText}</p>
          <Snippet text={frameSnippet(shown)} />
          <Frame address={frameAddress(shown)} title={embed.frame} />
        </section>
        <section aria-labelledby="element">
          <h2 id="element">{embed.element}</h2>
          <p>{embed.elementText}</p>
          <Snippet text={elementSnippet(shown)} />
          <Element code={code} lang={language} theme={shown.theme} />
        </section>
      </div>
      <section aria-labelledby="options">
        <h2 id="options">{embed.options}</h2>
        <dl class="options">
          {OPTIONS.map((option) => (
            <div key={option}>
              <dt>
                <code>{option}</code>
              </dt>
              <dd>{embed.option[option]}</dd>
            </div>
          ))}
        </dl>
        <p>{embed.properties}</p>
        <Snippet
          text={
            'code-family {\n  --code-family-accent: #7a3e9d;\n  --code-family-paper: #fffdf7;\n  --code-family-ink: #222;\n  --code-family-line: #ddd;\n  --code-family-font: Georgia, serif;\n}'
          }
        />
        <p class="quiet">{embed.rules}</p>
      </section>
    </article>
  );
}

/** The frame as it stands in another page, as high as it says. */
function Frame({ address, title }: { address: string; title: string }) {
  const frame = useRef<HTMLIFrameElement>(null);
  const [height, setHeight] = useState(420);
  useEffect(() => {
    const follow = ({ source, data }: MessageEvent) => {
      if (source !== frame.current?.contentWindow || data?.type !== 'codelattice:height') return;
      setHeight(Number(data.height) || 420);
    };
    addEventListener('message', follow);
    return () => removeEventListener('message', follow);
  }, []);
  return <iframe key={address} ref={frame} src={address} title={title} height={height} />;
}

function Element(attributes: { code: string; lang: string; theme: string | null }) {
  useEffect(() => {
    void import(/* @vite-ignore */ ELEMENT_FILE).catch(() => {});
  }, []);
  return h('code-family', attributes);
}
