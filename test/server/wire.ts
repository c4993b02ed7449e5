import { type IncomingHttpHeaders, request } from 'node:http';
import { connect } from 'node:net';
import type { Store } from '../../src/store/store.ts';

export interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** As it was sent, compressed or not. */
  readonly bytes: Buffer;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests read answers of every shape
  readonly json: any;
}

interface Sent {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
  /** Which of this machine's addresses the request comes from. */
  readonly localAddress?: string;
}

/** Sends a request with exactly these headers; nothing is followed, added or decompressed. */
export function send(
  url: string,
  { method = 'GET', headers = {}, body, ...from }: Sent = {},
): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, headers, ...from, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const bytes = Buffer.concat(chunks);
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          bytes,
          text: bytes.toString(),
          get json() {
            return JSON.parse(bytes.toString());
          },
        });
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

/** Sends a document by GET. */
export function sendGet(
  url: string,
  parameters: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = {},
): Promise<Reply> {
  return send(`${url}/graphql?${new URLSearchParams(parameters)}`, { headers });
}

/** Posts a body of JSON, or text that passes for one. */
export const post = (
  { url }: { readonly url: string },
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Reply> =>
  send(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

/** Where an answer came from, as it says itself: `hit`, `fwd=miss`, `fwd=miss; stored`, `fwd=bypass`. */
export const cacheStatus = ({ headers }: Reply) =>
  String(headers['cache-status']).replace('codelattice; ', '');

/** Writes bytes to the server as they are; everything it answers until it closes the connection. */
export function sendRaw(url: string, text: string | Buffer): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(text));
    let answer = '';
    socket.on('data', (chunk) => {
      answer += chunk.toString();
    });
    socket.on('error', reject);
    socket.on('close', () => resolve(answer));
  });
}

/** Whoever waits for this goes on when `open` is called. */
export function gate(): { readonly opened: Promise<void>; open(): void } {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open: () => open() };
}

/** A store that looks up codes when the gate opens; `waiting` counts the calls that have come to it. */
export function gatedStore(store: Store): { readonly store: Store; open(): void; waiting(): number } {
  const { opened, open } = gate();
  let waiting = 0;
  const gated: Store = {
    ...store,
    async at() {
      const snapshot = await store.at();
      const codes: typeof snapshot.codes = async (ids) => {
        waiting++;
        await opened;
        return snapshot.codes(ids);
      };
      return { ...snapshot, codes };
    },
  };
  return { store: gated, open, waiting: () => waiting };
}
