import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import files from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { root } from './root.ts';

/** What any answer may load, were it a page: the explorer's own files and answers, nothing from elsewhere. */
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

/** The same for the page that other sites may frame. */
const FRAMED_POLICY = { ...PAGE_POLICY, 'frame-ancestors': ['*'] };

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
  '/codes/:code',
  '/terms/:term',
  '/spine',
  '/compare',
  '/path',
  '/learn',
  '/learn/cards',
  '/embed',
];
/** The page of a family; it names the picture of that family for the sites that link to it. */
const FAMILY_PAGE = '/families/:family';
/** The page for frames of other sites, and the file of the element for their scripts. */
const FRAMED = '/embed/family/:code';
const ELEMENT = '/embed/code-family.js';

const policyOf = (directives: Readonly<Record<string, readonly string[]>>) =>
  Object.entries(directives)
    .map(([name, values]) => [name, ...values].join(' '))
    .join(';');

/**
 * The built pages: files with hashed names are kept for good, the pages themselves are asked for anew. Other paths are
 * answered by `notFound`, but to browsers that open them with the explorer, which says so.
 */
export async function servePages(
  app: FastifyInstance,
  notFound: (request: FastifyRequest, reply: FastifyReply) => unknown,
): Promise<void> {
  const pages = join(root, 'dist/explorer');
  if (!existsSync(join(pages, 'app/index.html'))) {
    for (const path of [...PAGES, FAMILY_PAGE, FRAMED, ELEMENT, '/graphiql']) app.get(path, notBuilt);
    app.setNotFoundHandler(notFound);
    return;
  }
  await app.register(files, {
    root: pages,
    index: false,
    decorateReply: true,
    immutable: true,
    maxAge: '1y',
    // Of what is asked for by its path; the pages below are sent by name.
    allowedPath: (path, _, { routeOptions }) => routeOptions.url !== '/*' || path.includes('/assets/'),
  });
  const page = (reply: FastifyReply, file: string) =>
    reply.sendFile(file, pages, { immutable: false, maxAge: 0 });
  for (const path of PAGES) app.get(path, (_, reply) => page(reply, 'app/index.html'));
  app.get<{ Params: { family: string } }>(FAMILY_PAGE, async ({ params, protocol, host }, reply) => {
    const html = await readFile(join(pages, 'app/index.html'), 'utf8');
    const address = `${protocol}://${host}/families/${encodeURIComponent(params.family)}/preview.svg`;
    return reply
      .header('cache-control', 'public, max-age=0')
      .type('text/html; charset=utf-8')
      .send(html.replace('</head>', () => `${pictureTags(address)}</head>`));
  });
  const framedPolicy = policyOf(FRAMED_POLICY);
  app.get(FRAMED, (_, reply) => {
    reply.removeHeader('x-frame-options').header('content-security-policy', framedPolicy);
    return page(reply, 'app/index.html');
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
    return opens ? page(reply.code(404), 'app/index.html') : notFound(request, reply);
  });
}

/** What tells other sites which picture to show beside a link to the page. */
function pictureTags(address: string): string {
  const safe = address.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
  return (
    `<meta property="og:image" content="${safe}"><meta property="og:image:type" content="image/svg+xml">` +
    '<meta property="og:image:width" content="1200"><meta property="og:image:height" content="630">' +
    '<meta name="twitter:card" content="summary_large_image">'
  );
}

const notBuilt = (_: FastifyRequest, reply: FastifyReply) =>
  reply
    .code(404)
    .type('text/plain')
    .send('The pages are not built. Run `npm run build`, then start again.\n');
