import { jest } from '@jest/globals';
import { electionRollKey } from '@scrutin/election';
import type { Election } from '@scrutin/testkit';
import {
  expectElectionNothingLostNothingTwice,
  loadElectionRoll,
  openElection,
  someRanking,
  useSystem,
  voteInRace,
  VoteLoad,
} from '@scrutin/testkit';
import type { ElectionVote, Voter } from '@scrutin/voting-load';

jest.setTimeout(120_000);

const TIMES = 10;

describe('voters of an election who submit in parallel', () => {
  const { stack, rolls: elections } = useSystem({
    suite: 'election-parallel',
    processes: { 'ingestion-api': 2, 'validation-worker': 3, aggregator: 2 },
  });

  const open = async (): Promise<Election> => {
    const election = await openElection(stack, {
      regions: [{ candidates: 3 }, { method: 'ranked_choice', candidates: 4 }],
      votersPerRegion: 15,
    });
    elections.push(election);
    return election;
  };
  /** One voter's ballots follow each other, so that they are under way at once; each says something else. */
  const tenTimesEach = (election: Election): ElectionVote[] =>
    election.races.flatMap((race) =>
      race.voters.flatMap((voter, i) =>
        Array.from({ length: TIMES }, (_, time) =>
          voteInRace(race, voter, someRanking(race, i * TIMES + time)),
        ),
      ),
    );

  test('fault 4: 30 voters, 10 ballots each at once: 30 counted, 270 already-voted, all attempts counted (P3)', async () => {
    const election = await open();
    const load = new VoteLoad(tenTimesEach(election), { target: stack.target, connections: 100 });
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

  test('fault 4: one ballot for each region at once: the one for the own region counts, in no other order (P3)', async () => {
    const election = await open();
    const everywhere = (voter: Voter): ElectionVote[] =>
      election.races.map((race) => voteInRace(race, voter, [race.candidates[0]!]));
    const ballots = election.voters.flatMap((voter) => [...everywhere(voter), ...everywhere(voter)]);
    const record = await new VoteLoad(ballots, { target: stack.target, connections: 100 }).done();
    expect(record.accepted).toHaveLength(120);
    const outcome = await expectElectionNothingLostNothingTwice(stack, election, record);
    expect(outcome).toEqual({ counted: 30, rejected: { 'already-voted': 30, 'wrong-region': 60 } });
  });

  test('faults 4 and 6: Redis is flushed in the middle of it, and the roll loaded again: still 30 (P3)', async () => {
    const election = await open();
    const ballots = tenTimesEach(election);
    const load = new VoteLoad(ballots, { target: stack.target, connections: 100, votesPerSecond: 300 });
    await load.accepted(ballots.length / 3);
    await stack.redis.flush();
    await load.accepted((2 * ballots.length) / 3);
    await loadElectionRoll(stack, election); // as the operator does; who voted is not put back
    const record = await load.done();
    expect(record.accepted).toHaveLength(30 * TIMES);
    const outcome = await expectElectionNothingLostNothingTwice(stack, election, record);
    expect(outcome).toEqual({ counted: 30, rejected: { 'already-voted': 30 * (TIMES - 1) } });
  });
});
