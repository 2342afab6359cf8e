import { QUEUES } from '@scrutin/contracts/messages';
import {
  eventually,
  expectNothingLostNothingTwice,
  oneVoteEach,
  readMetrics,
  sumOf,
  useSystem,
} from '@scrutin/testkit';

describe('a worker that ends while it works', () => {
  const { stack, open, startVoting, castAll } = useSystem({
    suite: 'worker-crash',
    processes: { 'validation-worker': 2 },
  });

  test('eight times SIGKILL to one of two workers, under load: no vote is lost, and every voter can vote (P2)', async () => {
    const law = await open(1_500);
    const load = startVoting(oneVoteEach(law));
    for (let kill = 1; kill <= 8; kill++) {
      await load.accepted(kill * 150);
      const [victim] = stack.running('validation-worker');
      await victim?.end('SIGKILL');
      // The next worker is killed while this one still starts, so that at times there is none.
      await stack.startApp('validation-worker', { until: 'live' });
    }
    const record = await load.done();
    expect(record.accepted).toHaveLength(1_500);
    const outcome = await expectNothingLostNothingTwice(stack, law, record);
    expect(outcome).toEqual({ counted: 1_500, rejected: {} });
  });

  test('SIGTERM under load: the worker finishes its batch, and the other worker processes the rest', async () => {
    const law = await open(600);
    const load = startVoting(oneVoteEach(law));
    await load.accepted(200);
    const [first] = stack.running('validation-worker');
    expect(await first?.end('SIGTERM')).toEqual({ code: 0, signal: null });
    const record = await load.done();
    await stack.startApp('validation-worker');
    expect(await expectNothingLostNothingTwice(stack, law, record)).toEqual({ counted: 600, rejected: {} });
  });

  test('SIGKILL between the claim and the forwarding: the claim does not keep the voter from being counted (P2)', async () => {
    const law = await open(60);
    await stack.endAll('aggregator', 'SIGTERM');
    // The next queue accepts one message: votes are claimed in Redis and cannot be forwarded.
    await stack.virtualHost.limitQueue(QUEUES.aggregation, 1);
    const record = await castAll(oneVoteEach(law));
    expect(record.accepted).toHaveLength(60);
    await eventually('a worker cannot forward the votes that it has claimed', async () => {
      const samples = await Promise.all(
        stack.running('validation-worker').map((worker) => readMetrics(worker.opsUrl())),
      );
      const retries = { queue: QUEUES.validation };
      expect(sumOf(samples.flat(), 'broker_batch_retries_total', retries)).toBeGreaterThan(0);
    });
    await stack.endAll('validation-worker', 'SIGKILL');
    const claimed = (await stack.redis.dump()).flatMap(({ parts }) => parts);
    // 0x00 and 8 bytes of a submission
    expect(claimed.filter((part) => part.length === 9 && part[0] === 0)).not.toHaveLength(0);

    await stack.virtualHost.unlimitQueue(QUEUES.aggregation);
    await Promise.all([stack.startApp('validation-worker'), stack.startApp('aggregator')]);
    expect(await expectNothingLostNothingTwice(stack, law, record)).toEqual({ counted: 60, rejected: {} });
  });
});
