import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Pictured } from '../explorer/picture/grid.ts';
import { preview } from '../explorer/picture/preview.ts';
import { thumbnail } from '../explorer/picture/shape.ts';
import { cacheHeadersOf } from '../graphql/cache-headers.ts';
import { type Context, present } from '../graphql/context.ts';
import { gridIn } from '../graphql/resolvers/family.ts';
import { LANGUAGES, type Language } from '../text/languages.ts';
import { preferredLanguage } from '../text/speaker.ts';

/** Where the pictures of a family stand, and how each is drawn: to be read, and to be seen at a glance. */
export const PREVIEWS = {
  '/families/:family/preview.svg': preview,
  '/families/:family/thumbnail.svg': thumbnail,
};

interface PreviewRequest {
  readonly Params: { readonly family: string };
  readonly Querystring: { readonly lang?: string };
}

/** Answers with a picture of a family, as `draw` draws it, in the language of `?lang=`, else of the reader; an unknown one by `notFound`. */
export function previews(
  draw: (pictured: Pictured) => string,
  contextIn: (language: Language, request: FastifyRequest) => Promise<Context>,
  notFound: (request: FastifyRequest, reply: FastifyReply) => unknown,
) {
  return async (request: FastifyRequest<PreviewRequest>, reply: FastifyReply) => {
    const { lang } = request.query;
    const language = preferredLanguage(typeof lang === 'string' ? lang : request.headers['accept-language']);
    const context = await contextIn(language, request as FastifyRequest);
    const { snapshot, loaders } = context;
    const family = snapshot.vocabulary.families.get(request.params.family);
    if (!family) return notFound(request as FastifyRequest, reply);
    const grid = await gridIn(family, {}, context);
    const cells = await Promise.all(
      grid.cells.map(async (cell) => ({
        ...cell,
        codes: await Promise.all(cell.codes.map((id) => present(loaders.codes, id))),
      })),
    );
    const title = context.words().vocabulary.families.get(family.id)?.name ?? family.name;
    const rightToLeft = LANGUAGES[language].direction === 'RTL';
    return reply
      .headers(cacheHeadersOf(snapshot.version))
      .type('image/svg+xml; charset=utf-8')
      .send(draw({ ...grid, title, cells, rightToLeft }));
  };
}
