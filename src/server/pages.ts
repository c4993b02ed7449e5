import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, posix } from 'node:path';
import files from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { cacheHeadersOf } from '../graphql/cache-headers.ts';
import { LANGUAGES } from '../text/languages.ts';
import { type Html, html } from './html.ts';
import { noteCode } from './outcome.ts';
import { asksOfBasket } from './page-basket.ts';
import { bodyOf, noteMain, toolMain } from './page-body.ts';
import { headOf, type Named } from './page-head.ts';
import { homeMain } from './page-home.ts';
import { pictureFile } from './page-links.ts';
import { isListing, pageList } from './page-list.ts';
import { listMain } from './page-list-body.ts';
import type { Speech } from './page-parts.ts';
import { asksOf, FRAMED, PAGES, SUBJECT_PAGES } from './page-paths.ts';
import { type Ask, type PageSubject, pageSubject, type Subject } from './page-subject.ts';
import { mainOf, rangeMain } from './page-subject-body.ts';
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
  /** What a work that asks the graph for a request gives; null, without begun, while the server has as much to do as it may. */
  readonly asking: <T>(
    request: FastifyRequest,
    reply: FastifyReply,
    work: (ask: Ask) => Promise<T>,
  ) => Promise<T | null>;
  /** Keeps the answers of the routes of a scope, as those of /graphql. */
  readonly keeping: (scope: FastifyInstance) => Promise<void>;
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
  const { notFound, publicUrl } = asking;
  const pages = join(
    dirname(createRequire(import.meta.url).resolve('#package/package.json')),
    'dist/explorer',
  );
  const template = readTemplate(join(pages, 'app'));
  if (template === null) {
    const paths = [...Object.keys(PAGES), ...SUBJECT_PAGES.map(([path]) => path)];
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
  /** Sends a page with its head, and what can be read of it without a script. */
  const write = (request: FastifyRequest, reply: FastifyReply, { about, main, needs = NOTHING }: Shown) => {
    const asked = languageInAddress(request);
    const language = asked ?? languageOf(request);
    const words = template.words(language);
    const speech = { words, language, lang: asked === null ? '' : `?lang=${LANGUAGES[asked].folder}` };
    const isPictured = (family: string) => pictures.has(pictureFile(family));
    const place = { publicUrl, language, isLanguageAsked: asked !== null, words, isPictured };
    const head = html`${headOf(about(speech), place)}${template.links(needs, language)}`;
    const body = main(speech);
    // Not by `sendFile`, whose 304 would let a client keep the page under its former status.
    return reply
      .header('vary', 'accept-language')
      .type('text/html; charset=utf-8')
      .send(template.page(language, head, body && bodyOf(body, speech)));
  };
  const note = (which: 'missing' | 'away'): Pick<Shown, 'about' | 'main'> => ({
    about: ({ words: { shell, home } }) => ({ title: shell[which], description: home.lead, path: null }),
    main: ({ words: { shell } }) => noteMain(shell[which], which === 'missing' ? shell.missingHint : null),
  });
  /** What other caches may do with an answer, and this one: a page that was not answered in whole is kept by none. */
  const cached = (reply: FastifyReply, dataset: string | null) =>
    dataset === null
      ? reply.header('cache-control', 'no-store')
      : reply.headers(cacheHeadersOf(dataset)).header('cache-control', ASKED_ANEW);
  await app.register(async (scope) => {
    await asking.keeping(scope);
    for (const [path, page] of Object.entries(PAGES)) {
      const { chunk, said, example, asks = [], known = path } = page;
      scope.get(path, async (req, reply) => {
        const request = req as FastifyRequest;
        const query = request.query as Readonly<Record<string, unknown>>;
        const isList = isListing(path, query);
        const isPlain = Object.keys(query).every((name) => name === 'lang');
        const found = isList
          ? await asking.asking(request, reply, (ask) => pageList(ask, path, query))
          : null;
        // The first page and the basket say what they are for all the same.
        if (isList && !found?.list && path !== '/' && path !== '/basket') away(reply.code(503));
        const shared = found?.list?.kind === 'basket' ? asksOfBasket(found.list) : [];
        if (isList) cached(reply, found?.dataset ?? null);
        else reply.header('cache-control', ASKED_ANEW);
        return write(request, reply, {
          about: ({ words }) => {
            const [title, lead, heading] = said(words);
            const all = [heading === undefined ? undefined : title, lead, example?.[1]];
            const description = all.filter((text) => text !== undefined).join(' ');
            return { title, description, path: isPlain || path === '/' ? known : null };
          },
          main: (speech) => {
            if (found?.list) return listMain(found.list, speech);
            return path === '/' ? homeMain(null, speech) : toolMain(page, speech);
          },
          needs: { chunk, questions: isPlain ? asks : shared },
        });
      });
    }
    for (const [path, kind, chunk] of SUBJECT_PAGES) {
      scope.get<{ Params: { id: string } }>(path, async (req, reply) => {
        const request = req as FastifyRequest<{ Params: { id: string } }> & FastifyRequest;
        const { id } = request.params;
        const found = await asking.asking(request, reply, (ask) => pageSubject(ask, kind, id));
        const { status, subject, range, dataset } = found ?? UNANSWERED;
        if (status === 503) away(reply);
        cached(reply.code(status), status === 200 ? dataset : null);
        const needs = { chunk, questions: status === 503 ? [] : asksOf(kind, id, subject, request) };
        if (subject !== null) {
          return write(request, reply, {
            about: () => subject,
            main: (speech) => mainOf(subject, speech),
            needs,
          });
        }
        if (range === undefined) {
          return write(request, reply, { ...note(status === 503 ? 'away' : 'missing'), needs });
        }
        const description = range.range.map(({ code }) => code).join(', ');
        return write(request, reply, {
          about: () => ({ title: range.input, description, path: null }),
          main: (speech) => rangeMain(range, speech),
          needs,
        });
      });
    }
  });
  const framedPolicy = policyOf(FRAMED_POLICY);
  app.get<{ Params: { id: string } }>(FRAMED, async (req, reply) => {
    const request = req as FastifyRequest<{ Params: { id: string } }> & FastifyRequest;
    const { id } = request.params;
    const found = await asking.asking(request, reply, (ask) => pageSubject(ask, 'code', id));
    const { status } = found ?? UNANSWERED;
    if (status === 503) away(reply);
    reply
      .code(status)
      .header('cache-control', status === 200 ? ASKED_ANEW : 'no-store')
      .removeHeader('x-frame-options')
      .header('content-security-policy', framedPolicy);
    const asked: Question = ['embed-family', { code: id }];
    return write(request, reply, {
      about: ({ words: { embed } }) => ({ title: id, description: embed.lead, path: null }),
      main: () => null,
      needs: { chunk: 'embed-family', questions: status === 503 ? [] : [asked] },
    });
  });
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
    return write(request, reply.code(404).header('cache-control', ASKED_ANEW), note('missing'));
  });
}

/** What a page shows and needs. */
interface Shown {
  readonly about: (speech: Speech) => Subject | Named;
  /** What can be read of it without a script; null for nothing. */
  readonly main: (speech: Speech) => Html | null;
  readonly needs?: Needs;
}

const UNANSWERED: PageSubject = { status: 503, subject: null, dataset: null };

function away(reply: FastifyReply): void {
  noteCode(reply, 'STORE_UNAVAILABLE');
  reply.header('retry-after', RETRY_SECONDS);
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
