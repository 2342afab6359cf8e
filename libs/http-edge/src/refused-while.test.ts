import express from 'express';
import request from 'supertest';
import { refusedWhile } from './refused-while.ts';

test('a refused request gets 503 with Retry-After without reaching the handler, and others reach it', async () => {
  let isWrong = true;
  let handled = 0;
  const app = express().post(
    '/vote',
    refusedWhile(
      () => isWrong,
      (_request, response) => {
        handled += 1;
        response.status(202).end();
      },
    ),
  );
  const refused = await request(app).post('/vote').expect(503);
  expect(refused.headers['retry-after']).toBe('5');
  expect(refused.headers['content-type']).toMatch('application/problem+json');
  expect(refused.body).toMatchObject({ status: 503, retry_after_seconds: 5 });
  isWrong = false;
  await request(app).post('/vote').expect(202);
  expect(handled).toBe(1);
});
