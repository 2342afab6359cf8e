import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startReaders } from './run-readers.ts';

it('readers ask again and again, each with the tag of its last answer', async () => {
  const tag = '"results"';
  let unchanged = 0;
  const { promise: enough, resolve } = Promise.withResolvers<undefined>();
  const server = createServer((request, response) => {
    const isUnchanged = request.headers['if-none-match'] === tag;
    if (isUnchanged && ++unchanged === 30) resolve(undefined);
    response.writeHead(isUnchanged ? 304 : 200, { ETag: tag }).end(isUnchanged ? undefined : '{}');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const readers = startReaders({ host: '127.0.0.1', port, path: '/results', readers: 10, everyMs: 20 });
  await enough;
  const report = await readers.end();
  server.closeAllConnections();
  server.close();
  expect(report.answers['200']).toBe(10);
  expect(report.answers['304']).toBeGreaterThan(0);
  expect(report.answers['0']).toBeUndefined();
});
