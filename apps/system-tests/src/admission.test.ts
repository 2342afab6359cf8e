import { randomUUID } from 'node:crypto';
import type { AcceptedVote, AnsweredVote } from '@scrutin/testkit';
import {
  answered,
  bodyOf,
  eventually,
  expectNothingLostNothingTwice,
  NO_VOTES,
  oneVoteEach,
  PATIENT_ADMISSION,
  refusalOf,
  useSystem,
} from '@scrutin/testkit';
import type { LawVote } from '@scrutin/voting-load';

/** The longest window, of 24 days, so that hardly ever one ends during a test. */
const ENDLESS_MS = '2147483647';

const times = (count: number, status: number): number[] => Array.from({ length: count }, () => status);

describe('the limits of submissions, with two replicas of the API', () => {
  const { stack, open, client, cast } = useSystem({
    suite: 'admission',
    processes: { 'ingestion-api': 2 },
    settings: {
      'ingestion-api': {
        ...PATIENT_ADMISSION,
        TRUSTED_PROXIES: '127.0.0.1',
        ADDRESS_LIMIT: '12',
        ADDRESS_WINDOW_MS: ENDLESS_MS,
        GUESS_LIMIT: '3',
        GUESS_NAS_LIMIT: '20',
        GUESS_WINDOW_MS: ENDLESS_MS,
      },
      'validation-worker': { GUESS_WINDOW_MS: ENDLESS_MS },
    },
    connections: 8,
  });

  /** Casts a vote from the address that the proxy names. The replicas are asked alternately. */
  const castFrom = (
    address: string,
    { voter, lawId, choice }: LawVote,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<AnsweredVote> =>
    client
      .call('voteOnLaw', {
        body: { nas: voter.nas, code: voter.code, law_id: lawId, vote: choice },
        headers: { 'x-forwarded-for': address, ...headers },
      })
      .then(answered);
  const accepted = (vote: LawVote, answer: AnsweredVote): AcceptedVote => {
    return { ...vote, submissionId: bodyOf(answer).request_id };
  };

  test('an address may submit a number of votes over all replicas, and then gets 429 and Retry-After', async () => {
    const law = await open(20);
    const votes = oneVoteEach(law);
    const acceptedVotes: AcceptedVote[] = [];
    const statuses: number[] = [];
    for (const vote of votes.slice(0, 16)) {
      const answer = await castFrom('203.0.113.7', vote);
      statuses.push(answer.status);
      if (answer.status === 202) acceptedVotes.push(accepted(vote, answer));
      else expect(answer.header('retry-after')).toMatch(/^[1-9]\d*$/);
    }
    expect(statuses).toEqual([...times(12, 202), ...times(4, 429)]);

    const elsewhere = await castFrom('203.0.113.8', votes[16]!);
    expect(elsewhere.status).toBe(202);
    acceptedVotes.push(accepted(votes[16]!, elsewhere));
    const record = { ...NO_VOTES, accepted: acceptedVotes };
    expect(await expectNothingLostNothingTwice(stack, law, record)).toEqual({ counted: 13, rejected: {} });
  });

  test('all IPv6 addresses of one /64 count as one, because one subscriber has them all', async () => {
    const law = await open(20);
    const statuses: number[] = [];
    for (const [i, vote] of oneVoteEach(law).slice(0, 14).entries()) {
      statuses.push((await castFrom(`2001:db8:0:1::${(i + 1).toString(16)}`, vote)).status);
    }
    expect(statuses).toEqual([...times(12, 202), ...times(2, 429)]);
  });

  test('a client that guesses the code of a NAS is limited at once, and the voter can vote from another address', async () => {
    const law = await open(2);
    const [victim] = law.voters;
    const guess = (n: number): LawVote => {
      const code = `AAAA${String(n).padStart(2, '0')}`;
      return { kind: 'law', voter: { nas: victim!.nas, code }, lawId: law.id, choice: 'oui' };
    };
    // They are sent together, so no worker has judged the first of them when the last one arrives.
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, n) => castFrom('198.51.100.1', guess(n))),
    );
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThanOrEqual(10 - 2 * 3); // three on each replica
    for (const { header } of refused) expect(header('retry-after')).toMatch(/^[1-9]\d*$/);

    const vote: LawVote = { kind: 'law', voter: victim!, lawId: law.id, choice: 'non' };
    const voted = await castFrom('198.51.100.200', vote);
    expect(voted.status).toBe(202);
    const again = await castFrom('198.51.100.200', vote);
    expect(again.status).toBe(202); // the same code again is not a guess
  });

  test('guesses at one NAS have one limit over all addresses and replicas', async () => {
    const law = await open(1);
    const [victim] = law.voters;
    let n = 0;
    await eventually('the next guess is refused, from any address', async () => {
      const code = `BB${String(n++).padStart(4, '0')}`;
      const vote: LawVote = { kind: 'law', voter: { nas: victim!.nas, code }, lawId: law.id, choice: 'oui' };
      const answer = await castFrom(`198.51.${101 + Math.floor(n / 250)}.${n % 250}`, vote);
      expect(answer.status).toBe(429);
    });
    expect(n).toBeGreaterThan(20);
  });

  test('the same Idempotency-Key is the same submission on every replica, and counted once', async () => {
    const law = await open(3);
    const [vote, other] = oneVoteEach(law);
    const key = { 'idempotency-key': randomUUID() };
    const answers = [];
    for (let i = 0; i < 4; i++) answers.push(await castFrom('192.0.2.1', vote!, key));
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202, 202]);
    const ids = new Set(answers.map((answer) => accepted(vote!, answer).submissionId));
    expect(ids.size).toBe(1);
    // Another voter who happens to use the same key makes another submission.
    const stranger = await castFrom('192.0.2.2', other!, key);
    expect(stranger.status).toBe(202);
    const second = accepted(other!, stranger);
    expect(ids.has(second.submissionId)).toBe(false);

    const record = { ...NO_VOTES, accepted: [accepted(vote!, answers[0]!), second] };
    expect(await expectNothingLostNothingTwice(stack, law, record)).toEqual({ counted: 2, rejected: {} });
  });

  test('every replica refuses the same key with another choice, and the vote does not change', async () => {
    const law = await open(1);
    const [vote] = oneVoteEach(law);
    const key = { 'idempotency-key': randomUUID() };
    const first = await castFrom('192.0.2.3', vote!, key);
    expect(first.status).toBe(202);
    for (let i = 0; i < 2; i++) {
      expect((await castFrom('192.0.2.3', { ...vote!, choice: 'non' }, key)).status).toBe(422);
    }
    const record = { ...NO_VOTES, accepted: [accepted(vote!, first)] };
    expect(await expectNothingLostNothingTwice(stack, law, record)).toEqual({ counted: 1, rejected: {} });
  });

  test('an invalid key is refused, and so is a body that is not a vote', async () => {
    const law = await open(1);
    const [vote] = oneVoteEach(law);
    expect((await castFrom('192.0.2.4', vote!, { 'idempotency-key': 'with a space' })).status).toBe(400);
    for (const body of [{}, { ...vote!.voter }, { ...vote!.voter, law_id: law.id, vote: 'peut-être' }, []]) {
      const reply = await client.callWithText('voteOnLaw', { text: JSON.stringify(body) });
      expect(refusalOf(reply)).toEqual([400, 'malformed']);
    }
    expect((await cast({ ...vote!, lawId: 'no-such-law' })).status).toBe(404);
    await expectNothingLostNothingTwice(stack, law, NO_VOTES);
  });
});
