import { QUEUES } from '@scrutin/contracts/messages';
import {
  controlService,
  eventually,
  expectNothingLostNothingTwice,
  issueCredentials,
  joinRecords,
  loadLawRoll,
  oneVoteEach,
  publishLaw,
  runOrThrow,
  useSystem,
} from '@scrutin/testkit';

describe('Redis is away or loses its data while votes come in', () => {
  const { stack, open, rolls, castAll, startVoting } = useSystem({
    suite: 'redis-away',
    processes: { 'validation-worker': 2 },
  });

  test('a restart and a stop under load: votes are accepted throughout, and each is counted once (P3)', async () => {
    const law = await open(4_000);
    const load = startVoting(oneVoteEach(law), { votesPerSecond: 200, again: 'until-accepted' });
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
      // The API continues to accept votes, so it stays ready, and its health page names what is away.
      await eventually('the health page names what is away', async () => {
        const answer = await fetch(`${api!.opsUrl()}/health/ready`);
        expect({ status: answer.status, body: await answer.json() }).toMatchObject({
          status: 200,
          body: { dependencies: { broker: 'up', redis: 'down' } },
        });
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

  test('a flush during voting: no voter is rejected as unknown, and voting continues after `roll load` and `roll rebuild` (P3)', async () => {
    const law = await issueCredentials(stack, 60);
    rolls.push(law);
    await runOrThrow(stack, ['roll', 'load', law.folder]);
    await publishLaw(stack, law);
    const votes = oneVoteEach(law);
    const early = await castAll(votes.slice(0, 30));
    await expectNothingLostNothingTwice(stack, law, early);

    await stack.redis.flush();
    const late = await castAll(votes); // the first thirty vote again, and the others for the first time
    expect(late.accepted).toHaveLength(60);
    await eventually('the workers log which roll is missing', () => {
      const logged = stack.running('validation-worker').flatMap((one) => one.events('voter-roll.missing'));
      expect(JSON.stringify(logged)).toContain(law.id);
    });
    const [settled] = await stack.sql<{ n: number }>(
      'SELECT count(*)::int AS n FROM settled_submissions WHERE submission_id = ANY($1::uuid[])',
      [late.accepted.map(({ submissionId }) => submissionId)],
    );
    expect(settled).toEqual({ n: 0 });

    await runOrThrow(stack, ['roll', 'load', law.folder]);
    await runOrThrow(stack, ['roll', 'rebuild', `law:${law.id}`]);
    const outcome = await expectNothingLostNothingTwice(stack, law, joinRecords(early, late));
    expect(outcome.counted).toBe(60);
  });

  test('when the roll is loaded again and the claims are lost, PostgreSQL rejects second votes (P3)', async () => {
    const law = await open(40);
    const first = await castAll(oneVoteEach(law));
    await expectNothingLostNothingTwice(stack, law, first);

    await stack.redis.flush();
    await loadLawRoll(stack, law); // without `roll rebuild` Redis lets everybody vote again
    const second = await castAll(oneVoteEach(law));
    expect(second.accepted).toHaveLength(40);
    const outcome = await expectNothingLostNothingTwice(stack, law, joinRecords(first, second));
    expect(outcome).toEqual({ counted: 40, rejected: { 'already-voted': 40 } });
    expect(await stack.virtualHost.depth(QUEUES.parked)).toBe(0);
  });
});
