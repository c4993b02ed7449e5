import type { Socket } from 'node:net';

export const REQUEST_ID_HEADER = 'x-request-id';

/** So many characters has a UUID. */
const ID_LENGTH = 36;
const START = `HTTP/1.1 200 OK\r\n${REQUEST_ID_HEADER}: `;
const ID_AT = START.length;
const DATE = '\r\nDate: ';
const DATE_AT = ID_AT + ID_LENGTH + DATE.length;

/**
 * A 200 as Node writes it to a connection that stays open, all in one piece: only the id of the request and the time are
 * put in when it is sent.
 */
export class WrittenAnswer {
  #bytes: Buffer;
  readonly #bodyAt: number;
  #date = '';

  /** Headers are names and values in turns, without the request's id. */
  constructor(headers: readonly string[], body: Buffer, keepAliveMs: number) {
    let head = `${START}${' '.repeat(ID_LENGTH)}${DATE}${date()}\r\n`;
    for (let index = 0; index < headers.length; index += 2)
      head += `${headers[index]}: ${headers[index + 1]}\r\n`;
    head += 'Connection: keep-alive\r\n';
    if (keepAliveMs > 0) head += `Keep-Alive: timeout=${Math.floor(keepAliveMs / 1_000)}\r\n`;
    head += '\r\n';
    this.#bytes = Buffer.concat([Buffer.from(head, 'latin1'), body]);
    this.#bodyAt = head.length;
  }

  get body(): Buffer {
    return this.#bytes.subarray(this.#bodyAt);
  }

  /** In bytes. */
  get length(): number {
    return this.#bytes.length;
  }

  send(socket: Socket, requestId: string): void {
    const bytes = this.#bytes;
    bytes.write(requestId, ID_AT, ID_LENGTH, 'latin1');
    const now = date();
    if (now !== this.#date) {
      this.#date = now;
      bytes.write(now, DATE_AT, now.length, 'latin1');
    }
    socket.write(bytes);
    // What the socket could not send yet must stay as it is.
    if (socket.writableLength > 0) this.#bytes = Buffer.from(bytes);
  }
}

let second = '';
let secondEnds = 0;

/** This second, as headers write it. */
function date(): string {
  const now = Date.now();
  if (now >= secondEnds) {
    second = new Date(now).toUTCString();
    secondEnds = now - (now % 1_000) + 1_000;
  }
  return second;
}
