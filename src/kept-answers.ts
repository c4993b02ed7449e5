import { hash, randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders, IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import { LRUCache } from 'lru-cache';
import type { Logger } from 'pino';
import { isKnown } from './etag.ts';
import { knowRequests } from './known-requests.ts';
import type { Snapshot, Store } from './store/store.ts';
import type { Language } from './text/languages.ts';
import { preferredLanguage } from './text/speaker.ts';
import { REQUEST_ID_HEADER, WrittenAnswer } from './written-answer.ts';

/** Says of an answer whether it was kept (`yes`) or made anew (`no`); absent where none are kept. */
export const KEPT_HEADER = 'codelattice-kept';

/**
 * The headers that an answer depends on, beside its language. What is not named here must not be looked at anywhere. A
 * header cannot hold a line break, and one that is not there differs from an empty one. Named one by one, because a loop
 * over their names takes several times as long.
 */
const deciding = (headers: IncomingHttpHeaders) =>
  `${headers.host ?? '\t'}\n${headers['x-forwarded-host'] ?? '\t'}\n${headers['x-forwarded-proto'] ?? '\t'}
${headers.accept ?? '\t'}\n${headers['accept-encoding'] ?? '\t'}\n${headers['content-type'] ?? '\t'}
${headers['content-encoding'] ?? '\t'}\n${headers['x-no-compression'] ?? '\t'}
${headers['apollo-require-preflight'] ?? '\t'}\n${headers['x-apollo-operation-name'] ?? '\t'}`;
/** Headers of one answer only, and those that Node sets itself. */
const OWN = new Set([
  REQUEST_ID_HEADER,
  KEPT_HEADER,
  'connection',
  'keep-alive',
  'date',
  'transfer-encoding',
]);
/** Headers that a 304 does not have. */
const OF_BODY = new Set(['content-length', 'content-encoding']);
/** What an entry takes beside its body and its key. */
const ENTRY_BYTES = 2_000;
/** No answer may take more than this part of all room. */
const MOST_OF_ALL = 1 / 8;
/** What part of all room is for requests that are known by their bytes. */
const KNOWN_OF_ALL = 1 / 8;
/** How long the store may take to say which dataset it has; then the request goes the usual way. */
const AT_MS = 1_000;
/** How long it is taken at its word, so that requests that come together need not each ask it. */
const WORD_MS = 5;
/** How long the answer to a known request may be in use before it counts as used anew. */
const USED_MS = 1_000;
/** How many wishes for languages are kept with what they come to, and how long they are at most. */
const LANGUAGE_HEADERS = 1_000;
const LONGEST_HEADER = 200;

interface Kept {
  readonly key: string;
  /** Names and values in turns; the id of the request, which is the first value, is put in when they are sent. */
  readonly headers: string[];
  readonly etag: string | null;
  /** Gone with the entry, of which known requests may know still. */
  written: WrittenAnswer | null;
  /** When it was last moved to the end of those that may be forgotten. */
  used: number;
}

function withoutBody(headers: readonly string[]): string[] {
  const others: string[] = [];
  for (let index = 0; index < headers.length; index += 2) {
    const name = headers[index] as string;
    if (!OF_BODY.has(name)) others.push(name, headers[index + 1] as string);
  }
  return others;
}

/** What is sent as an answer, under the key that it may be kept by. */
interface Recording {
  readonly key: string;
  readonly chunks: Buffer[];
}

export interface KeptAnswers {
  /** To be told of each connection, where requests need not be counted before they are answered. */
  readonly connection: (socket: Socket) => void;
  /** Sends what is kept; hands all else to the server. */
  readonly listener: (serve: RequestListener) => RequestListener;
  /** The body of a request, where it was read already to look for its answer. */
  readonly bodyOf: (request: IncomingMessage) => Readable | null;
  /** To be told of each state of the dataset that a request is answered from. */
  readonly see: (snapshot: Snapshot) => void;
  /** To be told of each whole answer without errors that holds as long as its dataset does. */
  readonly keep: (reply: FastifyReply, snapshot: Snapshot) => void;
}

export interface KeepOptions {
  /** How many bytes all that is kept may take. */
  readonly bytes: number;
  readonly bodyBytes: number;
  readonly store: Store;
  readonly log: Logger;
  readonly isDraining: () => boolean;
  /** How long a connection stays open that nothing comes on; 0: for ever. */
  readonly keepAliveMs: number;
  /** Told of each answer that was kept and sent, and how long that took. */
  readonly sent: (seconds: number) => void;
}

/**
 * Keeps whole answers as they were sent, by all that they depend on: the request's bytes, its language, and the headers
 * that decide. Only 200s without errors, so that a refused request is refused again; only of the dataset that the store
 * has now: with another one all is forgotten.
 */
export function keepAnswers({
  bytes,
  bodyBytes,
  store,
  log,
  isDraining,
  keepAliveMs,
  sent,
}: KeepOptions): KeptAnswers {
  const forRequests = Math.floor(bytes * KNOWN_OF_ALL);
  const answers = new LRUCache<string, Kept>({
    maxSize: bytes - forRequests,
    maxEntrySize: Math.max(1, Math.floor(bytes * MOST_OF_ALL)),
    sizeCalculation: ({ written }, key) => (written?.length ?? 0) + key.length + ENTRY_BYTES,
    dispose: (kept) => {
      kept.written = null;
    },
  });
  const languages = new LRUCache<string, Language>({ max: LANGUAGE_HEADERS });
  const recordings = new WeakMap<ServerResponse, Recording>();
  const bodies = new WeakMap<IncomingMessage, Buffer>();
  let dataset: Snapshot | undefined;
  /** Until when the store is taken at its word that it has this dataset still. */
  let isFresh = 0;

  const see = (snapshot: Snapshot) => {
    if (snapshot === dataset) return;
    dataset = snapshot;
    isFresh = 0;
    answers.clear();
    known.clear();
  };

  const languageOf = (header = ''): Language => {
    if (header.length > LONGEST_HEADER) return preferredLanguage(header);
    let language = languages.get(header);
    if (language === undefined) languages.set(header, (language = preferredLanguage(header)));
    return language;
  };

  const keyOf = ({ method, url, headers }: IncomingMessage, body: Buffer | null): string => {
    const language = languageOf(headers['accept-language']);
    const origin = headers.origin === undefined ? '' : 'o';
    const asked = body === null ? '' : hash('sha256', body, 'base64');
    return `${method} ${language} ${origin}\n${deciding(headers)}\n${url}\n${asked}`;
  };

  const send = (
    request: IncomingMessage,
    response: ServerResponse,
    kept: Kept,
    written: WrittenAnswer,
    began: number,
  ) => {
    const isSame = kept.etag !== null && isKnown(request.headers['if-none-match'], kept.etag);
    const status = isSame ? 304 : 200;
    const requestId = randomUUID();
    kept.headers[1] = requestId;
    response.writeHead(status, isSame ? withoutBody(kept.headers) : kept.headers);
    if (isSame) response.end();
    else response.end(written.body);
    tell(kept, requestId, status, began);
  };

  const tell = ({ key }: Kept, requestId: string, status: number, began: number) => {
    sent((performance.now() - began) / 1_000);
    if (log.isLevelEnabled('info')) {
      const ms = Math.round(performance.now() - began);
      const method = key.slice(0, key.indexOf(' '));
      log.info({ requestId, method, path: '/graphql', status, ms }, 'answered');
    }
  };

  const known = knowRequests<Kept>(forRequests, (socket, kept) => {
    const began = performance.now();
    const { written } = kept;
    if (written === null || began >= isFresh || isDraining()) return false;
    if (began - kept.used > USED_MS) {
      kept.used = began;
      answers.get(kept.key);
    }
    const requestId = randomUUID();
    written.send(socket, requestId);
    tell(kept, requestId, 200, began);
    return true;
  });

  const record = (response: ServerResponse, key: string) => {
    const recording: Recording = { key, chunks: [] };
    recordings.set(response, recording);
    const { write, end } = response;
    const note = (chunk: unknown) => {
      if (typeof chunk === 'string') recording.chunks.push(Buffer.from(chunk));
      else if (chunk instanceof Uint8Array) recording.chunks.push(Buffer.from(chunk));
    };
    response.write = (...given: unknown[]) => {
      note(given[0]);
      return Reflect.apply(write, response, given);
    };
    response.end = (...given: unknown[]) => {
      note(given[0]);
      return Reflect.apply(end, response, given);
    };
  };

  const answer = (
    serve: RequestListener,
    request: IncomingMessage,
    response: ServerResponse,
    body: Buffer | null,
  ) => {
    const key = keyOf(request, body);
    const make = () => {
      if (body !== null) bodies.set(request, body);
      record(response, key);
      serve(request as never, response as never);
    };
    const kept = answers.get(key);
    const written = kept?.written;
    if (!kept || !written) return make();
    const began = performance.now();
    const give = () => {
      known.learn(request, response, kept);
      send(request, response, kept, written, began);
    };
    if (began < isFresh && !isDraining()) return give();
    const late = setTimeout(decide, AT_MS, null);
    let isDecided = false;
    function decide(now: Snapshot | null): void {
      if (isDecided) return;
      isDecided = true;
      clearTimeout(late);
      // It is gone where another dataset was seen meanwhile.
      if (now !== null && now === dataset && kept?.written === written && !isDraining()) {
        isFresh = began + WORD_MS;
        give();
      } else make();
    }
    store.at().then(decide, () => decide(null));
  };

  const keep = (reply: FastifyReply, snapshot: Snapshot) => {
    const recording = recordings.get(reply.raw);
    if (recording === undefined) return;
    reply.raw.once('finish', () => {
      if (reply.statusCode !== 200 || snapshot !== dataset) return;
      const { key, chunks } = recording;
      const body = Buffer.concat(chunks);
      const headers = [KEPT_HEADER, 'yes'];
      for (const [name, value] of Object.entries(reply.getHeaders())) {
        if (!OWN.has(name) && name !== 'content-length' && value !== undefined)
          headers.push(name, String(value));
      }
      headers.push('content-length', String(body.length));
      const etag = reply.getHeader('etag');
      answers.set(key, {
        key,
        headers: [REQUEST_ID_HEADER, '', ...headers],
        etag: typeof etag === 'string' ? etag : null,
        written: new WrittenAnswer(headers, body, keepAliveMs),
        used: 0,
      });
    });
  };

  return {
    see,
    keep,
    bodyOf(request) {
      const body = bodies.get(request);
      return body === undefined ? null : Readable.from([body], { objectMode: false });
    },
    connection: known.connection,
    listener: (serve) => (request, response) => {
      known.begin(request, response);
      const { method, url = '', headers } = request;
      const isAsked = url === '/graphql' || url.startsWith('/graphql?');
      const length = headers['content-length'];
      if (!isAsked || isDraining() || headers['transfer-encoding'] !== undefined)
        return serve(request, response);
      if (method === 'GET' && length === undefined) return answer(serve, request, response, null);
      const isRead =
        method === 'POST' &&
        Number(length) <= bodyBytes &&
        /^application\/json\b/i.test(headers['content-type'] ?? '');
      if (!isRead) return serve(request, response);
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const [first] = chunks;
        const body = chunks.length === 1 && first !== undefined ? first : Buffer.concat(chunks);
        answer(serve, request, response, body);
      });
    },
  };
}
