import type { ElectionVote, Voter } from '@scrutin/voting-load';
import { seededRandom } from '@scrutin/voting-load';
import type { Election, Race } from './elections.ts';
import type { RegionalVoter } from './load-roll.ts';

/** The vote of this voter in the race. A single choice is a ranking of length one. */
export function voteInRace(race: Race, voter: Voter, ranking: readonly string[]): ElectionVote {
  const { electionId, regionId, method } = race;
  return { kind: 'election', voter, electionId, regionId, method, ranking };
}

/**
 * One ballot of each voter. Ballots that follow each other are of different regions. The rankings have all lengths and
 * are the same in every run. They are spread unevenly over the candidates, so that a test notices a mix-up.
 */
export function oneBallotEach(election: Election): ElectionVote[] {
  const most = Math.max(...election.races.map(({ voters }) => voters.length));
  return Array.from({ length: most }, (_, i) =>
    election.races.flatMap((race) => {
      const voter: RegionalVoter | undefined = race.voters[i];
      return voter === undefined ? [] : [voteInRace(race, voter, someRanking(race, i))];
    }),
  ).flat();
}

/** A valid ranking of the race. It depends only on `i`. */
export function someRanking({ standing, maxRanks }: Race, i: number): string[] {
  const random = seededRandom(i);
  const left = [...standing];
  const ranks = 1 + random.integer(Math.min(maxRanks, left.length));
  return Array.from({ length: ranks }, () => {
    // The square favours the first candidates.
    const [chosen] = left.splice(Math.floor(random.unit() ** 2 * left.length), 1);
    return chosen ?? '';
  });
}
