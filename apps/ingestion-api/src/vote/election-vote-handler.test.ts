import express from 'express';
import request from 'supertest';
import type { ProblemType } from '@scrutin/contracts/problems';
import { problemTypeUri } from '@scrutin/contracts/problems';
import { ACCEPTED_MESSAGE, ACCEPTED_UNDER_KEY_MESSAGE } from '@scrutin/contracts/public';
import { createCredentialHasher } from '@scrutin/credentials';
import type { BallotRules, OpenContest } from '@scrutin/election';
import { contestKey } from '@scrutin/election';
import { errorHandler, smallJsonBody } from '@scrutin/http-edge';
import type { Logger } from '@scrutin/service-runtime';
import { createExpressServer, createMetrics, nodeDigest, TransientError } from '@scrutin/service-runtime';
import { electionVoteHandler } from './election-vote-handler.ts';
import type { IntakeOutcome, Submission } from './intake.ts';
import type { VoteDependencies } from './vote-dependencies.ts';
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

type Contests = VoteDependencies['contests'];

/** A catalogue of one contest, which the database may have changed or lost since. */
function knowing(contest: OpenContest, fresh: OpenContest | undefined = contest): { contests: Contests } {
  return {
    contests: {
      get: (key) => (key === contest.key ? contest : undefined),
      getFresh: () => Promise.resolve(fresh),
      getFreshInAnyCase: () => Promise.resolve(undefined),
    },
  };
}

