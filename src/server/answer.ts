import type { FastifyReply, FastifyRequest } from 'fastify';
import type { DocumentAnswer } from '../graphql/run-document.ts';
import type { Language } from '../text/languages.ts';

interface Asked {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/**
 * Answers a document for a request, of the state of the dataset and within the limits that it has; in this language, or that of
 * its reader.
 */
export type Answer = (
  request: FastifyRequest,
  reply: FastifyReply,
  language: Language | null,
  asked: Asked,
) => Promise<DocumentAnswer>;
