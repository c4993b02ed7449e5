import { existsSync } from 'node:fs';
import { join } from 'node:path';
import files from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { root } from './root.ts';

/** GraphiQL's styles are set by script, and its squiggles and fonts are data; nothing comes from elsewhere. */
export const PAGE_POLICY = {
  'default-src': ["'none'"],
  'script-src': ["'self'"],
  'style-src': ["'self'", "'unsafe-inline'"],
  'img-src': ['data:'],
  'font-src': ["'self'", 'data:'],
  'connect-src': ["'self'"],
  'worker-src': ["'self'"],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
  'frame-ancestors': ["'none'"],
};

/** The built pages: files with hashed names are kept for good, the page itself is asked for anew. */
export async function servePages(app: FastifyInstance): Promise<void> {
  const pages = join(root, 'dist/explorer');
  app.get('/', (_, reply) => reply.redirect('/graphiql', 302));
  if (!existsSync(pages)) {
    app.get('/graphiql', (_, reply) =>
      reply
        .code(404)
        .type('text/plain')
        .send('The pages are not built. Run `npm run build`, then start again.\n'),
    );
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
  app.get('/graphiql', (_, reply) =>
    reply.sendFile('graphiql/index.html', pages, { immutable: false, maxAge: 0 }),
  );
}
