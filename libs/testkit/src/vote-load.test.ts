import type { Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { submissionLocation } from '@scrutin/contracts/public';
import { VoteLoad } from './vote-load.ts';
import { voters } from './voters.ts';

interface Attempt {
  readonly nas: string;
  readonly key: string | undefined;
}

const attempts: Attempt[] = [];
let answer: (attempt: number) => number | 'cut' = () => 202;
let server: Server;

function acceptVote(response: ServerResponse, nas: string): void {
  const id = `5b1e0c9a-7d3f-8a21-9c4e-000${nas}`;
  const body = { request_id: id, status: 'accepted', location: submissionLocation(id), message: '' };
  response.writeHead(202, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

beforeAll(async () => {
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { nas } = JSON.parse(Buffer.concat(chunks).toString()) as { nas: string };
      const key = request.headers['idempotency-key'];
      attempts.push({ nas, key: typeof key === 'string' ? key : undefined });
      const status = answer(attempts.filter((one) => one.nas === nas).length);
      if (status === 'cut') request.socket.destroy();
      else if (status === 202) acceptVote(response, nas);
      else response.writeHead(status).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
beforeEach(() => {
  attempts.length = 0;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const target = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const votes = (count: number) =>
  voters(count).map((voter) => ({ kind: 'law' as const, voter, lawId: 'L-1', choice: 'oui' as const }));

test('every vote is in exactly one list, and a refused one is not sent again', async () => {
  answer = () => 503;
  const record = await new VoteLoad(votes(5), { target, connections: 2 }).done();
  expect([record.accepted.length, record.refused.length, record.unanswered.length]).toEqual([0, 5, 0]);
  expect(attempts).toHaveLength(5);
});

test('after a refusal or a lost answer, the same vote is sent again with the same key', async () => {
  answer = (attempt) => ([503, 'cut', 202] as const)[attempt - 1] ?? 202;
  const record = await new VoteLoad(votes(3), { target, again: 'until-accepted' }).done();
  expect(record.accepted).toHaveLength(3);
  expect(record.setbacks.map(({ kind }) => kind).sort()).toEqual([
    'unreachable',
    'unreachable',
    'unreachable',
    'unreadable',
    'unreadable',
    'unreadable',
  ]);
  for (const { voter } of record.accepted) {
    const keys = attempts.filter(({ nas }) => nas === voter.nas).map(({ key }) => key);
    expect(keys).toHaveLength(3);
    expect(new Set(keys).size).toBe(1);
    expect(keys[0]).toBeDefined();
  }
});

test('a load reports when a number of votes is accepted, can be stopped, and rejects a wait for more votes than it has', async () => {
  answer = () => 202;
  const load = new VoteLoad(votes(1_000), { target, connections: 2, votesPerSecond: 500 });
  await load.accepted(5);
  expect(load.acceptedCount).toBeGreaterThanOrEqual(5);
  const record = await load.stop();
  expect(record.accepted.length).toBeLessThan(1_000);
  await expect(load.accepted(1_000)).rejects.toThrow(/ended/);
});
