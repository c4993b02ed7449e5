import { escaped } from '../../text/escaped.ts';
import type { Language } from '../language.ts';

export interface Shown {
  /** The origin of the server. */
  readonly server: string;
  /** Letters, digits, colons and points only. */
  readonly code: string;
  readonly language: Language;
  readonly theme: 'light' | 'dark' | null;
}

/** The address of the frame with a family. */
export const frameAddress = ({ server, code, language, theme }: Shown): string =>
  `${server}/embed/family/${code}?lang=${language}${theme ? `&theme=${theme}` : ''}`;

/** HTML that shows the frame, and makes it as high as its content. */
export const frameSnippet = (shown: Shown): string =>
  `<iframe src="${escaped(frameAddress(shown))}"
  title="codelattice ${shown.code}" width="100%" height="420" style="border: 0"></iframe>
<script>
  addEventListener("message", ({ origin, source, data }) => {
    if (origin !== "${shown.server}" || data.type !== "codelattice:height") return;
    for (const frame of document.querySelectorAll("iframe"))
      if (frame.contentWindow === source) frame.height = Number(data.height);
  });
</script>`;

/** HTML that shows the element. */
export const elementSnippet = ({ server, code, language, theme }: Shown): string =>
  `<script type="module" src="${server}/embed/code-family.js"></script>
<code-family code="${code}" lang="${language}"${theme ? ` theme="${theme}"` : ''}></code-family>`;
