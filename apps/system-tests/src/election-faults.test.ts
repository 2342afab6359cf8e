import { QUEUES } from '@scrutin/contracts/messages';
import type { Election } from '@scrutin/testkit';
import {
  controlService,
  eventually,
  expectElectionNothingLostNothingTwice,
  lockTable,
  oneBallotEach,
  readElectionRecords,
  useSystem,
} from '@scrutin/testkit';

describe('failures while ballots of an election come in', () => {
  const { stack, openElection, castAll, startVoting } = useSystem({
    suite: 'election-faults',
    processes: { aggregator: 2 },
  });

  const open = (votersPerRegion: number): Promise<Election> =>
    openElection({
      regions: [{ candidates: 4 }, { method: 'ranked_choice', candidates: 5, maxRanks: 3 }],
      votersPerRegion,
    });

  test('an aggregator is killed three times in the middle of a batch: every ballot is counted once, unchanged (P2)', async () => {
    const election = await open(300);
    const load = startVoting(oneBallotEach(election));
    for (const accepted of [100, 250, 400]) {
      await load.accepted(accepted);
      await stack.running('aggregator')[0]!.end('SIGKILL');
      await stack.startApp('aggregator');
    }
    const record = await load.done();
    expect(record.accepted).toHaveLength(600);
    const outcome = await expectElectionNothingLostNothingTwice(stack, election, record);
    expect(outcome).toEqual({ counted: 600, rejected: {} });
  });

  test('both aggregators are killed after a batch was sent to PostgreSQL and before it was acknowledged: every ballot is counted once (P2, P4)', async () => {
    const election = await open(30);
    const locked = await lockTable(stack, 'vote_audit');
    let record;
    try {
      record = await castAll(oneBallotEach(election));
      expect(record.refused).toEqual([]);
      await eventually('an aggregator is in the middle of a transaction', async () => {
        expect(await locked.waiting('aggregator')).toBeGreaterThan(0);
      });
      await stack.endAll('aggregator', 'SIGKILL');
    } finally {
      await locked.release();
    }
    await eventually('the broker knows that the aggregators are gone', async () => {
      expect(await stack.virtualHost.depth(QUEUES.aggregation)).toBeGreaterThan(0);
    });
    expect((await readElectionRecords(stack, election.id)).audited).toBeLessThanOrEqual(60);
    await stack.startApp('aggregator');
    const outcome = await expectElectionNothingLostNothingTwice(stack, election, record);
    expect(outcome).toEqual({ counted: 60, rejected: {} });
  });

  test('PostgreSQL restarts and is killed under load: the counts are exact (P2, P4)', async () => {
    const election = await open(300);
    const load = startVoting(oneBallotEach(election), { votesPerSecond: 200, again: 'until-accepted' });
    await load.accepted(100);
    await controlService('restart', 'postgres');
    await load.accepted(300);
    await controlService('kill', 'postgres');
    await controlService('start', 'postgres');
    const record = await load.done();
    expect(record.accepted).toHaveLength(600);
    const outcome = await expectElectionNothingLostNothingTwice(stack, election, record);
    expect(outcome).toEqual({ counted: 600, rejected: {} });
  });
});
