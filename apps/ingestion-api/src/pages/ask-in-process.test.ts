import express from 'express';
import { askInProcess } from './ask-in-process.ts';

const app = express();
app.get('/json', (request, response) => {
  response
    .set('Cache-Control', 'public, max-age=1')
    .json({ query: request.query, said: request.headers['x-said'] });
});
app.get('/parts', (_request, response) => {
  response.type('csv');
  response.write('a,b\r\n');
  response.write(Buffer.from('1,é\r\n'));
  response.end();
});
app.get('/later', async (_request, response) => {
  await new Promise((resolve) => setImmediate(resolve));
  response.status(503).send('later');
});
app.get('/nothing', (_request, response) => {
  response.sendStatus(204);
});

const ask = (url: string) => askInProcess(app)(url, { method: 'GET', headers: { 'x-said': 'yes' } });

it('answers what the application answers: status, headers and body', async () => {
  const answer = await ask('/json?a=1');
  expect(answer.status).toBe(200);
  expect(answer.headers.get('cache-control')).toBe('public, max-age=1');
  expect(answer.headers.get('Content-Type')).toMatch(/^application\/json/);
  expect(answer.headers.get('x-absent')).toBeNull();
  expect(JSON.parse(await answer.text())).toEqual({ query: { a: '1' }, said: 'yes' });
});

it('joins an answer that is written in parts', async () => {
  expect(await (await ask('/parts')).text()).toBe('a,b\r\n1,é\r\n');
});

it.each([
  ['/later', 503, 'later'],
  ['/nothing', 204, ''],
  ['/unknown', 404, 'Cannot GET /unknown'],
])('%s is answered %i', async (path, status, text) => {
  const answer = await ask(path);
  expect(answer.status).toBe(status);
  expect(await answer.text()).toContain(text);
});

it('asks many times at once without mixing answers', async () => {
  const answers = await Promise.all(
    Array.from({ length: 50 }, async (_, i) => {
      const { query } = JSON.parse(await (await ask(`/json?n=${i}`)).text()) as { query: { n: string } };
      return Number(query.n);
    }),
  );
  expect(answers).toEqual(Array.from({ length: 50 }, (_, i) => i));
});
