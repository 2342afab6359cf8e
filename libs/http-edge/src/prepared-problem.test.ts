import express from 'express';
import request from 'supertest';
import { preparedProblem, sendProblem } from './problem-answer.ts';

test.each(['fr', 'en'] as const)(
  'a prepared problem is the same answer as another in %s',
  async (language) => {
    const extras = { retry_after_seconds: 7, detail: 'Élection: réessayez.' };
    const prepared = preparedProblem('overloaded', language, extras);
    const app = express()
      .disable('x-powered-by')
      .disable('etag')
      .get('/prepared', (_request, response) => {
        response.set('Access-Control-Allow-Origin', '*');
        prepared(response);
      })
      .get('/sent', (_request, response) => {
        response.set('Access-Control-Allow-Origin', '*');
        sendProblem(response, 'overloaded', language, extras);
      });
    const sent = await request(app).get('/sent').expect(503);
    for (let i = 0; i < 2; i++) {
      const answer = await request(app).get('/prepared').expect(503);
      expect(answer.text).toBe(sent.text);
      expect({ ...answer.headers, date: '' }).toEqual({ ...sent.headers, date: '' });
    }
  },
);
