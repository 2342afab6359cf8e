import { jest } from '@jest/globals';
import type { Problem } from '@scrutin/contracts/problems';
import type { SubmissionBody } from '@scrutin/contracts/public';
import {
  closeLaw,
  eventually,
  expectNothingLostNothingTwice,
  oneVoteEach,
  useSystem,
  VoteLoad,
} from '@scrutin/testkit';
import type { HttpAnswer, LawVote } from '@scrutin/voting-load';
import { castVote } from '@scrutin/voting-load';

jest.setTimeout(120_000);

const MINUTE_MS = 60_000;

describe('opening and closing (P9)', () => {
  const { stack, client, open } = useSystem({ suite: 'voting-window' });

  const cast = async (vote: LawVote): Promise<HttpAnswer> => {
    const answer = await castVote(client, stack.target, vote);
    if (answer.kind === 'unanswered') throw answer.error;
    return answer;
  };

  test.each([
    { name: 'not open yet', type: 'not-open', from: 10 * MINUTE_MS, to: 20 * MINUTE_MS },
    { name: 'closed', type: 'closed', from: -20 * MINUTE_MS, to: -10 * MINUTE_MS },
  ])('fault 8: a law that is $name takes no vote, and says its times', async ({ type, from, to }) => {
    const now = Date.now();
    const law = await open(1, { opensAtMs: now + from, closesAtMs: now + to });
    const answer = await cast(oneVoteEach(law)[0]!);
    expect(answer.status).toBe(409);
    const problem = JSON.parse(answer.text) as Problem;
    expect(problem.type).toMatch(new RegExp(`:${type}$`));
    expect(problem.opens_at).toBe(new Date(now + from).toISOString());
    expect(problem.closes_at).toBe(new Date(now + to).toISOString());
    const nothing = { accepted: [], refused: [], unanswered: [], setbacks: [] };
    await expectNothingLostNothingTwice(stack, law, nothing);
  });

  test('a vote that was accepted in time and is processed after the closing counts', async () => {
    const law = await open(10, {
      opensAtMs: Date.now() - MINUTE_MS,
      closesAtMs: Date.now() + 60 * MINUTE_MS,
    });
    const votes = oneVoteEach(law);
    await stack.endAll('validation-worker', 'SIGTERM');
    const record = await new VoteLoad(votes.slice(0, 9), { target: stack.target }).done();
    expect(record.accepted).toHaveLength(9);

    await closeLaw(stack, law, Date.now() + 1); // the closing itself no longer belongs to the window
    await eventually('the API takes no more votes', async () => {
      expect((await cast({ ...votes[9]!, voter: { nas: '000000000', code: 'ZZZZZ0' } })).status).toBe(409);
    });
    await stack.startApp('validation-worker');
    await eventually('the nine are counted', async () => {
      for (const { submissionId } of record.accepted) {
        const answer = await fetch(`${stack.target()}/api/v1/submissions/${submissionId}`);
        expect(((await answer.json()) as SubmissionBody).state).toBe('counted');
      }
    });
  });

  test('a vote that an API took after the closing, not knowing of it, does not count', async () => {
    const law = await open(5, {
      opensAtMs: Date.now() - 10 * MINUTE_MS,
      closesAtMs: Date.now() + 60 * MINUTE_MS,
    });
    await stack.endAll('validation-worker', 'SIGTERM');
    const record = await new VoteLoad(oneVoteEach(law), { target: stack.target }).done();
    expect(record.accepted).toHaveLength(5);
    await closeLaw(stack, law, Date.now() - 5 * MINUTE_MS);
    await stack.startApp('validation-worker');
    await eventually('the five are rejected', async () => {
      for (const { submissionId } of record.accepted) {
        const answer = await fetch(`${stack.target()}/api/v1/submissions/${submissionId}`);
        expect((await answer.json()) as SubmissionBody).toMatchObject({
          state: 'rejected',
          reason: 'closed',
        });
      }
    });
    const results = await fetch(`${stack.target()}/api/v1/results/${law.id}`);
    expect(await results.json()).toMatchObject({ total_votes: 0 });
  });
});
