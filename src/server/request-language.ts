import type { FastifyRequest } from 'fastify';
import { LANGUAGE_CODES, LANGUAGES, type Language } from '../text/languages.ts';
import { preferredLanguage } from '../text/speaker.ts';

type Asked = Pick<FastifyRequest, 'query' | 'headers'>;

/** The language that `?lang=` of an address names by its tag (`es`); null where it names none of the ten. */
export function languageInAddress({ query }: Pick<FastifyRequest, 'query'>): Language | null {
  const { lang } = (query ?? {}) as { readonly lang?: unknown };
  const tag = typeof lang === 'string' ? lang.toLowerCase() : null;
  return LANGUAGE_CODES.find((language) => LANGUAGES[language].folder === tag) ?? null;
}

/** The language of an answer: that of `?lang=`, else the one that `Accept-Language` likes best, else English. */
export const languageOf = (request: Asked): Language =>
  languageInAddress(request) ?? preferredLanguage(request.headers['accept-language']);
