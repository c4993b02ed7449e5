import { createServer } from 'node:http';

/** Node alone: what its own server can answer, reading each body and sending the same bytes. The port is its argument. */
const answer = Buffer.from('{"data":{"__typename":"Query"}}\n');
const headers = { 'content-type': 'application/json; charset=utf-8', 'content-length': answer.length };
createServer((request, response) => {
  request.resume();
  request.on('end', () => response.writeHead(200, headers).end(answer));
}).listen(Number(process.argv[2]), '127.0.0.1');
process.on('SIGTERM', () => process.exit());
