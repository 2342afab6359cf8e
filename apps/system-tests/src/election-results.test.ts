import type { ElectionResultBody, RaceResultBody } from '@scrutin/contracts/public';
import { contestKey } from '@scrutin/election';
import type { CandidateSpec, Election, PublishedResults } from '@scrutin/testkit';
import {
  expectElectionNothingLostNothingTwice,
  readElectionResults,
  runOrThrow,
  useSystem,
  voteInRace,
} from '@scrutin/testkit';

const NAME = { firstName: 'Jean', lastName: 'Tremblay' };
/** All candidates have one name. Two are of one party in the first region, and one identifier is in both regions. */
const FIRST: readonly CandidateSpec[] = [
  { id: 'jt-1', ...NAME, partyCode: 'CAQ' },
  { id: 'jt-2', ...NAME, partyCode: 'CAQ' },
  { id: 'jt-3', ...NAME, partyCode: 'PLQ' },
];
const SECOND: readonly CandidateSpec[] = [
  { id: 'jt-1', ...NAME, partyCode: 'PLQ' },
  { id: 'jt-4', ...NAME, partyCode: 'CAQ' },
];
const VOTES = [
  { 'jt-1': 7, 'jt-2': 5, 'jt-3': 3 },
  { 'jt-1': 4, 'jt-4': 11 },
] as const;

describe('candidates of the same name are never merged', () => {
  const { stack, openElection, castAll } = useSystem({ suite: 'election-results' });
  let election: Election;
  let published: PublishedResults;

  beforeAll(async () => {
    election = await openElection({
      regions: [{ candidates: FIRST }, { candidates: SECOND }],
      votersPerRegion: 15,
    });
    const ballots = election.races.flatMap((race, i) => {
      const choices = Object.entries(VOTES[i]!).flatMap(([id, n]) => Array.from({ length: n }, () => id));
      return race.voters.map((voter, k) => voteInRace(race, voter, [choices[k]!]));
    });
    const record = await castAll(ballots);
    const outcome = await expectElectionNothingLostNothingTwice(stack, election, record);
    expect(outcome).toEqual({ counted: 30, rejected: {} });
    published = await readElectionResults(stack, election);
  });

  test('in the results of a race, each has separate votes, a share and a rank', () => {
    const entries = published.races.map(({ candidates }) =>
      candidates.map(({ candidate_id: id, name, party_code: party, votes, percentage, rank, tied }) => {
        return [id, name, party, votes, percentage, rank, tied];
      }),
    );
    expect(entries).toEqual([
      [
        ['jt-1', 'Jean Tremblay', 'CAQ', 7, 46.67, 1, false],
        ['jt-2', 'Jean Tremblay', 'CAQ', 5, 33.33, 2, false],
        ['jt-3', 'Jean Tremblay', 'PLQ', 3, 20, 3, false],
      ],
      [
        ['jt-4', 'Jean Tremblay', 'CAQ', 11, 73.33, 1, false],
        ['jt-1', 'Jean Tremblay', 'PLQ', 4, 26.67, 2, false],
      ],
    ]);
    for (const race of published.races) {
      expect<Pick<RaceResultBody, 'total_votes' | 'provisional'>>(race).toMatchObject({
        total_votes: 15,
        provisional: true,
      });
    }
  });

  test('in the results of the whole election, region and identifier distinguish them, and the sums of the parties are right', () => {
    const { candidates, parties, turnout }: ElectionResultBody = published.whole;
    const [first, second] = election.races.map(({ regionId }) => regionId);
    expect(
      candidates.map(({ region_id, candidate_id, name, votes }) => [region_id, candidate_id, name, votes]),
    ).toEqual([
      [first, 'jt-1', 'Jean Tremblay', 7],
      [first, 'jt-2', 'Jean Tremblay', 5],
      [first, 'jt-3', 'Jean Tremblay', 3],
      [second, 'jt-1', 'Jean Tremblay', 4],
      [second, 'jt-4', 'Jean Tremblay', 11],
    ]);
    expect(parties.map(({ party_code, votes, percentage }) => [party_code, votes, percentage])).toEqual([
      ['CAQ', 23, 76.67],
      ['PLQ', 7, 23.33],
    ]);
    expect(turnout).toMatchObject({ registered_voters: 30, voters: 30, percentage: 100 });
  });

  test('in a tabulation, each has a separate tally, and one of them is elected', async () => {
    for (const [i, race] of election.races.entries()) {
      const contest = contestKey({ kind: 'election', ...race });
      const text = await runOrThrow(stack, ['tabulate', 'count', '--contest', contest, '--json']);
      const { winners, rounds } = JSON.parse(text) as {
        winners: string[];
        rounds: { tally: Record<string, string> }[];
      };
      const tally = Object.entries(VOTES[i]!).map(([id, votes]) => [id, String(votes)]);
      expect(rounds[0]?.tally).toEqual(Object.fromEntries(tally));
      expect(winners).toEqual([i === 0 ? 'jt-1' : 'jt-4']);
    }
  });
});
