import { useEffect, useState } from 'preact/hooks';
import { LANGUAGES, languageOf } from './language.ts';
import { MissingPage } from './pages/missing.tsx';
import { Footer } from './parts/footer.tsx';
import { Header } from './parts/header.tsx';
import { Lazy } from './parts/lazy.tsx';
import { type PageProps, useLocation } from './router.ts';
import { type Route, routeOf } from './routes.ts';
import type { Words } from './words/en.ts';
import { type Speech, SpeechContext, wordsOf } from './words.ts';

interface AppProps {
  /** The words that are there at once. */
  readonly first: Speech;
  /** The languages that the reader reads, the best first. */
  readonly wishes: readonly string[];
}

/** The frame of every page, in the language of the address. */
export function App({ first, wishes }: AppProps) {
  const { path, query } = useLocation();
  const [speech, setSpeech] = useState(first);
  const language = languageOf(query, wishes);

  useEffect(() => {
    let current = true;
    // The same words again would draw all of the page again.
    const say = (words: Words) => setSpeech((now) => (now.words === words ? now : { language, words }));
    void wordsOf(language).then((words) => current && say(words));
    return () => {
      current = false;
    };
  }, [language]);

  useEffect(() => {
    const { documentElement: html } = document;
    // The server has said so already; to set it again would style all of the page again.
    if (html.lang === speech.language) return;
    html.lang = speech.language;
    html.dir = LANGUAGES[speech.language].direction;
  }, [speech]);

  const route = routeOf(path);
  const page = route ? <Routed key={path} {...route} query={query} /> : <MissingPage />;
  if (route?.bare) {
    return (
      <SpeechContext.Provider value={speech}>
        <main id="main">{page}</main>
      </SpeechContext.Provider>
    );
  }
  return (
    <SpeechContext.Provider value={speech}>
      <a class="skip" href="#main">
        {speech.words.shell.skip}
      </a>
      <Header />
      <main id="main" tabIndex={-1}>
        {page}
      </main>
      <Footer />
    </SpeechContext.Provider>
  );
}

function Routed({ page, parts, query }: Route & PageProps) {
  if ('load' in page) return <Lazy load={page.load} parts={parts} query={query} />;
  const Page = page.ready;
  return <Page parts={parts} query={query} />;
}
