import './embed-family.css';
import { useEffect, useLayoutEffect } from 'preact/hooks';
import type { EmbedFamilyQuery, EmbedFamilyQueryVariables } from '../../generated/explorer.ts';
import { document as documentOf } from '../client.ts';
import familyText from '../documents/embed-family.graphql';
import { Dropped } from '../parts/dropped.tsx';
import { Grid } from '../parts/grid.tsx';
import { FamilyLink } from '../parts/links.tsx';
import { Loaded, Notice } from '../parts/loaded.tsx';
import { readQuery } from '../parts/read-query.ts';
import { CodeList } from '../parts/sentences.tsx';
import { useTitle } from '../parts/title.ts';
import type { PageProps } from '../router.ts';
import { linkTo } from '../router.ts';
import { useAnswer } from '../use-answer.ts';
import { capital, fill, useSpeech } from '../words.ts';

const EMBED_FAMILY = documentOf<EmbedFamilyQuery, EmbedFamilyQueryVariables>(familyText);
/** What the frame tells the page around it, with `height` in CSS pixels. */
const HEIGHT = 'codelattice:height';

/** The family of a code for a frame in another page: no header, no footer, and links that open beside that page. */
export function EmbedFamilyPage({ parts: { code = '' }, query }: PageProps) {
  const { words, language } = useSpeech();
  const asked = useAnswer(EMBED_FAMILY, { code });
  const found = asked.state === 'ready' ? asked.data.lookup?.[0] : null;
  useTitle(found?.code?.family?.name);
  const { one, text, drop, left } = readQuery(query);
  const isListed = one('list', ['no'], null) === null;
  const theme = one('theme', ['light', 'dark', 'auto'], 'auto');
  const accent = text('accent');
  if (accent !== null && accentOf(accent) === null) drop('accent', accent);
  useLook(theme, accent);
  useHeight();
  return (
    <div class="embedded-family" onClickCapture={openBeside}>
      <Loaded asked={asked}>
        {() => {
          const family = found?.code?.family;
          if (!family) {
            const invalid = found?.status === 'INVALID';
            return <Notice title={fill(invalid ? words.code.invalid : words.code.unknown, { code })} />;
          }
          return (
            <>
              <h1>
                <FamilyLink {...family} name={capital(family.name, language)} />
              </h1>
              <Dropped what={left()} />
              {family.grid.cells.length > 0 && (
                <Grid grid={family.grid} caption={family.name} marked={found?.code?.code ?? code} />
              )}
              {isListed && <CodeList codes={family.codes.edges.map(({ node }) => node)} />}
            </>
          );
        }}
      </Loaded>
      <p class="quiet">
        <a href={linkTo('/')}>codelattice</a>
      </p>
    </div>
  );
}

function openBeside({ target }: MouseEvent): void {
  const link = target instanceof Element ? target.closest('a') : null;
  if (!link) return;
  link.target = '_blank';
  link.rel = 'noopener';
}

/** Takes theme and accent from the address, if valid: `theme=dark`, `accent=0b6670`. */
function useLook(theme: string, color: string | null): void {
  useLayoutEffect(() => {
    const { documentElement: page } = document;
    const accent = accentOf(color);
    page.classList.add('embedded');
    if (theme === 'light' || theme === 'dark') page.dataset.theme = theme;
    if (!accent) return;
    page.style.setProperty('--accent', accent.color);
    page.style.setProperty('--on-accent', accent.on);
  }, [theme, color]);
}

/** A color of six hexadecimal digits, and black or white to write on it; null if invalid. */
function accentOf(text: string | null): { readonly color: string; readonly on: string } | null {
  const digits = /^#?([0-9a-f]{6})$/i.exec(text ?? '')?.[1];
  if (!digits) return null;
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((at) => {
    const part = Number.parseInt(digits.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  // Relative luminance as WCAG has it; above this, black has the greater contrast.
  const light = 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.179;
  return { color: `#${digits}`, on: light ? '#000' : '#fff' };
}

/** Tells the page around how high the content is, at first and whenever it changes. */
function useHeight(): void {
  useEffect(() => {
    const content = document.getElementById('explorer');
    if (!content || parent === window) return;
    const tell = () =>
      parent.postMessage({ type: HEIGHT, height: Math.ceil(content.getBoundingClientRect().height) }, '*');
    const watching = new ResizeObserver(tell);
    watching.observe(content);
    return () => watching.disconnect();
  }, []);
}
