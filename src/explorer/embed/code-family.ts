import { isLanguage, LANGUAGES, type Language } from '../language.ts';
import style from './code-family.css?inline';
import { make } from './make.ts';
import { pictureOf } from './picture.ts';
import { type Answer, familyOf, serverAt } from './server.ts';
import { word } from './words.ts';

/**
 * `<code-family code="63278" lang="es" endpoint="https://…">`: the family of a code on any page. `lang` and `theme`
 * (light, dark) follow the page where they are left out, `endpoint` is where this file comes from, `list="no"` leaves
 * out the list. Colors and type: the CSS properties `--code-family-accent`, `-paper`, `-ink`, `-line` and `-font`.
 */
class CodeFamily extends HTMLElement {
  static readonly observedAttributes = ['code', 'lang', 'endpoint', 'list'];

  readonly #root = this.attachShadow({ mode: 'open' });
  #asking = new AbortController();

  constructor() {
    super();
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(style);
    this.#root.adoptedStyleSheets = [sheet];
  }

  connectedCallback(): void {
    void this.#show();
  }

  disconnectedCallback(): void {
    this.#asking.abort();
  }

  attributeChangedCallback(): void {
    if (this.isConnected) void this.#show();
  }

  async #show(): Promise<void> {
    this.#asking.abort();
    const { signal } = (this.#asking = new AbortController());
    const language = this.#language();
    const code = this.getAttribute('code')?.trim() ?? '';
    const server = serverAt(this.getAttribute('endpoint'), import.meta.url, document.baseURI);
    this.#put(make('p', { text: `${word('loading', language)} …` }), language);
    // Attributes that are set one after the other are asked for once.
    await Promise.resolve();
    if (signal.aborted) return;
    const answer: Answer | null = server
      ? await familyOf(server, code, language, signal).catch(() => null)
      : { state: 'away' };
    if (answer === null || signal.aborted) return;
    if (server && answer.state === 'ready') {
      const listed = this.getAttribute('list') !== 'no';
      this.#put(pictureOf(answer.family, { server, language, code: answer.code, listed }), language);
    } else if (answer.state !== 'ready') this.#put(this.#notice(answer.state, code, language), language);
  }

  #put(content: HTMLElement, language: Language): void {
    content.lang = language;
    content.dir = LANGUAGES[language].direction;
    this.#root.replaceChildren(content);
  }

  /** Says what is in the way; of a server that is away, with a button to ask again. */
  #notice(state: Exclude<Answer['state'], 'ready'>, code: string, language: Language): HTMLElement {
    const notice = make('p', { text: word(state, language, code), attributes: { role: 'status' } });
    if (state !== 'away') return notice;
    const again = make('button', { text: word('again', language), attributes: { type: 'button' } });
    again.addEventListener('click', () => void this.#show());
    addEventListener('online', () => void this.#show(), { once: true, signal: this.#asking.signal });
    notice.append(' ', again);
    return notice;
  }

  /** The language of the element, else of what stands around it, else of the browser, else English. */
  #language(): Language {
    const around = this.closest<HTMLElement>('[lang]')?.lang ?? '';
    const wishes = [around, ...navigator.languages].map((tag) => tag.toLowerCase().split('-')[0] ?? '');
    return wishes.map((tag) => (tag === 'fil' ? 'tl' : tag)).find(isLanguage) ?? 'en';
  }
}

if (!customElements.get('code-family')) customElements.define('code-family', CodeFamily);
