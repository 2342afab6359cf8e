import { jest } from '@jest/globals';
import { QUEUES } from '@scrutin/contracts/messages';
import type { LawResultBody, SubmissionBody } from '@scrutin/contracts/public';
import {
  eventually,
  expectNothingLostNothingTwice,
  oneVoteEach,
  useSystem,
  VoteLoad,
} from '@scrutin/testkit';
import type { HttpAnswer, HttpCall } from '@scrutin/voting-load';
import { castVote } from '@scrutin/voting-load';

jest.setTimeout(120_000);

describe('a fresh installation', () => {
  // No worker and no aggregator yet: the broker is empty, and nobody but the API can have made its queues.
  const { stack, client, open } = useSystem({
    suite: 'first-vote',
    processes: { 'validation-worker': 0, aggregator: 0 },
  });

  const ask = async (path: string, call?: HttpCall): Promise<HttpAnswer> => {
    const answer = await client.send(`${stack.target()}${path}`, call);
    if (answer.kind === 'unanswered') throw answer.error;
    return answer;
  };
  const submission = async (location: string): Promise<SubmissionBody> =>
    JSON.parse((await ask(location)).text) as SubmissionBody;

  test('fault 1: the first vote on an empty broker is kept until a worker comes, and counted (P1)', async () => {
    const law = await open(3);
    const load = new VoteLoad(oneVoteEach(law), { target: stack.target });
    const record = await load.done();
    expect(record.accepted).toHaveLength(3);
    expect(await stack.virtualHost.depth(QUEUES.validation)).toBeGreaterThan(0);

    await stack.startApp('validation-worker');
    await stack.startApp('aggregator');
    const outcome = await expectNothingLostNothingTwice(stack, law, record);
    expect(outcome).toEqual({ counted: 3, rejected: {} });
  });

  test('the address in Location says queued, then counted, and the result grows by one', async () => {
    const law = await open(1);
    const before = JSON.parse((await ask(`/api/v1/results/${law.id}`)).text) as LawResultBody;
    expect(before.total_votes).toBe(0);

    const answer = await castVote(client, stack.target, oneVoteEach(law)[0]!);
    if (answer.kind === 'unanswered') throw answer.error;
    expect(answer.status).toBe(202);
    const body = JSON.parse(answer.text) as { request_id: string; status: string };
    expect(body.status).toBe('accepted');
    expect(answer.headers.location).toBe(`/api/v1/submissions/${body.request_id}`);

    const states = new Set<string>();
    await eventually('the submission is counted', async () => {
      const { state } = await submission(answer.headers.location!);
      states.add(state);
      expect(state).toBe('counted');
    });
    for (const state of states) expect(['queued', 'counted']).toContain(state);
    await eventually('the result went up by one', async () => {
      const after = JSON.parse((await ask(`/api/v1/results/${law.id}`)).text) as LawResultBody;
      expect([after.oui_count, after.non_count, after.total_votes]).toEqual([1, 0, 1]);
    });
  });

  test('an unknown submission is not found, and neither is a malformed identifier', async () => {
    for (const id of ['5b1e0c9a-7d3f-8a21-9c4e-d2f06b7a1188', 'nothing', '1']) {
      expect((await ask(`/api/v1/submissions/${id}`)).status).toBe(404);
    }
  });

  test('fault 1: with its queue gone a vote is answered 503, never 202, and the queue comes back', async () => {
    const law = await open(20);
    await eventually('nothing is under way', async () => {
      expect(await stack.virtualHost.depth(QUEUES.validation)).toBe(0);
    });
    await stack.endAll('validation-worker', 'SIGTERM');
    await stack.virtualHost.deleteQueue(QUEUES.validation);

    const first = await castVote(client, stack.target, oneVoteEach(law)[0]!);
    if (first.kind === 'unanswered') throw first.error;
    // 202 would be honest only if the queue had been made again in time; then the vote is in it, and counted below.
    expect(first.status).toBe(503);
    expect(first.headers['retry-after']).toMatch(/^\d+$/);

    const load = new VoteLoad(oneVoteEach(law), { target: stack.target, again: 'until-accepted' });
    const record = await load.done();
    expect(record.accepted).toHaveLength(20);
    await stack.startApp('validation-worker');
    await expectNothingLostNothingTwice(stack, law, record);
  });
});
