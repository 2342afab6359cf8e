import { jest } from '@jest/globals';
import { QUEUES } from '@scrutin/contracts/messages';
import {
  eventually,
  expectNothingLostNothingTwice,
  oneVoteEach,
  readMetrics,
  sumOf,
  useSystem,
  VoteLoad,
} from '@scrutin/testkit';

jest.setTimeout(180_000);

describe('a worker that is killed in the middle of its work', () => {
  const { stack, open } = useSystem({ suite: 'worker-crash', processes: { 'validation-worker': 2 } });

  test('fault 3: SIGKILL under load, eight times, two workers: no vote is lost and no voter is locked out (P2)', async () => {
    const law = await open(1_500);
    const load = new VoteLoad(oneVoteEach(law), { target: stack.target });
    for (let kill = 1; kill <= 8; kill++) {
      await load.accepted(kill * 150);
      const [victim] = stack.running('validation-worker');
      await victim?.end('SIGKILL');
      // The next one falls while this one still starts: sometimes nobody validates at all.
      await stack.startApp('validation-worker', { until: 'live' });
    }
    const record = await load.done();
    expect(record.accepted).toHaveLength(1_500);
    const outcome = await expectNothingLostNothingTwice(stack, law, record);
    expect(outcome).toEqual({ counted: 1_500, rejected: {} });
  });

  test('fault 3: SIGTERM under load: what was begun is finished, the rest goes to the other worker', async () => {
    const law = await open(600);
    const load = new VoteLoad(oneVoteEach(law), { target: stack.target });
    await load.accepted(200);
    const [first] = stack.running('validation-worker');
    expect(await first?.end('SIGTERM')).toEqual({ code: 0, signal: null });
    const record = await load.done();
    await stack.startApp('validation-worker');
    expect(await expectNothingLostNothingTwice(stack, law, record)).toEqual({ counted: 600, rejected: {} });
  });

  test('fault 3: killed between the claim and the forwarding: its own claim does not lock the voter out (P2)', async () => {
    const law = await open(60);
    await stack.endAll('aggregator', 'SIGTERM');
    // The next queue takes next to nothing: claims are made in Redis, and cannot be forwarded.
    await stack.virtualHost.limitQueue(QUEUES.aggregation, 1);
    const record = await new VoteLoad(oneVoteEach(law), { target: stack.target }).done();
    expect(record.accepted).toHaveLength(60);
    await eventually('every worker that has a batch is stuck behind its claims', async () => {
      const samples = await Promise.all(
        stack.running('validation-worker').map((worker) => readMetrics(worker.opsUrl())),
      );
      const retries = { queue: QUEUES.validation };
      expect(sumOf(samples.flat(), 'broker_batch_retries_total', retries)).toBeGreaterThan(0);
    });
    await stack.endAll('validation-worker', 'SIGKILL');
    const claimed = (await stack.redis.dump()).flatMap(({ parts }) => parts);
    expect(claimed.filter((part) => part.length === 17)).not.toHaveLength(0); // 0x00 and a submission's 16 bytes

    await stack.virtualHost.unlimitQueue(QUEUES.aggregation);
    await Promise.all([stack.startApp('validation-worker'), stack.startApp('aggregator')]);
    expect(await expectNothingLostNothingTwice(stack, law, record)).toEqual({ counted: 60, rejected: {} });
  });
});
