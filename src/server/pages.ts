import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, posix } from 'node:path';
import files from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { LANGUAGES } from '../text/languages.ts';
import { html } from './html.ts';
import { noteCode } from './outcome.ts';
import { bodyOf, homeMain, mainOf, NO_SCRIPT, noteMain } from './page-body.ts';
import { headOf } from './page-head.ts';
import { pictureFile } from './page-links.ts';
import { asksOf, FRAMED, HOME_ASKS, PAGES, SUBJECT_PAGES } from './page-paths.ts';
import type { PageSubject, Subject, SubjectKind } from './page-subject.ts';
import { type Needs, type Question, readTemplate } from './page-template.ts';
import { languageInAddress, languageOf } from './request-language.ts';

/** The content security policy of every answer: a page loads only files and answers of this server. */
export const PAGE_POLICY = {
  'default-src': ["'none'"],
  'script-src': ["'self'"],
  'style-src': ["'self'"],
  'img-src': ["'self'", 'data:'],
  'connect-src': ["'self'"],
  'frame-src': ["'self'"],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
  'frame-ancestors': ["'none'"],
};

/** The same for the page that others may frame, also from `file:` pages, which `frame-ancestors *` would not match. */
const { 'frame-ancestors': _, ...FRAMED_POLICY } = PAGE_POLICY;

/** GraphiQL's styles are set by script, its squiggles and fonts are data, and it has workers. */
const GRAPHIQL_POLICY = {
  ...PAGE_POLICY,
  'style-src': ["'self'", "'unsafe-inline'"],
  'font-src': ["'self'", 'data:'],
  'worker-src': ["'self'"],
};

/** The file of the element for scripts of other sites. */
const ELEMENT = '/embed/code-family.js';

const policyOf = (directives: Readonly<Record<string, readonly string[]>>) =>
  Object.entries(directives)
    .map(([name, values]) => [name, ...values].join(' '))
    .join(';');

interface Asking {
  readonly notFound: (request: FastifyRequest, reply: FastifyReply) => unknown;
  /** What a page is about, in the language of the request. */
  readonly subjectOf: (
    kind: SubjectKind,
    id: string,
    request: FastifyRequest,
    reply: FastifyReply,
  ) => Promise<PageSubject>;
  /** The address that readers know the server by; null where it has none. */
  readonly publicUrl: string | null;
}

/** When to ask again for what the store does not say just now. */
const RETRY_SECONDS = 5;

/**
 * Serves the built pages, each with its head and with what can be read of it without a script, in the language of the request.
 * Caches keep files with hashed names for good, and ask for the pages anew. A page about what is not there has status 404, and
 * 503 while the store is unreachable. On other paths, a browser gets the explorer, which says that nothing is there, and other
 * clients get `notFound`.
 */
