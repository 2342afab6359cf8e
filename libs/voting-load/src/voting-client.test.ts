import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { problem, PROBLEM_MEDIA_TYPE } from '@scrutin/contracts/problems';
import { submissionLocation } from '@scrutin/contracts/public';
import type { VoteRequest } from './vote-request.ts';
import type { VoteReply, VotingClient } from './voting-client.ts';
import { openVotingClient, pauseMs } from './voting-client.ts';

type Handler = (request: IncomingMessage, response: ServerResponse, key: string) => void;

const REQUEST: VoteRequest = { route: 'voteOnLaw', body: '{}' };
const ID = '5b1e0c9a-7d3f-8a21-9c4e-d2f06b7a1188';

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

const accept = (response: ServerResponse): void => {
  const body = { request_id: ID, status: 'accepted', location: submissionLocation(ID), message: '' };
  response.writeHead(202, { 'content-type': 'application/json' }).end(JSON.stringify(body));
};

describe('the voting client', () => {
  it('sends the vote to its route, and returns the identifier of the submission', async () => {
    const seen: unknown[] = [];
    handler = (request, response, key) => {
      seen.push([request.method, request.url, request.headers['content-type'], key]);
      accept(response);
    };
    const reply = await client.cast(REQUEST, 'a');
    expect(reply).toMatchObject({ kind: 'answered', status: 202, body: { request_id: ID } });
    await client.cast({ ...REQUEST, route: 'voteInElection' }, 'b');
    expect(seen).toEqual([
      ['POST', '/api/v1/vote', 'application/json', 'a'],
      ['POST', '/api/v1/elections/vote', 'application/json', 'b'],
    ]);
    expect(client.stats.latenciesMs).toHaveLength(2);
  });

  it('sends a vote again with the same Idempotency-Key if the answer was lost (P2)', async () => {
    const keys: string[] = [];
    handler = (request, response, key) => {
      keys.push(key);
      if (keys.length === 1) request.socket.destroy();
      else accept(response);
    };
    expect(await client.cast(REQUEST, 'lost')).toMatchObject({ status: 202 });
    expect(keys).toEqual(['lost', 'lost']);
    expect(client.stats.retriesAfterSilence).toBe(1);
  });

  it.each([429, 503])('sends a vote again after %i, until no attempt is left', async (status) => {
    let asked = 0;
    handler = (_request, response) => {
      asked += 1;
      response.writeHead(status, { 'Retry-After': '0' }).end();
    };
    expect(await client.cast(REQUEST, 'a')).toMatchObject({ kind: 'unreadable', status });
    expect(asked).toBe(3);
    expect(client.stats.retriesAfterRefusal).toBe(2);
  });

  it('sends a vote once if no retries are given, and reports that nobody answers', async () => {
    const setbacks: VoteReply[] = [];
    const onSetback = (reply: VoteReply): number => setbacks.push(reply);
    const nobody = openVotingClient({ target: 'http://127.0.0.1:1', connections: 1, onSetback });
    expect(await nobody.cast(REQUEST)).toMatchObject({ kind: 'unreachable' });
    await nobody.close();
    const target = (): string => {
      throw new Error('no process listens');
    };
    const lost = openVotingClient({ target, connections: 1, onSetback });
    expect(await lost.cast(REQUEST)).toMatchObject({ kind: 'unreachable' });
    await lost.close();
    expect(setbacks).toHaveLength(2);
  });

  it('does not send a vote again after a final refusal', async () => {
    let asked = 0;
    handler = (_request, response) => {
      asked += 1;
      const type = PROBLEM_MEDIA_TYPE;
      response.writeHead(400, { 'content-type': type }).end(JSON.stringify(problem('malformed', 'en')));
    };
    expect(await client.cast(REQUEST, 'a')).toMatchObject({ kind: 'problem', type: 'malformed' });
    expect(asked).toBe(1);
  });

  it('never sends more requests at the same time than it has connections', async () => {
    let underway = 0;
    let most = 0;
    handler = (_request, response) => {
      most = Math.max(most, ++underway);
      setImmediate(() => {
        underway -= 1;
        accept(response);
      });
    };
    await Promise.all(Array.from({ length: 100 }, (_, i) => client.cast(REQUEST, String(i))));
    expect(most).toBeLessThanOrEqual(4);
  });
});

describe('the pause before a vote is sent again', () => {
  it('is what the API asks for, up to the longest wait, and up to half of it longer', () => {
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

  it('doubles with each attempt if the API does not ask for seconds', () => {
    const at = (attempt: number): number =>
      pauseMs('Wed, 21 Oct 2026 07:28:00 GMT', attempt, 60_000, () => 0);
    expect(at(3)).toBe(2 * at(2));
    expect(pauseMs(null, 50, 60_000, () => 0)).toBeLessThanOrEqual(60_000);
  });
});
