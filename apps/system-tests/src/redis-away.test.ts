import { jest } from '@jest/globals';
import { QUEUES } from '@scrutin/contracts/messages';
import type { VoteRecord } from '@scrutin/testkit';
import {
  controlService,
  eventually,
  expectNothingLostNothingTwice,
  issueCredentials,
  loadRoll,
  oneVoteEach,
  publishLaw,
  runOrThrow,
  useSystem,
  VoteLoad,
} from '@scrutin/testkit';
import type { LawVote } from '@scrutin/voting-load';

jest.setTimeout(180_000);

describe('Redis away, or without memory, while votes come in', () => {
  const {
    stack,
    open,
    rolls: laws,
  } = useSystem({ suite: 'redis-away', processes: { 'validation-worker': 2 } });

  const cast = (votes: readonly LawVote[]): Promise<VoteRecord> =>
    new VoteLoad(votes, { target: stack.target }).done();
  const together = (...records: readonly VoteRecord[]): VoteRecord => ({
    accepted: records.flatMap(({ accepted }) => accepted),
    refused: records.flatMap(({ refused }) => refused),
    unanswered: records.flatMap(({ unanswered }) => unanswered),
    setbacks: records.flatMap(({ setbacks }) => setbacks),
  });

  test('a restart, and a stop, under load: votes are accepted all the time, and each is counted once (P3)', async () => {
    const law = await open(4_000);
    const load = new VoteLoad(oneVoteEach(law), {
      target: stack.target,
      votesPerSecond: 200,
      again: 'until-accepted',
    });
    await load.accepted(100);
    await controlService('restart', 'redis');
    await load.accepted(load.acceptedCount + 100);
    await controlService('stop', 'redis');
    const [api] = stack.running('ingestion-api');
    const [worker] = stack.running('validation-worker');
    try {
      await eventually('the worker is not ready', async () => {
        expect((await fetch(`${worker!.opsUrl()}/health/ready`)).status).toBe(503);
      });
      // The API goes on accepting, so it stays ready, and says what is away.
      const answer = await fetch(`${api!.opsUrl()}/health/ready`);
      expect({ status: answer.status, body: await answer.json() }).toMatchObject({
        status: 200,
        body: { dependencies: { broker: 'up', redis: 'down' } },
      });
      expect((await fetch(`${api!.opsUrl()}/health/live`)).status).toBe(200);
      await load.accepted(load.acceptedCount + 100);
    } finally {
      await controlService('start', 'redis');
    }
    await load.accepted(load.acceptedCount + 100);
    const record = await load.stop();
    const outcome = await expectNothingLostNothingTwice(stack, law, record);
    expect(outcome).toEqual({ counted: record.accepted.length, rejected: {} });
  });

  test('fault 6: flushed during voting, no voter is rejected as unknown, and voting goes on after roll load and rebuild (P3)', async () => {
    const law = await issueCredentials(stack, 60);
    laws.push(law);
    await runOrThrow(stack, ['roll', 'load', law.folder]);
    await publishLaw(stack, law);
    const votes = oneVoteEach(law);
    const early = await cast(votes.slice(0, 30));
    await expectNothingLostNothingTwice(stack, law, early);

    await stack.redis.flush();
    const late = await cast(votes); // those who voted try again, with those who have not
    expect(late.accepted).toHaveLength(60);
    await eventually('the workers say which roll is missing', () => {
      const said = stack.running('validation-worker').flatMap((one) => one.events('voter-roll.missing'));
      expect(JSON.stringify(said)).toContain(law.id);
    });
    const [settled] = await stack.sql<{ n: number }>(
      'SELECT count(*)::int AS n FROM settled_submissions WHERE submission_id = ANY($1::uuid[])',
      [late.accepted.map(({ submissionId }) => submissionId)],
    );
    expect(settled).toEqual({ n: 0 });

    await runOrThrow(stack, ['roll', 'load', law.folder]);
    await runOrThrow(stack, ['roll', 'rebuild', `law:${law.id}`]);
    const outcome = await expectNothingLostNothingTwice(stack, law, together(early, late));
    expect(outcome.counted).toBe(60);
  });

  test('fault 6: with the roll back and the claims lost, a second vote is rejected by PostgreSQL (P3)', async () => {
    const law = await open(40);
    const first = await cast(oneVoteEach(law));
    await expectNothingLostNothingTwice(stack, law, first);

    await stack.redis.flush();
    await loadRoll(stack, law); // and no rebuild: Redis lets everybody vote again
    const second = await cast(oneVoteEach(law));
    expect(second.accepted).toHaveLength(40);
    const outcome = await expectNothingLostNothingTwice(stack, law, together(first, second));
    expect(outcome).toEqual({ counted: 40, rejected: { 'already-voted': 40 } });
    expect(await stack.virtualHost.depth(QUEUES.parked)).toBe(0);
  });
});
