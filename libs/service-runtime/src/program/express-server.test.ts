import type { IncomingMessage } from 'node:http';
import { Agent, get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import express from 'express';
import request from 'supertest';
import { silentLogger } from '@scrutin/testkit/without-services';
import { createExpressServer, httpService } from './express-server.ts';
import { closeLongestIdle } from './idle-connections.ts';

describe('an Express server with stable prototypes', () => {
  const app = express();
  app.use(express.json());
  app.post('/echo/:id', (req, res) => {
    res
      .status(201)
      .location('/here')
      .json({ id: req.params.id, body: req.body as unknown, ip: req.ip, q: req.query });
  });

  it('behaves like Express', async () => {
    const server = createExpressServer(app);
    const answer = await request(server)
      .post('/echo/7?a=1')
      .send({ x: [1, 2] })
      .expect(201);
    expect(answer.headers['location']).toBe('/here');
    expect(answer.body).toMatchObject({ id: '7', body: { x: [1, 2] }, q: { a: '1' } });
    await request(server).get('/nowhere').expect(404);
  });

  it('never changes the prototype of a request or a response, which is right from the beginning', async () => {
    const seen: boolean[] = [];
    const probe = express();
    const server = createExpressServer(probe);
    server.prependListener('request', (req, res) => {
      seen.push(Object.getPrototypeOf(req) === probe.request, Object.getPrototypeOf(res) === probe.response);
    });
    probe.get('/', (_req, res) => void res.send('ok'));
    await request(server).get('/').expect(200, 'ok');
    expect(seen).toEqual([true, true]);
  });
});

describe('draining an HTTP service', () => {
  it('lets an open request finish and accepts no new connection', async () => {
    const app = express();
    let finish: (() => void) | undefined;
    app.get('/slow', (_req, res) => {
      finish = () => void res.send('done');
    });
    const options = { name: 'test', app, port: 0, host: '127.0.0.1', logger: silentLogger };
    const service = httpService({ ...options, drainTimeoutMs: 60_000 });
    await service.start();
    const url = `http://127.0.0.1:${service.port()}`;
    const open = fetch(`${url}/slow`);
    while (finish === undefined) await new Promise((resolve) => setImmediate(resolve));
    const drained = service.drain();
    await expect(fetch(`${url}/slow`)).rejects.toThrow();
    finish();
    expect(await (await open).text()).toBe('done');
    await drained; // This takes much less than the timeout, because the connection is idle now.
    await service.stop();
  });

  it('ends when the requests are answered, although clients keep their connections and send more requests', async () => {
    const app = express();
    app.get('/', (_req, res) => void res.send('ok'));
    const options = { name: 'test', app, port: 0, host: '127.0.0.1', logger: silentLogger };
    const service = httpService({ ...options, drainTimeoutMs: 60_000 });
    await service.start();
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const url = `http://127.0.0.1:${service.port()}/`;
    const ask = (): Promise<void> =>
      new Promise((resolve, reject) => {
        get(url, { agent }, (response) => response.resume().once('end', resolve)).once('error', reject);
      });
    let answered = 0;
    const asking = (async () => {
      for (;;) {
        await ask();
        answered += 1;
      }
    })();
    const refused = expect(asking).rejects.toThrow(/ECONNREFUSED|ECONNRESET|socket hang up/);
    while (answered < 10) await new Promise((resolve) => setImmediate(resolve));
    await service.drain(); // This takes much less than the timeout.
    await refused;
    agent.destroy();
    await service.stop();
  });

  it('goes on answering before that, and ends each connection with its answer', async () => {
    const app = express();
    app.get('/', (_req, res) => void res.send('ok'));
    const service = httpService({ name: 'test', app, port: 0, host: '127.0.0.1', logger: silentLogger });
    await service.start();
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const ask = (): Promise<{ connection: string | undefined; fromPort: number | undefined }> =>
      new Promise((resolve, reject) => {
        get(`http://127.0.0.1:${service.port()}/`, { agent }, (response) => {
          const { connection } = response.headers;
          const fromPort = response.socket.localPort;
          response.resume().once('end', () => {
            resolve({ connection, fromPort });
          });
        }).once('error', reject);
      });
    const first = await ask();
    expect(first.connection).toBe('keep-alive');
    service.sendAway?.();
    service.sendAway?.(); // A second call changes nothing.
    expect(await ask()).toEqual({ connection: 'close', fromPort: first.fromPort });
    const onNewConnection = await ask();
    expect(onNewConnection.connection).toBe('close');
    expect(onNewConnection.fromPort).not.toBe(first.fromPort);
    agent.destroy();
    await service.drain();
    await service.stop();
  });

  it('fails to start on a port that is in use', async () => {
    const app = express();
    const first = httpService({ name: 'a', app, port: 0, host: '127.0.0.1', logger: silentLogger });
    await first.start();
    const second = httpService({
      name: 'b',
      app,
      port: first.port(),
      host: '127.0.0.1',
      logger: silentLogger,
    });
    await expect(second.start()).rejects.toThrow(/EADDRINUSE/);
    await first.drain();
  });
});

describe('connections', () => {
  const app = express().get('/', (_req, res) => void res.send('ok'));
  const options = { name: 'test', app, port: 0, host: '127.0.0.1', logger: silentLogger };

  it('above the limit are not accepted, and the others are answered', async () => {
    const service = httpService({ ...options, maxConnections: 20 });
    await service.start();
    const sockets = Array.from({ length: 40 }, () => connect(service.port(), '127.0.0.1'));
    const ended = sockets.map((socket) => new Promise((resolve) => socket.once('close', resolve)));
    await Promise.race(ended); // A connection above the limit was closed.
    const answer = new Promise<string>((resolve) => {
      sockets[0]?.once('data', (data: Buffer) => {
        resolve(data.toString('latin1'));
      });
    });
    sockets[0]?.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
    expect(await answer).toMatch('200 OK');
    for (const socket of sockets) socket.destroy();
    await service.drain();
    await service.stop();
  });

  it('are kept longer than load balancers keep theirs', async () => {
    const service = httpService(options);
    await service.start();
    const answer = await new Promise<IncomingMessage>((resolve) => {
      get(`http://127.0.0.1:${service.port()}/`, { agent: new Agent({ keepAlive: true }) }, resolve);
    });
    expect(answer.headers['keep-alive']).toBe('timeout=620');
    answer.socket.destroy();
    await service.drain();
    await service.stop();
  });

  it('that were idle longest are closed when there are many, so that new clients can connect', async () => {
    const server = createExpressServer(app);
    const closingIdle = closeLongestIdle(server, 10, options.logger, { idleAtLeastMs: 20, lookEveryMs: 5 });
    await closingIdle.start();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const first = connect(port, '127.0.0.1');
    await new Promise((resolve) => first.once('connect', resolve));
    const closed: number[] = [];
    const later = Array.from({ length: 8 }, (_, n) =>
      connect(port, '127.0.0.1').once('close', () => closed.push(n)),
    );
    await new Promise((resolve) => first.once('close', resolve)); // It is the oldest of nine, and eight may stay open.
    expect(closed).toEqual([]);
    for (const socket of later) socket.destroy();
    await closingIdle.stop();
    await new Promise((resolve) => server.close(resolve));
  });
});
