import type { FastifyReply, FastifyRequest } from 'fastify';
import { cacheHeadersOf } from '../graphql/cache-headers.ts';
import type { Context } from '../graphql/context.ts';
import type { DocumentAnswer } from '../graphql/run-document.ts';
import { escaped } from '../text/escaped.ts';
import { LANGUAGE_CODES, LANGUAGES } from '../text/languages.ts';
import type { Answer } from './answer.ts';
import { inLanguage } from './page-head.ts';
import { pathOfCode, pathOfFamily, pathOfTerm } from './page-links.ts';

export const SITEMAP_PATH = '/sitemap.xml';
export const SITEMAP_PART_PATH = '/sitemaps/:part';

/** How many pages a part lists: with their addresses in ten languages some 2.5 MB. */
const PART = 2_000;

interface Asking {
  readonly answer: Answer;
  readonly contextIn: (request: FastifyRequest) => Promise<Context>;
  readonly notFound: (request: FastifyRequest, reply: FastifyReply) => unknown;
  /** The address that readers know the server by; without one nothing is listed. */
  readonly publicUrl: string | null;
}

/** What search engines may read: all of a server that knows its address, nothing of another, which may be a copy of one. */
export const robotsOf = (publicUrl: string | null): string =>
  publicUrl === null
    ? 'User-agent: *\nDisallow: /\n'
    : `User-agent: *\nDisallow:\n\nSitemap: ${publicUrl}${SITEMAP_PATH}\n`;

/**
 * The pages for search engines: families, terms, and the codes of CPT of which more than the number is known. The sitemap names its
 * parts, each of which lists pages with their addresses in ten languages.
 */
export function sitemap({ answer, contextIn, notFound, publicUrl }: Asking) {
  let last: { readonly version: string; readonly paths: readonly string[] } | null = null;

  /** The paths of all pages of the present dataset, gathered once for each; null where not all codes could be had. */
  async function pathsOf(request: FastifyRequest, reply: FastifyReply) {
    const { snapshot } = await contextIn(request);
    const { version, vocabulary } = snapshot;
    if (last?.version === version) return last;
    const codes = await codesOf(request, reply, answer);
    if (codes === null) return null;
    const families = [...vocabulary.families.keys()].map(pathOfFamily);
    const terms = [...vocabulary.terms.keys()].map(pathOfTerm);
    last = { version, paths: [...families, ...codes.map(pathOfCode), ...terms] };
    return last;
  }

  return async (request: FastifyRequest, reply: FastifyReply) => {
    if (publicUrl === null) return notFound(request, reply);
    const found = await pathsOf(request, reply);
    if (found === null)
      return reply.code(503).header('cache-control', 'no-store').header('retry-after', 5).send();
    const { part } = request.params as { readonly part?: string };
    const number = part === undefined ? null : /^([1-9]\d{0,3})\.xml$/.exec(part)?.[1];
    const from = (Number(number) - 1) * PART;
    if (number === undefined || from >= found.paths.length) return notFound(request, reply);
    const body =
      number === null
        ? indexOf(publicUrl, Math.ceil(found.paths.length / PART))
        : listOf(publicUrl, found.paths.slice(from, from + PART));
    return reply
      .headers(cacheHeadersOf(found.version))
      .type('application/xml; charset=utf-8')
      .send(`<?xml version="1.0" encoding="UTF-8"?>\n${body}\n`);
  };
}

const CODES = `query Sitemap($after: String) {
  codes(filter: { system: [CPT], status: [ACTIVE] }, first: 500, after: $after) {
    edges { node { code labelKind } } pageInfo { hasNextPage endCursor }
  }
}`;

interface Page {
  readonly edges: readonly { readonly node: { readonly code: string; readonly labelKind: string } }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

async function codesOf(
  request: FastifyRequest,
  reply: FastifyReply,
  answer: Answer,
): Promise<string[] | null> {
  const codes: string[] = [];
  for (let after: string | null = null; ; ) {
    const { data }: DocumentAnswer = await answer(request, reply, 'EN', {
      query: CODES,
      variables: { after },
    });
    const page = data?.codes as Page | null | undefined;
    if (!page) return null;
    codes.push(
      ...page.edges.filter(({ node }) => node.labelKind !== 'CODE_ONLY').map(({ node }) => node.code),
    );
    after = page.pageInfo.endCursor;
    if (!page.pageInfo.hasNextPage || after === null) return codes;
  }
}

const SCHEMA = 'http://www.sitemaps.org/schemas/sitemap/0.9';

function indexOf(publicUrl: string, count: number): string {
  const parts = Array.from(
    { length: count },
    (_, index) => `<sitemap><loc>${escaped(publicUrl)}/sitemaps/${index + 1}.xml</loc></sitemap>`,
  );
  return `<sitemapindex xmlns="${SCHEMA}">\n${parts.join('\n')}\n</sitemapindex>`;
}

function listOf(publicUrl: string, paths: readonly string[]): string {
  const urls = paths.map((path) => {
    const address = escaped(publicUrl + path);
    const others = LANGUAGE_CODES.map((language) =>
      alternate(LANGUAGES[language].folder, inLanguage(address, language)),
    );
    return `<url><loc>${address}</loc>${others.join('')}${alternate('x-default', address)}</url>`;
  });
  return `<urlset xmlns="${SCHEMA}" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n${urls.join('\n')}\n</urlset>`;
}

const alternate = (language: string, address: string) =>
  `<xhtml:link rel="alternate" hreflang="${language}" href="${address}"/>`;
