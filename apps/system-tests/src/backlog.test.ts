import { QUEUES } from '@scrutin/contracts/messages';
import {
  eventually,
  expectNothingLostNothingTwice,
  joinRecords,
  oneVoteEach,
  refusalOf,
  useSystem,
} from '@scrutin/testkit';

const LIMIT = 40;

describe('more votes than the workers can process', () => {
  const { stack, open, cast, castAll, startVoting } = useSystem({
    suite: 'backlog',
    processes: { 'validation-worker': 0 },
    // Each message has one vote, so that the length of the queue is the number of votes.
    settings: { 'ingestion-api': { BACKLOG_MAX_MESSAGES: String(LIMIT), INTAKE_GROUP_MAX_VOTES: '1' } },
  });

  test('above the limit, votes get 503 and Retry-After until the queue is well below it, and no vote is dropped', async () => {
    const law = await open(600);
    const votes = oneVoteEach(law);
    const flood = startVoting(votes.slice(0, 500), { votesPerSecond: 100 });
    await eventually('the API refuses votes', () => {
      expect(flood.setbackCount).toBeGreaterThan(3);
    });
    const first = await flood.stop();
    expect(first.accepted.length).toBeGreaterThan(LIMIT);
    for (const { reply } of first.refused) {
      expect(refusalOf(reply)).toEqual([503, 'overloaded']);
      expect(reply.header('retry-after')).toMatch(/^\d+$/);
    }
    // Every vote that was accepted is in the queue.
    expect(await stack.virtualHost.depth(QUEUES.validation)).toBe(first.accepted.length);

    // A little below the limit the API still refuses votes. Far below, it accepts them again.
    const withdrawn = await stack.virtualHost.withdraw(
      QUEUES.validation,
      first.accepted.length - (LIMIT - 5),
    );
    for (let i = 0; i < 10; i++) expect((await cast(votes[500 + i]!)).status).toBe(503);
    withdrawn.push(...(await stack.virtualHost.withdraw(QUEUES.validation, LIMIT / 2)));
    const second = await castAll(votes.slice(520, 525), { again: 'until-accepted' });
    expect(second.accepted).toHaveLength(5);

    for (const body of withdrawn) await stack.virtualHost.publish(QUEUES.validation, body);
    await stack.startApp('validation-worker');
    const outcome = await expectNothingLostNothingTwice(stack, law, joinRecords(first, second));
    expect(outcome).toEqual({ counted: first.accepted.length + 5, rejected: {} });
    const [api] = stack.running('ingestion-api');
    expect(api!.events('intake.backlog-high')).not.toHaveLength(0);
    expect(api!.events('intake.backlog-normal')).not.toHaveLength(0);
  });

  test('a full queue refuses new votes and drops no old ones: the voters get 503, vote again, and are counted', async () => {
    const law = await open(60);
    await stack.endAll('validation-worker', 'SIGTERM');
    await stack.virtualHost.limitQueue(QUEUES.validation, 10);
    const votes = oneVoteEach(law);
    const first = await castAll(votes.slice(0, 50), { connections: 4 });
    expect(first.accepted.length).toBeGreaterThan(0);
    expect(first.refused.length).toBeGreaterThan(0);
    for (const { status, reply } of first.refused) {
      expect(status).toBe(503);
      expect(reply.header('retry-after')).toMatch(/^\d+$/);
    }
    expect(await stack.virtualHost.depth(QUEUES.validation)).toBe(first.accepted.length);

    await stack.startApp('validation-worker');
    const rest = first.refused.map(({ kind, voter, lawId, choice }) => ({ kind, voter, lawId, choice }));
    const second = await castAll(rest, { again: 'until-accepted' });
    await stack.virtualHost.unlimitQueue(QUEUES.validation);
    const outcome = await expectNothingLostNothingTwice(stack, law, joinRecords(first, second));
    expect(outcome).toEqual({ counted: 50, rejected: {} });
  });
});
