import { QUEUES } from '@scrutin/contracts/messages';
import type { LawResultBody, SubmissionBody } from '@scrutin/contracts/public';
import { bodyOf, eventually, expectNothingLostNothingTwice, oneVoteEach, useSystem } from '@scrutin/testkit';

describe('a new installation', () => {
  // Without a worker and an aggregator, only the API can have created the queues of the empty broker.
  const { stack, open, ask, cast, castAll } = useSystem({
    suite: 'first-vote',
    processes: { 'validation-worker': 0, aggregator: 0 },
  });

  const submission = async (location: string): Promise<SubmissionBody> =>
    JSON.parse((await ask(location)).text) as SubmissionBody;

  test('the first votes on an empty broker are kept until a worker starts, and are counted (P1)', async () => {
    const law = await open(3);
    const record = await castAll(oneVoteEach(law));
    expect(record.accepted).toHaveLength(3);
    expect(await stack.virtualHost.depth(QUEUES.validation)).toBeGreaterThan(0);

    await stack.startApp('validation-worker');
    await stack.startApp('aggregator');
    const outcome = await expectNothingLostNothingTwice(stack, law, record);
    expect(outcome).toEqual({ counted: 3, rejected: {} });
  });

  test('the submission in Location is queued, then counted, and the result grows by one', async () => {
    const law = await open(1);
    const before = JSON.parse((await ask(`/api/v1/results/${law.id}`)).text) as LawResultBody;
    expect(before.total_votes).toBe(0);

    const answer = await cast(oneVoteEach(law)[0]!);
    expect(answer.status).toBe(202);
    const body = bodyOf(answer);
    const location = answer.header('location')!;
    expect(body.status).toBe('accepted');
    expect(location).toBe(`/api/v1/submissions/${body.request_id}`);

    const states = new Set<string>();
    await eventually('the submission is counted', async () => {
      const { state } = await submission(location);
      states.add(state);
      expect(state).toBe('counted');
    });
    for (const state of states) expect(['queued', 'counted']).toContain(state);
    await eventually('the result went up by one', async () => {
      const after = JSON.parse((await ask(`/api/v1/results/${law.id}`)).text) as LawResultBody;
      expect([after.oui_count, after.non_count, after.total_votes]).toEqual([1, 0, 1]);
    });
  });

  test('an unknown or malformed identifier of a submission is answered 404', async () => {
    for (const id of ['5b1e0c9a-7d3f-8a21-9c4e-d2f06b7a1188', 'nothing', '1']) {
      expect((await ask(`/api/v1/submissions/${id}`)).status).toBe(404);
    }
  });

  test('without its queue the API answers 503 and never 202, and it creates the queue again', async () => {
    const law = await open(20);
    await eventually('no vote is in the queue', async () => {
      expect(await stack.virtualHost.depth(QUEUES.validation)).toBe(0);
    });
    await stack.endAll('validation-worker', 'SIGTERM');
    await stack.virtualHost.deleteQueue(QUEUES.validation);

    const first = await cast(oneVoteEach(law)[0]!);
    // 202 would be right only if the queue existed again by then.
    expect(first.status).toBe(503);
    expect(first.header('retry-after')).toMatch(/^\d+$/);

    const record = await castAll(oneVoteEach(law), { again: 'until-accepted' });
    expect(record.accepted).toHaveLength(20);
    await stack.startApp('validation-worker');
    await expectNothingLostNothingTwice(stack, law, record);
  });
});
