import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, posix } from 'node:path';
import files from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { pictureFile } from './page-links.ts';
import { FRAMED, PAGES, SUBJECT_PAGES } from './page-paths.ts';
import { type Asking, routeFramed, routePages } from './page-routes.ts';
import { readTemplate } from './page-template.ts';
import { ASKED_ANEW, createWrite, notePage } from './page-writer.ts';

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

interface Options {
  readonly notFound: (request: FastifyRequest, reply: FastifyReply) => unknown;
  readonly asking: Asking;
  /** Keeps the answers of the routes of a scope, as those of /graphql. */
  readonly keeping: (scope: FastifyInstance) => Promise<void>;
  /** The address that readers know the server by; null where it has none. */
  readonly publicUrl: string | null;
}

/**
 * Serves the built pages, each with its head and with what can be read of it without a script, in the language of the request.
 * Caches keep files with hashed names for good, and ask for the pages anew. A page about what is not there has status 404, and
 * 503 while the store is unreachable. On other paths, a browser gets the explorer, which says that nothing is there, and other
 * clients get `notFound`.
 */
export async function servePages(app: FastifyInstance, options: Options): Promise<void> {
  const { notFound, publicUrl, asking, keeping } = options;
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
  const pictures = picturesIn(join(pages, 'pictures'));
  const write = createWrite({ template, publicUrl, pictures });
  const means = { asking, write };
  await app.register(async (scope) => {
    await keeping(scope);
    routePages(scope, means);
  });
  routeFramed(app, means, policyOf(FRAMED_POLICY));
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
    reply
      .header('content-security-policy', graphiqlPolicy)
      .sendFile('graphiql/index.html', pages, { immutable: false, maxAge: 0 }),
  );
  app.setNotFoundHandler((request, reply) => {
    const { method, headers } = request;
    const opens = method === 'GET' && headers.accept?.split(',').includes('text/html');
    if (!opens) return notFound(request, reply);
    return write(request, reply.code(404).header('cache-control', ASKED_ANEW), notePage('missing'));
  });
}

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
