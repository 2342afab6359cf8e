import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import type { Answer, VotingClient } from './voting-client.ts';
import { isAccepted, openVotingClient, pauseMs, submissionIdOf } from './voting-client.ts';

type Handler = (request: IncomingMessage, response: ServerResponse, key: string) => void;

const REQUEST = { path: '/api/v1/vote', body: '{}' };

let server: Server;
let client: VotingClient;
let handler: Handler;

beforeEach(async () => {
  server = createServer((request, response) => {
    request.resume();
    request.on('end', () => {
      handler(request, response, String(request.headers['idempotency-key']));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  client = openVotingClient({
    target: `http://127.0.0.1:${port}`,
    connections: 4,
    retries: { maxAttempts: 3, longestWaitMs: 20 },
  });
});
afterEach(async () => {
  await client.close();
  await new Promise((resolve) => server.close(resolve)); // resolves only when no connection is left
});

const accept = (response: ServerResponse, id: string): void => {
  response.writeHead(202, { Location: `/api/v1/submissions/${id}` }).end('{}');
};

describe('the voting client', () => {
  it('gives the status and the name of the submission', async () => {
    handler = (request, response, key) => {
      expect(request.url).toBe('/api/v1/vote');
      accept(response, `of-${key}`);
    };
    const answer = await client.cast(REQUEST, 'a');
    expect(answer).toMatchObject({ kind: 'answered', status: 202, text: '{}' });
    expect(isAccepted(answer) && submissionIdOf(answer)).toBe('of-a');
    expect(client.stats.latenciesMs).toHaveLength(1);
  });

  it('sends a vote whose answer was lost again under the same Idempotency-Key (P2)', async () => {
    const keys: string[] = [];
    handler = (request, response, key) => {
      keys.push(key);
      if (keys.length === 1) request.socket.destroy();
      else accept(response, 'x');
    };
    expect(await client.cast(REQUEST, 'lost')).toMatchObject({ status: 202 });
    expect(keys).toEqual(['lost', 'lost']);
    expect(client.stats.retriesAfterSilence).toBe(1);
  });

  it.each([429, 503])('comes back after %i, and gives up in the end', async (status) => {
    let asked = 0;
    handler = (_request, response) => {
      asked += 1;
      response.writeHead(status, { 'Retry-After': '0' }).end();
    };
    expect(await client.cast(REQUEST, 'a')).toMatchObject({ kind: 'answered', status });
    expect(asked).toBe(3);
    expect(client.stats.retriesAfterRefusal).toBe(2);
  });

  it('sends once without retries, tells of setbacks, and knows what was never sent', async () => {
    const setbacks: Answer[] = [];
    const onSetback = (answer: Answer): number => setbacks.push(answer);
    const nobody = openVotingClient({ target: 'http://127.0.0.1:1', connections: 1, onSetback });
    expect(await nobody.cast(REQUEST)).toMatchObject({ kind: 'unanswered', neverSent: true });
    await nobody.close();
    const target = (): string => {
      throw new Error('no process listens');
    };
    const lost = openVotingClient({ target, connections: 1, onSetback });
    expect(await lost.cast(REQUEST)).toMatchObject({ kind: 'unanswered', neverSent: true });
    await lost.close();
    expect(setbacks).toHaveLength(2);
  });

  it('does not repeat what was answered for good', async () => {
    let asked = 0;
    handler = (_request, response) => {
      asked += 1;
      response.writeHead(400).end();
    };
    expect(await client.cast(REQUEST, 'a')).toMatchObject({ kind: 'answered', status: 400 });
    expect(asked).toBe(1);
  });

  it('never has more requests at a time than connections', async () => {
    let underway = 0;
    let most = 0;
    handler = (_request, response) => {
      most = Math.max(most, ++underway);
      setImmediate(() => {
        underway -= 1;
        accept(response, 'x');
      });
    };
    await Promise.all(Array.from({ length: 100 }, (_, i) => client.cast(REQUEST, String(i))));
    expect(most).toBeLessThanOrEqual(4);
  });
});

describe('the pause before a vote is sent again', () => {
  it('is what the API asks for, spread over half as much again, up to the longest', () => {
    fc.assert(
      fc.property(
        fc.nat({ max: 100 }),
        fc.integer({ min: 1, max: 20 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (seconds, attempt, spread) => {
          const pause = pauseMs(String(seconds), attempt, 5_000, () => spread);
          expect(pause).toBeGreaterThanOrEqual(Math.min(seconds * 1_000, 5_000));
          expect(pause).toBeLessThanOrEqual(Math.min(seconds * 1_000, 5_000) * 1.5);
        },
      ),
    );
  });

  it('doubles when the API says nothing, or a date', () => {
    const at = (attempt: number): number =>
      pauseMs('Wed, 21 Oct 2026 07:28:00 GMT', attempt, 60_000, () => 0);
    expect(at(3)).toBe(2 * at(2));
    expect(pauseMs(undefined, 50, 60_000, () => 0)).toBeLessThanOrEqual(60_000);
  });
});
