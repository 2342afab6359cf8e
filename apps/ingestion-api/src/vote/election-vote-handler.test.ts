import { problemTypeUri } from '@scrutin/contracts';
import type { ProblemType } from '@scrutin/contracts';
import { createCredentialHasher } from '@scrutin/credentials';
import { contestKey } from '@scrutin/election';
import type { BallotRules, OpenContest } from '@scrutin/election';
import { errorHandler, smallJsonBody } from '@scrutin/http-edge';
import { createExpressServer, createMetrics, nodeDigest, TransientError } from '@scrutin/service-runtime';
import type { Logger } from '@scrutin/service-runtime';
import express from 'express';
import request from 'supertest';
import { electionVoteHandler } from './election-vote-handler.ts';
import type { ElectionVoteDependencies } from './election-vote-handler.ts';
import type { IntakeOutcome, Submission } from './intake.ts';
import { voteMetrics } from './vote-metrics.ts';

const silent: Logger = { info: () => undefined, warn: () => undefined, error: () => undefined };
const NOW_MS = 1_500;
const RACE = contestKey({ kind: 'election', electionId: 'PROV-2025', regionId: 'SHERBROOKE' });
const RANKED: BallotRules = {
  kind: 'race',
  method: 'ranked_choice',
  maxRanks: 3,
  candidacies: new Map([
    ['roy', { withdrawnAtMs: undefined }],
    ['tremblay', { withdrawnAtMs: undefined }],
    ['gagnon', { withdrawnAtMs: NOW_MS }],
    ['morin', { withdrawnAtMs: NOW_MS + 1 }],
  ]),
};
const OPEN: OpenContest = {
  key: RACE,
  window: { opensAtMs: 1_000, closesAtMs: 2_000 },
  rollScheme: 'hmac-sha256',
  ballot: RANKED,
};
const BALLOT = {
  nas: '123 456 782',
  code: 'a1b2c3',
  election_id: 'PROV-2025',
  region_id: 'SHERBROOKE',
  candidate_id: 'roy',
  voting_method: 'ranked_choice',
  ranked_choices: ['roy', 'tremblay'],
};
const pepper = new Uint8Array(32).fill(7);
const hashers = {
  'hmac-sha256': createCredentialHasher({ scheme: 'hmac-sha256', pepper, digest: nodeDigest }),
  sha256: createCredentialHasher({ scheme: 'sha256', pepper, digest: nodeDigest }),
};

/** The real handler; what the intake would do with a submission is made up, and kept. */
function composed(
  change: Partial<ElectionVoteDependencies> = {},
  outcome: IntakeOutcome = { kind: 'accepted' },
) {
  const submissions: Submission[] = [];
  const registry = createMetrics('election-vote-test');
  let asked = 0;
  let metricsNowMs = NOW_MS;
  const deps: ElectionVoteDependencies = {
    intake: {
      submit: (submission) => {
        submissions.push(submission);
        return Promise.resolve(outcome);
      },
    },
    findContest: (key) => (key === RACE ? OPEN : Promise.resolve(undefined)),
    freshContest: () => {
      asked += 1;
      return Promise.resolve(OPEN);
    },
    hashers,
    clock: () => NOW_MS,
    entropy: () => new Uint8Array(12).fill(submissions.length),
    metrics: voteMetrics(registry, { waiting: () => 0, clock: () => metricsNowMs }),
    ...change,
  };
  const app = express();
  app.post('/', smallJsonBody(4_096), electionVoteHandler(deps), errorHandler(silent));
  app.use(errorHandler(silent));
  const server = createExpressServer(app);
  const send = (body: object, headers: Record<string, string> = {}) =>
    request(server).post('/').set(headers).send(body);
  return {
    send,
    submissions,
    registry,
    timesAsked: () => asked,
    aMinuteLater: () => void (metricsNowMs += 60_000),
  };
}

async function refusal(change: object, deps: Partial<ElectionVoteDependencies> = {}) {
  const api = composed(deps);
  const answer = await api.send({ ...BALLOT, ...change });
  expect(api.submissions).toEqual([]);
  return {
    status: answer.status,
    body: answer.body as Record<string, unknown>,
    timesAsked: api.timesAsked(),
  };
}

