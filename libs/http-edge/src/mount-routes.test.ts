import express from 'express';
import request from 'supertest';
import { z } from 'zod';
import type { Route } from '@scrutin/contracts/routes';
import { routeTable } from '@scrutin/contracts/routes';
import type { Entrance, RouteHandlers } from './mount-routes.ts';
import { mountRoutes, refuseOtherMethods } from './mount-routes.ts';
import { ok, problemAnswer } from './route-answers.ts';
import { smallJsonBody } from './small-json-body.ts';

const note = z.object({ id: z.string(), text: z.string() });
const params = z.object({ id: z.string().regex(/^[a-z]+$/) });
const NOTES = routeTable({
  note: {
    method: 'get',
    path: '/notes/{id}',
    tag: 'Notes',
    summary: 'One note',
    params,
    query: z.object({ loud: z.enum(['true', 'false']).default('false') }),
    answers: { 200: { description: 'The note.', json: note } },
    problems: ['record-not-found'],
  },
  write: {
    method: 'put',
    path: '/notes/{id}',
    tag: 'Notes',
    summary: 'Write a note',
    params,
    body: z.strictObject({ text: z.string().min(1) }),
    answers: { 201: { description: 'Done.', json: note } },
    problems: ['record-not-found'],
  },
  remove: {
    method: 'delete',
    path: '/notes/{id}',
    tag: 'Notes',
    summary: 'Remove a note',
    params,
    answers: { 204: { description: 'Done.' } },
    problems: ['record-not-found'],
  },
  quick: {
    method: 'get',
    path: '/quick',
    tag: 'Notes',
    summary: 'Written by its handler',
    answers: { 200: { description: 'Quick.', json: z.string() } },
    problems: [],
  },
});
type Handlers = RouteHandlers<typeof NOTES, string>;

const handlers: Handlers = {
  note: ({ params: { id }, query, caller }) =>
    ok({ id, text: query.loud === 'true' ? caller.toUpperCase() : caller }),
  write: ({ params: { id }, body }) => ({ kind: 'json', status: 201, body: { id, text: body.text } }),
  remove: () => ({ kind: 'nothing' }),
  quick: {
    raw: [
      (_request, response) => {
        response.end('quick');
      },
    ],
  },
};

const entrance: Entrance<Route, string> = {
  enter: (_route, { headers }) =>
    headers['x-name'] === undefined
      ? { ok: false, answer: problemAnswer('login-required') }
      : { ok: true, caller: String(headers['x-name']) },
  readBody: () => smallJsonBody(100),
  misfit: (error) =>
    problemAnswer('invalid', {
      errors: error.issues.map(({ path, message }) => ({ field: path.join('.'), message })),
    }),
  headers: { 'X-Kind': 'note' },
};

function app(): express.Express {
  const mounted = express();
  mountRoutes(mounted, NOTES, handlers, entrance);
  refuseOtherMethods(mounted, NOTES);
  return mounted;
}
const as = (name: string) => ({ 'x-name': name });

describe('mounted routes', () => {
  it('give the handler parameters that match their schemas, with defaults', async () => {
    const answer = await request(app()).get('/notes/abc').set(as('anna')).expect(200);
    expect(answer.body).toEqual({ id: 'abc', text: 'anna' });
    expect(answer.headers['x-kind']).toBe('note');
    const loud = await request(app()).get('/notes/abc?loud=true').set(as('anna'));
    expect(loud.body).toEqual({ id: 'abc', text: 'ANNA' });
  });

  it('refuse requests that the entrance refuses, before the body is read', async () => {
    const answer = await request(app()).put('/notes/abc').type('json').send('{').expect(401);
    expect(answer.body).toMatchObject({ type: 'urn:problem-type:scrutin:login-required' });
  });

  it('refuse a path, a query or a body that does not match its schema', async () => {
    const nothing = await request(app()).get('/notes/ABC').set(as('anna')).expect(404);
    expect(nothing.body).toMatchObject({ type: 'urn:problem-type:scrutin:record-not-found' });
    expect(nothing.headers['x-kind']).toBeUndefined();
    const query = await request(app()).get('/notes/abc?loud=perhaps').set(as('anna')).expect(422);
    expect(query.body).toMatchObject({ errors: [{ field: 'loud' }] });
    const body = await request(app()).put('/notes/abc').set(as('anna')).send({ text: '' }).expect(422);
    expect(body.body).toMatchObject({ errors: [{ field: 'text' }] });
    // Without a body: it says what is missing, and not that the type of nothing is wrong.
    const empty = await request(app()).put('/notes/abc').set(as('anna')).expect(422);
    expect(empty.body).toMatchObject({ errors: [{ field: 'text' }] });
  });

  it('read a body, and answer without one', async () => {
    const written = await request(app()).put('/notes/abc').set(as('anna')).send({ text: 'x' }).expect(201);
    expect(written.body).toEqual({ id: 'abc', text: 'x' });
    const removed = await request(app()).delete('/notes/abc').set(as('anna')).expect(204);
    expect(removed.text).toBe('');
  });

  it('give raw handlers the unchanged request', async () => {
    const answer = await request(app()).get('/quick').expect(200);
    expect(answer.text).toBe('quick');
    expect(answer.headers['x-kind']).toBeUndefined();
  });

  it('refuse the other methods of their paths', async () => {
    const answer = await request(app()).patch('/notes/abc').set(as('anna')).expect(405);
    expect(answer.headers['allow']).toBe('GET, HEAD, PUT, DELETE');
  });
});

it('neither a table without one of its handlers nor an answer that is not in the table compiles', () => {
  const { note: one, write, remove } = handlers;
  // @ts-expect-error: the handler of `quick` is missing.
  const forgotten: Handlers = { note: one, write, remove };
  const other: Handlers = {
    ...handlers,
    // @ts-expect-error: `note` is answered with the status 200.
    note: () => ({ kind: 'json', status: 201, body: { id: 'a', text: 'b' } }),
  };
  const wrong: Handlers = {
    ...handlers,
    // @ts-expect-error: the text of a note is not a number.
    note: () => ok({ id: 'a', text: 1 }),
  };
  expect([forgotten, other, wrong]).toHaveLength(3);
});
