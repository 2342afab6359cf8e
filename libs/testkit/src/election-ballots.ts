import type { ElectionVote, Voter } from '@scrutin/voting-load';
import { seededRandom } from '@scrutin/voting-load';
import type { Election, Race } from './elections.ts';
import type { RegionalVoter } from './load-roll.ts';

/** What this voter sends in the race; a single choice is a ranking of one. */
export function voteInRace(race: Race, voter: Voter, ranking: readonly string[]): ElectionVote {
  const { electionId, regionId, method } = race;
  return { kind: 'election', voter, electionId, regionId, method, ranking };
}

/**
 * One ballot of each voter, neighbours in different regions. The same rankings in every run, unevenly
 * spread over the candidates so that a mix-up shows, and of all lengths.
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

/** A good ranking of the race that depends on `i` alone. */
export function someRanking({ standing, maxRanks }: Race, i: number): string[] {
  const random = seededRandom(i);
  const left = [...standing];
  const ranks = 1 + random.integer(Math.min(maxRanks, left.length));
  return Array.from({ length: ranks }, () => {
    // The square makes front runners of the first.
    const [chosen] = left.splice(Math.floor(random.unit() ** 2 * left.length), 1);
    return chosen ?? '';
  });
}
