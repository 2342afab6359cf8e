import type { RequestHandler } from 'express';
import express from 'express';
import request from 'supertest';
import { problemTypeUri } from '@scrutin/contracts/problems';
import type { VoteBatchBody } from '@scrutin/contracts/public';
import { voteBatchBody } from '@scrutin/contracts/public';
import { errorHandler, smallJsonBody } from '@scrutin/http-edge';
import { createMetrics, TransientError } from '@scrutin/service-runtime';
import { createExpressServer } from '@scrutin/service-runtime/program';
import { silentLogger } from '@scrutin/testkit/without-services';
import { BALLOT, voteDependencies } from '../vote/fixture/election-vote-api.ts';
import type { IntakeOutcome, Submission } from '../vote/intake.ts';
import type { BatchDependencies } from './batch-vote-handler.ts';
import { batchVoteHandler } from './batch-vote-handler.ts';
import { gatewayMetrics } from './gateway-metrics.ts';

const GATEWAY = { id: 'g1', name: 'kiosks', secretHash: '', votesPerSecond: 1, burst: 1 };
const KEY = '7f3c1f0e-5a52-4d0b-9c1b-2f6f0f0e9d11';
const UNAVAILABLE: IntakeOutcome = { kind: 'broker-unavailable' };
const ACCEPTED: IntakeOutcome = { kind: 'accepted' };

/** Serves the real handler behind a gateway that was admitted, with an intake that gives these outcomes in turn. */
function openDoor(outcomes: readonly IntakeOutcome[] = [], change: Partial<BatchDependencies> = {}) {
  const submissions: Submission[] = [];
  const taken: number[] = [];
  const registry = createMetrics('batch-test');
  let nowMs = 1_500;
  const deps: BatchDependencies = {
    ...voteDependencies({
      intake: {
        submit: () => Promise.reject(new Error('votes of a request are submitted together')),
        submitAll: (all) => {
          submissions.push(...all);
          return Promise.resolve(all.map((_, i) => outcomes[i] ?? ACCEPTED));
        },
      },
    }),
    takeFromAllowance: (_gateway, votes) => {
      taken.push(votes);
      return Promise.resolve(0);
    },
    gatewayMetrics: gatewayMetrics(registry, () => nowMs),
    ...change,
  };
  const app = express();
  const admit: RequestHandler = (_request, response, next) => {
    response.locals['gateway'] = GATEWAY;
    next();
  };
  app.post('/', admit, smallJsonBody(100_000), batchVoteHandler(deps), errorHandler(silentLogger));
  const server = createExpressServer(app);
  const send = (votes: readonly unknown[]) =>
    request(server).post('/').set('Accept-Language', 'en').send({ votes });
  const metrics = () => {
    nowMs += 60_000;
    return registry.metrics();
  };
  return { send, submissions, taken, metrics };
}

