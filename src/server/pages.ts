import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, posix } from 'node:path';
import files from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { noteCode } from './outcome.ts';
import type { PageStatus, Subject } from './page-status.ts';

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

/** Where the explorer has pages; src/explorer/routes.ts says which. */
const PAGES = [
  '/',
  '/browse',
  '/codes',
  '/terms',
  '/families',
  '/spine',
  '/compare',
  '/together',
  '/case',
  '/path',
  '/learn',
  '/learn/cards',
  '/embed',
];
/** The pages about one thing each, which may not be there. */
const SUBJECT_PAGES: readonly (readonly [path: string, subject: Subject])[] = [
  ['/codes/:id', 'code'],
  ['/families/:id', 'family'],
  ['/terms/:id', 'term'],
];
/** The page for frames of other sites, and the file of the element for their scripts. */
const FRAMED = '/embed/family/:id';
const ELEMENT = '/embed/code-family.js';

/** The route of a path that names a code, a family or a term; the path itself where none does. */
export function routeOf(path: string): string {
  const parts = path.split('/');
  const routes = [...SUBJECT_PAGES.map(([route]) => route), FRAMED];
  const fits = (route: string) => {
    const own = route.split('/');
    return own.length === parts.length && own.every((part, at) => part.startsWith(':') || part === parts[at]);
  };
  return routes.find(fits) ?? path;
}

const policyOf = (directives: Readonly<Record<string, readonly string[]>>) =>
  Object.entries(directives)
    .map(([name, values]) => [name, ...values].join(' '))
    .join(';');

interface Asking {
  readonly notFound: (request: FastifyRequest, reply: FastifyReply) => unknown;
  /** Whether there is what a page is about. */
  readonly statusOf: (
    subject: Subject,
    id: string,
    request: FastifyRequest,
    reply: FastifyReply,
  ) => Promise<PageStatus>;
}

/** When to ask again for what the store does not say just now. */
const RETRY_SECONDS = 5;

/**
 * Serves the built pages. Caches keep files with hashed names for good, and ask for the pages anew. A page about what is
 * not there has status 404, and 503 while the store is unreachable; the page itself says so. On other paths, a browser
 * gets the explorer, which says that nothing is there, and other clients get `notFound`.
 */
export async function servePages(app: FastifyInstance, { notFound, statusOf }: Asking): Promise<void> {
  const pages = join(
    dirname(createRequire(import.meta.url).resolve('#package/package.json')),
    'dist/explorer',
  );
  if (!existsSync(join(pages, 'app/index.html'))) {
    const subjects = SUBJECT_PAGES.map(([path]) => path);
    for (const path of [...PAGES, ...subjects, FRAMED, ELEMENT, '/graphiql']) app.get(path, notBuilt);
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
  for (const path of PAGES) app.get(path, (_, reply) => page(reply, 'app/index.html'));
  const framedPolicy = policyOf(FRAMED_POLICY);
  for (const [path, subject] of [...SUBJECT_PAGES, [FRAMED, 'code'] as const]) {
    app.get<{ Params: { id: string } }>(path, async (request, reply) => {
      const status = await statusOf(subject, request.params.id, request as FastifyRequest, reply);
      if (status === 503) {
        noteCode(reply, 'STORE_UNAVAILABLE');
        reply.header('retry-after', RETRY_SECONDS);
      }
      if (path === FRAMED) {
        reply.removeHeader('x-frame-options').header('content-security-policy', framedPolicy);
      }
      // Not by `sendFile`, whose 304 would let a client keep the page under its former status.
      return reply
        .code(status)
        .header('cache-control', status === 200 ? 'public, max-age=0' : 'no-store')
        .type('text/html; charset=utf-8')
        .send(await readFile(join(pages, 'app/index.html')));
    });
  }
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
    return opens ? page(reply.code(404), 'app/index.html') : notFound(request, reply);
  });
}

const notBuilt = (_: FastifyRequest, reply: FastifyReply) =>
  reply
    .code(404)
    .type('text/plain')
    .send('The pages are not built. Run `npm run build`, then start again.\n');
