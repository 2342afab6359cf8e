import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import express from 'express';
import fc from 'fast-check';
import request from 'supertest';
import { createExpressServer } from '@scrutin/service-runtime/program';
import { smallJsonBody } from './small-json-body.ts';

const app = express();
app.post('/', smallJsonBody(100), (req, res) => void res.json({ got: req.body as unknown }));
let server: Server;
beforeAll((done) => void (server = createExpressServer(app).listen(0, '127.0.0.1', done)));
afterAll((done) => void server.close(done));

const post = (body: string | Buffer, type = 'application/json') =>
  request(server).post('/').set('Content-Type', type).send(body);

/** Sends these pieces of a request unchanged, and returns the whole answer. */
function raw(...pieces: readonly (string | Buffer)[]): Promise<string> {
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
  it('is read unchanged', async () => {
    await fc.assert(
      fc.asyncProperty(fc.json({ maxDepth: 2 }), async (json) => {
        fc.pre(Buffer.byteLength(json) <= 100);
        const answer = await post(json).expect(200);
        expect(answer.body).toEqual({ got: JSON.parse(json) as unknown });
      }),
      { numRuns: 40 },
    );
  });

  it.each([
    'application/json',
    'application/json; charset=utf-8',
    'Application/JSON;charset="UTF-8"',
    'application/json; charset=UTF8',
    'application/json;charset=us-ascii',
    'application/json; version=1',
  ])('may be declared as %s', async (type) => {
    await post('{"a":1}', type).expect(200);
  });

  it.each([
    ['text/plain', 'Content-Type', 'is not JSON'],
    ['application/jsonp', 'Content-Type', 'is not JSON'],
    ['application/json; charset=utf-16', 'Content-Type', 'charset'],
    ['application/json; charset=iso-8859-1', 'Content-Type', 'charset'],
    ['application/json; charset=X-WINDOWS-949', 'Content-Type', 'charset'],
    ['application/vnd.api+json', 'Content-Type', 'another format'],
    ['text/json', 'Content-Type', 'another format'],
    ['multipart/form-data', 'Content-Type', 'form'],
    ['application/x-www-form-urlencoded', 'Content-Type', 'form'],
  ])('is refused with the type %s, with the cause: %s %s', async (type, field, cause) => {
    const answer = await post('{"a":1}', type).set('Accept-Language', 'en').expect(415);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.headers['accept']).toBe('application/json');
    expect(answer.body).toMatchObject({
      errors: [{ field, message: expect.stringContaining(cause) as string }],
    });
  });

  it.each(['gzip', 'br', 'utf-8', 'gzip, identity'])(
    'is refused with the encoding %s (RFC 9110, 12.5.3)',
    async (encoding) => {
      const answer = await post('{}')
        .set('Content-Encoding', encoding)
        .set('Accept-Language', 'en')
        .expect(415);
      expect(answer.headers['accept-encoding']).toBe('identity');
      expect(answer.body).toMatchObject({ errors: [{ field: 'Content-Encoding' }] });
    },
  );

  it('is accepted with the encoding identity', async () => {
    await post('{}').set('Content-Encoding', 'identity').expect(200);
  });

  it('is refused without a Content-Type', async () => {
    const answer = await request(server).post('/').set('Accept-Language', 'en').expect(415);
    expect(answer.body).toMatchObject({
      errors: [
        {
          field: 'Content-Type',
          message: expect.stringContaining('Content-Type header is missing') as string,
        },
      ],
    });
  });

  it.each([
    ['', 'it is empty.'],
    [' \n', 'it is empty.'],
    ['{', 'it stops before its end; the request may have been cut off (line 1, column 2).'],
    ['nul', 'it stops before its end'],
    ['{"a":1}}', 'there is text after its end (line 1, column 8).'],
    ['{"a":1,}', 'there is an extra comma'],
    ["{'a':1}", 'straight quotation marks'],
    ['{a:1}', 'the name of each field'],
    ['{"a":NaN}', 'texts are put in straight quotation marks'],
    [Buffer.from('{"a":1}', 'utf16le'), 'it is in UTF-16. Send it in UTF-8.'],
    [Buffer.from('\ufeff{"a":1}', 'utf16le'), 'it is in UTF-16. Send it in UTF-8.'],
    [Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]), 'bytes that are not UTF-8'],
    [Buffer.from('{"é":1}', 'latin1'), 'bytes that are not UTF-8'],
  ])('is malformed if it is %j, with the reason', async (bytes, why) => {
    const answer = await raw(
      'POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAccept-Language: en\r\n' +
        `Content-Type: application/json\r\nContent-Length: ${Buffer.byteLength(bytes)}\r\n\r\n`,
      bytes,
    );
    expect(answer).toMatch(/^HTTP\/1.1 400 /);
    const body = JSON.parse(answer.slice(answer.indexOf('\r\n\r\n'))) as { errors: unknown };
    expect(body.errors).toEqual([{ field: '', message: expect.stringContaining(why) as string }]);
  });

  it('is malformed if it has no bytes', async () => {
    const answer = await raw(
      'POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: 0\r\n\r\n',
    );
    expect(answer).toMatch(/^HTTP\/1.1 400 /);
    expect(answer).toContain('"errors":[{"field":""');
  });

  it('may begin with a byte order mark', async () => {
    const answer = await post('\ufeff{"a":1}').expect(200);
    expect(answer.body).toEqual({ got: { a: 1 } });
  });

  it.each(['{"vote":"oui","vote":"non"}', '{"vote":"oui","\\u0076ote":"oui"}', '{"a":{"vote":1,"vote":1}}'])(
    'is refused if it has a member twice: %s',
    async (text) => {
      const answer = await post(text).set('Accept-Language', 'en').expect(400);
      expect(answer.body).toMatchObject({
        errors: [{ field: 'vote', message: expect.stringContaining('more than once') as string }],
      });
    },
  );

  it('may contain colons in its texts', async () => {
    await post('{"a":"x:y::","b":{"c:":":"}}').expect(200);
  });

  it('is refused above the limit, with or without a Content-Length, and not read to its end', async () => {
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

  it('may arrive in pieces', async () => {
    const answer = await raw(
      'POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: 11\r\n\r\n{"a"',
      ':"x',
      'yz"}',
    );
    expect(answer).toContain('{"got":{"a":"xyz"}}');
  });
});
