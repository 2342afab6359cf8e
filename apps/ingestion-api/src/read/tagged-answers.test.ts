import type { Server } from 'node:http';
import { gunzipSync } from 'node:zlib';
import express from 'express';
import request from 'supertest';
import { createExpressServer } from '@scrutin/service-runtime/program';
import { TaggedAnswers } from './tagged-answers.ts';

const LONG = JSON.stringify({ text: 'é'.repeat(2_000) });
let server: Server;
let json: string;

beforeAll(() => {
  const answers = new TaggedAnswers();
  const app = express();
  app.disable('etag');
  app.get('/answer', (asked, response) => answers.send(asked, response, asked.path, json));
  server = createExpressServer(app).listen(0, '127.0.0.1');
});
beforeEach(() => {
  json = LONG;
});
afterAll(() => {
  server.close();
});

const ask = (headers: Readonly<Record<string, string>> = {}) =>
  request(server)
    .get('/answer')
    .set({ 'Accept-Encoding': 'identity', ...headers });
const tag = async (): Promise<string> => (await ask()).headers['etag'] ?? '';

it('has a tag that changes with the answer, and no other time', async () => {
  const first = await tag();
  expect(first).toMatch(/^W\/"[\w-]{22}"$/);
  expect(await tag()).toBe(first);
  json = '{"other":1}';
  expect(await tag()).not.toBe(first);
  json = LONG;
  expect(await tag()).toBe(first);
});

it.each([(own: string) => own, (own: string) => own.slice(2), (own: string) => `"x", ${own}, "y"`])(
  'is 304 without a body for a client that has it (%#)',
  async (headerOf) => {
    const given = headerOf(await tag());
    const answer = await ask({ 'If-None-Match': given }).expect(304);
    expect(answer.text).toBe('');
    expect(answer.headers['content-length']).toBeUndefined();
    expect(answer.headers['etag']).toBe(await tag());
    json = '{"other":2}';
    await ask({ 'If-None-Match': given }).expect(200, { other: 2 });
  },
);

it.each(['gzip', 'br, gzip', 'gzip;q=0.5', 'deflate , gzip ; q=1.0'])(
  'is compressed for a client that accepts %s, and says that this differs by client',
  async (accepted) => {
    const answer = await request(server)
      .get('/answer')
      .set('Accept-Encoding', accepted)
      .buffer(true)
      .parse((response, done) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          done(null, Buffer.concat(chunks));
        });
      })
      .expect(200);
    expect(answer.headers['content-encoding']).toBe('gzip');
    expect(answer.headers['vary']).toBe('Accept-Encoding');
    expect(Number(answer.headers['content-length'])).toBeLessThan(200);
    const body = answer.body as Buffer;
    // superagent unzips by itself where it knows how.
    const text = body[0] === 0x1f ? gunzipSync(body).toString() : body.toString();
    expect(text).toBe(LONG);
  },
);

it.each(['identity', 'br', 'gzip;q=0', 'gzip; q=0.0, br', 'x-gzipper'])(
  'is not compressed for a client that accepts %s',
  async (accepted) => {
    const answer = await ask({ 'Accept-Encoding': accepted }).expect(200);
    expect(answer.headers['content-encoding']).toBeUndefined();
    expect(answer.text).toBe(LONG);
  },
);

it('is not compressed if it is short, and has no body for HEAD', async () => {
  json = '{"short":true}';
  const answer = await ask({ 'Accept-Encoding': 'gzip' }).expect(200);
  expect(answer.headers).toMatchObject({ 'content-length': '14' });
  expect(answer.headers['content-encoding']).toBeUndefined();
  const head = await request(server).head('/answer').expect(200);
  expect(head.headers).toMatchObject({ 'content-length': '14', etag: answer.headers['etag'] });
});

it('forgets answers when there are too many, and goes on', async () => {
  const answers = new TaggedAnswers();
  const app = express();
  app.get('/{*any}', (asked, response) => answers.send(asked, response, asked.path, json));
  const other = createExpressServer(app).listen(0, '127.0.0.1');
  try {
    json = JSON.stringify('x'.repeat(9_000_000));
    for (let i = 0; i < 5; i++)
      await request(other).get(`/${i}`).set('Accept-Encoding', 'identity').expect(200);
    expect(await tag()).toMatch(/^W/);
  } finally {
    other.close();
  }
});
