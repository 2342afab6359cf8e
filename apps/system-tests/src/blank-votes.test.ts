import { BLANK_SELECTION, contestKey } from '@scrutin/election';
import {
  expectElectionNothingLostNothingTwice,
  expectNothingLostNothingTwice,
  oneVoteEach,
  problemOf,
  runOrThrow,
  useSystem,
  voteInRace,
} from '@scrutin/testkit';
import type { LawVote } from '@scrutin/voting-load';

interface Count {
  readonly ballots: string;
  readonly winners: readonly string[];
  readonly rounds: readonly {
    readonly tally: Readonly<Record<string, string>>;
    readonly inactive: Readonly<Record<string, string>>;
  }[];
}

describe('blank votes', () => {
  const { stack, open, openElection, cast, castAll } = useSystem({ suite: 'blank-votes' });

  const countOf = async (contest: string): Promise<Count> =>
    JSON.parse(await runOrThrow(stack, ['tabulate', 'count', '--contest', contest, '--json'])) as Count;

  test('on a law are counted for neither side, from the vote to the tabulation', async () => {
    const law = await open(9, { blankVotes: 'allowed' });
    const votes = law.voters.map((voter, i): LawVote => {
      const choice = i < 4 ? 'oui' : i < 6 ? 'non' : 'blank';
      return { kind: 'law', voter, lawId: law.id, choice };
    });
    const record = await castAll(votes);
    expect(await expectNothingLostNothingTwice(stack, law, record)).toEqual({ counted: 9, rejected: {} });
    const count = await countOf(contestKey({ kind: 'law', lawId: law.id }));
    expect(count).toMatchObject({
      ballots: '9',
      winners: ['oui'],
      rounds: [{ tally: { oui: '4', non: '2' }, inactive: { undervotes: '3' } }],
    });
  });

  test('in an election are counted for nobody, in a single choice and in a ranking', async () => {
    const election = await openElection({
      blankVotes: 'allowed',
      regions: [{ candidates: 2 }, { candidates: 3, method: 'ranked_choice' }],
      votersPerRegion: 5,
    });
    const votes = election.races.flatMap((race) =>
      race.voters.map((voter, i) => voteInRace(race, voter, i < 3 ? race.standing.slice(0, 1) : [])),
    );
    const record = await castAll(votes);
    const outcome = await expectElectionNothingLostNothingTwice(stack, election, record);
    expect(outcome).toEqual({ counted: 10, rejected: {} });
    for (const race of election.races) {
      const { ballots, winners, rounds } = await countOf(contestKey({ kind: 'election', ...race }));
      expect([ballots, winners]).toEqual(['5', race.standing.slice(0, 1)]);
      expect(rounds[0]?.inactive).toMatchObject({ undervotes: '2', exhaustedChoices: '0' });
    }
    const stored = await stack.sql<{ selection: string; ballots: number }>(
      `SELECT selection, count(*)::int AS ballots FROM ballots WHERE starts_with(contest_key, $1) GROUP BY 1`,
      [`election:${election.id}:`],
    );
    expect(stored).toContainEqual({ selection: BLANK_SELECTION, ballots: 4 });
  });

  test('are refused at once by a contest that does not take them, and the voter may still vote', async () => {
    const law = await open(1);
    const [voter] = law.voters;
    const refused = await cast({ kind: 'law', voter: voter!, lawId: law.id, choice: 'blank' });
    expect(refused.status).toBe(422);
    expect(problemOf(refused)).toMatchObject({
      type: expect.stringContaining('blank-not-allowed') as string,
    });
    const record = await castAll(oneVoteEach(law));
    expect(await expectNothingLostNothingTwice(stack, law, record)).toEqual({ counted: 1, rejected: {} });
  });
});
