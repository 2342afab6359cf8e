import { jest } from '@jest/globals';
import { QUEUES } from '@scrutin/contracts/messages';
import {
  eventually,
  expectNothingLostNothingTwice,
  lockTable,
  oneVoteEach,
  readLawRecords,
  useSystem,
  VoteLoad,
} from '@scrutin/testkit';

jest.setTimeout(180_000);

describe('an aggregator that ends in the middle of its work', () => {
  const { stack, open } = useSystem({ suite: 'aggregator-crash' });

  test.each(['SIGTERM', 'SIGKILL'] as const)(
    'fault 2: %s in mid-batch under load, three times: every vote is counted once (P2)',
    async (signal) => {
      const law = await open(900);
      const load = new VoteLoad(oneVoteEach(law), { target: stack.target });
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

  test('fault 2: killed after the batch was sent to PostgreSQL, before it was acknowledged (P2, P4)', async () => {
    const law = await open(60);
    const locked = await lockTable(stack, 'vote_audit');
    let record;
    try {
      record = await new VoteLoad(oneVoteEach(law), { target: stack.target }).done();
      expect(record.refused).toEqual([]);
      await eventually('the aggregator is in the middle of a transaction', async () => {
        expect(await locked.waiting('aggregator')).toBeGreaterThan(0);
      });
      await stack.endAll('aggregator', 'SIGKILL');
    } finally {
      await locked.release();
    }
    // The broker has the messages back; what PostgreSQL was told before the kill may be committed all the same.
    await eventually('the broker knows that the aggregator is gone', async () => {
      expect(await stack.virtualHost.depth(QUEUES.aggregation)).toBeGreaterThan(0);
    });
    const { audited } = await readLawRecords(stack, law.id);
    expect(audited).toBeLessThanOrEqual(60);
    await stack.startApp('aggregator');
    expect(await expectNothingLostNothingTwice(stack, law, record)).toEqual({ counted: 60, rejected: {} });
  });
});
