import type { Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ADMIN_ROUTES } from '@scrutin/contracts/admin';
import { problem, PROBLEM_MEDIA_TYPE } from '@scrutin/contracts/problems';
import { PUBLIC_ROUTES } from '@scrutin/contracts/public';
import { createClient } from './client.ts';

interface Seen {
  method?: string | undefined;
  url?: string | undefined;
  headers: Record<string, unknown>;
  body: string;
}

/** A server that gives every request the answer in `next` and keeps the request in `seen`. */
let server: Server;
let seen: Seen;
let next = { status: 200, type: 'application/json', text: '[]' };
let baseUrl: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      seen = { method: request.method, url: request.url, headers: request.headers, body };
      response.writeHead(next.status, next.type === '' ? {} : { 'content-type': next.type }).end(next.text);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

const citizen = () => createClient(PUBLIC_ROUTES, { baseUrl, fetch });
const official = () =>
  createClient(ADMIN_ROUTES, { baseUrl, fetch, headers: () => ({ 'x-csrf-token': 'token' }) });

const VOTE = { nas: '123456782', code: 'A1B2C3', law_id: 'L1', vote: 'oui' } as const;
const ID = '5b1e0c9a-7d3f-8a21-9c4e-d2f06b7a1188';

it('sends a file as it is', async () => {
  next = { status: 404, type: PROBLEM_MEDIA_TYPE, text: JSON.stringify(problem('unknown-contest', 'en')) };
  const params = { election_id: 'E', region_id: 'R', candidate_id: 'c' };
  await official().call('putPhoto', { params, body: new Uint8Array(Buffer.from('a picture')) });
  expect(seen).toMatchObject({ method: 'PUT', body: 'a picture' });
  expect(seen.headers['content-type']).toBe('image/jpeg');
});

it('sends the path, query, headers and body of the route', async () => {
  next = { status: 404, type: PROBLEM_MEDIA_TYPE, text: JSON.stringify(problem('unknown-contest', 'en')) };
  await citizen().call('raceTurnout', {
    params: { election_id: 'PROV 2025', region_id: 'NORD/EST' },
    query: { bucket_seconds: '3600' },
  });
  expect(seen).toMatchObject({
    method: 'GET',
    url: '/api/v1/elections/PROV%202025/regions/NORD%2FEST/turnout?bucket_seconds=3600',
    body: '',
  });
  await citizen().call('voteOnLaw', { body: VOTE, headers: { 'idempotency-key': 'k'.repeat(16) } });
  expect(JSON.parse(seen.body)).toEqual(VOTE);
  expect(seen.headers).toMatchObject({
    'content-type': 'application/json',
    'idempotency-key': 'k'.repeat(16),
  });
  await official().call('uploadRoll', {
    params: { roll_key: 'law:L1' },
    query: { scheme: 'sha256' },
    body: 'a line\n',
  });
  expect(seen).toMatchObject({ url: '/admin/v1/rolls/law%3AL1?scheme=sha256', body: 'a line\n' });
  expect(seen.headers).toMatchObject({ 'content-type': 'text/plain', 'x-csrf-token': 'token' });
});

it('sends a text as the body without a change', async () => {
  next = { status: 400, type: PROBLEM_MEDIA_TYPE, text: JSON.stringify(problem('malformed', 'en')) };
  const reply = await citizen().callWithText('voteOnLaw', {
    text: '{"vote": "peut-etre',
    headers: { 'idempotency-key': 'k'.repeat(16) },
  });
  expect(reply).toMatchObject({ kind: 'problem', status: 400, type: 'malformed' });
  expect(seen).toMatchObject({ method: 'POST', url: '/api/v1/vote', body: '{"vote": "peut-etre' });
  expect(seen.headers).toMatchObject({
    'content-type': 'application/json',
    'idempotency-key': 'k'.repeat(16),
  });
});

it('returns the body of an answer after checking it with the schema of its status', async () => {
  const body = {
    request_id: ID,
    status: 'counted',
    state: 'counted',
    purpose: 'real',
    explanation: 'Counted.',
  };
  next = { status: 200, type: 'application/json; charset=utf-8', text: JSON.stringify(body) };
  const reply = await citizen().call('submissionStatus', { params: { id: ID } });
  if (reply.kind !== 'answered') throw new Error(reply.kind);
  expect(reply.body.state).toBe('counted');
  expect(reply.header('Content-Type')).toContain('json');

  next = { status: 204, type: '', text: '' };
  expect(await official().call('removeLaw', { params: { id: 'L1' } })).toMatchObject({
    kind: 'answered',
    status: 204,
    body: undefined,
  });

  next = { status: 200, type: 'text/csv', text: 'id,at\r\n' };
  expect(await official().call('acts', { query: { format: 'csv' } })).toMatchObject({
    kind: 'text',
    text: 'id,at\r\n',
  });
});

it('returns a problem with its type and all of its members', async () => {
  const text = JSON.stringify({ ...problem('state-forbids', 'en'), refusal: 'It is open.' });
  next = { status: 409, type: PROBLEM_MEDIA_TYPE, text };
  const reply = await official().call('removeLaw', { params: { id: 'L1' } });
  expect(reply).toMatchObject({
    kind: 'problem',
    status: 409,
    type: 'state-forbids',
    problem: { refusal: 'It is open.' },
  });
});

it.each([
  ['another version of the API', 200, 'application/json', '{"laws": []}'],
  ['a page of a proxy', 502, 'text/html', '<h1>Bad Gateway</h1>'],
  ['a text that is cut off', 200, 'application/json', '[{"id": "L1"'],
])('calls %s unreadable', async (_what, status, type, text) => {
  next = { status, type, text };
  expect(await citizen().call('laws')).toMatchObject({ kind: 'unreadable', status, text });
});

it('returns a value, and does not throw, if the network is down', async () => {
  const client = createClient(PUBLIC_ROUTES, { baseUrl: 'http://127.0.0.1:1', fetch });
  expect(await client.call('laws')).toMatchObject({ kind: 'unreachable' });
});

it('does not compile without what the route needs', () => {
  const wrong = [
    // @ts-expect-error: the law is not named.
    () => citizen().call('law'),
    // @ts-expect-error: there is no route of that name.
    () => citizen().call('votes'),
    // @ts-expect-error: a vote has a body.
    () => citizen().call('voteOnLaw', {}),
  ];
  expect(wrong).toHaveLength(3);
});