describe('the votes of a gateway', () => {
  it('are answered in their order, and the answer has the documented form', async () => {
    const { send, submissions, metrics } = openDoor();
    const answer = await send([
      BALLOT,
      { ...BALLOT, candidate_id: 'nobody', ranked_choices: ['nobody'] },
      { ...BALLOT, idempotency_key: KEY },
    ]);
    expect(answer.status).toBe(202);
    const body = answer.body as VoteBatchBody;
    expect(voteBatchBody.parse(body)).toEqual(body);
    expect(body.accepted).toBe(2);
    const [first, second, third] = body.votes;
    expect([first, third]).toEqual(
      submissions.map(({ vote: { submissionId } }) => ({
        status: 202,
        submission_id: submissionId,
        location: `/api/v1/submissions/${submissionId}`,
      })),
    );
    expect(second).toMatchObject({ status: 422, errors: [{ field: 'ranked_choices[0]' }] });
    const text = await metrics();
    expect(text).toMatch(/gateway_votes_total\{[^}]*gateway="kiosks",outcome="accepted"[^}]*\} 2/);
    expect(text).toMatch(/gateway_votes_total\{[^}]*gateway="kiosks",outcome="refused"[^}]*\} 1/);
  });

  it('have no address, and share the limit of guesses of their gateway', async () => {
    const { send, submissions } = openDoor();
    await send([BALLOT, BALLOT]).expect(202);
    expect(submissions.map(({ address, throughGateway }) => [address, throughGateway])).toEqual([
      ['gateway g1', true],
      ['gateway g1', true],
    ]);
  });

  it('are answered 200 if all of them are refused', async () => {
    const { send, submissions } = openDoor();
    const answer = await send([{ ...BALLOT, nas: 'x' }]).expect(200);
    expect((answer.body as VoteBatchBody).accepted).toBe(0);
    expect(submissions).toEqual([]);
  });

  it('are refused as a whole while the allowance is used up', async () => {
    const { send, submissions, metrics } = openDoor([], { takeFromAllowance: () => Promise.resolve(1_200) });
    const answer = await send([BALLOT, BALLOT]).expect(429);
    expect(answer.headers['retry-after']).toBe('2');
    expect(submissions).toEqual([]);
    const text = await metrics();
    expect(text).toMatch(/gateway_requests_refused_total\{[^}]*reason="limit"[^}]*\} 1/);
    expect(text).toMatch(/gateway_votes_total\{[^}]*gateway="kiosks",outcome="limited"[^}]*\} 2/);
  });

  it.each([
    [[UNAVAILABLE, UNAVAILABLE], 'broker-unavailable', /was not recorded/],
    [[UNAVAILABLE, { kind: 'unconfirmed' }], 'broker-unavailable', /may have been received, or not/],
    [[{ kind: 'overloaded' }, { kind: 'overloaded' }], 'overloaded', /not processed/],
  ] satisfies [IntakeOutcome[], string, RegExp][])(
    'are refused as a whole with %j, and an unconfirmed vote is told apart',
    async (outcomes, type, detail) => {
      const { send } = openDoor(outcomes);
      const answer = await send([BALLOT, BALLOT, { ...BALLOT, nas: 'x' }]).expect(503);
      expect(answer.headers['retry-after']).toBe('5');
      const body = answer.body as { type: string; detail: string };
      expect(body.type).toBe(`urn:problem-type:scrutin:${type}`);
      expect(body.detail).toMatch(detail);
    },
  );

  it('have their own 503 and 429 if others of the request are accepted', async () => {
    const { send } = openDoor([
      ACCEPTED,
      { kind: 'unconfirmed' },
      { kind: 'rate-limited', limit: 'guesses', retryAfterMs: 2_000 },
    ]);
    const answer = await send([BALLOT, BALLOT, BALLOT]).expect(202);
    expect(answer.body).toMatchObject({
      accepted: 1,
      votes: [
        { status: 202 },
        { status: 503, type: problemTypeUri('broker-unavailable'), retry_after_seconds: 5 },
        { status: 429, type: problemTypeUri('rate-limited'), retry_after_seconds: 2 },
      ],
    });
  });

  it('whose key came with another choice are answered by what became of the first vote, also without the database', async () => {
    const reused: IntakeOutcome[] = [{ kind: 'idempotency-key-reused' }, ACCEPTED];
    const votes = [{ ...BALLOT, idempotency_key: KEY }, BALLOT];
    const answers = await Promise.all(
      (
        [
          () => Promise.resolve({ state: 'counted' }),
          () => Promise.resolve({ state: 'rejected', reason: 'closed' }),
          () => Promise.resolve(undefined),
          () => Promise.reject(new TransientError('away')),
        ] satisfies BatchDependencies['submissionStatus'][]
      ).map((submissionStatus) => openDoor(reused, { submissionStatus }).send(votes).expect(202)),
    );
    const entries = answers.map(({ body }) => (body as VoteBatchBody).votes[0]);
    expect(entries).toMatchObject([
      { status: 202 },
      { type: problemTypeUri('key-of-rejected-vote') },
      { type: problemTypeUri('idempotency-key-reused') },
      { type: problemTypeUri('not-ready') },
    ]);
  });
});