/** The real handler; what the intake would do with a submission is made up, and kept. */
function composed(change: Partial<VoteDependencies> = {}, outcome: IntakeOutcome = { kind: 'accepted' }) {
  const submissions: Submission[] = [];
  const registry = createMetrics('election-vote-test');
  let asked = 0;
  let metricsNowMs = NOW_MS;
  const { contests } = { ...knowing(OPEN), ...change };
  const deps: VoteDependencies = {
    intake: {
      submit: (submission) => {
        submissions.push(submission);
        return Promise.resolve(outcome);
      },
    },
    submissionStatus: () => Promise.resolve(undefined),
    hashers,
    clock: () => NOW_MS,
    entropy: () => new Uint8Array(12).fill(submissions.length),
    metrics: voteMetrics(registry, { waiting: () => 0, clock: () => metricsNowMs }),
    ...change,
    contests: {
      ...contests,
      getFresh: (key) => {
        asked += 1;
        return contests.getFresh(key);
      },
    },
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

async function refusal(change: object, deps: Partial<VoteDependencies> = {}) {
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
    expect(answer.body).toEqual({
      request_id: id,
      status: 'accepted',
      location: answer.headers['location'],
      message: ACCEPTED_MESSAGE.en,
    });
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
    const { send, submissions } = composed(knowing({ ...OPEN, rollScheme: 'sha256' }));
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
    [['roy', 'nobody'], 'unknown-candidate', [1]],
    [['nobody', 'tremblay', 'noone'], 'unknown-candidate', [0, 2]],
    [['gagnon'], 'withdrawn-candidate', [0]],
    [['roy', 'gagnon'], 'withdrawn-candidate', [1]],
    [['roy', 'roy'], 'repeated-candidate', [1]],
    [['roy', 'tremblay', 'morin', 'nobody'], 'too-many-ranks', [3]],
  ] satisfies [string[], ProblemType, number[]][])(
    'P9: ranking %j is refused as %s, with the places %j',
    async (ranked, reason, places) => {
      const { status, body, timesAsked } = await refusal({ candidate_id: ranked[0], ranked_choices: ranked });
      expect(status).toBe(422);
      expect(body['type']).toBe(problemTypeUri(reason));
      const fields = places.map((place) => `ranked_choices[${place}]`);
      expect((body['errors'] as { field: string }[]).map(({ field }) => field)).toEqual(fields);
      expect(body['field']).toBe(fields[0]);
      expect(body['max_ranks']).toBe(reason === 'too-many-ranks' ? 3 : undefined);
      expect(JSON.stringify(body)).not.toMatch(/roy|gagnon|nobody/); // P6
      // What no catalogue could make good is refused without asking the database.
      expect(timesAsked).toBe(reason === 'repeated-candidate' ? 0 : 1);
    },
  );

  it('names the field of a choice without a ranking', async () => {
    const { body } = await refusal({ candidate_id: 'nobody', ranked_choices: undefined });
    expect(body).toMatchObject({ field: 'candidate_id', errors: [{ field: 'candidate_id' }] });
  });

  it('may spell what it names in any case, as long as one alone is meant', async () => {
    const { send, submissions } = composed();
    await send({ ...BALLOT, candidate_id: 'Roy', ranked_choices: ['ROY', 'Tremblay'] }).expect(202);
    await send({ ...BALLOT, candidate_id: 'ROY', ranked_choices: null }).expect(202);
    expect(submissions.map(({ vote }) => vote.selection)).toEqual(['roy>tremblay', 'roy']);
  });

  it('is refused where case alone tells candidates apart and the spelling is neither’s, or both’s', async () => {
    const candidacies = new Map([...RANKED.candidacies, ['ROY', { withdrawnAtMs: undefined }]]);
    const race: OpenContest = { ...OPEN, ballot: { ...RANKED, candidacies } };
    const deps = knowing(race);
    const neither = await refusal({ candidate_id: 'Roy', ranked_choices: ['Roy'] }, deps);
    expect(neither.body['type']).toBe(problemTypeUri('unknown-candidate'));
    const both = await refusal({ candidate_id: 'ROY', ranked_choices: ['roy'] }, deps);
    expect(both.body).toMatchObject({ status: 400, errors: [{ field: 'ranked_choices[0]' }] });
    const { send, submissions } = composed(deps);
    await send({ ...BALLOT, candidate_id: 'ROY', ranked_choices: ['ROY', 'roy'] }).expect(202);
    expect(submissions[0]?.vote.selection).toBe('ROY>roy');
  });

  it('is of the contest that was found, however the voter spelled it (P3)', async () => {
    const { send, submissions } = composed({
      contests: { ...knowing(OPEN).contests, getFreshInAnyCase: () => Promise.resolve(OPEN) },
    });
    await send(BALLOT).expect(202);
    await send({ ...BALLOT, election_id: 'prov-2025', region_id: ' Sherbrooke' }).expect(202);
    const [one, other] = submissions.map(({ vote }) => vote);
    expect(other?.contest).toBe(RACE);
    expect(other?.credentialHash).toBe(one?.credentialHash);
  });

  it('P9: a withdrawal takes effect at its time, not before', async () => {
    const { send } = composed();
    await send({ ...BALLOT, candidate_id: 'morin', ranked_choices: ['morin'] }).expect(202);
  });

  it('is no ranking where one person is chosen', async () => {
    const race: OpenContest = { ...OPEN, ballot: { ...RANKED, method: 'single_choice', maxRanks: 1 } };
    const deps = knowing(race);
    expect((await refusal({}, deps)).body['type']).toBe(problemTypeUri('ranking-not-allowed'));
    await composed(deps)
      .send({ ...BALLOT, ranked_choices: ['roy'] })
      .expect(202);
  });

  it('is refused only by what the database says now', async () => {
    const old: OpenContest = { ...OPEN, ballot: { ...RANKED, maxRanks: 1 } };
    const { send, timesAsked } = composed(knowing(old, OPEN));
    await send(BALLOT).expect(202);
    expect(timesAsked()).toBe(1);
    const away = () => Promise.reject(new TransientError('away'));
    const unsure = await refusal({}, { contests: { ...knowing(old).contests, getFresh: away } });
    expect([unsure.status, unsure.body['type']]).toEqual([503, problemTypeUri('not-ready')]);
    const { contests } = knowing(old);
    const gone = await refusal({}, { contests: { ...contests, getFresh: () => Promise.resolve(undefined) } });
    expect(gone.body['type']).toBe(problemTypeUri('unknown-contest'));
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
    const { status, body } = await refusal(
      { ranked_choices: ['tremblay'] },
      { contests: { get: ask, getFresh: ask, getFreshInAnyCase: ask } },
    );
    expect(status).toBe(400);
    expect(body['errors']).toMatchObject([{ field: 'ranked_choices[0]' }]);
  });

  it('P1: is answered 503 when it is not durable', async () => {
    for (const kind of ['broker-unavailable', 'unconfirmed', 'overloaded'] as const) {
      const answer = await composed({}, { kind }).send(BALLOT, { 'Accept-Language': 'en' }).expect(503);
      expect(answer.headers['retry-after']).toBe('5');
      expect(answer.body).toMatchObject({
        retry_after_seconds: 5,
        detail: expect.stringMatching(
          kind === 'unconfirmed' ? 'may have been received.*5 seconds.*Idempotency-Key' : '5 seconds',
        ) as string,
      });
      const { detail } = answer.body as { detail: string };
      expect(/not recorded|no vote was recorded/.test(detail)).toBe(kind !== 'unconfirmed');
    }
    const limited = { kind: 'rate-limited', limit: 'guesses', retryAfterMs: 1_001 } as const;
    const answer = await composed({}, limited).send(BALLOT).expect(429);
    expect(answer.headers['retry-after']).toBe('2');
    expect(answer.body).toMatchObject({
      retry_after_seconds: 2,
      detail: expect.stringContaining('2 secondes') as string,
    });
  });
});

