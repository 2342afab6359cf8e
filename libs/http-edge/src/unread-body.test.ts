import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import express from 'express';
import { until } from '@scrutin/testkit/without-services';
import { preparedProblem } from './problem-answer.ts';
import { leaveBodyUnread } from './unread-body.ts';

const refuse = preparedProblem('payload-too-large', 'en');
const app = express()
  .post('/refused', (request, response) => {
    leaveBodyUnread(request, response);
    refuse(response);
  })
  .post('/begun', (request, response) => {
    request.once('data', () => {
      leaveBodyUnread(request, response);
      refuse(response);
    });
  });
let server: Server;
beforeAll(async () => {
  server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

/** Opens a connection and sends these bytes. What came back is in `received`. */
async function client(...texts: readonly string[]) {
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  const state = { received: '', isClosed: false, errors: 0 };
  socket
    .on('data', (data) => (state.received += data.toString()))
    .on('error', () => (state.errors += 1))
    .on('close', () => (state.isClosed = true));
  await once(socket, 'connect');
  for (const text of texts) {
    socket.write(text);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return { socket, state };
}
const head = (path: string, header: string): string =>
  `POST ${path} HTTP/1.1\r\nHost: x\r\n${header}\r\n\r\n`;

describe('an answer that is sent before the body was read', () => {
  it.each([11, 65_536, 2_100_000])(
    'reaches a client that still sends %d bytes, and the connection stays usable',
    async (bytes) => {
      const rest = 'x'.repeat(bytes - 1);
      const { socket, state } = await client(head('/refused', `Content-Length: ${bytes}`), 'x', rest);
      socket.write(`${head('/refused', 'Content-Length: 2')}{}`);
      await until('both are answered', () => state.received.split('HTTP/1.1 413 ').length === 3);
      expect(state).toMatchObject({ isClosed: false, errors: 0 });
      expect(state.received).not.toMatch(/^connection: close$/im);
      socket.destroy();
    },
  );

  it.each([
    ['is too large to be skipped', head('/refused', 'Content-Length: 4194305')],
    ['has no known length', head('/refused', 'Transfer-Encoding: chunked')],
    ['was read in part', `${head('/begun', 'Content-Length: 100')}x`],
  ])('closes the connection if the body %s', async (_why, request) => {
    const { state } = await client(request);
    await until('it is closed', () => state.isClosed);
    expect(state.received).toMatch(/^HTTP\/1\.1 413 /);
    expect(state.received).toMatch(/^connection: close$/im);
  });
});