describe('a ballot of an election', () => {
  it('is accepted in the shape of a law’s vote, and counted by election and region', async () => {
    const { send, submissions, registry, aMinuteLater } = composed();
    const answer = await send(BALLOT, { 'Accept-Language': 'en' }).expect(202);
    const id = submissions[0]?.vote.submissionId;
    expect(answer.headers['location']).toBe(`/api/v1/submissions/${id}`);
    expect(answer.body).toMatchObject({ request_id: id, status: 'accepted' });
    expect(await registry.metrics()).not.toContain('SHERBROOKE'); // not before the minute is over (P6)
    aMinuteLater();
    const metrics = await registry.metrics();
    expect(metrics).toMatch(
      /votes_by_election_total\{[^}]*election_id="PROV-2025",region_id="SHERBROOKE"[^}]*\} 1/,
    );
    expect(metrics).toMatch(/votes_received_total(\{[^}]*\})? 1/);
    expect(metrics).not.toMatch(/roy|tremblay/); // P6
  });

  it('P6, P7: leaves as a hash under the bare identifier of the election, whatever the region', async () => {
    const { send, submissions } = composed();
    await send(BALLOT).expect(202);
    const hash = hashers['hmac-sha256'].credentialHash('123456782', 'A1B2C3', 'PROV-2025');
    expect(submissions[0]?.vote).toMatchObject({
      contest: RACE,
      credentialHash: Buffer.from(hash).toString('base64url'),
      acceptedAtMs: NOW_MS,
      selection: 'roy>tremblay',
    });
    expect(JSON.stringify(submissions)).not.toMatch(/123456782|123 456 782|A1B2C3/i);
  });

  it('is hashed by the scheme of its roll', async () => {
    const { send, submissions } = composed({ findContest: () => ({ ...OPEN, rollScheme: 'sha256' }) });
    await send(BALLOT).expect(202);
    const hash = hashers.sha256.credentialHash('123456782', 'A1B2C3', 'PROV-2025');
    expect(submissions[0]?.vote.credentialHash).toBe(Buffer.from(hash).toString('base64url'));
  });

  it('is a ranking of one where only one is named', async () => {
    const { send, submissions } = composed();
    await send({ ...BALLOT, ranked_choices: undefined }).expect(202);
    await send({ ...BALLOT, voting_method: 'single_choice', ranked_choices: ['roy'] }).expect(202);
    expect(submissions.map((s) => s.vote.selection)).toEqual(['roy', 'roy']);
  });

  it.each([
    [['roy', 'nobody'], 'unknown-candidate'],
    [['gagnon'], 'withdrawn-candidate'],
    [['roy', 'gagnon'], 'withdrawn-candidate'],
    [['roy', 'roy'], 'repeated-candidate'],
    [['roy', 'tremblay', 'morin', 'nobody'], 'too-many-ranks'],
  ] satisfies [string[], ProblemType][])('P9: ranking %j is refused as %s', async (ranked, reason) => {
    const { status, body, timesAsked } = await refusal({ candidate_id: ranked[0], ranked_choices: ranked });
    expect(status).toBe(422);
    expect(body['type']).toBe(problemTypeUri(reason));
    expect(JSON.stringify(body)).not.toMatch(/roy|gagnon|nobody/); // P6
    // What no catalogue could make good is refused without asking the database.
    expect(timesAsked).toBe(reason === 'repeated-candidate' ? 0 : 1);
  });

  it('P9: a withdrawal takes effect at its time, not before', async () => {
    const { send } = composed();
    await send({ ...BALLOT, candidate_id: 'morin', ranked_choices: ['morin'] }).expect(202);
  });

  it('is no ranking where one person is chosen', async () => {
    const race: OpenContest = { ...OPEN, ballot: { ...RANKED, method: 'single_choice', maxRanks: 1 } };
    const deps = { findContest: () => race, freshContest: () => Promise.resolve(race) };
    expect((await refusal({}, deps)).body['type']).toBe(problemTypeUri('ranking-not-allowed'));
    await composed(deps)
      .send({ ...BALLOT, ranked_choices: ['roy'] })
      .expect(202);
  });

  it('is refused only by what the database says now', async () => {
    const old: OpenContest = { ...OPEN, ballot: { ...RANKED, maxRanks: 1 } };
    const { send, timesAsked } = composed({ findContest: () => old });
    await send(BALLOT).expect(202);
    expect(timesAsked()).toBe(1);
    const away = () => Promise.reject(new TransientError('away'));
    const unsure = await refusal({}, { findContest: () => old, freshContest: away });
    expect([unsure.status, unsure.body['type']]).toEqual([503, problemTypeUri('not-ready')]);
    const gone = await refusal(
      {},
      { findContest: () => old, freshContest: () => Promise.resolve(undefined) },
    );
    expect(gone.body['type']).toBe(problemTypeUri('too-many-ranks'));
  });

  it.each([{ election_id: 'NONE' }, { region_id: 'NOWHERE' }])('of %j is of no contest', async (change) => {
    const { status, body } = await refusal(change);
    expect([status, body['type']]).toEqual([404, problemTypeUri('unknown-contest')]);
  });

  it.each([
    [999, 'not-open'],
    [2_000, 'closed'],
  ] satisfies [number, ProblemType][])(
    'P9: seen at %d it is answered %s, with the window',
    async (atMs, type) => {
      const { status, body } = await refusal({ ranked_choices: ['roy', 'nobody'] }, { clock: () => atMs });
      expect(status).toBe(409);
      expect(body).toMatchObject({
        type: problemTypeUri(type),
        opens_at: '1970-01-01T00:00:01.000Z',
        closes_at: '1970-01-01T00:00:02.000Z',
      });
    },
  );

  it('is malformed before anything is asked', async () => {
    const ask = () => {
      throw new Error('asked');
    };
    const { status, body } = await refusal({ ranked_choices: ['tremblay'] }, { findContest: ask });
    expect(status).toBe(400);
    expect(body['errors']).toMatchObject([{ field: 'ranked_choices' }]);
  });

  it('P1: is answered 503 when it is not durable', async () => {
    for (const kind of ['broker-unavailable', 'overloaded'] as const) {
      const answer = await composed({}, { kind }).send(BALLOT).expect(503);
      expect(answer.headers['retry-after']).toBe('5');
    }
    const limited = { kind: 'rate-limited', limit: 'guesses', retryAfterMs: 1_001 } as const;
    const answer = await composed({}, limited).send(BALLOT).expect(429);
    expect(answer.headers['retry-after']).toBe('2');
  });
});

