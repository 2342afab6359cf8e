import type { ProblemType } from '@scrutin/contracts/problems';
import { problemTypeUri } from '@scrutin/contracts/problems';
import { ACCEPTED_MESSAGE } from '@scrutin/contracts/public';
import type { CatalogueContest } from '@scrutin/election';
import { TransientError } from '@scrutin/service-runtime';
import {
  BALLOT,
  catalogueOf,
  hashers,
  NOW_MS,
  OPEN,
  openVoteApi,
  RACE,
  RANKED,
} from './fixture/election-vote-api.ts';
import type { VoteDependencies } from './vote-dependencies.ts';

async function refusal(change: object, deps: Partial<VoteDependencies> = {}) {
  const api = openVoteApi(deps);
  const answer = await api.send({ ...BALLOT, ...change });
  expect(api.submissions).toEqual([]);
  return {
    status: answer.status,
    body: answer.body as Record<string, unknown>,
    timesAsked: api.timesAsked(),
  };
}

describe('a ballot of an election', () => {
  it('is answered like a vote on a law, and counted by election and region', async () => {
    const { send, submissions, registry, aMinuteLater } = openVoteApi();
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

  it('P6, P7: is sent with a hash that depends on the election and not on the region', async () => {
    const { send, submissions } = openVoteApi();
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

  it('is hashed with the scheme of its roll', async () => {
    const { send, submissions } = openVoteApi(catalogueOf({ ...OPEN, rollScheme: 'sha256' }));
    await send(BALLOT).expect(202);
    const hash = hashers.sha256.credentialHash('123456782', 'A1B2C3', 'PROV-2025');
    expect(submissions[0]?.vote.credentialHash).toBe(Buffer.from(hash).toString('base64url'));
  });

  it('is a ranking with one rank if it names only one candidate', async () => {
    const { send, submissions } = openVoteApi();
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
      // A ballot that is wrong under every catalogue is refused without asking the database.
      expect(timesAsked).toBe(reason === 'repeated-candidate' ? 0 : 1);
    },
  );

  it('without a ranking is refused with the name of the field candidate_id', async () => {
    const { body } = await refusal({ candidate_id: 'nobody', ranked_choices: undefined });
    expect(body).toMatchObject({ field: 'candidate_id', errors: [{ field: 'candidate_id' }] });
  });

  it('may spell identifiers in any case if they differ from only one identifier by case', async () => {
    const { send, submissions } = openVoteApi();
    await send({ ...BALLOT, candidate_id: 'Roy', ranked_choices: ['ROY', 'Tremblay'] }).expect(202);
    await send({ ...BALLOT, candidate_id: 'ROY', ranked_choices: null }).expect(202);
    expect(submissions.map(({ vote }) => vote.selection)).toEqual(['roy>tremblay', 'roy']);
  });

  it('is refused if two candidates differ only by case and the spelling is that of neither or of both', async () => {
    const candidacies = new Map([...RANKED.candidacies, ['ROY', { withdrawnAtMs: undefined }]]);
    const race: CatalogueContest = { ...OPEN, ballot: { ...RANKED, candidacies } };
    const deps = catalogueOf(race);
    const neither = await refusal({ candidate_id: 'Roy', ranked_choices: ['Roy'] }, deps);
    expect(neither.body['type']).toBe(problemTypeUri('unknown-candidate'));
    const both = await refusal({ candidate_id: 'ROY', ranked_choices: ['roy'] }, deps);
    expect(both.body).toMatchObject({ status: 400, errors: [{ field: 'ranked_choices[0]' }] });
    const { send, submissions } = openVoteApi(deps);
    await send({ ...BALLOT, candidate_id: 'ROY', ranked_choices: ['ROY', 'roy'] }).expect(202);
    expect(submissions[0]?.vote.selection).toBe('ROY>roy');
  });

  it('has the key of the contest that was found, however the voter spelled it (P3)', async () => {
    const { send, submissions } = openVoteApi({
      contests: { ...catalogueOf(OPEN).contests, getFreshInAnyCase: () => Promise.resolve(OPEN) },
    });
    await send(BALLOT).expect(202);
    await send({ ...BALLOT, election_id: 'prov-2025', region_id: ' Sherbrooke' }).expect(202);
    const [one, other] = submissions.map(({ vote }) => vote);
    expect(other?.contest).toBe(RACE);
    expect(other?.credentialHash).toBe(one?.credentialHash);
  });

  it('P9: may name a candidate until the time of the withdrawal', async () => {
    const { send } = openVoteApi();
    await send({ ...BALLOT, candidate_id: 'morin', ranked_choices: ['morin'] }).expect(202);
  });

  it('may not rank several candidates in a race with a single choice', async () => {
    const race: CatalogueContest = { ...OPEN, ballot: { ...RANKED, method: 'single_choice', maxRanks: 1 } };
    const deps = catalogueOf(race);
    expect((await refusal({}, deps)).body['type']).toBe(problemTypeUri('ranking-not-allowed'));
    await openVoteApi(deps)
      .send({ ...BALLOT, ranked_choices: ['roy'] })
      .expect(202);
  });

  it('is refused only if the race in the database refuses it', async () => {
    const old: CatalogueContest = { ...OPEN, ballot: { ...RANKED, maxRanks: 1 } };
    const { send, timesAsked } = openVoteApi(catalogueOf(old, OPEN));
    await send(BALLOT).expect(202);
    expect(timesAsked()).toBe(1);
    const unavailable = () => Promise.reject(new TransientError('unavailable'));
    const unsure = await refusal({}, { contests: { ...catalogueOf(old).contests, getFresh: unavailable } });
    expect([unsure.status, unsure.body['type']]).toEqual([503, problemTypeUri('not-ready')]);
    const { contests } = catalogueOf(old);
    const gone = await refusal({}, { contests: { ...contests, getFresh: () => Promise.resolve(undefined) } });
    expect(gone.body['type']).toBe(problemTypeUri('unknown-contest'));
  });

  it.each([{ election_id: 'NONE' }, { region_id: 'NOWHERE' }])(
    'with %j is answered 404, because there is no such contest',
    async (change) => {
      const { status, body } = await refusal(change);
      expect([status, body['type']]).toEqual([404, problemTypeUri('unknown-contest')]);
    },
  );

  it.each([
    [999, 'not-open'],
    [2_000, 'closed'],
  ] satisfies [number, ProblemType][])(
    'P9: received at %d is answered %s, with the window',
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

  it.each([
    [
      999,
      'fr',
      'Ouverture\u00a0: le 31 décembre 1969 à 19\u00a0h\u00a000\u00a0min\u00a001\u00a0s (America/Toronto), 1er janvier 1970 à 0\u00a0h\u00a000\u00a0min\u00a001\u00a0s UTC.',
    ],
    [
      2_000,
      'en',
      'It closed on 31 December 1969 at 19:00:02 (America/Toronto), 1 January 1970 at 00:00:02 UTC.',
    ],
  ] as const)(
    'received at %d outside the window, is told the time there in %s',
    async (atMs, language, told) => {
      const toronto = catalogueOf({ ...OPEN, timeZone: 'America/Toronto' });
      const { send } = openVoteApi({ ...toronto, clock: () => atMs });
      const answer = await send(BALLOT, { 'accept-language': language });
      expect(answer.body).toMatchObject({
        time_zone: 'America/Toronto',
        detail: expect.stringContaining(told) as string,
      });
    },
  );

  it('is refused as malformed before any contest is read', async () => {
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

  it('is answered 503 if the roll was made with another pepper, and the answer blames no other service', async () => {
    const send = () => openVoteApi({ hasOtherPepper: () => true }).send(BALLOT, { 'Accept-Language': 'en' });
    const answer = await send().expect(503);
    expect(answer.headers['retry-after']).toBe('5');
    expect(answer.body).toMatchObject({
      type: problemTypeUri('not-ready'),
      retry_after_seconds: 5,
      detail: 'We cannot handle this request at the moment. Try again in 5 seconds.',
    });
  });

  it('P1: is answered 503 or 429 if the intake did not accept it', async () => {
    for (const kind of ['broker-unavailable', 'unconfirmed', 'overloaded'] as const) {
      const answer = await openVoteApi({}, { kind }).send(BALLOT, { 'Accept-Language': 'en' }).expect(503);
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
    const answer = await openVoteApi({}, limited).send(BALLOT).expect(429);
    expect(answer.headers['retry-after']).toBe('2');
    expect(answer.body).toMatchObject({
      retry_after_seconds: 2,
      detail: expect.stringContaining('2 secondes') as string,
    });
  });
});
