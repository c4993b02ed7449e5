import { connect } from 'node:net';

const CONNECTIONS = 16;
const READ_BYTES = 65_536;
/** In both spellings that servers use. */
const LENGTH = ['\r\ncontent-length: ', '\r\nContent-Length: '].map((name) => Buffer.from(name));
const HEAD_ENDS = Buffer.from('\r\n\r\n');
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
  const connections = Array.from(
    { length: CONNECTIONS },
    () =>
      new Promise<void>((resolve, reject) => {
        const read = answers(() => {
          if (!isEnough(++answered)) socket.write(next());
          else {
            socket.destroy();
            resolve();
          }
        });
        const socket = connect({
          port: Number(port),
          host: hostname,
          noDelay: true,
          onread: {
            // Read into again and again: what is to be kept of it is copied.
            buffer: Buffer.allocUnsafe(READ_BYTES),
            callback(bytes, buffer) {
              try {
                read((buffer as Buffer).subarray(0, bytes));
              } catch (error) {
                socket.destroy(error as Error);
              }
              return true;
            },
          },
        });
        socket.on('error', reject).on('end', () => reject(new Error('the server has closed a connection')));
        socket.once('connect', () => socket.write(next()));
      }),
  );
  await Promise.all(connections);
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
  return Buffer.from(`POST /graphql HTTP/1.1\r\n${head.join('\r\n')}\r\n\r\n${text}`);
}

/** Reads answers piece by piece, and tells when one has ended. */
function answers(ended: () => void): (piece: Buffer) => void {
  /** The beginning of an answer of which not the whole head has come. */
  let begun: Buffer | null = null;
  /** How many bytes of an answer are still to come. */
  let left = 0;
  return (piece) => {
    if (left === Number.POSITIVE_INFINITY) {
      if (piece.subarray(-LAST.length).equals(LAST)) left = 0;
    } else if (left > 0) left -= piece.length;
    else {
      const head: Buffer = begun === null ? piece : Buffer.concat([begun, piece]);
      const end = head.indexOf(HEAD_ENDS);
      if (end < 0) {
        begun = Buffer.from(head);
        return;
      }
      begun = null;
      if (!head.subarray(0, OK.length).equals(OK)) throw new Error(head.toString('latin1', 0, 500));
      const length = lengthIn(head, end);
      const isWhole = length === null && head.subarray(-LAST.length).equals(LAST);
      left = isWhole ? 0 : end + HEAD_ENDS.length + (length ?? Number.POSITIVE_INFINITY) - head.length;
    }
    if (left === 0) ended();
  };
}

/** The length of the body, where its head says it. */
function lengthIn(head: Buffer, end: number): number | null {
  for (const name of LENGTH) {
    const at = head.indexOf(name);
    if (at >= 0 && at < end) return Number.parseInt(head.toString('latin1', at + name.length, end), 10);
  }
  return null;
}