describe('a ballot with an Idempotency-Key', () => {
  const KEY = { 'Idempotency-Key': '7f3c1f0e-5a52-4d0b-9c1b-2f6f0f0e9d11' };

  it('is one submission however often it is sent, and another choice or region shows', async () => {
    const { send, submissions } = composed({ findContest: () => OPEN });
    await send(BALLOT, KEY).expect(202);
    await send(BALLOT, KEY).expect(202);
    await send({ ...BALLOT, ranked_choices: ['roy'] }, KEY).expect(202);
    await send({ ...BALLOT, region_id: 'MONTREAL-NORD' }, KEY).expect(202);
    await send({ ...BALLOT, code: 'ZZZZZZ' }, KEY).expect(202);
    const [first, again, other, elsewhere, stranger] = submissions.map((s) => s.idempotency);
    expect(again).toEqual(first);
    for (const change of [other, elsewhere]) {
      expect(change?.submissionId).toBe(first?.submissionId);
      expect(change?.fingerprint).not.toBe(first?.fingerprint);
    }
    expect(stranger?.submissionId).not.toBe(first?.submissionId);
    expect(submissions.map((s) => s.vote.submissionId)).toEqual(
      submissions.map((s) => s.idempotency?.submissionId),
    );
  });

  it('keeps no fingerprint under a key that could be guessed (P6)', async () => {
    const { send, submissions } = composed();
    await send(BALLOT, { 'Idempotency-Key': 'short' }).expect(202);
    expect(submissions[0]?.idempotency?.fingerprint).toBe('');
  });

  it('is refused for a key that is none, or that stood for another choice', async () => {
    const answer = await composed().send(BALLOT, { 'Idempotency-Key': 'é' }).expect(400);
    expect(answer.body).toMatchObject({ type: problemTypeUri('idempotency-key-invalid') });
    await composed({}, { kind: 'idempotency-key-reused' }).send(BALLOT, KEY).expect(422);
  });
});
