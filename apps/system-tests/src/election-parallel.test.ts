import { electionRollKey } from '@scrutin/election';
import type { Election } from '@scrutin/testkit';
import {
  expectElectionNothingLostNothingTwice,
  loadElectionRoll,
  someRanking,
  useSystem,
  voteInRace,
} from '@scrutin/testkit';
import type { ElectionVote, Voter } from '@scrutin/voting-load';

const TIMES = 10;

describe('voters of an election who submit in parallel', () => {
  const { stack, openElection, castAll, startVoting } = useSystem({
    suite: 'election-parallel',
    processes: { 'ingestion-api': 2, 'validation-worker': 3, aggregator: 2 },
  });

  const open = (): Promise<Election> =>
    openElection({
      regions: [{ candidates: 3 }, { method: 'ranked_choice', candidates: 4 }],
      votersPerRegion: 15,
    });
  /** Ten different ballots of each voter. They follow each other, so that they are in flight at the same time. */
  const tenTimesEach = (election: Election): ElectionVote[] =>
    election.races.flatMap((race) =>
      race.voters.flatMap((voter, i) =>
        Array.from({ length: TIMES }, (_, time) =>
          voteInRace(race, voter, someRanking(race, i * TIMES + time)),
        ),
      ),
    );

  test('of 30 voters with 10 ballots each, 30 ballots are counted, 270 are rejected, and all attempts are recorded (P3)', async () => {
    const election = await open();
    const load = startVoting(tenTimesEach(election), { connections: 100 });
    const record = await load.done();
    expect(record.accepted).toHaveLength(30 * TIMES);
    const outcome = await expectElectionNothingLostNothingTwice(stack, election, record);
    expect(outcome).toEqual({ counted: 30, rejected: { 'already-voted': 30 * (TIMES - 1) } });

    const attempts = await stack.sql(
      `SELECT count(*)::int AS voters, sum(attempts)::int AS attempts FROM duplicate_attempts
        WHERE roll_key = $1 AND reason = 'already-voted' AND octet_length(credential_hash) = 32`,
      [electionRollKey(election.id)],
    );
    expect(attempts).toEqual([{ voters: 30, attempts: 30 * (TIMES - 1) }]);
  });

  test('of two ballots for each region, one for the voter’s own region counts, in whatever order they arrive (P3)', async () => {
    const election = await open();
    const everywhere = (voter: Voter): ElectionVote[] =>
      election.races.map((race) => voteInRace(race, voter, [race.candidates[0]!]));
    const ballots = election.voters.flatMap((voter) => [...everywhere(voter), ...everywhere(voter)]);
    const record = await castAll(ballots, { connections: 100 });
    expect(record.accepted).toHaveLength(120);
    const outcome = await expectElectionNothingLostNothingTwice(stack, election, record);
    expect(outcome).toEqual({ counted: 30, rejected: { 'already-voted': 30, 'wrong-region': 60 } });
  });

  test('when Redis is flushed meanwhile and the roll is loaded again, 30 ballots are counted (P3)', async () => {
    const election = await open();
    const ballots = tenTimesEach(election);
    const load = startVoting(ballots, { connections: 100, votesPerSecond: 300 });
    await load.accepted(ballots.length / 3);
    await stack.redis.flush();
    await load.accepted((2 * ballots.length) / 3);
    await loadElectionRoll(stack, election); // as an operator does, but without restoring the claims
    const record = await load.done();
    expect(record.accepted).toHaveLength(30 * TIMES);
    const outcome = await expectElectionNothingLostNothingTwice(stack, election, record);
    expect(outcome).toEqual({ counted: 30, rejected: { 'already-voted': 30 * (TIMES - 1) } });
  });
});
