import { problemTypeUri, textIn } from '@scrutin/contracts/problems';
import { ACCEPTED_UNDER_KEY_MESSAGE } from '@scrutin/contracts/public';
import { contestKey } from '@scrutin/election';
import { TransientError } from '@scrutin/service-runtime';
import { BALLOT, catalogueOf, OPEN, openVoteApi } from './fixture/election-vote-api.ts';
import type { VoteDependencies } from './vote-dependencies.ts';

describe('a ballot with an Idempotency-Key', () => {
  const KEY = { 'Idempotency-Key': '7f3c1f0e-5a52-4d0b-9c1b-2f6f0f0e9d11' };

  it('is one submission however often it is sent, and another choice has another fingerprint', async () => {
    const { send, submissions } = openVoteApi();
    await send(BALLOT, KEY).expect(202);
    await send(BALLOT, KEY).expect(202);
    await send({ ...BALLOT, ranked_choices: ['roy'] }, KEY).expect(202);
    await send({ ...BALLOT, code: 'ZZZZZZ' }, KEY).expect(202);
    const [first, again, otherChoice, otherVoter] = submissions.map((s) => s.idempotency);
    expect(again).toEqual(first);
    expect(otherChoice?.submissionId).toBe(first?.submissionId);
    expect(otherChoice?.fingerprint).not.toBe(first?.fingerprint);
    expect(otherVoter?.submissionId).not.toBe(first?.submissionId);
    expect(submissions.map((s) => s.vote.submissionId)).toEqual(
      submissions.map((s) => s.idempotency?.submissionId),
    );
  });

  it('is another submission in another region', async () => {
    const races = new Map(
      ['SHERBROOKE', 'MONTREAL-NORD'].map((regionId) => {
        const key = contestKey({ kind: 'election', electionId: 'PROV-2025', regionId });
        return [key, { ...OPEN, key }];
      }),
    );
    const { send, submissions } = openVoteApi({
      contests: { ...catalogueOf(OPEN).contests, get: (key) => races.get(key) },
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
  ])('is refused with the key %j, with the reason: %s', async (key, why) => {
    const { send, submissions } = openVoteApi();
    const headers = { 'Idempotency-Key': key, 'Accept-Language': 'en' };
    const { body } = (await send(BALLOT, headers).expect(400)) as { body: unknown };
    expect(body).toMatchObject({
      type: problemTypeUri('idempotency-key-invalid'),
      errors: [{ field: 'Idempotency-Key', message: expect.stringContaining(why) as string }],
    });
    expect(submissions).toEqual([]);
  });

  it.each(['a'.repeat(16), 'a'.repeat(255), '!"#$%&()*+,-./:;'])(
    'is accepted with the key %j',
    async (key) => {
      await openVoteApi().send(BALLOT, { 'Idempotency-Key': key }).expect(202);
    },
  );

  it('is answered that the first vote under the key is valid', async () => {
    const answer = await openVoteApi().send(BALLOT, KEY).expect(202);
    expect(answer.body).toMatchObject({ message: textIn('fr', ACCEPTED_UNDER_KEY_MESSAGE) });
  });

  const reused = (submissionStatus: VoteDependencies['submissionStatus']) =>
    openVoteApi({ submissionStatus }, { kind: 'idempotency-key-reused' }).send(BALLOT, KEY);

  it('is refused with another choice while the first is undecided, with the address of the first', async () => {
    const { body } = (await reused(() => Promise.resolve(undefined)).expect(422)) as { body: unknown };
    expect(body).toMatchObject({
      type: problemTypeUri('idempotency-key-reused'),
      location: expect.stringMatching('^/api/v1/submissions/[0-9a-f-]{36}$') as string,
    });
  });

  it('is refused with another choice if the first was rejected, with the advice to take another key', async () => {
    const status = { state: 'rejected', reason: 'wrong-region' } as const;
    const { body } = (await reused(() => Promise.resolve(status)).expect(422)) as { body: unknown };
    expect(body).toMatchObject({
      type: problemTypeUri('key-of-rejected-vote'),
      location: expect.stringMatching('^/api/v1/submissions/') as string,
    });
  });

  it('P6: gets the same answer for every choice once the first is counted, so that it proves nothing', async () => {
    const other = await reused(() => Promise.resolve({ state: 'counted' })).expect(202);
    const same = await openVoteApi().send(BALLOT, KEY).expect(202);
    const dateless = (headers: unknown) => ({ ...(headers as Record<string, string>), date: '' });
    expect(dateless(other.headers)).toEqual(dateless(same.headers));
    expect(other.body).toEqual(same.body);
  });

  it('is answered 503 while the database, which knows what became of the first, is unavailable', async () => {
    const answer = await reused(() => Promise.reject(new TransientError('unavailable'))).expect(503);
    expect(answer.body).toMatchObject({ type: problemTypeUri('not-ready'), retry_after_seconds: 5 });
  });
});
