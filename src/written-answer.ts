import type { Socket } from 'node:net';

export const REQUEST_ID_HEADER = 'x-request-id';

/** So many characters has a UUID. */
const ID_LENGTH = 36;
const START = `HTTP/1.1 200 OK\r\n${REQUEST_ID_HEADER}: `;
const ID_AT = START.length;
const DATE = '\r\nDate: ';
const DATE_AT = ID_AT + ID_LENGTH + DATE.length;
/** A longer body, in bytes, stands alone, so that all who are slow to take it share it. */
const LONG = 65_536;

/**
 * A 200 as Node writes it to a connection that stays open, all in one piece: only the id of the request and the time are
 * put in when it is sent.
 */
export class WrittenAnswer {
  /** The head, with the body behind it unless that stands alone. */
  #bytes: Buffer;
  readonly #bodyAt: number;
  readonly #long: Buffer | null;
  #date = '';

  /** Headers are names and values in turns, without the request's id. */
  constructor(headers: readonly string[], body: Buffer, keepAliveMs: number) {
    let head = `${START}${' '.repeat(ID_LENGTH)}${DATE}${date()}\r\n`;
    for (let index = 0; index < headers.length; index += 2)
      head += `${headers[index]}: ${headers[index + 1]}\r\n`;
    head += 'Connection: keep-alive\r\n';
    if (keepAliveMs > 0) head += `Keep-Alive: timeout=${Math.floor(keepAliveMs / 1_000)}\r\n`;
    head += '\r\n';
    this.#long = body.length > LONG ? body : null;
    this.#bytes = alone(Buffer.from(head, 'latin1'), this.#long === null ? body : NOTHING);
    this.#bodyAt = head.length;
  }

  get body(): Buffer {
    return this.#long ?? this.#bytes.subarray(this.#bodyAt);
  }

  /** In bytes. */
  get length(): number {
    return this.#bodyAt + this.body.length;
  }

  send(socket: Socket, requestId: string): void {
    const bytes = this.#bytes;
    bytes.write(requestId, ID_AT, ID_LENGTH, 'latin1');
    const now = date();
    if (now !== this.#date) {
      this.#date = now;
      bytes.write(now, DATE_AT, now.length, 'latin1');
    }
    if (this.#long === null) socket.write(bytes);
    else {
      socket.cork();
      socket.write(bytes);
      socket.write(this.#long);
      socket.uncork();
    }
    // What the socket could not send yet must stay as it is.
    if (socket.writableLength > 0) this.#bytes = alone(bytes, NOTHING);
  }
}

const NOTHING = Buffer.alloc(0);

/** One after the other in memory of their own: short buffers of Node share larger ones, which all stay while one does. */
function alone(first: Buffer, second: Buffer): Buffer {
  const bytes = Buffer.allocUnsafeSlow(first.length + second.length);
  first.copy(bytes);
  second.copy(bytes, first.length);
  return bytes;
}

let second = '';
let secondEnds = 0;

/** This second, as headers write it. */
function date(): string {
  const now = Date.now();
  // A clock that is set back is before it.
  if (now >= secondEnds || now < secondEnds - 1_000) {
    second = new Date(now).toUTCString();
    secondEnds = now - (now % 1_000) + 1_000;
  }
  return second;
}
