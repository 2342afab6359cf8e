import type { Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createClient } from '@scrutin/api-client';
import { PUBLIC_ROUTES } from '@scrutin/contracts/public';
import { patientFetch } from './patient-fetch.ts';
import { readData } from './read-again.ts';

/** Short for a body that never comes; answers that are complete get the usual limit. */
const PATIENCE_MS = 200;
const DATE = 'Thu, 26 Nov 2026 22:50:00 GMT';

/** A server whose headers always come; the body stalls after its first byte while `isStalled`. */
let server: Server;
let isStalled = false;
let status = 200;
let baseUrl = '';

beforeAll(async () => {
  server = createServer((_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json', date: DATE });
    if (isStalled) response.write('[');
    else response.end('[]');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
beforeEach(() => {
  isStalled = false;
  status = 200;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const client = (patienceMs?: number) =>
  createClient(PUBLIC_ROUTES, { baseUrl, fetch: (url, init) => patientFetch(url, init, patienceMs) });

describe('a call of the API', () => {
  it('has its status, headers and body', async () => {
    const reply = await client().call('laws');
    expect(reply).toMatchObject({ kind: 'answered', status: 200, body: [] });
    expect(reply.kind === 'answered' && reply.header('date')).toBe(DATE);
  });

  it('is given up if the headers come and the body does not', async () => {
    isStalled = true;
    expect(await client(PATIENCE_MS).call('laws')).toMatchObject({ kind: 'unreachable' });
  });
});

describe('reading the data of a page again', () => {
  it('gives the data and the time of the server', async () => {
    expect(await readData(baseUrl)).toEqual({ data: [], now: Date.parse(DATE) });
  });

  it('gives nothing if the headers come and the body does not', async () => {
    isStalled = true;
    expect(await readData(baseUrl, PATIENCE_MS)).toBeUndefined();
  });

  it('gives nothing if the answer is a refusal', async () => {
    status = 503;
    expect(await readData(baseUrl)).toBeUndefined();
  });
});
