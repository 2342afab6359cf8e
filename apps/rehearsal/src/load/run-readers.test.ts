import { once } from 'node:events';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startReaders } from './run-readers.ts';

const TAG = '"results"';

let server: Server;

async function serve(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<number> {
  server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

afterEach(() => {
  server.closeAllConnections();
  server.close();
});

it('readers ask again and again, each with the tag of its last answer', async () => {
  let whole = 0;
  let unchanged = 0;
  const { promise: enough, resolve } = Promise.withResolvers<undefined>();
  const port = await serve((request, response) => {
    const isUnchanged = request.headers['if-none-match'] === TAG;
    if (isUnchanged) response.writeHead(304, { ETag: TAG }).end();
    else response.writeHead(200, { ETag: TAG, 'Content-Length': 2 }).end('{}');
    if (!isUnchanged) whole += 1;
    else if (++unchanged === 30) resolve(undefined);
  });
  const readers = await startReaders({ host: '127.0.0.1', port, path: '/results', readers: 10, everyMs: 20 });
  expect(whole).toBe(10);
  await enough;
  const { answers, p95Ms } = await readers.end();
  expect(Object.keys(answers)).toEqual(['304']);
  expect(p95Ms).toBeGreaterThan(0);
});

it('a reader whose connection is lost asks again over a new one', async () => {
  let requests = 0;
  const { promise: enough, resolve } = Promise.withResolvers<undefined>();
  const port = await serve((request, response) => {
    requests += 1;
    if (requests === 1) request.socket.destroy();
    else if (requests === 3) resolve(undefined);
    response.writeHead(200, { ETag: TAG, 'Content-Length': 2 }).end('{}');
  });
  const readers = await startReaders({ host: '127.0.0.1', port, path: '/results', readers: 1, everyMs: 20 });
  await enough;
  const { answers } = await readers.end();
  expect(Object.keys(answers)).toEqual(['200']);
});
