import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { toolMain } from './page-body.ts';
import { homeMain } from './page-home.ts';
import { listerOf } from './page-list.ts';
import { asksOf, FRAMED, PAGES, type Page, SUBJECT_PAGES } from './page-paths.ts';
import { type Ask, type PageSubject, pageSubject, type SubjectKind } from './page-subject.ts';
import { mainOf, rangeMain } from './page-subject-body.ts';
import type { Question } from './page-template.ts';
import { ASKED_ANEW, away, cached, notePage, type Write } from './page-writer.ts';

/** What a work that asks the graph for a request gives; null, without begun, while the server has as much to do as it may. */
export type Asking = <T>(
  request: FastifyRequest,
  reply: FastifyReply,
  work: (ask: Ask) => Promise<T>,
) => Promise<T | null>;

interface Means {
  readonly asking: Asking;
  readonly write: Write;
}

/** Serves the pages of the explorer. A page about what is not there has status 404, and 503 while the store is unreachable. */
export function routePages(app: FastifyInstance, means: Means): void {
  for (const [path, page] of Object.entries(PAGES)) app.get(path, listPage(path, page, means));
  for (const [path, kind, chunk] of SUBJECT_PAGES) app.get(path, subjectPage(kind, chunk, means));
}

/** A page that lists something, or works by its script. */
function listPage(path: string, page: Page, { asking, write }: Means) {
  const { chunk, said, example, asks = [], known = path } = page;
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const query = request.query as Readonly<Record<string, unknown>>;
    const lister = listerOf(path, query);
    const isPlain = Object.keys(query).every((name) => name === 'lang');
    const found = lister && (await asking(request, reply, (ask) => lister(ask, query)));
    // The first page and the basket say what they are for all the same.
    if (lister && !found?.main && path !== '/' && path !== '/basket') away(reply);
    if (lister) cached(reply, found?.dataset ?? null);
    else reply.header('cache-control', ASKED_ANEW);
    return write(request, reply, {
      about: ({ words }) => {
        const [title, lead, heading] = said(words);
        const all = [heading === undefined ? undefined : title, lead, example?.[1]];
        const description = all.filter((text) => text !== undefined).join(' ');
        return { title, description, path: isPlain || path === '/' ? known : null };
      },
      main: (speech) => {
        if (found?.main) return found.main(speech);
        return path === '/' ? homeMain(null, speech) : toolMain(page, speech);
      },
      needs: { chunk, questions: isPlain ? asks : (found?.asks ?? []) },
    });
  };
}

/** A page about a code, a family or a term, or about the codes of a range. */
function subjectPage(kind: SubjectKind, chunk: string | null, { asking, write }: Means) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const { id } = request.params as { readonly id: string };
    const found = await asking(request, reply, (ask) => pageSubject(ask, kind, id));
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
      return write(request, reply, { ...notePage(status === 503 ? 'away' : 'missing'), needs });
    }
    const description = range.range.map(({ code }) => code).join(', ');
    return write(request, reply, {
      about: () => ({ title: range.input, description, path: null }),
      main: (speech) => rangeMain(range, speech),
      needs,
    });
  };
}

/** Serves the page for frames of other sites, under a content security policy of its own. */
export function routeFramed(app: FastifyInstance, { asking, write }: Means, policy: string): void {
  app.get(FRAMED, async (request, reply) => {
    const { id } = request.params as { readonly id: string };
    const found = await asking(request as FastifyRequest, reply, (ask) => pageSubject(ask, 'code', id));
    const { status } = found ?? UNANSWERED;
    if (status === 503) away(reply);
    reply
      .code(status)
      .header('cache-control', status === 200 ? ASKED_ANEW : 'no-store')
      .removeHeader('x-frame-options')
      .header('content-security-policy', policy);
    const asked: Question = ['embed-family', { code: id }];
    return write(request as FastifyRequest, reply, {
      about: ({ words: { embed } }) => ({ title: id, description: embed.lead, path: null }),
      main: () => null,
      needs: { chunk: 'embed-family', questions: status === 503 ? [] : [asked] },
    });
  });
}

const UNANSWERED: PageSubject = { status: 503, subject: null, dataset: null };
