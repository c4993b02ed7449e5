import { readFileSync } from 'node:fs';
import { startTestServer } from '../served.ts';

/** The real server, and all that a client asked of it. */
export async function served() {
  const server = await startTestServer();
  const asked = [];
  return {
    url: server.url,
    endpoint: `${server.url}/graphql`,
    stop: () => server.stop(),
    /** The requests so far, as `GET` or `POST`. */
    asked,
    fetch: async (url, init = {}) => {
      asked.push({ method: init.method ?? 'GET', url: String(url), body: init.body });
      return fetch(url, init);
    },
    /** Sends a document without any client. */
    ask: async (query) => {
      const response = await fetch(`${server.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query }),
      });
      return (await response.json()).data;
    },
  };
}

/** A document as clients send it. */
export const documentOf = (name) =>
  readFileSync(new URL(`../operations/${name}.graphql`, import.meta.url), 'utf8');

/** The related codes of 63278 in their order: the first and how many there are. */
export const RELATED = { first: '63277', count: 30 };

/** A question that the server refuses, and what every client must show of the refusal. */
export const REFUSED = '{ codes(filter: { terms: ["region:mars"] }) { totalCount } }';
export const REFUSAL = { message: /there is no term "region:mars"/, code: 'BAD_USER_INPUT' };
