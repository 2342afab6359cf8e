import type { SubmissionBody } from '@scrutin/contracts/public';
import {
  closeLaw,
  eventually,
  expectNothingLostNothingTwice,
  NO_VOTES,
  oneVoteEach,
  problemOf,
  useSystem,
} from '@scrutin/testkit';

const MINUTE_MS = 60_000;

describe('the opening and the closing of a law (P9)', () => {
  const { stack, open, ask, cast, castAll } = useSystem({ suite: 'voting-window' });

  const submission = async (id: string): Promise<SubmissionBody> =>
    JSON.parse((await ask(`/api/v1/submissions/${id}`)).text) as SubmissionBody;

  test.each([
    { name: 'not open yet', type: 'not-open', from: 10 * MINUTE_MS, to: 20 * MINUTE_MS },
    { name: 'closed', type: 'closed', from: -20 * MINUTE_MS, to: -10 * MINUTE_MS },
  ])('a law that is $name accepts no vote, and the answer has its times', async ({ type, from, to }) => {
    const now = Date.now();
    const law = await open(1, { opensAtMs: now + from, closesAtMs: now + to });
    const answer = await cast(oneVoteEach(law)[0]!);
    expect(answer.status).toBe(409);
    const problem = problemOf(answer);
    expect(problem.type).toMatch(new RegExp(`:${type}$`));
    expect(problem.opens_at).toBe(new Date(now + from).toISOString());
    expect(problem.closes_at).toBe(new Date(now + to).toISOString());
    await expectNothingLostNothingTwice(stack, law, NO_VOTES);
  });

  test('a vote that was accepted in time and is processed after the closing counts', async () => {
    const law = await open(10, {
      opensAtMs: Date.now() - MINUTE_MS,
      closesAtMs: Date.now() + 60 * MINUTE_MS,
    });
    const votes = oneVoteEach(law);
    await stack.endAll('validation-worker', 'SIGTERM');
    const record = await castAll(votes.slice(0, 9));
    expect(record.accepted).toHaveLength(9);

    await closeLaw(stack, law, Date.now() + 1); // a vote at the time of the closing is too late
    await eventually('the API accepts no more votes', async () => {
      expect((await cast({ ...votes[9]!, voter: { nas: '000000000', code: 'ZZZZZ0' } })).status).toBe(409);
    });
    await stack.startApp('validation-worker');
    await eventually('the nine are counted', async () => {
      for (const { submissionId } of record.accepted) {
        expect(await submission(submissionId)).toMatchObject({ state: 'counted' });
      }
    });
  });

  test('a vote that an API accepted after a closing of which it did not know is rejected', async () => {
    const law = await open(5, {
      opensAtMs: Date.now() - 10 * MINUTE_MS,
      closesAtMs: Date.now() + 60 * MINUTE_MS,
    });
    await stack.endAll('validation-worker', 'SIGTERM');
    const record = await castAll(oneVoteEach(law));
    expect(record.accepted).toHaveLength(5);
    await closeLaw(stack, law, Date.now() - 5 * MINUTE_MS);
    await stack.startApp('validation-worker');
    await eventually('the five are rejected', async () => {
      for (const { submissionId } of record.accepted) {
        expect(await submission(submissionId)).toMatchObject({ state: 'rejected', reason: 'closed' });
      }
    });
    expect(JSON.parse((await ask(`/api/v1/results/${law.id}`)).text)).toMatchObject({ total_votes: 0 });
  });
});
