import type { FastifyReply, FastifyRequest } from 'fastify';
import { cacheHeadersOf } from '../graphql/cache-headers.ts';
import { LANGUAGES } from '../text/languages.ts';
import { type Html, html } from './html.ts';
import { noteCode } from './outcome.ts';
import { bodyOf, noteMain } from './page-body.ts';
import { headOf, type Named } from './page-head.ts';
import { pictureFile } from './page-links.ts';
import type { Speech } from './page-parts.ts';
import type { Subject } from './page-subject.ts';
import type { Needs, Template } from './page-template.ts';
import { languageInAddress, languageOf } from './request-language.ts';

/** What a page shows and needs. */
export interface Shown {
  readonly about: (speech: Speech) => Subject | Named;
  /** What can be read of it without a script; null for nothing. */
  readonly main: (speech: Speech) => Html | null;
  readonly needs?: Needs;
}

/** Sends a page in the language of its request, with its head and what can be read of it without a script. */
export type Write = (request: FastifyRequest, reply: FastifyReply, shown: Shown) => FastifyReply;

interface Place {
  readonly template: Template;
  /** The address that readers know the server by; null where it has none. */
  readonly publicUrl: string | null;
  /** The files of the pictures of families. */
  readonly pictures: ReadonlySet<string>;
}

/** What sends the pages of a place. */
export function createWrite({ template, publicUrl, pictures }: Place): Write {
  const isPictured = (family: string) => pictures.has(pictureFile(family));
  return (request, reply, { about, main, needs = NOTHING }) => {
    const asked = languageInAddress(request);
    const language = asked ?? languageOf(request);
    const words = template.words(language);
    const speech = { words, language, lang: asked === null ? '' : `?lang=${LANGUAGES[asked].folder}` };
    const place = { publicUrl, language, isLanguageAsked: asked !== null, words, isPictured };
    const head = html`${headOf(about(speech), place)}${template.links(needs, language)}`;
    const body = main(speech);
    // Not by `sendFile`, whose 304 would let a client keep the page under its former status.
    return reply
      .header('vary', 'accept-language')
      .type('text/html; charset=utf-8')
      .send(template.page(language, head, body && bodyOf(body, speech)));
  };
}

const NOTHING: Needs = { chunk: null, questions: [] };

/** The page that says that nothing is there, or that it cannot be had just now. */
export const notePage = (which: 'missing' | 'away'): Pick<Shown, 'about' | 'main'> => ({
  about: ({ words: { shell, home } }) => ({ title: shell[which], description: home.lead, path: null }),
  main: ({ words: { shell } }) => noteMain(shell[which], which === 'missing' ? shell.missingHint : null),
});

/** What every cache is told of a page that it may keep. */
export const ASKED_ANEW = 'public, max-age=0';

/** What other caches may do with an answer, and this one: a page that was not answered in whole is kept by none. */
export const cached = (reply: FastifyReply, dataset: string | null) =>
  dataset === null
    ? reply.header('cache-control', 'no-store')
    : reply.headers(cacheHeadersOf(dataset)).header('cache-control', ASKED_ANEW);

/** When to ask again for what the store does not say just now. */
const RETRY_SECONDS = 5;

/** Says that the store does not answer, and when to ask again. */
export function away(reply: FastifyReply): FastifyReply {
  noteCode(reply, 'STORE_UNAVAILABLE');
  return reply.code(503).header('retry-after', RETRY_SECONDS);
}
