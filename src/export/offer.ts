import files from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Exports } from '../graphql/context.ts';
import type { Store } from '../store/store.ts';
import { addressOf, markOf, offeredIn } from './offered.ts';

/** What the server is told of a folder with exports. */
export interface Offer {
  readonly exports: Exports;
  readonly plugins: readonly ((app: FastifyInstance) => Promise<void>)[];
}

/**
 * Offers what lies in a folder, or in folders inside it, of the dataset that the store holds: a list for GraphQL and for the page
 * /data, and the files at addresses that never change. The folder is read at each request, so that a new export needs no start.
 */
export function offerExports(root: string, store: Store): Offer {
  return {
    exports: async (version) =>
      (await offeredIn(root, version))
        .flatMap(({ manifest: { files, notice } }) =>
          files.map((file) => ({ ...file, url: addressOf(version, file), hasCpt: notice !== null })),
        )
        .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)),
    plugins: [
      async (app) => {
        await app.register(files, { root, serve: false, decorateReply: !app.hasReplyDecorator('sendFile') });
        // Ranges are of the bytes as they lie there.
        app.get<{ Params: Asked }>('/export/:dataset/:mark/:name', { compress: false }, (request, reply) =>
          sendExport(root, store, request.params, reply),
        );
      },
    ],
  };
}

interface Asked {
  readonly dataset: string;
  readonly mark: string;
  readonly name: string;
}

async function sendExport(root: string, store: Store, { dataset, mark, name }: Asked, reply: FastifyReply) {
  const { version } = await store.at();
  for (const { folder, manifest } of dataset === version ? await offeredIn(root, version) : []) {
    const found = manifest.files.find((file) => file.name === name && markOf(file) === mark);
    if (found !== undefined) {
      reply.header('content-disposition', `attachment; filename="${encodeURIComponent(name)}"`);
      return reply.sendFile(name, folder, { immutable: true, maxAge: '1y' });
    }
  }
  const message = `This file of the dataset ${dataset} is not offered any more; loaded is ${version}. /data lists what there is.`;
  return reply
    .code(410)
    .header('cache-control', 'no-store')
    .send({ errors: [{ message, extensions: { code: 'GONE' } }] });
}
