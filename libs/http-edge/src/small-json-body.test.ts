import { createExpressServer } from '@scrutin/service-runtime';
import express from 'express';
import fc from 'fast-check';
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import type { Server } from 'node:http';
import request from 'supertest';
import { smallJsonBody } from './small-json-body.ts';

const app = express();
app.post('/', smallJsonBody(100), (req, res) => void res.json({ got: req.body as unknown }));
let server: Server;
beforeAll((done) => void (server = createExpressServer(app).listen(0, '127.0.0.1', done)));
afterAll((done) => void server.close(done));

const post = (body: string | Buffer, type = 'application/json') =>
  request(server).post('/').set('Content-Type', type).send(body);

/** Bytes as they are, in the pieces given; the whole answer. */
function raw(...pieces: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
    let answer = '';
    socket.setEncoding('utf8').on('data', (text: string) => (answer += text));
    socket
      .on('end', () => {
        resolve(answer);
      })
      .on('error', reject);
    void (async () => {
      for (const piece of pieces) {
        socket.write(piece);
        await new Promise((next) => setImmediate(next));
      }
    })();
  });
}

describe('a small JSON body', () => {
  it('is read as it was written', async () => {
    await fc.assert(
      fc.asyncProperty(fc.json({ maxDepth: 2 }), async (json) => {
        fc.pre(Buffer.byteLength(json) <= 100);
        const answer = await post(json).expect(200);
        expect(answer.body).toEqual({ got: JSON.parse(json) as unknown });
      }),
      { numRuns: 40 },
    );
  });

  it.each(['application/json', 'application/json; charset=utf-8', 'Application/JSON;charset="UTF-8"'])(
    'may be declared as %s',
    async (type) => {
      await post('{"a":1}', type).expect(200);
    },
  );

  it.each(['text/plain', 'application/json; charset=utf-16', 'application/jsonp', 'multipart/form-data'])(
    'is refused when declared as %s',
    async (type) => {
      const answer = await post('{"a":1}', type).expect(415);
      expect(answer.headers['content-type']).toContain('application/problem+json');
    },
  );

  it('is refused compressed, and when nothing declares it', async () => {
    await post('{}').set('Content-Encoding', 'gzip').expect(415);
    await request(server).post('/').expect(415);
  });

  it.each(['', '{', 'nul', '{"a":1}}', "{'a':1}"])('is malformed as %j', async (text) => {
    const answer = await raw(
      `POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: ${text.length}\r\n\r\n${text}`,
    );
    expect(answer).toMatch(/^HTTP\/1.1 400 /);
  });

  it('is too large above the limit, declared or not, and not read on', async () => {
    const large = JSON.stringify('x'.repeat(100));
    const declared = await raw(
      'POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 5000000\r\n\r\n',
      large,
    );
    expect(declared).toMatch(/^HTTP\/1.1 413 /);
    const chunked = await raw(
      'POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n',
      `66\r\n${large}\r\n`,
      `66\r\n${large}\r\n`,
    );
    expect(chunked).toMatch(/^HTTP\/1.1 413 /);
  });

  it('may come in pieces, cut anywhere', async () => {
    const answer = await raw(
      'POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: 11\r\n\r\n{"a"',
      ':"x',
      'yz"}',
    );
    expect(answer).toContain('{"got":{"a":"xyz"}}');
  });
});