export async function servePages(app: FastifyInstance, asking: Asking): Promise<void> {
  const { notFound, subjectOf, publicUrl } = asking;
  const pages = join(
    dirname(createRequire(import.meta.url).resolve('#package/package.json')),
    'dist/explorer',
  );
  const template = readTemplate(join(pages, 'app'));
  if (template === null) {
    const paths = [...PAGES, ...SUBJECT_PAGES].map(([path]) => path);
    for (const path of [...paths, FRAMED, ELEMENT, '/graphiql']) app.get(path, notBuilt);
    app.setNotFoundHandler(notFound);
    return;
  }
  await app.register(files, {
    root: pages,
    index: false,
    decorateReply: true,
    immutable: true,
    maxAge: '1y',
    // By path, only assets are served; the pages below are sent by name.
    allowedPath: (path, _, { routeOptions }) =>
      routeOptions.url !== '/*' || posix.normalize(path).includes('/assets/'),
  });
  const page = (reply: FastifyReply, file: string) =>
    reply.sendFile(file, pages, { immutable: false, maxAge: 0 });
  const pictures = picturesIn(join(pages, 'pictures'));
  /** Sends a page about a subject, else with a note in its place, else as its script makes it. */
  const write = (
    request: FastifyRequest,
    reply: FastifyReply,
    { subject = null, path = null, needs = NOTHING, note = null }: Shown,
  ) => {
    const asked = languageInAddress(request);
    const language = asked ?? languageOf(request);
    const words = template.words(language);
    const speech = { words, language, lang: asked === null ? '' : `?lang=${LANGUAGES[asked].folder}` };
    const isPictured = (family: string) => pictures.has(pictureFile(family));
    const place = { publicUrl, language, isLanguageAsked: asked !== null, words, isPictured };
    const head = html`${headOf(subject, path, place)}${template.links(needs, language)}`;
    const main =
      note !== null
        ? noteMain(words.shell[note], note === 'missing' ? words.shell.missingHint : null)
        : subject !== null
          ? mainOf(subject, speech)
          : path === '/'
            ? homeMain(speech)
            : null;
    // Not by `sendFile`, whose 304 would let a client keep the page under its former status.
    return reply
      .header('vary', 'accept-language')
      .type('text/html; charset=utf-8')
      .send(template.page(language, head, main === null ? NO_SCRIPT : bodyOf(main, speech)));
  };
  for (const [path, chunk] of PAGES) {
    const needs = { chunk, questions: path === '/' ? HOME_ASKS : [] };
    app.get(path, (request, reply) => {
      const isPlain = Object.keys(request.query as object).every((name) => name === 'lang');
      const shown = { needs, path: isPlain || path === '/' ? path : null };
      return write(request, reply.header('cache-control', ASKED_ANEW), shown);
    });
  }
  const framedPolicy = policyOf(FRAMED_POLICY);
  for (const [path, kind, chunk] of [...SUBJECT_PAGES, [FRAMED, 'code', 'embed-family'] as const]) {
    app.get<{ Params: { id: string } }>(path, async (req, reply) => {
      const request = req as FastifyRequest<{ Params: { id: string } }> & FastifyRequest;
      const { id } = request.params;
      const { status, subject } = await subjectOf(kind, id, request, reply);
      if (status === 503) {
        noteCode(reply, 'STORE_UNAVAILABLE');
        reply.header('retry-after', RETRY_SECONDS);
      }
      if (path === FRAMED) {
        reply.removeHeader('x-frame-options').header('content-security-policy', framedPolicy);
      }
      reply.code(status).header('cache-control', status === 200 ? ASKED_ANEW : 'no-store');
      if (path === FRAMED) {
        const asked: Question = ['embed-family', { code: id }];
        return write(request, reply, { needs: { chunk, questions: status === 503 ? [] : [asked] } });
      }
      const note = status === 404 ? 'missing' : status === 503 ? 'away' : null;
      const questions = status === 503 ? [] : asksOf(kind, id, subject, request);
      return write(request, reply, { subject, note, needs: { chunk, questions } });
    });
  }
  app.get<{ Params: { id: string } }>(PICTURE_PATH, (request, reply) => {
    const file = pictureFile(request.params.id);
    if (!pictures.has(file)) return notFound(request as FastifyRequest, reply);
    return reply.sendFile(`pictures/${file}`, pages, { immutable: false, maxAge: '1d' });
  });
  app.get(ELEMENT, (_, reply) =>
    reply
      .header('cross-origin-resource-policy', 'cross-origin')
      .sendFile('embed/code-family.js', pages, { immutable: false, maxAge: '1h' }),
  );
  const graphiqlPolicy = policyOf(GRAPHIQL_POLICY);
  app.get('/graphiql', (_, reply) =>
    page(reply.header('content-security-policy', graphiqlPolicy), 'graphiql/index.html'),
  );
  app.setNotFoundHandler((request, reply) => {
    const { method, headers } = request;
    const opens = method === 'GET' && headers.accept?.split(',').includes('text/html');
    if (!opens) return notFound(request, reply);
    return write(request, reply.code(404).header('cache-control', ASKED_ANEW), { note: 'missing' });
  });
}

/** What a page shows and needs. */
interface Shown {
  readonly subject?: Subject | null;
  /** Its one path, where it has one that its subject does not say. */
  readonly path?: string | null;
  readonly needs?: Needs;
  /** What stands in its place. */
  readonly note?: 'missing' | 'away' | null;
}

const NOTHING: Needs = { chunk: null, questions: [] };
const ASKED_ANEW = 'public, max-age=0';

/** Where the picture of a family stands that other sites show with a link to it. */
const PICTURE_PATH = '/families/:id/preview.png';

/** The files of the pictures that the build made. */
const picturesIn = (folder: string): ReadonlySet<string> =>
  new Set(existsSync(folder) ? readdirSync(folder) : []);

const notBuilt = (_: FastifyRequest, reply: FastifyReply) =>
  reply
    .code(404)
    .type('text/plain')
    .send('The pages are not built. Run `npm run build`, then start again.\n');
