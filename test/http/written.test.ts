import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { WrittenAnswer } from '../../src/written-answer.ts';

const server = createServer();
const FIRST = '11111111-1111-4111-8111-111111111111';
const SECOND = '22222222-2222-4222-8222-222222222222';

beforeEach(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
afterEach(() => new Promise((resolve) => server.close(resolve)));

/** Both ends of a connection: what the server writes to, and what of it has come. */
async function connection(): Promise<{ socket: Socket; client: Socket }> {
  const accepted = once(server, 'connection');
  const client = connect((server.address() as AddressInfo).port, '127.0.0.1').pause();
  const [socket] = (await accepted) as [Socket];
  return { socket, client };
}

async function whole(socket: Socket, client: Socket): Promise<string> {
  const pieces: Buffer[] = [];
  client.on('data', (piece: Buffer) => pieces.push(piece)).resume();
  socket.end();
  await once(client, 'end');
  return Buffer.concat(pieces).toString('latin1');
}

test('an answer is sent with its own id and the time', async () => {
  const answer = new WrittenAnswer(['content-length', '4'], Buffer.from('body'), 72_000);
  const { socket, client } = await connection();
  answer.send(socket, FIRST);
  answer.send(socket, SECOND);
  const sent = (id: string) =>
    `HTTP/1.1 200 OK\r\nx-request-id: ${id}\r\nDate: -\r\ncontent-length: 4\r\nConnection: keep-alive\r\nKeep-Alive: timeout=72\r\n\r\nbody`;
  const received = await whole(socket, client);
  expect(received.replace(/(?<=Date: )\w{3}, \d{2} \w{3} \d{4} [\d:]{8} GMT/g, '-')).toBe(
    sent(FIRST) + sent(SECOND),
  );
  expect(answer.length).toBe(received.length / 2);
  expect(answer.body.toString()).toBe('body');
});

test('the time of an answer is that of a clock that was set back', async () => {
  const answer = new WrittenAnswer([], Buffer.from('body'), 0);
  const { socket, client } = await connection();
  const now = Date.now();
  const clock = vi.spyOn(Date, 'now');
  const sent = [now, now - 3_600_000].map((time) => {
    clock.mockReturnValue(time);
    answer.send(socket, FIRST);
    return new Date(time).toUTCString();
  });
  clock.mockRestore();
  const received = (await whole(socket, client)).matchAll(/(?<=Date: ).*(?=\r)/g);
  expect([...received].map(String)).toEqual(sent);
});

test('what a connection has not taken yet stays as it was sent', async () => {
  const answer = new WrittenAnswer([], Buffer.from('body'), 0);
  const { socket, client } = await connection();
  while (socket.writableLength === 0) socket.write(Buffer.alloc(1_000_000));
  answer.send(socket, FIRST);
  const other = await connection();
  answer.send(other.socket, SECOND);
  const received = [await whole(socket, client), await whole(other.socket, other.client)];
  expect(received[0]).toContain(`x-request-id: ${FIRST}\r\n`);
  expect(received[1]).toContain(`x-request-id: ${SECOND}\r\n`);
  expect(answer.body.toString()).toBe('body');
});

test('a long answer is sent whole, each time with its own id', async () => {
  const body = Buffer.alloc(100_000, 'b');
  const answer = new WrittenAnswer(['content-length', '100000'], body, 0);
  const { socket, client } = await connection();
  for (const id of [FIRST, SECOND]) answer.send(socket, id);
  const [before, ...received] = (await whole(socket, client)).split('HTTP/1.1 200 OK\r\n');
  expect(before).toBe('');
  expect(received.map((one) => one.split('\r\n')[0])).toEqual(
    [FIRST, SECOND].map((id) => `x-request-id: ${id}`),
  );
  for (const one of received) expect(one.split('\r\n\r\n')[1]).toBe(body.toString());
  expect(answer.length).toBe('HTTP/1.1 200 OK\r\n'.length + (received[0] ?? '').length);
});

test('clients that do not read a long answer share it', async () => {
  const answer = new WrittenAnswer([], Buffer.alloc(2_000_000), 0);
  const filling = Buffer.alloc(1_000_000);
  const before = process.memoryUsage().arrayBuffers;
  const connections = [];
  for (let count = 0; count < 20; count++) {
    const one = await connection();
    while (one.socket.writableLength === 0) one.socket.write(filling);
    answer.send(one.socket, FIRST);
    connections.push(one);
  }
  const taken = process.memoryUsage().arrayBuffers - before;
  for (const { socket, client } of connections) {
    client.destroy();
    socket.destroy();
  }
  expect(taken).toBeLessThan(10_000_000);
});

test('a short answer takes no more memory than its length', () => {
  const answer = new WrittenAnswer([], Buffer.from('body'), 0);
  expect(answer.body.buffer.byteLength).toBe(answer.length);
});
