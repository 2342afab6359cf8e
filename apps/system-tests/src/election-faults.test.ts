import { jest } from '@jest/globals';
import { QUEUES } from '@scrutin/contracts/messages';
import type { Election } from '@scrutin/testkit';
import {
  controlService,
  eventually,
  expectElectionNothingLostNothingTwice,
  lockTable,
  oneBallotEach,
  openElection,
  readElectionRecords,
  useSystem,
  VoteLoad,
} from '@scrutin/testkit';

jest.setTimeout(180_000);

describe('faults while ballots of an election flow', () => {
  const { stack, rolls: elections } = useSystem({ suite: 'election-faults', processes: { aggregator: 2 } });

  const open = async (votersPerRegion: number): Promise<Election> => {
    const election = await openElection(stack, {
      regions: [{ candidates: 4 }, { method: 'ranked_choice', candidates: 5, maxRanks: 3 }],
      votersPerRegion,
    });
    elections.push(election);
    return election;
  };

  test('fault 2: an aggregator is killed in mid-batch, three times: every ballot is counted once, as it was cast (P2)', async () => {
    const election = await open(300);
    const load = new VoteLoad(oneBallotEach(election), { target: stack.target });
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

  test('fault 2: both are killed after the batch was sent to PostgreSQL, before it was acknowledged (P2, P4)', async () => {
    const election = await open(30);
    const locked = await lockTable(stack, 'vote_audit');
    let record;
    try {
      record = await new VoteLoad(oneBallotEach(election), { target: stack.target }).done();
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

  test('fault 5: PostgreSQL restarts, then is killed, under load: the counts are exact (P2, P4)', async () => {
    const election = await open(300);
    const load = new VoteLoad(oneBallotEach(election), {
      target: stack.target,
      votesPerSecond: 200,
      again: 'until-accepted',
    });
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
