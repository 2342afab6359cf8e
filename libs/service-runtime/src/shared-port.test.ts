import { once } from 'node:events';
import type { Server } from 'node:http';
import { Agent, createServer, get } from 'node:http';
import type { Socket } from 'node:net';
import { connect, createServer as createTcpServer } from 'node:net';
import express from 'express';
import { silentLogger } from '@scrutin/testkit/without-services';
import { httpService } from './express-server.ts';
import type { SharedPort } from './shared-port.ts';
import { portOf, sharedPort } from './shared-port.ts';

const HOST = '127.0.0.1';

describe('a port on which several sockets listen', () => {
  const sockets: Socket[] = [];
  const shared: SharedPort[] = [];

  afterEach(async () => {
    for (const socket of sockets.splice(0)) socket.destroy();
    await Promise.all(shared.splice(0).map((each) => each.close()));
  });

  async function open(
    listeners: number,
    maxConnections = 1_000,
    port = 0,
  ): Promise<{ server: Server; port: number }> {
    const server = createServer((_request, response) => response.end('ok'));
    const opened = sharedPort(server, { port, host: HOST, listeners, maxConnections });
    await opened.listen();
    shared.push(opened);
    return { server, port: portOf(server) };
  }

  function connectTo(port: number): Socket {
    const socket = connect(port, HOST);
    socket.on('error', () => undefined); // a connection that the server resets
    sockets.push(socket);
    return socket;
  }

  /** How many turns of the event loop pass until so many connections are accepted, all of which wait from the start. */
  async function turnsToAccept(listeners: number, connections: number): Promise<number> {
    const { server, port } = await open(listeners);
    let accepted = 0;
    server.on('connection', () => (accepted += 1));
    for (let i = 0; i < connections; i++) connectTo(port);
    let turns = 0;
    for (; accepted < connections; turns++) await new Promise((resolve) => setImmediate(resolve));
    return turns;
  }

  it('accepts several connections in each turn of the event loop', async () => {
    const one = await turnsToAccept(1, 200);
    const sixteen = await turnsToAccept(16, 200);
    expect(one).toBeGreaterThanOrEqual(200);
    // 200 connections on 16 sockets are 12 or 13 on each, and more than 60 on one of them practically never.
    expect(sixteen).toBeLessThan(60);
  });

  it('answers requests on all of them', async () => {
    const { port } = await open(8);
    const answers = Array.from({ length: 80 }, async () => {
      const socket = connectTo(port);
      socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
      const [data] = (await once(socket, 'data')) as [Buffer];
      return data.toString('latin1').split('\r\n')[0];
    });
    expect(new Set(await Promise.all(answers))).toEqual(new Set(['HTTP/1.1 200 OK']));
  });

  it.each([1, 2, 16])('keeps one limit of connections for %d sockets', async (listeners) => {
    const { server, port } = await open(listeners, 20);
    let [accepted, dropped] = [0, 0];
    server.on('connection', () => (accepted += 1));
    server.on('drop', () => (dropped += 1));
    const all = Array.from({ length: 100 }, () => connectTo(port));
    while (accepted + dropped < all.length) await new Promise((resolve) => setImmediate(resolve));
    expect([accepted, dropped]).toEqual([20, 80]);
    // Who comes after others have left is accepted, on whichever socket.
    for (const socket of all) socket.destroy();
    const left = (): Promise<number> =>
      new Promise((resolve, reject) => {
        server.getConnections((error, count) => {
          if (error === null) resolve(count);
          else reject(error);
        });
      });
    while ((await left()) > 0) await new Promise((resolve) => setImmediate(resolve));
    for (let n = 1; n <= 20; n++) {
      connectTo(port);
      while (accepted + dropped < all.length + n) await new Promise((resolve) => setImmediate(resolve));
    }
    expect([accepted, dropped]).toEqual([40, 80]);
  });

  it('is refused to a process that would share it with another (EADDRINUSE)', async () => {
    const alone = await open(1);
    const several = await open(4);
    for (const { port } of [alone, several]) {
      for (const listeners of [1, 4]) {
        await expect(open(listeners, 10, port)).rejects.toMatchObject({ code: 'EADDRINUSE' });
      }
    }
    const others = createTcpServer();
    await new Promise<void>((resolve) => others.listen({ port: 0, host: HOST, reusePort: true }, resolve));
    await expect(open(4, 10, portOf(others))).rejects.toMatchObject({ code: 'EADDRINUSE' });
    others.close();
  });

  it('is free again when it is closed, and then nobody accepts', async () => {
    const { port } = await open(16);
    await shared.pop()?.close();
    const socket = connectTo(port);
    const [error] = (await once(socket, 'error')) as [NodeJS.ErrnoException];
    expect(error.code).toBe('ECONNREFUSED');
    expect((await open(16, 10, port)).port).toBe(port);
  });
});

describe('a service with several sockets', () => {
  it('drains: open requests end, whichever socket took their connection', async () => {
    const app = express();
    const waiting: (() => void)[] = [];
    app.get('/', (_req, res) => waiting.push(() => void res.send('done')));
    const options = { name: 'test', app, port: 0, host: HOST, logger: silentLogger, listeners: 8 };
    const service = httpService({ ...options, drainTimeoutMs: 60_000 });
    await service.start();
    const agent = new Agent({ keepAlive: true });
    const answers = Array.from(
      { length: 40 },
      () =>
        new Promise<number | undefined>((resolve, reject) => {
          get(`http://${HOST}:${service.port()}/`, { agent }, (response) => {
            response.resume().once('end', () => {
              resolve(response.statusCode);
            });
          }).once('error', reject);
        }),
    );
    while (waiting.length < answers.length) await new Promise((resolve) => setImmediate(resolve));
    const drained = service.drain();
    await expect(fetch(`http://${HOST}:${service.port()}/`)).rejects.toThrow();
    for (const finish of waiting) finish();
    expect(new Set(await Promise.all(answers))).toEqual(new Set([200]));
    await drained; // This takes much less than the timeout.
    agent.destroy();
    await service.stop();
  });
});
