import type { BallotStore } from '@scrutin/ballot-store';
import type { LocalizedText, VotingMethod } from '@scrutin/election';
import { standingsOf } from '@scrutin/election';

interface CandidateVotes {
  readonly id: string;
  readonly name: string;
  readonly partyCode: string;
  readonly partyName: LocalizedText;
  readonly partyColor: string;
  readonly withdrawn: boolean;
  /** In a ranked race: first preferences. */
  readonly votes: bigint;
}

/** The votes counted so far in one race. */
export interface RaceVotes {
  readonly electionId: string;
  readonly regionId: string;
  readonly regionName: LocalizedText;
  readonly method: VotingMethod;
  readonly seats: number;
  /** Undefined while no roll is on record. */
  readonly registeredVoters: bigint | undefined;
  readonly total: bigint;
  /** Most votes first, then in the order of the ballot; those who have withdrawn come last. */
  readonly candidates: readonly CandidateVotes[];
}

/** Every race of the election, by region; undefined if the election does not exist or is a draft. */
export async function raceResults(
  store: Pick<BallotStore, 'elections' | 'electionCounts'>,
  electionId: string,
  nowMs: number,
): Promise<RaceVotes[] | undefined> {
  const election = (await store.elections()).find(({ id }) => id === electionId);
  if (election === undefined) return undefined;
  const counts = (await store.electionCounts()).filter((count) => count.electionId === electionId);
  return election.races.map(
    ({ regionId, region, method, seats, registeredVoters, candidates }): RaceVotes => {
      const here = counts.filter((count) => count.regionId === regionId);
      const votes = new Map(
        here.flatMap(({ candidateId, votes: own }) =>
          candidateId === undefined ? [] : [[candidateId, own] as const],
        ),
      );
      const listed = standingsOf(candidates, votes, nowMs).map(({ candidate, votes: own, withdrawn }) => ({
        id: candidate.id,
        name: `${candidate.firstName} ${candidate.lastName}`,
        partyCode: candidate.partyCode,
        partyName: candidate.party.name,
        partyColor: candidate.party.color,
        withdrawn,
        votes: own,
      }));
      return {
        electionId,
        regionId,
        regionName: region.name,
        method,
        seats,
        registeredVoters,
        total: listed.reduce((sum, { votes: own }) => sum + own, 0n),
        candidates: listed,
      };
    },
  );
}
