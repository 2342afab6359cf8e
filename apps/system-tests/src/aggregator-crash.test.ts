import { QUEUES } from '@scrutin/contracts/messages';
import {
  eventually,
  expectNothingLostNothingTwice,
  lockTable,
  oneVoteEach,
  readLawRecords,
  useSystem,
} from '@scrutin/testkit';

describe('an aggregator that ends while it works', () => {
  const { stack, open, startVoting, castAll } = useSystem({ suite: 'aggregator-crash' });

  test.each(['SIGTERM', 'SIGKILL'] as const)(
    'three times %s in the middle of a batch, under load: every vote is counted once (P2)',
    async (signal) => {
      const law = await open(900);
      const load = startVoting(oneVoteEach(law));
      for (const accepted of [150, 400, 650]) {
        await load.accepted(accepted);
        const exits = await stack.endAll('aggregator', signal);
        if (signal === 'SIGTERM') expect(exits).toEqual([{ code: 0, signal: null }]);
        await stack.startApp('aggregator');
      }
      const record = await load.done();
      expect(record.accepted).toHaveLength(900);
      const outcome = await expectNothingLostNothingTwice(stack, law, record);
      expect(outcome).toEqual({ counted: 900, rejected: {} });
    },
  );

  test('SIGKILL after a batch was sent to PostgreSQL and before it was acknowledged: every vote is counted once (P2, P4)', async () => {
    const law = await open(60);
    const locked = await lockTable(stack, 'vote_audit');
    let record;
    try {
      record = await castAll(oneVoteEach(law));
      expect(record.refused).toEqual([]);
      await eventually('the aggregator is in the middle of a transaction', async () => {
        expect(await locked.waiting('aggregator')).toBeGreaterThan(0);
      });
      await stack.endAll('aggregator', 'SIGKILL');
    } finally {
      await locked.release();
    }
    // The messages are in the queue again. PostgreSQL may still commit the transaction of the killed aggregator.
    await eventually('the broker knows that the aggregator is gone', async () => {
      expect(await stack.virtualHost.depth(QUEUES.aggregation)).toBeGreaterThan(0);
    });
    expect((await readLawRecords(stack, law.id)).audited).toBeLessThanOrEqual(60);
    await stack.startApp('aggregator');
    expect(await expectNothingLostNothingTwice(stack, law, record)).toEqual({ counted: 60, rejected: {} });
  });
});
