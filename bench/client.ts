import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

const CONNECTIONS = 16;
const HEAD_ENDS = '\r\n\r\n';
/** How an answer ends that does not say how long it is: one that is compressed as it is sent. */
const LAST = Buffer.from('0\r\n\r\n');
const OK = Buffer.from('HTTP/1.1 200 ');

/**
 * Asks requests in turns over 16 connections, each one after the other, until it `isEnough`, and tells how many were
 * answered. Throws where one is not answered 200. It reads of an answer no more than where it ends: load generators that
 * read all of it took a core to themselves before the server did.
 */
export async function askInTurns(
  url: string,
  requests: readonly Buffer[],
  isEnough: (answered: number) => boolean,
): Promise<number> {
  const { hostname, port } = new URL(url);
  let asked = 0;
  let answered = 0;
  const next = () => requests[asked++ % requests.length] as Buffer;
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      const socket = connect(Number(port), hostname).setNoDelay();
      await once(socket, 'connect');
      await new Promise<void>((resolve, reject) => {
        onAnswers(socket, reject, () => {
          if (isEnough(++answered)) resolve();
          else socket.write(next());
        });
        socket.write(next());
      });
      socket.destroy();
    }),
  );
  return answered;
}

/** A POST of JSON, as it is sent. */
export function requestOf(url: string, body: unknown, headers: Readonly<Record<string, string>>): Buffer {
  const text = JSON.stringify(body);
  const all = {
    host: new URL(url).host,
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
    ...headers,
  };
  const head = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  return Buffer.from(`POST /graphql HTTP/1.1\r\n${head.join('\r\n')}${HEAD_ENDS}${text}`);
}

function onAnswers(socket: Socket, fail: (reason: Error) => void, answered: () => void): void {
  let head: Buffer | null = null;
  /** How many bytes of an answer are still to come. */
  let left = 0;
  socket.on('error', fail).on('close', () => fail(new Error('the server has closed a connection')));
  socket.on('data', (chunk) => {
    if (left === Number.POSITIVE_INFINITY) {
      if (chunk.subarray(-LAST.length).equals(LAST)) left = 0;
    } else if (left === 0) {
      head = head === null ? chunk : Buffer.concat([head, chunk]);
      const end = head.indexOf(HEAD_ENDS);
      if (end < 0) return;
      if (!head.subarray(0, OK.length).equals(OK)) return fail(new Error(head.toString('latin1', 0, 500)));
      const length = lengthIn(head, end);
      const isWhole = length === null && head.subarray(-LAST.length).equals(LAST);
      left = isWhole ? 0 : end + HEAD_ENDS.length + (length ?? Number.POSITIVE_INFINITY) - head.length;
      head = null;
    } else left -= chunk.length;
    if (left === 0) answered();
  });
}

/** The length of the body, where its head says it. */
function lengthIn(head: Buffer, end: number): number | null {
  const length = /\r\ncontent-length: (\d+)/i.exec(head.toString('latin1', 0, end))?.[1];
  return length === undefined ? null : Number(length);
}
