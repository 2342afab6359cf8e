import type { Election, Race } from './elections.ts';
import type { PlannedBallot } from './planned-votes.ts';
import type { RegionalVoter } from './roll-desk.ts';

/** A ballot of the race by this voter; a single choice is a ranking of one. */
export function ballotOf(
  race: Race,
  voter: PlannedBallot['voter'],
  ranking: readonly string[],
): PlannedBallot {
  const { electionId, regionId, method } = race;
  return { voter, electionId, regionId, method, ranking };
}

/**
 * One ballot of each voter, neighbours in different regions. The same rankings in every run, unevenly
 * spread over the candidates so that a mix-up shows, and of all lengths.
 */
export function oneBallotEach(election: Election): PlannedBallot[] {
  const most = Math.max(...election.races.map(({ voters }) => voters.length));
  return Array.from({ length: most }, (_, i) =>
    election.races.flatMap((race) => {
      const voter: RegionalVoter | undefined = race.voters[i];
      return voter === undefined ? [] : [ballotOf(race, voter, someRanking(race, i))];
    }),
  ).flat();
}

/** A good ranking of the race that depends on `i` alone. */
export function someRanking({ standing, maxRanks }: Race, i: number): string[] {
  const left = [...standing];
  const ranks = 1 + Math.floor(scattered(i, 0) * Math.min(maxRanks, left.length));
  return Array.from({ length: ranks }, (_, rank) => {
    // The square makes front runners of the first.
    const [chosen] = left.splice(Math.floor(scattered(i, rank + 1) ** 2 * left.length), 1);
    return chosen ?? '';
  });
}

/** In [0, 1), without a pattern that shows: the finalizer of MurmurHash3 (public domain). */
function scattered(i: number, draw: number): number {
  let h = Math.imul(i + 1, 0x9e37_79b1) ^ Math.imul(draw + 1, 0x85eb_ca77);
  h = Math.imul(h ^ (h >>> 16), 0x85eb_ca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2_ae35);
  return ((h ^ (h >>> 16)) >>> 0) / 2 ** 32;
}
