import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { crc32 } from 'node:zlib';
import { LRUCache } from 'lru-cache';

/** How long a request is at most that is known again, in bytes. */
const LONGEST = 16_384;
/** What a known request takes beside its bytes. */
const ENTRY_BYTES = 300;
/** With one of these, an answer depends on more than what is kept under the key. */
const TELLING = ['if-none-match', 'expect', 'upgrade', 'transfer-encoding'] as const;

/** Knows requests again by their bytes, before they are read, with what they are answered with. */
export interface KnownRequests<Answer> {
  /** To be told of each connection that the server has taken. */
  readonly connection: (socket: Socket) => void;
  /** To be told of each request that the server has read. */
  readonly begin: (request: IncomingMessage, response: ServerResponse) => void;
  /** To be told of a request that was answered with this. */
  readonly learn: (request: IncomingMessage, response: ServerResponse, answer: Answer) => void;
  readonly clear: () => void;
}

interface Known<Answer> {
  readonly bytes: Buffer;
  readonly answer: Answer;
}

/**
 * What is known of a connection. Its bytes may be taken for a request only where one begins: all before was read, in pieces
 * that each were one request, and answered. A connection of which this cannot be said any more is left to the server.
 */
interface Connection {
  /** How many pieces the server has read of it. */
  read: number;
  /** The piece that was read last, where a request began with it. */
  piece: Buffer | null;
  isBegin: boolean;
}

/**
 * `send` answers a request at once, and says whether it did. A request is known by all its bytes, so that whatever an answer
 * depends on is the same; most of what a kept answer costs is reading the request.
 */
export function knowRequests<Answer>(
  bytes: number,
  send: (socket: Socket, answer: Answer) => boolean,
): KnownRequests<Answer> {
  const known = new LRUCache<number, Known<Answer>>({
    maxSize: Math.max(1, bytes),
    sizeCalculation: (one) => one.bytes.length + ENTRY_BYTES,
  });
  const connections = new WeakMap<Socket, Connection>();

  const isAnswered = (socket: Socket, chunk: Buffer): boolean => {
    // What the server has still to send goes first, and what it has ended stays so.
    if (chunk.length > LONGEST || !socket.writable || socket.writableLength > 0) return false;
    const found = known.get(crc32(chunk));
    return found !== undefined && chunk.equals(found.bytes) && send(socket, found.answer);
  };

  return {
    connection(socket) {
      const [read, ...more] = socket.listeners('data');
      if (read === undefined || more.length > 0) return;
      const state: Connection = { read: 0, piece: null, isBegin: true };
      connections.set(socket, state);
      socket.on('data', (chunk: Buffer) => {
        // Node watches over a connection from its first request on.
        if (state.isBegin && state.read > 0 && isAnswered(socket, chunk)) return;
        state.read++;
        state.piece = state.isBegin ? chunk : null;
        state.isBegin = false;
        Reflect.apply(read, socket, [chunk]);
      });
      socket.removeListener('data', read as (chunk: Buffer) => void);
    },
    begin(request, response) {
      const state = connections.get(request.socket);
      if (state === undefined || state.piece === null) return;
      if (!isWhole(state.piece, request)) state.piece = null;
      else {
        const { read } = state;
        response.once('close', () => {
          if (state.read !== read) return;
          state.isBegin = true;
          state.piece = null;
        });
      }
    },
    learn(request, response, answer) {
      const piece = connections.get(request.socket)?.piece;
      const isPlain =
        request.httpVersion === '1.1' &&
        response.shouldKeepAlive &&
        /^keep-alive$/i.test(request.headers.connection ?? 'keep-alive') &&
        TELLING.every((name) => request.headers[name] === undefined);
      if (!piece || piece.length > LONGEST || !isPlain) return;
      // Node reads each piece into memory of its own.
      known.set(crc32(piece), { bytes: piece, answer });
    },
    clear: () => known.clear(),
  };
}

/** Whether a piece is this request, no less and no more. It begins with it: before one, line breaks are passed over. */
function isWhole(piece: Buffer, { method = '', headers }: IncomingMessage): boolean {
  if (piece.indexOf(method) !== 0) return false;
  const end = piece.indexOf('\r\n\r\n');
  const length = Number(headers['content-length'] ?? 0);
  return end >= 0 && headers['transfer-encoding'] === undefined && end + 4 + length === piece.length;
}