describe('a ballot with an Idempotency-Key', () => {
  const KEY = { 'Idempotency-Key': '7f3c1f0e-5a52-4d0b-9c1b-2f6f0f0e9d11' };

  it('is one submission however often it is sent, and another choice shows', async () => {
    const { send, submissions } = composed();
    await send(BALLOT, KEY).expect(202);
    await send(BALLOT, KEY).expect(202);
    await send({ ...BALLOT, ranked_choices: ['roy'] }, KEY).expect(202);
    await send({ ...BALLOT, code: 'ZZZZZZ' }, KEY).expect(202);
    const [first, again, other, stranger] = submissions.map((s) => s.idempotency);
    expect(again).toEqual(first);
    expect(other?.submissionId).toBe(first?.submissionId);
    expect(other?.fingerprint).not.toBe(first?.fingerprint);
    expect(stranger?.submissionId).not.toBe(first?.submissionId);
    expect(submissions.map((s) => s.vote.submissionId)).toEqual(
      submissions.map((s) => s.idempotency?.submissionId),
    );
  });

  it('is another submission in another region: what became of the one says nothing of the other', async () => {
    const races = new Map(
      ['SHERBROOKE', 'MONTREAL-NORD'].map((regionId) => {
        const key = contestKey({ kind: 'election', electionId: 'PROV-2025', regionId });
        return [key, { ...OPEN, key }];
      }),
    );
    const { send, submissions } = composed({
      contests: { ...knowing(OPEN).contests, get: (key) => races.get(key) },
    });
    const wrong = await send({ ...BALLOT, region_id: 'MONTREAL-NORD' }, KEY).expect(202);
    const right = await send(BALLOT, KEY).expect(202);
    expect(wrong.headers['location']).not.toBe(right.headers['location']);
    const [one, other] = submissions.map((s) => s.idempotency?.submissionId);
    expect(one).not.toBe(other);
  });

  it.each([
    ['', 'too short'],
    ['1', 'too short'],
    ['a'.repeat(15), 'too short'],
    ['a'.repeat(256), 'too long'],
    ['with a space in it', 'a space, an accent'],
    ['clé-du-vote-numéro-1', 'a space, an accent'],
  ])('is refused under %j, and told why: %s', async (key, why) => {
    const { send, submissions } = composed();
    const headers = { 'Idempotency-Key': key, 'Accept-Language': 'en' };
    const { body } = (await send(BALLOT, headers).expect(400)) as { body: unknown };
    expect(body).toMatchObject({
      type: problemTypeUri('idempotency-key-invalid'),
      errors: [{ field: 'Idempotency-Key', message: expect.stringContaining(why) as string }],
    });
    expect(submissions).toEqual([]);
  });

  it.each(['a'.repeat(16), 'a'.repeat(255), '!"#$%&()*+,-./:;'])('is taken under %j', async (key) => {
    await composed().send(BALLOT, { 'Idempotency-Key': key }).expect(202);
  });

  it('says that the first sending under the key holds', async () => {
    const answer = await composed().send(BALLOT, KEY).expect(202);
    expect(answer.body).toMatchObject({ message: ACCEPTED_UNDER_KEY_MESSAGE.fr });
  });

  const reused = (submissionStatus: VoteDependencies['submissionStatus']) =>
    composed({ submissionStatus }, { kind: 'idempotency-key-reused' }).send(BALLOT, KEY);

  it('is refused for another choice while the first is undecided, with its address', async () => {
    const { body } = (await reused(() => Promise.resolve(undefined)).expect(422)) as { body: unknown };
    expect(body).toMatchObject({
      type: problemTypeUri('idempotency-key-reused'),
      location: expect.stringMatching('^/api/v1/submissions/[0-9a-f-]{36}$') as string,
    });
  });

  it('is told that the first was not counted, and to take another key', async () => {
    const status = { state: 'rejected', reason: 'wrong-region' } as const;
    const { body } = (await reused(() => Promise.resolve(status)).expect(422)) as { body: unknown };
    expect(body).toMatchObject({
      type: problemTypeUri('key-of-rejected-vote'),
      location: expect.stringMatching('^/api/v1/submissions/') as string,
    });
  });

  it('P6: answers another choice as the same one once the first is counted: no receipt', async () => {
    const other = await reused(() => Promise.resolve({ state: 'counted' })).expect(202);
    const same = await composed().send(BALLOT, KEY).expect(202);
    const dateless = (headers: unknown) => ({ ...(headers as Record<string, string>), date: '' });
    expect(dateless(other.headers)).toEqual(dateless(same.headers));
    expect(other.body).toEqual(same.body);
  });

  it('does not say more than is known while the database is away', async () => {
    const answer = await reused(() => Promise.reject(new TransientError('away'))).expect(503);
    expect(answer.body).toMatchObject({ type: problemTypeUri('not-ready'), retry_after_seconds: 5 });
  });
});
